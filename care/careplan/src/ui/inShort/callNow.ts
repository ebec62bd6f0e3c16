import { LineIcon } from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import type { TeamDuty } from '../../inShort/inShort.ts';
import type { Contact } from '../../plan.ts';
import { sayPlain } from '../view.ts';
import { momentWords, type ShortView } from './shortView.ts';

interface OneCall {
  readonly key: string;
  readonly name: string;
  readonly about: readonly string[];
  readonly number?: string | undefined;
  readonly dial?: string | undefined;
}

/** Whom to call at this moment, who answers after it, and of whom nobody knows. */
export function CallNow({ view }: { readonly view: ShortView }): ReactElement {
  const { s, short } = view;
  const { calls, careTeam, team } = short;
  const now = [...professionalsNow(view), ...calls.close.map((each) => ofContact(each, view))];
  const nobody = professionalsNow(view).every(({ dial }) => dial === undefined);
  return h(
    'section',
    { className: 'in-short__calls card', 'aria-labelledby': 'calls-now' },
    h(
      'h2',
      { id: 'calls-now' },
      h(LineIcon, { name: calls.daypart === 'day' ? 'sun' : 'moon' }),
      ' ',
      h('span', { className: 'in-short__screen' }, s('calls.title')),
      h('span', { className: 'in-short__paper' }, s('calls.paper', { moment: momentWords(calls.at, view) })),
      h('small', null, s(`daypart.${calls.daypart}`)),
    ),
    calls.holiday === undefined
      ? null
      : h(
          'p',
          { className: 'in-short__caution' },
          `! ${s('holiday.note', { day: s(`holiday.${calls.holiday}`) })}`,
        ),
    nobody ? h('p', { className: 'in-short__caution' }, `! ${s('calls.nobody')}`) : null,
    h(Calls, { calls: now, main: true }),
    team.open ? null : h('p', { className: 'in-short__note' }, s('closed.team')),
    h(Later, { view }),
    careTeam.open ? null : h('p', { className: 'in-short__note' }, s('calls.careTeam')),
  );
}

/** Home care calls a physician first; a physician calls the team that knows the patient. Nobody stands here twice. */
function professionalsNow(view: ShortView): readonly OneCall[] {
  const { s, short } = view;
  const duties = (short.team.open ? short.team.value.duties : []).map((duty, index) =>
    ofDuty(duty, index, view),
  );
  const answering = short.calls.now.map(({ contact, until }) =>
    ofContact(
      contact,
      view,
      until === undefined ? undefined : s('calls.until', { moment: momentWords(until, view) }),
    ),
  );
  const others = answering.filter(({ dial }) => !duties.some((duty) => duty.dial === dial));
  return short.setting === 'homeCare' ? [...others, ...duties] : [...duties, ...others];
}

function ofDuty(duty: TeamDuty, index: number, view: ShortView): OneCall {
  const { s } = view;
  const { role, name, phone, dial, gap, until } = duty;
  const words = sayPlain(role, view);
  const end = s('calls.team.until', { moment: momentWords(until, view) });
  return gap === undefined
    ? { key: `team-${index}`, name: name ?? words, about: [words, end], number: phone, dial }
    : { key: `team-${index}`, name: words, about: [`! ${sayPlain(gap, view)}`, end] };
}

function ofContact(contact: Contact, view: ShortView, when?: string): OneCall {
  const { original, name, roles, relation, legalRepresentative, phones, hours, notAvailable } = contact;
  const [phone] = phones;
  const about = [
    ...(legalRepresentative ? [view.s('calls.represents')] : []),
    ...(relation === undefined ? [] : [sayPlain(relation, view)]),
    ...(contact.kind === 'relatedPerson' ? [] : roles.map((role) => sayPlain(role, view))),
    ...(hours === 'always' ? [view.s('calls.always')] : []),
    ...(when === undefined ? [] : [when]),
    ...notAvailable,
  ];
  return {
    key: `${original.type}/${original.id}/${name ?? ''}`,
    name: name ?? view.t('call.unnamed'),
    about: [...new Set(about)],
    number: phone?.number,
    dial: phone?.dial,
  };
}

function Later({ view }: { readonly view: ShortView }): ReactElement | null {
  const { s, short } = view;
  const { later, unsaid } = short.calls;
  if (later.length + unsaid.length === 0) return null;
  const after = later.map(({ contact, from }) =>
    ofContact(
      contact,
      view,
      from === undefined ? s('calls.away') : s('calls.from', { moment: momentWords(from, view) }),
    ),
  );
  return h(
    'div',
    { className: 'in-short__later' },
    after.length === 0 ? null : h('h3', null, s('calls.later')),
    h(Calls, { calls: after, main: false }),
    unsaid.length === 0 ? null : h('h3', null, s('calls.unsaid')),
    h(Calls, { calls: unsaid.map((each) => ofContact(each, view)), main: false }),
  );
}

function Calls({
  calls,
  main,
}: {
  readonly calls: readonly OneCall[];
  readonly main: boolean;
}): ReactElement | null {
  if (calls.length === 0) return null;
  const first = main ? calls.find(({ dial }) => dial !== undefined) : undefined;
  return h(
    'ul',
    null,
    calls.map((call) => h('li', { key: call.key }, h(Call, { call, first: call === first }))),
  );
}

function Call({ call, first }: { readonly call: OneCall; readonly first: boolean }): ReactElement {
  const { name, about, number, dial } = call;
  const words = [
    h('b', { key: 'name' }, name),
    number === undefined ? null : h('span', { key: 'number', className: 'in-short__number' }, number),
    about.length === 0 ? null : h('small', { key: 'about' }, about.join(', ')),
  ];
  if (dial === undefined) return h('div', { className: 'in-short__call' }, words);
  const className = first ? 'in-short__call in-short__call--first' : 'in-short__call';
  return h('a', { className, href: `tel:${dial}` }, words);
}
