import { birthDateWords, LineIcon } from '@caecilia/ui';
import { otherLanguage } from '@caecilia/workspace';
import { useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { ListedSigns } from '../patients/ListedSigns.tsx';
import { hasSection, type Me, patientsQuery } from '../server/queries.ts';
import { useSpeaking } from '../words/useSpeaking.ts';
import { placesOf } from './places.ts';

const MOST_PATIENTS = 8;
const LEAST_LETTERS = 2;
/** How long the box waits for more letters. */
const REST_MS = 150;

/** Finds patients, pages and what can be done, from the keyboard, wherever somebody is. */
export function Palette(props: { readonly me: Me; readonly showKeys: () => void }): ReactNode {
  const { t } = useSpeaking();
  const [query, setQuery] = useState('');
  const patients = usePatients(query);
  const actions = useActions(props);
  return (
    <Spotlight
      actions={[...patients.group, ...actions]}
      query={query}
      onQueryChange={setQuery}
      nothingFound={patients.words}
      shortcut={null}
      lockScroll={false}
      scrollable
      maxHeight="70vh"
      transitionProps={{ duration: 0 }}
      attributes={{ content: { 'aria-label': t('palette.label') } }}
      searchProps={{
        placeholder: t('palette.placeholder'),
        'aria-label': t('palette.label'),
        onKeyDown: openFirst,
      }}
      filter={(words, all) => matching(words, all)}
    />
  );
}

/** Enter opens the first that was found, where no arrow chose another. */
function openFirst({ key, currentTarget }: KeyboardEvent<HTMLInputElement>): void {
  const palette = currentTarget.closest('[role=dialog]');
  if (key !== 'Enter' || palette?.querySelector('[data-selected]')) return;
  palette?.querySelector<HTMLElement>('[data-action]')?.click();
}

type Group = SpotlightActionGroupData;

/** Patients were found by the server already; of the rest what holds the words. */
function matching(query: string, groups: readonly unknown[]): Group[] {
  const words = query.trim().toLowerCase();
  return (groups as readonly Group[]).flatMap(({ group, actions }) => {
    const kept = actions.filter(
      ({ id, label }) => id.startsWith('patient:') || (label ?? '').toLowerCase().includes(words),
    );
    return kept.length === 0 ? [] : [{ group, actions: kept }];
  });
}

function usePatients(query: string): { readonly group: readonly Group[]; readonly words: string } {
  const { t } = useSpeaking();
  const navigate = useNavigate();
  const [name] = useDebouncedValue(query.trim(), REST_MS);
  const asked = name.length >= LEAST_LETTERS;
  const found = useInfiniteQuery({ ...patientsQuery({ name }), enabled: asked });
  const patients = asked ? (found.data?.pages[0]?.patients ?? []) : [];
  const words = found.isError ? 'palette.failed' : found.isFetching ? 'palette.searching' : 'palette.nothing';
  const shown = patients.slice(0, MOST_PATIENTS);
  const among = shown.map(({ id }) => id);
  const actions = shown.map(
    ({ id, name: called, birthDate }): SpotlightActionData => ({
      id: `patient:${id}`,
      label: called ?? id,
      ...(birthDate ? { description: birthDateWords(birthDate.from, birthDate.precision) } : {}),
      leftSection: <LineIcon name="person" />,
      rightSection: <ListedSigns id={id} among={among} />,
      onClick: () => void navigate({ to: '/patients/$id', params: { id } }),
    }),
  );
  return { group: actions.length === 0 ? [] : [{ group: t('palette.patients'), actions }], words: t(words) };
}

/** Asking for a consultation: for the patient in view, or else for one that is chosen first. */
function useAsking(me: Me): readonly SpotlightActionData[] {
  const { t } = useSpeaking();
  const navigate = useNavigate();
  const { id } = useParams({ strict: false });
  if (!hasSection(me, 'requests')) return [];
  return [
    {
      id: 'act:ask',
      label: t(id === undefined ? 'palette.askOther' : 'palette.ask'),
      onClick: () =>
        void (id === undefined
          ? navigate({ to: '/requests/new' })
          : navigate({ to: '/patients/$id/requests/new', params: { id } })),
    },
  ];
}

function useActions({ me, showKeys }: { readonly me: Me; readonly showKeys: () => void }): readonly Group[] {
  const { t, language, setLanguage, here } = useSpeaking();
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  const places = placesOf(me).map(
    ({ href, label, inApp }): SpotlightActionData => ({
      id: `place:${href}`,
      label: label[language],
      onClick: () => (inApp ? void navigate({ to: href }) : window.location.assign(here(href))),
    }),
  );
  const asking = useAsking(me);
  return [
    { group: t('palette.goTo'), actions: places },
    {
      group: t('palette.actions'),
      actions: [
        ...asking,
        {
          id: 'act:language',
          label: t('palette.language'),
          onClick: () => setLanguage(otherLanguage(language)),
        },
        { id: 'act:light', label: t('theme.light'), onClick: () => setColorScheme('light') },
        { id: 'act:dark', label: t('theme.dark'), onClick: () => setColorScheme('dark') },
        { id: 'act:keys', label: t('bar.keys'), onClick: showKeys },
      ],
    },
  ];
}
