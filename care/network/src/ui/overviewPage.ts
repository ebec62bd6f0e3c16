import type { Page, StoredVersion } from '@caecilia/kernel';
import { AskForm, LineIcon, Lines, LinkButton, Section, TextField } from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import { MOST_SHOWN } from '../directory/directory.ts';
import type { OrganizationEntry } from '../directory/entries.ts';
import { readEndpoint, readOrganization, readProfessional, readService } from '../directory/reading.ts';
import { type Found, searchDirectory } from '../directory/search.ts';
import type { NetworkSettings } from '../settings.ts';
import { identifierWords, lineOf, Name, Past } from './parts.ts';
import { type Asked, type NetworkView, networkPage, screen } from './view.ts';

/** Where an administrator begins: find anything, or walk through the organisations. */
export function overviewPages(settings: NetworkSettings): readonly Page[] {
  return [
    networkPage(settings, 'directory', '/network', overview),
    networkPage(settings, 'directory', '/network/professionals', professionals),
  ];
}

async function overview(asked: Asked) {
  const { view, visit, directory } = asked;
  const typed = (visit.query.q ?? '').trim().slice(0, 100);
  const found = typed === '' ? undefined : await searchDirectory(directory, typed);
  const organizations = found
    ? []
    : (await directory.find('Organization', [['_sort', 'name']])).map((each) =>
        readOrganization(each, view.today),
      );
  return screen(asked, {
    part: 'directory',
    title: view.t('overview.title'),
    intro: view.t('overview.intro'),
    children: [
      h(Search, { key: 'search', view, typed, to: '/network', label: view.t('overview.search') }),
      found
        ? h(Results, { key: 'found', view, found })
        : h(Organizations, { key: 'tree', view, organizations }),
    ],
  });
}

async function professionals(asked: Asked) {
  const { view, visit, directory } = asked;
  const typed = (visit.query.q ?? '').trim().slice(0, 100);
  const all =
    typed === ''
      ? { entries: await directory.find('Practitioner', [['_sort', 'family']]), match: 'exact' as const }
      : await searchDirectory(directory, typed);
  const found = { ...all, entries: all.entries.filter(({ type }) => type === 'Practitioner') };
  return screen(asked, {
    part: 'professionals',
    title: view.t('professionals.title'),
    children: [
      h(Search, {
        key: 'search',
        view,
        typed,
        to: '/network/professionals',
        label: view.t('professionals.search'),
      }),
      h(
        'p',
        { key: 'new' },
        h(LinkButton, {
          view,
          href: '/network/professionals/new',
          label: view.t('professionals.new'),
          icon: 'plus',
          main: true,
        }),
      ),
      h(Results, { key: 'found', view, found }),
    ],
  });
}

function Search(props: {
  readonly view: NetworkView;
  readonly typed: string;
  readonly to: string;
  readonly label: string;
}): ReactElement {
  const { view, typed, to, label } = props;
  return h(
    AskForm,
    { view, to, label },
    h(TextField, {
      view,
      name: 'q',
      label,
      value: typed,
      hint: view.t('overview.searchHint'),
      type: 'search',
    }),
    h(
      'button',
      { type: 'submit', className: 'button button--main' },
      h(LineIcon, { name: 'search' }),
      view.t('search'),
    ),
  );
}

function Results({ view, found }: { readonly view: NetworkView; readonly found: Found }): ReactElement {
  const { entries, match } = found;
  return h(
    Section,
    {
      id: 'found',
      title: view.t('found.title', { count: entries.length }),
      intro: match === 'close' && entries.length > 0 ? view.t('found.close') : undefined,
    },
    h(Lines, {
      none: view.t('found.none'),
      lines: entries.slice(0, MOST_SHOWN).map((version) => resultLine(version, view)),
    }),
    entries.length >= MOST_SHOWN ? h('p', { className: 'small' }, view.t('found.more')) : null,
  );
}

function resultLine(version: StoredVersion, view: NetworkView) {
  const { today } = view;
  const key = `${version.type}/${version.id}`;
  const line = (
    icon: Parameters<typeof LineIcon>[0]['name'],
    entry: { readonly name?: string; readonly active: boolean },
    about: string,
    reference = key,
  ) => ({
    key,
    past: !entry.active,
    line: lineOf({
      icon,
      name: h(Name, { view, reference, name: entry.name }),
      about,
      when: h(Past, { view, active: entry.active }),
    }),
  });
  switch (version.type) {
    case 'Practitioner': {
      const entry = readProfessional(version, today);
      return line('person', entry, identifierWords(entry.identifiers, view));
    }
    case 'HealthcareService': {
      const entry = readService(version, today);
      return line('bed', entry, entry.type ? view.t(`service.${entry.type}`) : '');
    }
    case 'Endpoint': {
      const entry = readEndpoint(version, today);
      return line('plug', entry, entry.address ?? '', entry.managedBy);
    }
    default: {
      const entry = readOrganization(version, today);
      return line('building', entry, organizationAbout(entry, view));
    }
  }
}

/** What an organisation is, where, and its numbers. */
export function organizationAbout(entry: OrganizationEntry, view: NetworkView): string {
  const type = entry.type ? view.t(`organization.${entry.type}`) : '';
  return [type, entry.city ?? '', identifierWords(entry.identifiers, view)]
    .filter((each) => each !== '')
    .join(' · ');
}

function Organizations(props: {
  readonly view: NetworkView;
  readonly organizations: readonly OrganizationEntry[];
}): ReactElement {
  const { view, organizations } = props;
  const act = h(LinkButton, {
    view,
    href: '/network/organizations/new',
    label: view.t('organizations.new'),
    icon: 'plus',
    main: true,
  });
  return h(
    Section,
    { id: 'organizations', title: view.t('organizations.title'), act },
    organizations.length === 0
      ? h('p', { className: 'none' }, view.t('organizations.none'))
      : h(Branch, { view, of: undefined, organizations, depth: 0 }),
    organizations.length >= MOST_SHOWN ? h('p', { className: 'small' }, view.t('found.more')) : null,
  );
}

const DEEPEST = 6;

/** Organisations with their parts under them. One whose whole is not in the list stands at the top: nothing is hidden. */
function Branch(props: {
  readonly view: NetworkView;
  readonly of: string | undefined;
  readonly organizations: readonly OrganizationEntry[];
  readonly depth: number;
}): ReactElement | null {
  const { view, of, organizations, depth } = props;
  const known = new Set(organizations.map(({ id }) => `Organization/${id}`));
  const here = organizations.filter(({ partOf }) =>
    of === undefined ? partOf === undefined || !known.has(partOf) : partOf === of,
  );
  if (here.length === 0 || depth > DEEPEST) return null;
  return h(
    'ul',
    { className: depth === 0 ? 'card tree' : 'tree__parts' },
    here.map((entry) => {
      const reference = `Organization/${entry.id}`;
      const about = organizationAbout(entry, view);
      return h(
        'li',
        { key: entry.id },
        h(
          'div',
          { className: entry.active ? 'line' : 'line line--past' },
          lineOf({
            icon: depth === 0 ? 'building' : 'people',
            name: h(Name, { view, reference, name: entry.name }),
            about,
            when: h(Past, { view, active: entry.active }),
          }),
        ),
        h(Branch, { view, of: reference, organizations, depth: depth + 1 }),
      );
    }),
  );
}
