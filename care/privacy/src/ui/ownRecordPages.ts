import { type Page, type PageAnswer, Problem } from '@caecilia/kernel';
import { Facts, Lines, LinkButton, PostForm, Section } from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import type { OwnContacts, OwnNote, PlanHolder } from '../ownRecord.ports.ts';
import type { PrivacySettings } from '../settings.ts';
import { askPages } from './ownRecordForms.ts';
import { type HomeAsked, OWN_FIRST, recordOf, requireManages } from './ownRecordView.ts';
import { type Asked, openPage, type Posted, type PrivacyView, sayMoment, screen, seeDone } from './view.ts';

/** The first page of patients, of who represents them, and of who has a mandate; and the forms behind it. */
export function ownRecordPages(
  settings: PrivacySettings,
  home: NonNullable<PrivacySettings['home']>,
): readonly Page[] {
  const admitted = async (asked: Asked): Promise<HomeAsked> => {
    const found = await home.of(asked.visit.caller);
    if (found === undefined) throw new Problem('forbidden', 'This page is for patients and carers.');
    return { ...asked, home: found };
  };
  return [
    openPage(settings, OWN_FIRST, {
      show: async (asked) => await first(await admitted(asked)),
      take: async (posted) => await stopSharing({ ...posted, ...(await admitted(posted)) }),
    }),
    ...askPages(settings, admitted),
  ];
}

async function first(asked: HomeAsked): Promise<PageAnswer> {
  const { view, home, visit } = asked;
  const record = recordOf(asked);
  const notes = await record.notes(visit.caller, home.patient);
  const manages = home.standing === 'manages';
  const own = manages ? await managed(asked) : [];
  return screen(asked, {
    part: undefined,
    title: view.t('own.title'),
    intro: view.t(manages ? 'own.intro' : 'own.intro.sees'),
    children: [
      ...own.slice(0, 1),
      h(Notes, { key: 'notes', view, notes }),
      ...own.slice(1),
      h(Door, { key: 'team', view, of: 'team', href: '/my-record/consultation' }),
    ],
  });
}

/** What only the patient and who represents them see here. */
async function managed(asked: HomeAsked): Promise<readonly ReactElement[]> {
  const { view, home, visit, settings } = asked;
  const record = recordOf(asked);
  const [holders, contacts, permissions] = await Promise.all([
    record.holders(visit.caller, home.patient),
    record.contacts(visit.caller, home.patient),
    settings.sharing.list(visit.caller, home.patient),
  ]);
  const given = permissions.filter(({ state }) => state === 'given').map(({ name }) => name[view.language]);
  return [
    h(Door, { key: 'plan', view, of: 'plan', href: '/my-record/plan' }),
    h(Holders, { key: 'holders', view, holders }),
    h(Door, { key: 'log', view, of: 'log', href: '/privacy/my-record/log' }),
    h(Sharing, { key: 'sharing', view, given }),
    h(Contacts, { key: 'contacts', view, contacts }),
    h(Door, { key: 'talk', view, of: 'talk', href: `${OWN_FIRST}/ask` }),
  ];
}

/** A sentence, and the way to where it is. */
function Door(props: {
  readonly view: PrivacyView;
  readonly of: 'plan' | 'log' | 'talk' | 'team';
  readonly href: string;
}): ReactElement {
  const { view, of, href } = props;
  return h(
    Section,
    { id: of, title: view.t(`own.${of}`) },
    h('p', null, view.t(`own.${of}.about`)),
    h(LinkButton, { view, href, label: view.t(`own.${of}.open`), main: of === 'plan' }),
  );
}

