import { LineIcon } from '@caecilia/ui';
import { createElement as h, type ReactElement, type ReactNode } from 'react';
import type { PlanChange } from '../../conversation/planChanges.ts';
import type { ChangedForYou, ContactSince, SymptomChange } from '../../inShort/inShort.ts';
import type { CarePlan } from '../../plan.ts';
import { rowId } from '../rowId.ts';
import { say, sayPlain } from '../view.ts';
import { OneChange, QUESTIONS } from './changeItems.ts';
import { momentWords, type ShortView } from './shortView.ts';

/** What is not what it was when this reader looked before. */
export function Changed({ view }: { readonly view: ShortView }): ReactElement | null {
  const { short, s } = view;
  const { changed, plan, contacts } = short;
  // What is closed is said where the limits would stand.
  if (!changed.open || !plan.open) return null;
  const { looked, changes, complete } = changed.value;
  const lines = linesOf(view, changed.value, plan.value);
  const isNew = changes.length + symptomChanges(view).length > 0;
  return h(
    'section',
    {
      // On paper, which has no reader that looked before, there is nothing to say then.
      className: `in-short__changed card${looked === undefined && lines.length === 0 ? ' in-short__screen' : ''}`,
      'aria-labelledby': 'changed',
    },
    h(
      'h2',
      { id: 'changed' },
      s('changed.title'),
      ' ',
      h(
        'small',
        null,
        looked === undefined ? s('changed.first') : s('changed.since', { moment: momentWords(looked, view) }),
      ),
    ),
    contacts.open ? null : h('p', { className: 'in-short__note' }, s(`closed.${contacts.because}.contacts`)),
    complete ? null : h('p', { className: 'in-short__caution' }, `! ${s('changed.incomplete')}`),
    isNew || lines.length > 0 || !complete ? null : h('p', null, nothingWords(changed.value, view)),
    isNew && looked === undefined ? h(FirstLook, { view, plan: plan.value }) : null,
    lines.length === 0 ? null : h('ul', null, lines),
  );
}

const symptomChanges = ({ short: { symptoms } }: ShortView) => (symptoms.open ? symptoms.value.changes : []);

/** Contacts are told one by one, and changes to who looked before. */
function linesOf(
  view: ShortView,
  { looked, changes, complete }: ChangedForYou,
  plan: CarePlan,
): readonly ReactElement[] {
  const { contacts } = view.short;
  const contactLines = (contacts.open ? contacts.value : []).map((contact, index) =>
    h(OneContact, { key: `contact-${index}`, contact, view }),
  );
  if (looked === undefined) return contactLines;
  return [
    ...contactLines,
    ...changes.map((change) => h(OneChange, { key: change.key, change, plan, complete, view })),
    ...symptomChanges(view).map((change, index) => h(OneSymptom, { key: `symptom-${index}`, change, view })),
  ];
}

/** Somebody saw or spoke with them: how, who, when, and what was agreed to come next. */
function OneContact({
  contact,
  view,
}: {
  readonly contact: ContactSince;
  readonly view: ShortView;
}): ReactElement {
  const { kind, by, at, nextStep } = contact;
  return h(
    'li',
    { className: 'in-short__change' },
    h(LineIcon, { name: 'phone' }),
    h(
      'div',
      null,
      h(
        'p',
        null,
        h('b', null, view.s('changed.contact', { kind: sayPlain(kind, view) })),
        ...(nextStep === undefined ? [] : [': ', say(nextStep, view)]),
      ),
      h('p', { className: 'in-short__note' }, [...by, momentWords(at, view)].join(', ')),
    ),
  );
}

/** To who never looked all of it is new: what changed lately is named, and not told twice. */
function FirstLook({ view, plan }: { readonly view: ShortView; readonly plan: CarePlan }): ReactElement {
  const { s, short } = view;
  const changes = short.changed.open ? short.changed.value.changes : [];
  const problems = short.symptoms.open ? short.symptoms.value.changes : [];
  const names = [
    ...changes.map((change) => nameOf(change, plan, view)),
    ...problems.map(({ problem, kind }) => s(`changed.${kind}`, { problem })),
  ];
  return h(
    'p',
    { className: 'in-short__screen' },
    names.map((name, index) => [index === 0 ? '' : ' · ', name]),
  );
}

function nameOf(change: PlanChange, plan: CarePlan, view: ShortView): ReactNode {
  const { key, kind, treatment } = change;
  const question = QUESTIONS.find((each) => each === key);
  if (kind === 'question') return question === undefined ? key : view.s(`question.${question}`);
  const words = treatment === undefined ? view.t('limits.unnamed') : say(treatment, view);
  const limit = plan.limits.find((each) => each.key === key);
  return limit === undefined ? words : h('a', { key, href: `#${rowId(limit)}` }, words);
}

/** Nothing changed in all there is, or only in what is open to this reader. */
function nothingWords({ looked }: ChangedForYou, view: ShortView): string {
  const { s, short } = view;
  if (!short.symptoms.open || !short.contacts.open) return s('changed.none.known');
  return looked === undefined
    ? s('changed.none.first')
    : s('changed.none', { moment: momentWords(looked, view) });
}

function OneSymptom({
  change,
  view,
}: {
  readonly change: SymptomChange;
  readonly view: ShortView;
}): ReactElement {
  const { problem, kind, because, by, at } = change;
  const moment = momentWords(at, view);
  return h(
    'li',
    { className: 'in-short__change' },
    h(LineIcon, { name: 'document' }),
    h(
      'div',
      null,
      h('p', null, h('b', null, view.s(`changed.${kind}`, { problem })), because ? `: ${because}` : ''),
      h(
        'p',
        { className: 'in-short__note' },
        by === undefined ? moment : view.s('changed.by', { name: by, moment }),
      ),
    ),
  );
}
