import {
  type DirectiveVersion,
  isDirective,
  type PlanStandard,
  readDirective,
  readWish,
} from '@caecilia/careplan';
import { carePlanWords } from '@caecilia/careplan/ui';
import { elementsOf, type FhirResource, stringify } from '@caecilia/fhir';
import {
  type Both,
  type EventStanding,
  eachOf,
  type Found,
  hasCode,
  type KindReader,
  originalOf,
  parts,
  proceduresAs,
  type Reading,
  referencesIn,
  type StoryEvent,
  said,
  standingOf,
  type Words,
} from '@caecilia/story';
import { patientOf } from '../access/element.ts';

/** How the plan is read. */
export interface PlanEyes {
  readonly standards: readonly PlanStandard[];
  readonly now: () => Date;
  readonly timeZone: string;
}

/** Readers of the care plan: directives with what replaced them, conversations, wishes. */
export function carePlanReaders(eyes: PlanEyes): readonly KindReader[] {
  const codes = (list: readonly { readonly system: string; readonly code: string }[]) =>
    list.map(({ system, code }) => `${system}|${code}`);
  const asked = eyes.standards.flatMap(({ observations }) =>
    Object.values(observations).flatMap((each) => codes(each.codes)),
  );
  return [
    directives(eyes),
    wishes(eyes, asked),
    proceduresAs(
      'contact',
      eyes.standards.flatMap(({ conversation }) => codes(conversation.codes)),
      said('contact.conversation'),
    ),
  ];
}

const optionsFor = (consent: FhirResource, { standards, now, timeZone }: PlanEyes) => ({
  standards,
  patientId: patientOf(consent.patient) ?? '',
  now: now(),
  timeZone,
});

function directives(eyes: PlanEyes): KindReader {
  return {
    kind: 'limit',
    takes: (resource) =>
      resource.resourceType === 'Consent' && isDirective(resource, optionsFor(resource, eyes)),
    needsVersions: () => true,
    read: (found, reading) =>
      eachOf(found, { kind: 'limit', reading }, (one) => directiveEvents(one, eyes, reading)),
  };
}

interface ReadVersion {
  readonly resource: FhirResource;
  readonly said: DirectiveVersion;
}

/** What was agreed, each time that it was changed, and that it ended: from the versions, oldest first. */
function directiveEvents(
  { resource, before }: Found,
  eyes: PlanEyes,
  reading: Reading,
): readonly StoryEvent[] | undefined {
  const versions = [resource, ...before].toReversed().flatMap((version): ReadVersion[] => {
    const [first, ...more] = readDirective(version, optionsFor(version, eyes));
    // Several treatments at once are unreadable by themselves, and stand together.
    return first === undefined
      ? []
      : [{ resource: version, said: more.length === 0 ? first : { ...first, about: undefined } }];
  });
  if (versions.length === 0) return undefined;
  const events: StoryEvent[] = [];
  let last: DirectiveVersion | undefined;
  for (const version of versions) {
    const event = changeOf(version, last, reading);
    if (event) events.push(event);
    last = version.said;
  }
  const isVoid = resource.status === 'entered-in-error';
  return events.map((event, index) => ({
    ...event,
    standing: standingAt(event, { isVoid, isLast: index === events.length - 1 }),
  }));
}

function standingAt(
  event: StoryEvent,
  { isVoid, isLast }: { readonly isVoid: boolean; readonly isLast: boolean },
): EventStanding {
  if (isVoid) return 'inError';
  return isLast || event.standing === 'unreadable' ? event.standing : 'replaced';
}

function changeOf(
  { resource, said: now }: ReadVersion,
  last: DirectiveVersion | undefined,
  reading: Reading,
): StoryEvent | undefined {
  // That it was entered in error is said of every moment of it, and is no moment of its own.
  if (last && (now.standing === 'voided' || sayings(now) === sayings(last))) return undefined;
  const written = reading.date(resource.meta?.lastUpdated);
  const isNewDay = now.recorded?.text !== last?.recorded?.text;
  const recorded = last === undefined || isNewDay ? now.recorded : undefined;
  const ends = ENDED.includes(now.standing);
  const when = reading.date((ends ? now.until : recorded)?.text) ?? written;
  const [kind, key] = ends
    ? (['limit.ended', 'ended'] as const)
    : last === undefined
      ? (['limit.made', 'made'] as const)
      : (['limit.changed', 'changed'] as const);
  return {
    key: `Consent/${String(resource.id)}#${key}-${String(resource.meta?.versionId)}`,
    kind: 'limit',
    ...(when === undefined ? {} : { when }),
    what: now.about === undefined ? said(kind) : joined(said(kind), now.about),
    ...parts(
      ends ? formerly(decisionWords(now)) : decisionWords(now),
      conditionOf(now),
      now.endReason,
      now.comment,
      ...proposalOf(now),
    ),
    by: whoOf(resource),
    standing: now.decision?.kind === 'unreadable' ? 'unreadable' : 'stands',
    original: originalOf(resource),
  };
}

