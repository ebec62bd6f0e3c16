import { LineIcon } from '@caecilia/ui';
import { createElement as h, type ReactElement, type ReactNode } from 'react';
import { type CallFor, callFor } from '../../inShort/callFor.ts';
import type { SymptomPlan } from '../../inShort/inShort.ts';
import { say, sayPlain } from '../view.ts';
import { momentWords, type ShortView } from './shortView.ts';

/** What to do when an expected problem comes, with whom to call then, right for the time of the day. */
export function SymptomPlans({ view }: { readonly view: ShortView }): ReactElement {
  const { s, short } = view;
  const { symptoms } = short;
  const parts = symptoms.open
    ? [
        symptoms.value.unreadable > 0
          ? h(
              'p',
              { key: 'unreadable', className: 'in-short__caution' },
              `! ${s('symptoms.unreadable', { count: symptoms.value.unreadable })}`,
            )
          : null,
        symptoms.value.more
          ? h('p', { key: 'more', className: 'in-short__caution' }, `! ${s('symptoms.more')}`)
          : null,
        symptoms.value.plans.length === 0 && symptoms.value.unreadable === 0
          ? h('p', { key: 'none' }, s('symptoms.none'))
          : h(
              'ul',
              { key: 'plans', className: 'in-short__plans' },
              symptoms.value.plans.map((plan, index) => h(OnePlan, { key: index, plan, view })),
            ),
      ]
    : [
        h(
          'p',
          { key: 'closed', className: 'in-short__caution' },
          `! ${s(`closed.${symptoms.because}.symptoms`)}`,
        ),
      ];
  return h(
    'section',
    { className: 'in-short__symptoms', 'aria-labelledby': 'symptom-plans' },
    h('h2', { id: 'symptom-plans' }, s('symptoms.title')),
    parts,
  );
}

function OnePlan({ plan, view }: { readonly plan: SymptomPlan; readonly view: ShortView }): ReactElement {
  const { s } = view;
  const { problem, signs, steps, family } = plan;
  return h(
    'li',
    { className: 'in-short__plan card' },
    h('h3', null, say(problem, view)),
    signs === undefined ? null : h('p', { className: 'in-short__note' }, s('symptoms.signs', { signs })),
    h(
      'ol',
      { className: 'in-short__steps' },
      steps.map(({ what, who, yours }, index) =>
        h(
          'li',
          { key: index, className: yours ? 'in-short__step in-short__yours' : 'in-short__step' },
          say(what, view),
          ' ',
          h('span', { className: 'in-short__who' }, yours ? s('symptoms.yours') : sayPlain(who, view)),
        ),
      ),
    ),
    family === undefined
      ? null
      : h('p', { className: 'in-short__note' }, s('symptoms.family', { words: family })),
    h(ThenCall, { plan, view }),
  );
}

function ThenCall({ plan, view }: { readonly plan: SymptomPlan; readonly view: ShortView }): ReactElement {
  const { s, short, you } = view;
  const call = callFor(plan.call, you, short);
  const who = sayPlain(plan.call.who, view);
  return h(
    'p',
    { className: 'in-short__then' },
    h(LineIcon, { name: 'phone' }),
    ' ',
    call.kind === 'you' ? s('symptoms.call.you') : s('symptoms.call', { who }),
    numberFor(call, who, view),
  );
}

function numberFor(call: CallFor, who: string, view: ShortView): ReactNode {
  const { s } = view;
  switch (call.kind) {
    case 'you':
      return null;
    case 'none':
      return ` (${s('symptoms.call.none')})`;
    case 'team':
      return [': ', dial(call.name, call)];
    case 'now':
    case 'close':
      return [': ', ...ofContact(call.contact)];
    case 'unsaid':
      return [': ', ...ofContact(call.contact), ` (${s('symptoms.call.unsaid')})`];
    case 'instead':
      return [': ', ...ofContact(call.contact), ` (${s('symptoms.call.instead', { who })})`];
    case 'later': {
      const when =
        call.from === undefined ? '' : `, ${s('calls.from', { moment: momentWords(call.from, view) })}`;
      return [': ', ...ofContact(call.contact), ` (${s('symptoms.call.later')}${when})`];
    }
  }
}

function ofContact({ name, phones: [phone] }: Extract<CallFor, { kind: 'now' }>['contact']): ReactNode[] {
  return phone === undefined ? [name] : [dial(name, { phone: phone.number, dial: phone.dial })];
}

function dial(name: string | undefined, to: { readonly phone: string; readonly dial: string }): ReactElement {
  return h('a', { key: 'dial', href: `tel:${to.dial}` }, [name, to.phone].filter(Boolean).join(' '));
}
