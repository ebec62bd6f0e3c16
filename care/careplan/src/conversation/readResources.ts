import type { FhirResource } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';
import { readDecision } from '../reading/decision.ts';
import { conceptOf, type Element, elementOf, elementsOf, extensionsOf } from '../reading/element.ts';
import { type LoadedRecord, loadedRecord, targetOf } from '../reading/references.ts';
import { entryOf, hasCode, type PlanLexicon, planLexicon } from '../standard/lexicon.ts';
import type { PlanStandard } from '../standard/standard.ts';
import type {
  AnswerNotes,
  ConversationNotes,
  IcdNotes,
  LimitNotes,
  OtherLimitNotes,
  PartyKey,
} from './notes.ts';
import { stateOfWords } from './readForm.ts';
import { readPersons, readProfessional, readSubject } from './readPeople.ts';
import { TOPIC_KEYS, TOPICS, type TopicKey } from './writeTopics.ts';

/** What reading resources needs to know. */
interface Source {
  readonly record: LoadedRecord;
  readonly standard: PlanStandard;
  readonly lexicon: PlanLexicon;
  readonly patientId: string;
}

/**
 * The resources of one conversation as notes, so that the form can be rebuilt from them alone. Pure. A directive that
 * cannot be read safely is left out: it stands in the record, and notes must not say more than it does. Throws
 * `Problem('not-found')` without the patient, `Problem('structure')` without a date.
 */
export function readResources(
  resources: readonly FhirResource[],
  standard: PlanStandard,
  patientId: string,
): ConversationNotes {
  const record = loadedRecord(resources.filter((each) => isOf(each, patientId)));
  const patient = record.get('Patient', patientId);
  if (!patient) throw new Problem('not-found', 'There is no such patient among the resources.');
  const source: Source = { record, standard, lexicon: planLexicon([standard]), patientId };
  const encounter = record.ofType('Encounter')[0];
  const procedure = record.ofType('Procedure')[0];
  const on =
    elementOf(encounter?.period)?.start ??
    elementOf(procedure?.performedPeriod)?.start ??
    procedure?.performedDateTime;
  if (typeof on !== 'string')
    throw new Problem('structure', 'These resources do not say when the conversation was held.');
  const actors = [
    ...elementsOf(procedure?.performer).map(({ actor }) => actor),
    ...elementsOf(encounter?.participant).map(({ individual }) => individual),
  ].flatMap((reference) => targetOf(reference) ?? []);
  const persons = readPersons(record, standard, actors);
  const understanding = elementsOf(procedure?.note)[0]?.text;
  const at = placeOf(encounter);
  const capacity = readCapacity(patient, standard);
  return {
    on,
    ...(at ? { at } : {}),
    patient: readSubject(patient),
    professional: readProfessional(record, standard, actors),
    patientPresent: actors.some(({ type, id }) => type === 'Patient' && id === patientId),
    persons,
    ...(typeof understanding === 'string' ? { understanding } : {}),
    ...(capacity ? { capacity } : {}),
    ...readDirectives(source),
    ...readTopics(source),
    ...readIcd(source),
    ...readInformRelatives(source),
  };
}

/** A resource about somebody else is not part of this conversation, also when it was handed in. */
function isOf(resource: FhirResource, patientId: string): boolean {
  const about = resource.subject ?? resource.patient;
  const target = targetOf(about);
  return target === undefined || (target.type === 'Patient' && target.id === patientId);
}

const PLACES = { HH: 'home', IMP: 'hospital', AMB: 'clinic' } as const;

function placeOf(encounter: FhirResource | undefined): ConversationNotes['at'] {
  const code = elementOf(encounter?.class)?.code;
  return code === 'HH' || code === 'IMP' || code === 'AMB' ? PLACES[code] : undefined;
}

function readCapacity(
  patient: FhirResource,
  { extensions: { legalCapacity } }: PlanStandard,
): ConversationNotes['capacity'] {
  if (!legalCapacity) return undefined;
  const parts = elementsOf(extensionsOf(patient, [legalCapacity.url])[0]?.extension);
  const capable = parts.find(({ url }) => url === legalCapacity.capable)?.valueBoolean;
  const comment = parts.find(({ url }) => url === legalCapacity.comment)?.valueString;
  if (typeof capable !== 'boolean') return undefined;
  return { capable, ...(typeof comment === 'string' ? { comment } : {}) };
}

function readDirectives(source: Source): Pick<ConversationNotes, 'limits' | 'otherLimits'> {
  const { standard, record } = source;
  const { category } = standard.treatmentDirective;
  const limits: Record<string, LimitNotes> = {};
  const otherLimits: OtherLimitNotes[] = [];
  const directives = record
    .ofType('Consent')
    .filter((consent) => elementsOf(consent.category).some((each) => hasCode(conceptOf(each), [category])))
    .filter(({ status }) => status === 'active' || status === 'inactive');
  for (const consent of directives) {
    const provision = elementOf(consent.provision) ?? {};
    const limit = readLimit(consent, provision, source);
    const named = treatmentOf(elementsOf(provision.code)[0], source);
    if (!limit || !named) continue;
    if ('key' in named) limits[named.key] = limit;
    else otherLimits.push({ treatment: named.words, ...limit });
  }
  return { limits, otherLimits };
}

