import {
  awaitsCheck,
  type ConsultationRequest,
  fromResources,
  fromTask,
  isConsultation,
  isPromptResponse,
  listOf,
  MARK_TOKEN,
  type MessageKey,
  markIn,
  type Party,
  promptAnswerIn,
  RECOMMENDATION_TOKEN,
  type Recommendation,
  type RequestState,
  type Step,
  sharedOutcomeIn,
  en as wordsEn,
  nl as wordsNl,
} from '@caecilia/consultation';
import type { FhirResource } from '@caecilia/fhir';
import {
  type Both,
  type Discipline,
  eachOf,
  type Found,
  type KindReader,
  originalOf,
  parts,
  type Reading,
  referencesIn,
  type StoryEvent,
  said,
  standingOf,
  unreadable,
  type Words,
} from '@caecilia/story';
import { codesOf } from '../access/element.ts';

/** Readers of what the consultation module writes: requests, advice, the register, lists, shared outcomes. */
export const CONSULTATION_READERS: readonly KindReader[] = [
  requests(),
  advice(),
  marks(),
  promptLists(),
  sharedOutcomes(),
];

const word = (key: MessageKey): Both => ({ nl: wordsNl[key], en: wordsEn[key] });
const after = (head: Both, { nl, en }: Both): Both => ({
  nl: `${head.nl}: ${nl.toLowerCase()}`,
  en: `${head.en}: ${en.toLowerCase()}`,
});

function requests(): KindReader {
  return {
    kind: 'request',
    takes: (resource) =>
      (resource.resourceType === 'ServiceRequest' || resource.resourceType === 'Task') &&
      isConsultation(resource),
    read(found, reading) {
      const tasks = found.filter(({ resource }) => resource.resourceType === 'Task');
      const asked = found.filter(({ resource }) => resource.resourceType === 'ServiceRequest');
      const taskOf = (request: FhirResource) =>
        tasks.find(({ resource }) =>
          referencesIn(resource.focus).includes(`ServiceRequest/${String(request.id)}`),
        );
      const told = eachOf(asked, { kind: 'request', reading }, ({ resource }) => {
        const task = taskOf(resource);
        return task && requestEvents(resource, task.resource, reading);
      });
      const without = tasks.filter((task) => !asked.some(({ resource }) => taskOf(resource) === task));
      return [...told, ...without.map(({ resource }) => unreadable(resource, 'request', reading))];
    },
  };
}

function requestEvents(request: FhirResource, task: FhirResource, reading: Reading): readonly StoryEvent[] {
  const read = fromResources({ request, task });
  const events = read.steps.map((step, index): StoryEvent => {
    const when = reading.date(step.at);
    return {
      key: `ServiceRequest/${String(request.id)}#${index}`,
      kind: 'request',
      ...(when === undefined ? {} : { when }),
      what: after(said('kind.request'), word(`state.${step.state}`)),
      ...parts(...stepWords(step, read)),
      by: stepBy(step, read),
      standing: 'stands',
      original: originalOf(request),
    };
  });
  return [...events, ...saidEvents(read, request, reading)];
}

/** What was said of a request beside its states: by the treating physician, and that who asked was called back. */
function saidEvents(
  { agreement, calledBack }: ConsultationRequest,
  request: FhirResource,
  reading: Reading,
): readonly StoryEvent[] {
  const event = (
    key: MessageKey,
    { by, at, reason }: { readonly by: Party; readonly at: string; readonly reason?: string },
  ): StoryEvent => {
    const when = reading.date(at);
    return {
      key: `ServiceRequest/${String(request.id)}#${key}`,
      kind: 'request',
      ...(when === undefined ? {} : { when }),
      what: after(said('kind.request'), word(key)),
      ...parts(reason),
      by: by.reference === undefined ? [] : [by.reference],
      standing: 'stands',
      original: originalOf(request),
    };
  };
  return [
    ...(agreement === undefined
      ? []
      : [event(agreement.agrees ? 'agreement.yes' : 'agreement.no', agreement)]),
    ...(calledBack === undefined ? [] : [event('callBack.fact', calledBack)]),
  ];
}

function stepBy({ state, by }: Step, { requester }: ConsultationRequest): readonly string[] {
  return state === 'received' && requester.reference !== undefined ? [requester.reference] : [by];
}

function stepWords({ state }: Step, read: ConsultationRequest): readonly (Words | undefined)[] {
  const { answer, withdrawnBecause, triage, asked } = read;
  const said: Partial<Record<RequestState, readonly (Words | undefined)[]>> = {
    received: [asked.question],
    triaged: (triage?.goes ?? []).map((each) => word(`discipline.${each}`)),
    redirected: [answer?.reason, answer?.advice],
    declined: [answer?.reason, answer?.advice],
    withdrawn: [withdrawnBecause],
  };
  return said[state] ?? [];
}

function advice(): KindReader {
  return {
    kind: 'advice',
    takes: (resource) =>
      resource.resourceType === 'Task' && codesOf(resource.code).includes(RECOMMENDATION_TOKEN),
    read: (found, reading) =>
      eachOf(found, { kind: 'advice', reading }, ({ resource }) => adviceEvents(resource, reading)),
  };
}

