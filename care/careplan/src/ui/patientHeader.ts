import { agoWords, birthDateWords, LineIcon, languageName } from '@caecilia/ui';
import { createElement as h, type ReactElement, type ReactNode } from 'react';
import { isClearlyBefore } from '../reading/planDate.ts';
import { type PlanView, sayDate, sayPartyShort } from './view.ts';

/** Who this is about, and how fresh the plan is: in view all the time. */
export function PatientHeader({ view }: { readonly view: PlanView }): ReactElement {
  const { patient } = view.plan;
  return h(
    'div',
    { className: 'patient-header' },
    h(
      'div',
      { className: 'page-width' },
      h('h1', null, patient.name ?? view.t('patient.unnamed')),
      h(
        'p',
        { className: 'patient-header__born' },
        born(view),
        ...about(view).flatMap((words) => [' · ', words]),
      ),
      h(
        'div',
        { className: 'patient-header__plan' },
        h('p', null, freshness(view)),
        h(LackingCapacity, { view }),
      ),
    ),
  );
}

function born(view: PlanView): ReactNode {
  const { birthDate } = view.plan.patient;
  if (!birthDate) return view.t('patient.birthUnknown');
  const label = h('span', { key: 'label', className: 'visually-hidden' }, `${view.t('patient.born')} `);
  return [label, h('b', { key: 'date' }, birthDateWords(birthDate.from, birthDate.precision))];
}

function about(view: PlanView): readonly string[] {
  const { age, gender, callName, language, deceased } = view.plan.patient;
  const key = deceased ? 'patient.ageAtDeath' : age?.approximate ? 'patient.ageAbout' : 'patient.age';
  return [
    age ? view.t(key, { years: age.years }) : '',
    gender ? view.t(`gender.${gender}`) : '',
    callName ? view.t('patient.called', { name: callName }) : '',
    language && !language.startsWith('nl')
      ? view.t('patient.speaks', { language: languageName(language, view.language) })
      : '',
  ].filter((words) => words !== '');
}

/** The last conversation, or the newest decision when that is of a later date. */
function freshness(view: PlanView): string {
  const { conversations, asOf } = view.plan;
  const [last] = conversations;
  if (last?.held && !isClearlyBefore(last.held, asOf)) {
    const when = { date: sayDate(last.held, view), ago: agoWords(last.held.from, view.now, view.language) };
    const who = last.participants.filter(({ kind }) => kind === 'professional');
    const names = who.map((party) => sayPartyShort(party, view)).join(', ');
    return names === ''
      ? view.t('plan.discussedAlone', when)
      : view.t('plan.discussed', { ...when, who: names });
  }
  if (!asOf) return view.t('conversation.none');
  return view.t('plan.asOf', {
    date: sayDate(asOf, view),
    ago: agoWords(asOf.from, view.now, view.language),
  });
}

/** Whether the patient can decide about treatment, with what was added to it. */
export function capacityWords({ plan, t }: PlanView): string {
  const { capable, comment } = plan.patient.legalCapacity;
  const key =
    capable === undefined ? 'capacity.unknown' : capable ? 'capacity.capable' : 'capacity.notCapable';
  return comment ? `${t(key)} (${comment})` : t(key);
}

/** Who cannot decide needs somebody who does: in view all the time. */
function LackingCapacity({ view }: { readonly view: PlanView }): ReactElement | null {
  const { patient, contacts } = view.plan;
  if (patient.legalCapacity.capable !== false) return null;
  const names = contacts
    .filter(({ legalRepresentative }) => legalRepresentative)
    .map(({ name }) => name ?? view.t('call.unnamed'))
    .join(', ');
  const represented =
    names === '' ? view.t('capacity.unrepresented') : view.t('capacity.represented', { name: names });
  return h(
    'p',
    { className: 'capacity--lacking' },
    h(LineIcon, { name: 'person' }),
    ` ${view.t('capacity.incapable')}; ${represented}`,
  );
}