/** A treatment of the standard by its code, or the words as they stand. */
function treatmentOf(
  code: Element | undefined,
  { lexicon }: Source,
): { key: string } | { words: string } | undefined {
  const concept = conceptOf(code);
  const known = concept.codings.map((coding) => lexicon.treatmentByCode(coding)).find((each) => each);
  if (known) return { key: known.key };
  if (typeof code?.text !== 'string') return undefined;
  const inside = lexicon.codeInWords(code.text);
  const byCode = inside && lexicon.treatmentByCode(inside);
  return byCode ? { key: byCode.key } : { words: code.text };
}

function readLimit(consent: FhirResource, provision: Element, source: Source): LimitNotes | undefined {
  const { standard, lexicon } = source;
  const decision = readDecision(consent, provision, lexicon);
  if (decision.kind === 'unreadable') return undefined;
  const written = rawSpecification(consent, standard);
  const because = extensionsOf(consent, [standard.extensions.comment])[0]?.valueString;
  const parties = elementsOf(provision.actor).flatMap(({ reference }) => partyKey(reference, source) ?? []);
  return {
    ...(decision.kind === 'do' || decision.kind === 'doNot'
      ? { state: decision.kind }
      : stateOfWords(written ?? '', lexicon)),
    ...(typeof because === 'string' ? { because } : {}),
    parties,
  };
}

/** The words of a specification exactly as they stand, with their white space. */
function rawSpecification(consent: FhirResource, { extensions }: PlanStandard): string | undefined {
  const words = elementsOf(consent.modifierExtension)
    .filter(({ url }) => url === extensions.specificationOther)
    .flatMap(({ valueString }) => (typeof valueString === 'string' ? [valueString] : []));
  return words.length > 0 ? words.join('; ') : undefined;
}

function partyKey(reference: unknown, { patientId }: Source): PartyKey | undefined {
  const target = targetOf(reference);
  // Somebody in a role that is not known here: named, and not pointed at.
  if (!target) return elementOf(reference)?.type === 'PractitionerRole' ? 'professional' : undefined;
  if (target.type === 'Patient') return target.id === patientId ? 'patient' : undefined;
  return target.type === 'RelatedPerson' ? target.id : 'professional';
}

function readTopics(source: Source): Partial<Pick<ConversationNotes, TopicKey | 'goal'>> {
  const { record, standard } = source;
  const topics: Partial<Record<TopicKey | 'goal', AnswerNotes>> = {};
  for (const key of TOPIC_KEYS) {
    const { codes } = standard.observations[TOPICS[key]];
    const observation = record
      .ofType('Observation')
      .find(({ code, status }) => status === 'final' && hasCode(conceptOf(code), codes));
    const answer = observation && readAnswer(observation, key, standard);
    if (answer) topics[key] = answer;
  }
  const goal = readGoal(source);
  return { ...topics, ...(goal ? { goal } : {}) };
}

function withNote<T extends AnswerNotes>(answer: T, resource: FhirResource): T {
  const note = elementsOf(resource.note)[0]?.text;
  return typeof note === 'string' ? { ...answer, note } : answer;
}

function readAnswer(
  observation: FhirResource,
  key: TopicKey,
  standard: PlanStandard,
): AnswerNotes | undefined {
  const { valueString, valueCodeableConcept, dataAbsentReason } = observation;
  if (typeof valueString === 'string') return withNote({ state: 'known', words: valueString }, observation);
  const { unknown, declined, notAsked } = standard.answers;
  const reason = conceptOf(dataAbsentReason ?? valueCodeableConcept);
  if (hasCode(reason, unknown)) return withNote({ state: 'unknown' }, observation);
  if (hasCode(reason, declined)) return withNote({ state: 'declined' }, observation);
  if (hasCode(reason, notAsked)) return withNote({ state: 'notDiscussed' }, observation);
  const entry = entryOf(reason, standard.observations[TOPICS[key]].values);
  return entry && withNote({ state: 'known', code: entry.code }, observation);
}

function readGoal({ record, standard, lexicon }: Source): AnswerNotes | undefined {
  for (const goal of record.ofType('Goal')) {
    const concept = conceptOf(goal.description);
    if (goal.lifecycleStatus !== 'active') continue;
    if (hasCode(concept, standard.answers.unknown)) return withNote({ state: 'unknown' }, goal);
    const known = lexicon.goal(concept);
    if (known) return withNote({ state: 'known', code: known.code.code }, goal);
  }
  return undefined;
}

function readIcd({ record, standard }: Source): Pick<ConversationNotes, 'icd'> {
  for (const use of record.ofType('DeviceUseStatement')) {
    const type = entryOf(conceptOf(record.follow(use.device)?.type), standard.icd.types);
    if (!type || use.status !== 'active') continue;
    const comment = elementsOf(use.note)[0]?.text;
    const icd: IcdNotes = {
      present: 'yes',
      type: type.code,
      ...(typeof comment === 'string' ? { comment } : {}),
      reference: `DeviceUseStatement/${String(use.id)}`,
    };
    return { icd };
  }
  return {};
}

function readInformRelatives({ record, standard }: Source): Pick<ConversationNotes, 'informRelatives'> {
  const { resourceType, topic } = standard.informRelatives;
  const told = record
    .ofType(resourceType)
    .some((each) =>
      [...elementsOf(each.category), ...elementsOf(each.topic)].some((concept) =>
        hasCode(conceptOf(concept), [topic]),
      ),
    );
  return told ? { informRelatives: true } : {};
}
