import type { AdvanceDirective } from '../plan.ts';
import { type PlainItem, type PlainView, plainDate, quoting, type Sentence } from './plainText.ts';
import { plainTopic } from './plainTopics.ts';

/** What the patient declared, and where they stand on euthanasia and donation. */
export function plainStatements(view: PlainView): readonly PlainItem[] {
  const { plan, t } = view;
  const declared = plan.advanceDirectives.map((each) => ({ sentences: statement(each, view) }));
  return [
    ...(declared.length === 0 ? [{ sentences: [{ text: t('statement.none') }] }] : declared),
    { name: t('euthanasia'), sentences: plainTopic(plan.positionRegardingEuthanasia, view) },
    { name: t('donor'), sentences: plainTopic(plan.organDonationChoiceRegistration, view) },
  ];
}

function statement(directive: AdvanceDirective, view: PlainView): readonly Sentence[] {
  const { t, language, ask } = view;
  const { kind, words, comment, doubt, standing, refusesTreatment, recorded, original } = directive;
  const name = kind === undefined ? t('statement.unnamed') : typeof kind === 'string' ? kind : kind[language];
  return [
    { text: `${t('statement.one')} ${name}.` },
    { text: t('statement.date', { date: plainDate(recorded, view) }) },
    ...(standing === 'inForce' || standing === 'voided' ? [] : [{ text: t(`statement.${standing}`) }]),
    ...(words === undefined ? [] : [quoting(t('limit.narrowed'), words, view, original)]),
    ...(comment === undefined ? [] : [quoting(t('limit.because'), comment, view, original)]),
    ...(refusesTreatment ? [{ text: t('statement.refuses') }] : []),
    ...(doubt ? [{ text: t('statement.unreadable') }, { text: t('ask', { who: ask }) }] : []),
  ];
}