/** Advice when it was given, and what became of it when that was said. */
function adviceEvents(task: FhirResource, reading: Reading): readonly StoryEvent[] {
  const read: Recommendation = fromTask(task);
  const { advice: words, givenAt, givenBy, outcome, secondCheck } = read;
  const original = originalOf(task);
  const event = (key: string, at: string) => {
    const when = reading.date(at);
    return {
      key: `Task/${original.id}#${key}`,
      kind: 'advice' as const,
      ...(when === undefined ? {} : { when }),
      standing: 'stands' as const,
      original,
    };
  };
  return [
    {
      ...event('given', givenAt),
      what: said('kind.advice'),
      ...parts(words, awaitsCheck(read) ? word('check.notYet') : undefined),
      by: [givenBy],
    },
    ...checkEvents(secondCheck?.said, words, event),
    ...(outcome === undefined
      ? []
      : [
          {
            ...event('outcome', outcome.at),
            what: after(said('kind.advice'), word(`outcome.${outcome.kind}`)),
            ...parts(outcome.words, words),
            by: [outcome.by],
          },
        ]),
  ];
}

/** What the pharmacist said of it, when they said it. */
function checkEvents(
  spoken: NonNullable<Recommendation['secondCheck']>['said'],
  words: string,
  event: (key: string, at: string) => Omit<StoryEvent, 'what' | 'by'>,
): readonly StoryEvent[] {
  if (spoken === undefined) return [];
  const { asItStands, reason, by, at } = spoken;
  return [
    {
      ...event('check', at),
      what: after(said('kind.advice'), word(asItStands ? 'check.yes' : 'check.no')),
      ...parts(reason, words),
      by: by.reference === undefined ? [] : [by.reference],
    },
  ];
}

function marks(): KindReader {
  return {
    kind: 'decision',
    takes: (resource) =>
      resource.resourceType === 'Observation' && codesOf(resource.code).includes(MARK_TOKEN),
    read: (found, reading) =>
      eachOf(found, { kind: 'decision', reading }, ({ resource }) => markEvents(resource, reading)),
  };
}

function markEvents(observation: FhirResource, reading: Reading): readonly StoryEvent[] {
  const mark = markIn(observation);
  const original = originalOf(observation);
  const event = (key: 'register.mark' | 'register.unmark', { on, by, reason }: typeof mark): StoryEvent => {
    const when = reading.date(on);
    return {
      key: `Observation/${original.id}#${key}`,
      kind: 'decision',
      ...(when === undefined ? {} : { when }),
      what: after(word('register.title'), word(key)),
      ...parts(reason),
      by: [by],
      standing: standingOf(observation),
      original,
    };
  };
  const { ended } = mark;
  return [
    event('register.mark', mark),
    ...(ended === undefined ? [] : [event('register.unmark', { ...mark, ...ended })]),
  ];
}

/** That a list was ticked, and which. What was ticked is a statement that may not have been told yet: it is not repeated here. */
function promptLists(): KindReader {
  return {
    kind: 'score',
    takes: isPromptResponse,
    read: (found, reading) =>
      eachOf(found, { kind: 'score', reading }, ({ resource }) => {
        const answer = promptAnswerIn(resource);
        const list = listOf(answer);
        const when = reading.date(answer.at);
        const original = originalOf(resource);
        return [
          {
            key: `QuestionnaireResponse/${original.id}`,
            kind: 'score',
            ...(when === undefined ? {} : { when }),
            what: word('prompts.title'),
            ...parts(list === undefined ? answer.list : word(list.title)),
            by: [answer.by],
            standing: standingOf(resource),
            original,
          },
        ];
      }),
  };
}

const DISCIPLINES: Readonly<Record<'spiritual-care-worker' | 'social-worker', Discipline>> = {
  'spiritual-care-worker': 'spiritual-care',
  'social-worker': 'social-work',
};

/** Of a confidential note the one line that is for everybody; the note itself is in nobody's timeline. */
function sharedOutcomes(): KindReader {
  return {
    kind: 'note',
    takes: (resource) =>
      resource.resourceType === 'ClinicalImpression' && sharedOutcomeIn(resource) !== undefined,
    read: (found: readonly Found[], reading) =>
      eachOf(found, { kind: 'note', reading }, ({ resource }) => {
        const outcome = sharedOutcomeIn(resource);
        if (outcome === undefined) return undefined;
        const when = reading.date(outcome.at);
        const original = originalOf(resource);
        return [
          {
            key: `ClinicalImpression/${original.id}`,
            kind: 'note',
            ...(when === undefined ? {} : { when }),
            what: said(`discipline.${DISCIPLINES[outcome.discipline]}`),
            ...parts(outcome.line),
            by: [outcome.by],
            discipline: DISCIPLINES[outcome.discipline],
            standing: outcome.inError ? 'inError' : 'stands',
            original,
          },
        ];
      }),
  };
}
