import { birthDateWords, dateWords } from '@caecilia/ui';
import type { PaperDocument, PaperLine } from '../paper/paperDocument.ts';
import type { PlainPlan } from '../plain/plainPlan.ts';
import type { Answer, Contact, Icd, RecordedDecision, Topic, TreatmentLimit, Words } from '../plan.ts';
import { callGroups } from '../reading/calls.ts';
import { askWhom } from './banners.ts';
import { repeatsState } from './decisionWords.ts';
import { treatmentName } from './limitRow.ts';
import { capacityWords } from './patientHeader.ts';
import { type PlanView, sayDate, sayLastDay, sayParties, sayPlain } from './view.ts';

type Item = PaperDocument['sections'][number]['items'][number];

/** The emergency page as a document: the same words in the same order, without what only a screen can do. */
export function emergencyPaper(
  view: PlanView,
  demo: boolean,
  made: { readonly checkAt?: string; readonly by?: string } = {},
): PaperDocument {
  const { plan, t, language } = view;
  return {
    lang: language,
    title: t('page.emergency'),
    made: madeAt(view),
    who: plan.patient.name ?? t('patient.unnamed'),
    about: bornWords(view),
    notices: [
      ...(demo ? [t('notice.demo')] : []),
      ...(plan.patient.deceased ? [t('patient.deceased')] : []),
      ...(plan.empty ? [`${t('empty.title')}. ${t('empty.body')}`] : []),
    ],
    ...(made.checkAt === undefined
      ? {}
      : { check: { address: made.checkAt, label: t('paper.qr'), words: checkWords(view, made.by) } }),
    lines: [`${t('capacity.title')}: ${capacityWords(view)}`, t('paper.missing')],
    sections: [
      { title: t('goal.title'), items: [{ lines: topicLines(plan.goal, view, t('goal.none')) }] },
      { title: t('limits.title'), columns: 2, items: plan.limits.map((limit) => limitItem(limit, view)) },
      { title: t('call.now'), columns: 2, items: callItems(view) },
      { title: t('place.title'), items: [{ lines: topicLines(plan.preferredPlaceOfDeath, view) }] },
      {
        title: t('matters.title'),
        columns: 2,
        items: [
          { name: t('matters.wishes'), lines: topicLines(plan.specificCareWishes, view) },
          { name: t('matters.more'), lines: topicLines(plan.senseOfPurpose, view) },
        ],
      },
      { title: t('statements.title'), items: statementItems(view) },
      { title: t('conversation.title'), items: [{ lines: [{ text: conversationWords(view) }] }] },
    ],
    footer: footerOf(view, plan.edition),
  };
}

/** The plan in plain words as a document. */
export function plainPaper(plain: PlainPlan, view: PlanView): PaperDocument {
  return {
    lang: plain.language,
    title: plain.title,
    made: madeAt(view),
    who: plain.name,
    about: plain.about.join(' · '),
    notices: [],
    lines: plain.intro,
    sections: plain.sections.map(({ title, items }) => ({
      title,
      items: items.map(({ name, sentences }) => ({
        ...(name === undefined ? {} : { name }),
        lines: sentences,
      })),
    })),
    footer: footerOf(view, plain.edition),
  };
}

/** When it was fetched and by whom, of which edition, and how to ask whether it still holds. */
function checkWords({ t, now, language, plan }: PlanView, by: string | undefined): string {
  return [
    t('paper.fetched', { date: dateWords(now, 'time', language, true) }),
    ...(by === undefined ? [] : [t('paper.by', { name: by })]),
    t('paper.edition', { edition: plan.edition }),
    t('paper.newer'),
  ].join(' ');
}

/** Numbers of a civil time: "2026-11-21T02:40:00.000". */
const madeAt = ({ now }: PlanView) => (now.match(/\d+/g) ?? []).slice(0, 5).map(Number);

function footerOf(view: PlanView, edition: string): PaperDocument['footer'] {
  const { t, language, now } = view;
  const fetched = t('paper.fetched', { date: dateWords(now, 'time', language, true) });
  return {
    edition: `${fetched} ${t('paper.edition', { edition })}`,
    page: t('paper.page'),
    of: t('paper.pageOf'),
  };
}