function Notes({
  view,
  notes,
}: {
  readonly view: PrivacyView;
  readonly notes: readonly OwnNote[];
}): ReactElement {
  return h(
    Section,
    { id: 'notes', title: view.t('own.notes') },
    h('p', null, view.t('own.notes.about')),
    h(Lines, {
      none: view.t('own.notes.none'),
      lines: notes.map(({ id, name, at, words }) => ({
        key: id,
        line: h(
          'div',
          { className: 'line__main' },
          h(
            'p',
            { className: 'line__about' },
            name === undefined
              ? view.t('own.note.you', { when: sayMoment(at, view) })
              : view.t('own.note.by', { name, when: sayMoment(at, view) }),
          ),
          h('p', { className: 'own-words' }, words),
        ),
      })),
    }),
    h(LinkButton, { view, href: `${OWN_FIRST}/words`, label: view.t('own.notes.add') }),
  );
}

function Holders(props: {
  readonly view: PrivacyView;
  readonly holders: readonly PlanHolder[];
}): ReactElement {
  const { view, holders } = props;
  return h(
    Section,
    { id: 'holders', title: view.t('own.holders') },
    h(Lines, {
      none: view.t('own.holders.none'),
      lines: holders.map(({ id, name, kind, state, at }) => ({
        key: id,
        line: h(
          'div',
          { className: 'line__main' },
          h(
            'span',
            { className: 'line__name' },
            kind === undefined ? name : `${kind[view.language]}: ${name}`,
          ),
          h('p', { className: 'line__about' }, view.t(`own.holder.${state}`, { when: sayMoment(at, view) })),
        ),
      })),
    }),
  );
}

/** Who may fetch the record, and one button that ends all of it. */
function Sharing({
  view,
  given,
}: {
  readonly view: PrivacyView;
  readonly given: readonly string[];
}): ReactElement {
  return h(
    Section,
    { id: 'sharing', title: view.t('own.sharing') },
    h(
      'p',
      null,
      given.length === 0
        ? view.t('own.sharing.none')
        : view.t('own.sharing.given', { names: given.join(', ') }),
    ),
    given.length === 0
      ? null
      : h(
          PostForm,
          { view, to: OWN_FIRST, className: 'row', hidden: { act: 'stop' } },
          h('button', { type: 'submit', className: 'button button--serious' }, view.t('own.sharing.stop')),
          h('p', { className: 'small' }, view.t('own.sharing.stop.about')),
        ),
    h(LinkButton, { view, href: '/privacy/my-record/sharing', label: view.t('own.sharing.choose') }),
  );
}

function Contacts({
  view,
  contacts,
}: {
  readonly view: PrivacyView;
  readonly contacts: OwnContacts;
}): ReactElement {
  const { phone, email, address, people } = contacts;
  const none = view.t('own.contacts.none');
  return h(
    Section,
    { id: 'contacts', title: view.t('own.contacts') },
    h(Facts, {
      facts: [
        [view.t('own.contacts.phone'), phone ?? none],
        [view.t('own.contacts.email'), email ?? none],
        [view.t('own.contacts.address'), address ?? none],
      ],
    }),
    h('h3', null, view.t('own.contacts.people')),
    h(Lines, {
      none: view.t('own.contacts.noPeople'),
      lines: people.map(({ id, name, phone: number, represents }) => ({
        key: id,
        line: h(
          'div',
          { className: 'line__main' },
          h('span', { className: 'line__name' }, name),
          h(
            'p',
            { className: 'line__about' },
            [number ?? none, ...(represents ? [view.t('own.contacts.represents')] : [])].join(' · '),
          ),
        ),
      })),
    }),
    h(LinkButton, { view, href: `${OWN_FIRST}/contacts`, label: view.t('own.contacts.change') }),
  );
}

async function stopSharing(posted: Posted<HomeAsked>): Promise<PageAnswer> {
  const { visit, home, fields } = posted;
  requireManages(posted);
  if (fields.act?.[0] !== 'stop') throw new Problem('invalid', 'The form does not say what to do.');
  await recordOf(posted).stopSharing(visit.caller, home.patient);
  return seeDone(posted, OWN_FIRST, 'stopped');
}
