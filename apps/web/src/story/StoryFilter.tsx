import { DISCIPLINES, KINDS, storyWords } from '@caecilia/story/ui';
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import type { StoryAsked } from './queries.ts';

/** What to see of the story: it goes into the address, so that a link and a reload keep it. */
export function StoryFilter(props: {
  readonly id: string;
  readonly asked: StoryAsked;
  /** The field that the server could not read. */
  readonly wrong: string | undefined;
  /** What else can be done with what is shown. */
  readonly children: ReactNode;
}): ReactNode {
  const { id, asked, wrong, children } = props;
  const { language } = useSpeaking();
  const t = storyWords(language);
  const navigate = useNavigate();
  const [typed, setTyped] = useState<StoryAsked>(asked);
  const show = (search: StoryAsked) =>
    void navigate({ to: '/patients/$id/timeline', params: { id }, search, resetScroll: false });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    show(typed);
  };
  const put = (field: keyof StoryAsked, value: string) =>
    setTyped((now) => ({ ...now, [field]: value === '' ? undefined : value }));
  const wrongDay = (field: 'from' | 'until') => (wrong === field ? t(dayError(asked, field)) : undefined);
  const isFiltered = Object.values(asked).some((each) => each !== undefined);
  return (
    <form className="story__filter" onSubmit={submit} aria-label={t('filter.label')}>
      <div className="story__fields">
        <TextInput
          label={t('filter.words')}
          value={typed.words ?? ''}
          onChange={({ currentTarget }) => put('words', currentTarget.value)}
        />
        <NativeSelect
          label={t('filter.discipline')}
          value={typed.discipline ?? ''}
          error={wrong === 'discipline' ? t('filter.wrong.kind') : undefined}
          onChange={({ currentTarget }) => put('discipline', currentTarget.value)}
          data={[
            { value: '', label: t('filter.everyDiscipline') },
            ...DISCIPLINES.map((each) => ({ value: each, label: t(`discipline.${each}`) })),
          ]}
        />
        {(['from', 'until'] as const).map((field) => (
          <TextInput
            key={field}
            label={t(`filter.${field}`)}
            description={t('filter.dayHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={typed[field] ?? ''}
            error={wrongDay(field)}
            onChange={({ currentTarget }) => put(field, currentTarget.value)}
          />
        ))}
      </div>
      <Kinds typed={typed} put={(kinds) => put('kind', kinds)} />
      {wrong === 'kind' ? <p role="alert">! {t('filter.wrong.kind')}</p> : null}
      <div className="story__acts">
        <Button type="submit">{t('filter.show')}</Button>
        {isFiltered ? (
          <Button variant="default" onClick={() => show({})}>
            {t('filter.all')}
          </Button>
        ) : null}
        {children}
      </div>
    </form>
  );
}

/** Two days that each can be read, in the wrong order, are another mistake than a day that cannot. */
function dayError({ from, until }: StoryAsked, field: 'from' | 'until') {
  const readable = /^\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}$|^\d{4}-\d\d-\d\d$/;
  const both = readable.test(from ?? '') && readable.test(until ?? '');
  return field === 'from' && both ? 'filter.wrong.order' : 'filter.wrong.day';
}

function Kinds(props: { readonly typed: StoryAsked; readonly put: (kinds: string) => void }): ReactNode {
  const { typed, put } = props;
  const { language } = useSpeaking();
  const t = storyWords(language);
  const chosen = (typed.kind ?? '').split(',').filter((each) => each !== '');
  return (
    <details open={chosen.length > 0}>
      <summary>
        {t('filter.kinds')}
        {chosen.length === 0 ? '' : ` (${chosen.length})`}
      </summary>
      <fieldset className="story__kinds" aria-label={t('filter.kinds')}>
        {KINDS.map((kind) => (
          <Checkbox
            key={kind}
            label={t(`kind.${kind}`)}
            checked={chosen.includes(kind)}
            onChange={({ currentTarget }) =>
              put(
                KINDS.filter((each) => (each === kind ? currentTarget.checked : chosen.includes(each))).join(
                  ',',
                ),
              )
            }
          />
        ))}
      </fieldset>
    </details>
  );
}