function bornWords({ plan, t }: PlanView): string {
  const { birthDate } = plan.patient;
  return birthDate
    ? `${t('patient.born')} ${birthDateWords(birthDate.from, birthDate.precision)}`
    : t('patient.birthUnknown');
}

/** Words of the record behind our own. */
function quoting(
  text: string,
  quoted: string,
  view: PlanView,
  of?: { readonly language?: string },
): PaperLine {
  const language = of?.language ?? view.recordLanguage;
  return { text, quoted, ...(language === view.language ? {} : { language }) };
}

export function limitItem(limit: TreatmentLimit, view: PlanView): Item {
  const { t } = view;
  const clash = limit.state === 'contradiction' || limit.state === 'unreadable';
  const [entry] = limit.current;
  return {
    name: treatmentName(limit, view),
    lines: [
      ...(clash
        ? [
            { text: t(`state.${limit.state}`), strong: true },
            ...limit.current.flatMap((each) => sourceLines(each, view)),
            ...(limit.current.length > 1
              ? [{ text: [t('clash.pageDoesNotChoose'), askWhom(view)].join(' ') }]
              : [{ text: t('unreadable.body') }]),
          ]
        : entry === undefined
          ? [{ text: t(`state.${limit.state}`), strong: true }]
          : [...stateLines(entry, view), { text: whoAndWhen(entry, view) }, ...becauseLines(entry, view)]),
      ...limit.former.flatMap(({ became, entry: old }) => (became === 'repeated' ? narrowed(old, view) : [])),
      ...(limit.upcoming.length > 0
        ? limit.upcoming.map(({ since }) => ({
            text: `${t('limit.upcoming', { date: sayDate(since, view) })}…`,
          }))
        : []),
      ...(limit.role === 'icdDeactivation' ? icdLines(view) : []),
    ],
  };
}

function stateLines(entry: RecordedDecision, view: PlanView): readonly PaperLine[] {
  const { decision, original, datedInFuture } = entry;
  const { t } = view;
  const word = t(`state.${decision.kind}`);
  return [
    decision.kind === 'onlyIf'
      ? { ...quoting(word, decision.condition, view, original), strong: true }
      : { text: word, strong: true },
    ...((decision.kind === 'notDiscussed' || decision.kind === 'unknown') &&
    decision.words !== undefined &&
    !repeatsState(decision.words, decision.kind)
      ? [quoting('', decision.words, view, original)]
      : []),
    ...(decision.kind === 'unreadable' ? [{ text: t(`doubt.${decision.doubt}`) }] : []),
    ...narrowed(entry, view),
    ...(datedInFuture ? [{ text: t('limit.dateInFuture'), strong: true }] : []),
  ];
}

function narrowed({ treatmentWords, original }: RecordedDecision, view: PlanView): readonly PaperLine[] {
  return treatmentWords === undefined
    ? []
    : [quoting(view.t('limit.named').trim(), treatmentWords, view, original)];
}

function sourceLines(entry: RecordedDecision, view: PlanView): readonly PaperLine[] {
  return [...stateLines(entry, view), { text: whoAndWhen(entry, view) }];
}

function whoAndWhen(entry: RecordedDecision, view: PlanView): string {
  const who = entry.parties.length > 0 ? sayParties(entry.parties, view) : view.t('limit.noParties');
  const statement = entry.by === 'advanceDirective' ? [view.t('limit.fromStatement')] : [who];
  return [...statement, entry.recorded ? sayDate(entry.recorded, view) : view.t('limit.noDate')].join(' · ');
}

function becauseLines({ comment, until, original }: RecordedDecision, view: PlanView): readonly PaperLine[] {
  const { t } = view;
  return [
    ...(comment === undefined ? [] : [quoting(t('limit.reason').trim(), comment, view, original)]),
    ...(until ? [{ text: t('limit.until', { date: sayLastDay(until, view) }), strong: true }] : []),
  ];
}

