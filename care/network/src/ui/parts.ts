import type { StoredVersion } from '@caecilia/kernel';
import { type Choice, Facts, hrefIn, LineIcon, Lines, LinkButton, Section, WhatIsWrong } from '@caecilia/ui';
import { Fragment, createElement as h, type ReactElement, type ReactNode } from 'react';
import type { Directory } from '../directory/directory.ts';
import { IDENTIFIER_KINDS, type Identifiers } from '../directory/identifiers.ts';
import { readOrganization, readProfessional } from '../directory/reading.ts';
import type { Filled } from './entryForm.ts';
import type { NetworkView } from './view.ts';

/** Where an entry is shown. */
export function pathOf(reference: string): string | undefined {
  const [type, id] = reference.split('/');
  if (type === 'Organization') return `/network/organizations/${id}`;
  if (type === 'Practitioner') return `/network/professionals/${id}`;
  return type === 'HealthcareService' ? `/network/services/${id}` : undefined;
}

/** A name that leads to its entry; the reference where the name is not known. */
export function Name(props: {
  readonly view: NetworkView;
  readonly reference: string | undefined;
  readonly name: string | undefined;
}): ReactElement {
  const { view, reference, name } = props;
  const words = name ?? view.t('entry.unnamed');
  const path = reference === undefined ? undefined : pathOf(reference);
  return path === undefined ? h('span', null, words) : h('a', { href: hrefIn(view.language, path) }, words);
}

/** That something is over, in a word beside a sign. */
export function Past({
  view,
  active,
}: {
  readonly view: NetworkView;
  readonly active: boolean;
}): ReactElement | null {
  return active ? null : h('span', { className: 'tag' }, view.t('entry.past'));
}

/** Numbers with their names. */
export function identifierWords(identifiers: Identifiers, view: NetworkView): string {
  return IDENTIFIER_KINDS.flatMap((kind) => {
    const value = identifiers[kind];
    return value === undefined ? [] : [`${view.t(`identifier.${kind}`)} ${value}`];
  }).join(' · ');
}

/** A line of a list: what, about it, when, and what can be done. */
export function lineOf(props: {
  readonly icon: Parameters<typeof LineIcon>[0]['name'];
  readonly name: ReactNode;
  readonly about?: ReactNode;
  readonly when?: ReactNode;
  readonly acts?: ReactNode;
}): ReactElement {
  const { icon, name, about, when, acts } = props;
  return h(
    Fragment,
    null,
    h(
      'div',
      { className: 'line__main' },
      h('span', { className: 'line__name' }, h(LineIcon, { name: icon }), ' ', name),
      about ? h('p', { className: 'line__about' }, about) : null,
    ),
    when ? h('p', { className: 'line__when' }, when) : null,
    acts ? h('div', { className: 'row' }, acts) : null,
  );
}

/** A small link that opens a form; its accessible name says of what. */
export function Act(props: {
  readonly view: NetworkView;
  readonly href: string;
  readonly label: string;
  readonly of: string;
}): ReactElement {
  const { view, href, label, of } = props;
  return h(
    'a',
    { className: 'button', href: hrefIn(view.language, href) },
    label,
    h('span', { className: 'visually-hidden' }, ` ${of}`),
  );
}

/** Changing an entry and ending it, at the end of its line. */
export function EditAndEnd(props: {
  readonly view: NetworkView;
  readonly edit: string;
  readonly end: string;
  readonly of: string;
}): ReactElement {
  const { view, edit, end, of } = props;
  return h(
    Fragment,
    null,
    h(Act, { view, href: edit, label: view.t('entry.edit'), of }),
    h(Act, { view, href: end, label: view.t('entry.stop'), of }),
  );
}

/** What an entry is, with the ways to change it and to end or resume it. */
export function About(props: {
  readonly view: NetworkView;
  readonly facts: Parameters<typeof Facts>[0]['facts'];
  readonly active: boolean;
  readonly edit: string;
  readonly end: string;
}): ReactElement {
  const { view, facts, active, edit, end } = props;
  return h(
    'div',
    { className: 'part' },
    h(Facts, { facts }),
    h(
      'div',
      { className: 'row' },
      h(LinkButton, { view, href: edit, label: view.t('entry.edit') }),
      h(LinkButton, { view, href: end, label: view.t(active ? 'entry.stop' : 'entry.resume') }),
    ),
  );
}

/** What belongs to an entry, with the way to add to it. */
export function Belonging(props: {
  readonly view: NetworkView;
  readonly id: string;
  readonly title: string;
  readonly intro?: string;
  readonly add?: { readonly href: string; readonly label: string };
  readonly none: string;
  readonly lines: Parameters<typeof Lines>[0]['lines'];
}): ReactElement {
  const { view, id, title, intro, add, none, lines } = props;
  const act = add ? h(LinkButton, { view, ...add, icon: 'plus' }) : undefined;
  return h(Section, { id, title, intro, act }, h(Lines, { none, lines }));
}

/** Organisations to choose from, by name; those in use, and the one that is chosen already. */
export async function organizationChoices(
  directory: Directory,
  view: NetworkView,
  chosen?: string,
): Promise<readonly Choice[]> {
  const all = await directory.find('Organization', [['_sort', 'name']]);
  return all
    .map((version) => readOrganization(version, view.today))
    .filter(({ id, active }) => active || `Organization/${id}` === chosen)
    .map(({ id, name }) => ({ value: `Organization/${id}`, label: name }));
}

/** Name of an entry of any type of the directory. */
export function nameIn(version: StoredVersion | undefined, view: NetworkView): string | undefined {
  if (!version) return undefined;
  return version.type === 'Practitioner'
    ? readProfessional(version, view.today).name
    : readOrganization(version, view.today).name;
}

/** Everything that is wrong with a form, above it. */
export function Wrong({
  view,
  filled,
}: {
  readonly view: NetworkView;
  readonly filled?: Filled | undefined;
}) {
  return filled ? h(WhatIsWrong, { view, errors: filled.errors }) : null;
}

/** The entries with the same number: a warning, that can be passed with a second press. */
export function Duplicates(props: {
  readonly view: NetworkView;
  readonly others: readonly StoredVersion[];
}): ReactElement | null {
  const { view, others } = props;
  if (others.length === 0) return null;
  return h(
    'div',
    { className: 'heed', role: 'alert' },
    h('p', null, h('b', null, view.t('duplicate.title'))),
    h(
      'ul',
      null,
      others.map((version) =>
        h(
          'li',
          { key: version.id },
          h(Name, { view, reference: `${version.type}/${version.id}`, name: nameIn(version, view) }),
        ),
      ),
    ),
    h('p', null, view.t('duplicate.body')),
  );
}
