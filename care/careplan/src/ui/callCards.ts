import { LineIcon } from '@caecilia/ui';
import { Fragment, createElement as h, type ReactElement, type ReactNode } from 'react';
import type { Contact, Phone } from '../plan.ts';
import { type CallGroups, callGroups, callsNow } from '../reading/calls.ts';
import { rangeWords } from '../reading/openHours.ts';
import { type PlanView, say, sayPlain, type View } from './view.ts';

/** Numbers to call: who can be called now stands in lamp light, with the first of them in front. */
export function CallCards({ view }: { readonly view: PlanView }): ReactElement {
  const { anyTime, office } = callGroups(view.plan.contacts);
  const byDay = office.some(({ hours, reachableNow }) => hours !== undefined && reachableNow);
  const night =
    anyTime.length > 0
      ? h(CallCard, { key: 'night', contacts: anyTime, kind: 'anyTime', now: !byDay, view })
      : null;
  const day =
    office.length > 0
      ? h(CallCard, { key: 'day', contacts: office, kind: 'office', now: byDay, view })
      : null;
  if (!night && !day)
    return h(
      'section',
      { className: 'card box calls' },
      h('h2', null, view.t('call.now')),
      h('p', null, view.t('call.none')),
    );
  return h('div', { className: 'calls' }, byDay ? [day, night] : [night, day]);
}

interface CardProps {
  readonly contacts: readonly Contact[];
  readonly kind: keyof CallGroups;
  readonly now: boolean;
  readonly view: PlanView;
}

function CallCard({ contacts, kind, now, view }: CardProps): ReactElement {
  const noHours = kind === 'office' && contacts.every(({ hours }) => hours === undefined);
  const paper =
    kind === 'anyTime' ? view.t('call.anyTime') : view.t(noHours ? 'call.professionals' : 'call.office');
  const heading = now
    ? [
        h('span', { key: 'screen', className: 'screen-only' }, view.t('call.now')),
        h('span', { key: 'paper', className: 'paper-only' }, paper),
      ]
    : paper;
  const first = now
    ? contacts.find(({ phones, reachableNow }) => phones.length > 0 && reachableNow)
    : undefined;
  return h(
    'section',
    { className: now ? 'card call-card call-card--now' : 'card call-card' },
    h('h2', null, h(LineIcon, { name: kind === 'anyTime' ? 'moon' : 'sun' }), ' ', heading),
    h(
      'ul',
      null,
      contacts.map((contact) =>
        h(
          'li',
          { key: `${contact.original.type}/${contact.original.id}/${contact.name ?? ''}` },
          h(Call, { contact, first: contact === first, view }),
        ),
      ),
    ),
  );
}

function Call({
  contact,
  first,
  view,
}: {
  readonly contact: Contact;
  readonly first: boolean;
  readonly view: PlanView;
}): ReactElement {
  const [phone, ...others] = contact.phones;
  const className = first ? 'call call--first' : 'call';
  const name = h('b', null, contact.name ?? view.t('call.unnamed'));
  const about = h(About, { contact, view });
  if (phone && others.length === 0 && contact.emails.length === 0) {
    const number = h('span', { className: 'call__number' }, phone.number);
    return h(
      'a',
      { className, href: `tel:${phone.dial}` },
      h(LineIcon, { name: 'phone' }),
      name,
      number,
      about,
    );
  }
  const icon = h(LineIcon, { name: phone ? 'phone' : 'mail' });
  const number = phone
    ? h('a', { className: 'call__number', href: `tel:${phone.dial}` }, phone.number)
    : h('span', { className: 'call__number who' }, view.t('call.noPhone'));
  return h('div', { className }, icon, name, number, about, h(OtherWays, { contact, others, view }));
}

/** Further numbers and mail, each a link of its own. */
function OtherWays(props: {
  readonly contact: Contact;
  readonly others: readonly Phone[];
  readonly view: PlanView;
}): ReactElement {
  const { contact, others, view } = props;
  return h(
    'span',
    { className: 'call__others' },
    others.map((each) => h('a', { key: each.number, href: `tel:${each.dial}` }, numberWithUse(each, view))),
    contact.emails.map((email) => h('a', { key: email, href: `mailto:${email}` }, email)),
  );
}

/** What a number is for only matters where there are more of them. */
function numberWithUse({ number, use }: Phone, view: View): ReactElement {
  return h(Fragment, null, number, use ? h('small', null, ` ${view.t(`call.use.${use}`)}`) : null);
}

/** Role in bold where it decides, relation, organisation, hours. */
function About({ contact, view }: { readonly contact: Contact; readonly view: PlanView }): ReactElement {
  const { roles, relation, organization, kind } = contact;
  const parts: ReactNode[] = [
    ...roles.map((role) =>
      contact.legalRepresentative && roles.indexOf(role) === 0
        ? h('strong', { key: 'role' }, sayLower(role, view))
        : sayLower(role, view),
    ),
    ...(relation === undefined ? [] : [say(relation, view)]),
    ...(organization === undefined || roles.length > 0 ? [] : [organization]),
    ...(kind === 'relatedPerson' ? [] : [hoursWords(contact, view)]),
    ...contact.notAvailable,
  ];
  return h('small', null, ...separated(parts));
}

const separated = (parts: readonly ReactNode[]): readonly ReactNode[] =>
  parts.flatMap((part, index) => (index === 0 ? [part] : [', ', part]));

const sayLower = (words: Contact['roles'][number], view: View): string => {
  const plain = sayPlain(words, view);
  return plain.charAt(0).toLowerCase() + plain.slice(1);
};

function hoursWords({ hours, reachableNow }: Contact, view: View): ReactNode {
  if (hours === undefined) return view.t('call.hoursUnknown');
  if (hours === 'always') return view.t('call.always');
  const now = view.t(reachableNow ? 'call.reachable' : 'call.closed');
  const ranges = hours.map((each) =>
    h(
      'span',
      { className: 'hours' },
      rangeWords(each, (day) => view.t(`day.${day}`), view.language),
    ),
  );
  return h(Fragment, null, ...separated(ranges), h('span', { className: 'hours screen-only' }, ` · ${now}`));
}

/** On a phone, two numbers within the thumb: who answers now, and who decides with the patient. */
export function CallBar({ view }: { readonly view: PlanView }): ReactElement | null {
  const chosen = callsNow(view.plan.contacts);
  if (chosen.length === 0) return null;
  return h(
    'nav',
    { className: 'call-bar', 'aria-label': view.t('call.now') },
    chosen.map((contact, index) =>
      h(
        'a',
        {
          key: contact.original.id,
          className: index === 0 ? 'call call--first' : 'call',
          href: `tel:${contact.phones[0]?.dial ?? ''}`,
        },
        h(LineIcon, { name: 'phone' }),
        h('b', null, contact.name ?? view.t('call.unnamed')),
        h(
          'small',
          null,
          contact.roles.slice(0, 1).map((role) => sayLower(role, view)),
        ),
      ),
    ),
  );
}