function icdLines(view: PlanView): readonly PaperLine[] {
  const { plan, t } = view;
  if (plan.icds.length === 0) return [{ text: t('icd.none') }];
  return plan.icds.map(({ state }: Icd) => ({ text: t(`icd.${state}`) }));
}

export function topicLines(topic: Topic, view: PlanView, none = view.t('answer.none')): readonly PaperLine[] {
  if (topic.current.length === 0) return [{ text: none }];
  return [
    ...(topic.current.length > 1 ? [{ text: view.t('answer.contradiction') }] : []),
    ...topic.current.flatMap((answer) => answerLines(answer, view)),
  ];
}

function answerLines(answer: Answer, view: PlanView): readonly PaperLine[] {
  const { state, value, doubt, declined, notes, original, datedInFuture } = answer;
  const { t } = view;
  const said: PaperLine =
    state === 'known' && value !== undefined
      ? typeof value === 'string'
        ? quoting('', value, view, original)
        : { text: sayPlain(value, view), strong: true }
      : state === 'unreadable' || state === 'known'
        ? { text: [t('state.unreadable'), doubt ? t(`doubt.${doubt}`) : ''].join('. ') }
        : { text: [t(`answer.${state}`), ...(declined ? [t('answer.declined')] : [])].join(': ') };
  return [
    said,
    ...notes.map((note) => quoting('', note, view, original)),
    ...(datedInFuture ? [{ text: t('limit.dateInFuture'), strong: true }] : []),
  ];
}

export function statementItems(view: PlanView): readonly Item[] {
  const { plan, t } = view;
  const declared = plan.advanceDirectives.map(
    ({ kind, recorded, standing, comment, words, doubt, original }): Item => ({
      lines: [
        {
          text: [
            kind === undefined ? t('statements.unnamed') : sayPlain(kind, view),
            sayDate(recorded, view),
            ...(standing === 'inForce' || standing === 'voided' ? [] : [t(`statements.${standing}`)]),
          ].join(' · '),
        },
        ...[words, comment].flatMap((each) =>
          each === undefined ? [] : [quoting('', each, view, original)],
        ),
        ...(doubt ? [{ text: `${t('state.unreadable')}. ${t(`doubt.${doubt}`)}`, strong: true }] : []),
      ],
    }),
  );
  return [
    ...(declared.length > 0 ? declared : [{ lines: [{ text: t('statements.none') }] }]),
    { name: t('euthanasia.title'), lines: topicLines(plan.positionRegardingEuthanasia, view) },
    { name: t('donor.title'), lines: topicLines(plan.organDonationChoiceRegistration, view) },
  ];
}

function conversationWords(view: PlanView): string {
  const [last] = view.plan.conversations;
  if (last === undefined) return view.t('conversation.none');
  return [sayDate(last.held, view), sayParties(last.participants, view)]
    .filter((each) => each !== '')
    .join(' · ');
}

export function callItems(view: PlanView): readonly Item[] {
  const { plan, t } = view;
  const { anyTime, office } = callGroups(plan.contacts);
  if (anyTime.length + office.length === 0) return [{ lines: [{ text: t('call.none') }] }];
  const group = (name: string, contacts: readonly Contact[]): readonly Item[] =>
    contacts.length === 0 ? [] : [{ name, lines: contacts.map((each) => ({ text: callWords(each, view) })) }];
  return [...group(t('call.anyTime'), anyTime), ...group(t('call.office'), office)];
}

function callWords({ name, roles, relation, organization, phones }: Contact, view: PlanView): string {
  const say = (words: Words) => sayPlain(words, view);
  const about = [
    ...roles.map(say),
    ...(relation === undefined ? [] : [say(relation)]),
    ...((organization ?? '') ? [String(organization)] : []),
  ];
  const numbers = phones.map(({ number }) => number).join(', ');
  return `${name ?? view.t('call.unnamed')}${about.length > 0 ? ` (${about.join(', ')})` : ''}: ${numbers === '' ? view.t('call.noPhone') : numbers}`;
}