/** Answers to the questions of the plan, in the words of the plan. */
function wishes(eyes: PlanEyes, codes: readonly string[]): KindReader {
  return {
    kind: 'wish',
    takes: ({ resourceType, code }) => resourceType === 'Observation' && hasCode(code, codes),
    read: (found, reading) =>
      eachOf(found, { kind: 'wish', reading }, ({ resource }) => wishEvents(resource, eyes, reading)),
  };
}

function wishEvents(
  observation: FhirResource,
  { standards, now, timeZone }: PlanEyes,
  reading: Reading,
): readonly StoryEvent[] | undefined {
  const patientId = patientOf(observation.subject) ?? '';
  const read = readWish(observation, { standards, patientId, now: now(), timeZone });
  if (read === undefined || read.answer.state === 'unreadable') return undefined;
  const { topic, answer } = read;
  const when = reading.date(answer.recorded?.text);
  const original = originalOf(observation);
  return [
    {
      key: `Observation/${original.id}`,
      kind: 'wish',
      ...(when === undefined ? {} : { when }),
      what: said(`wish.${topic}`),
      ...parts(answerWords(answer), ...answer.notes),
      by: referencesIn(observation.performer),
      standing: standingOf(observation),
      original,
    },
  ];
}

function answerWords({
  state,
  value,
  declined,
}: NonNullable<ReturnType<typeof readWish>>['answer']): Words | undefined {
  if (state === 'known') return value;
  const key =
    declined === true
      ? 'answer.declined'
      : state === 'notDiscussed'
        ? 'answer.notDiscussed'
        : 'answer.unknown';
  return { nl: carePlanWords('nl')(key), en: carePlanWords('en')(key) };
}

const ENDED: readonly DirectiveVersion['standing'][] = ['ended', 'rejected'];

/** What tells one version from the next: how it stands and what it says. */
const sayings = ({ standing, about, decision, until, comment }: DirectiveVersion): string =>
  stringify({ standing, about, decision, until: until?.text, comment });

function joined(verb: Both, about: Words): Both {
  const name = typeof about === 'string' ? { nl: about, en: about } : about;
  return { nl: `${name.nl}: ${verb.nl}`, en: `${name.en}: ${verb.en}` };
}

function decisionWords({ decision }: DirectiveVersion): Words | undefined {
  if (decision === undefined) return undefined;
  // Never a state for what cannot be read: the words lead to the original.
  const key = `state.${decision.kind}` as const;
  return { nl: carePlanWords('nl')(key), en: carePlanWords('en')(key) };
}

/** What no longer holds never reads as what does. */
function formerly(words: Words | undefined): Words | undefined {
  if (words === undefined) return undefined;
  const { nl, en } = typeof words === 'string' ? { nl: words, en: words } : words;
  const was = said('limit.was');
  return { nl: `${was.nl}: ${nl}`, en: `${was.en}: ${en}` };
}

function conditionOf({ decision }: DirectiveVersion): string | undefined {
  return decision?.kind === 'onlyIf' ? decision.condition : undefined;
}

function proposalOf({ standing }: DirectiveVersion): readonly Words[] {
  if (standing === 'proposed') return [said('limit.proposed')];
  return standing === 'upcoming' ? [said('limit.upcoming')] : [];
}

function whoOf(consent: FhirResource): readonly string[] {
  const { provision, performer } = consent;
  const actors =
    typeof provision === 'object' && provision !== null && 'actor' in provision
      ? elementsOf(provision.actor).flatMap(({ reference }) => referencesIn(reference))
      : [];
  return [...new Set([...actors, ...referencesIn(performer)])];
}
