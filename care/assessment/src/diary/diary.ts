import { elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import {
  type Caller,
  type Change,
  demandClientId,
  Problem,
  type RecordSession,
  resourceOf,
} from '@caecilia/kernel';
import type { Language } from '@caecilia/ui';
import { instantIn, referenceIn, wordsOf } from '../element.ts';
import type { PreparationSent } from '../preparation/parsePrepared.ts';
import { HOME_LIST } from '../preparation/sending.ts';
import { responseChanges } from '../record/assessmentsOverRecord.ts';
import type { AssessmentHouse } from '../record/house.ts';
import { isReporter, type KnownReporter, type Reporter } from '../reporter.ts';
import { parseResponse } from '../response/response.ts';
import { EXTENSIONS, SYSTEMS } from '../terms.ts';

const QUESTIONNAIRE = 'urn:caecilia:questionnaire:caecilia-diary';
const VERSION = '1';
/** Entries that are shown at home. */
const SHOWN = 14;

/** What the diary needs from the house beside the record. */
export interface DiaryHouse extends AssessmentHouse {
  /** Whether the caller may write for this patient at this moment: the patient themself, or somebody close with a mandate. */
  readonly mayWrite: (caller: Caller, patientId: string) => Promise<boolean>;
  /** What carries the number of one entry, and nothing else of the record. */
  readonly atHome: (caller: Caller, patientId: string, clientId: string) => RecordSession;
}

/** How somebody says it is going, as they sent it. */
export interface DiarySent {
  /** In their own words; absent: nothing was written. */
  readonly words?: string;
  readonly reporter: PreparationSent['reporter'];
  /** As `parseAnswers` takes them; empty where no number was given. */
  readonly scores: PreparationSent['scores'];
}

/** An entry as it is read back. */
export interface DiaryEntry {
  readonly at: Date;
  readonly reporter: KnownReporter;
  readonly words?: string;
  /** Numbers by question of the list. */
  readonly scores: readonly { readonly linkId: string; readonly value: number; readonly name?: string }[];
}

const identifierOf = (clientId: string) => ({ system: SYSTEMS.diary, value: clientId });

/** The words of an entry, as a QuestionnaireResponse of its own. Pure. */
export function toDiaryResponse(entry: {
  readonly id: string;
  readonly clientId: string;
  readonly patientId: string;
  readonly at: Date;
  /** Whose words they are and who typed them: `Patient/…` or `RelatedPerson/…`. */
  readonly by: string;
  readonly reporter: Reporter;
  readonly language: Language;
  readonly words: string;
}): FhirResource {
  const { id, clientId, patientId, at, by, reporter, language, words } = entry;
  return {
    resourceType: 'QuestionnaireResponse',
    id,
    language,
    extension: [{ url: EXTENSIONS.reporter, valueCode: reporter }],
    identifier: identifierOf(clientId),
    questionnaire: `${QUESTIONNAIRE}|${VERSION}`,
    status: 'completed',
    subject: { reference: `Patient/${patientId}` },
    authored: at.toISOString(),
    author: { reference: by },
    source: { reference: by },
    item: [{ linkId: 'words', answer: [{ valueString: words }] }],
  };
}

/** Whether it holds the words of a diary. */
export function isDiaryResponse({ resourceType, questionnaire }: FhirResource): boolean {
  return resourceType === 'QuestionnaireResponse' && String(questionnaire).split('|')[0] === QUESTIONNAIRE;
}

/** The words of a diary with whose they are and when; undefined for anything else. */
export function readDiaryResponse(
  response: FhirResource,
): { readonly at: Date; readonly by: string; readonly words: string } | undefined {
  const [item] = elementsOf(response.item).filter(({ linkId }) => linkId === 'words');
  const words = wordsOf(elementsOf(item?.answer)[0]?.valueString);
  const [at, by] = [instantIn(response.authored), referenceIn(response.source)];
  if (!isDiaryResponse(response) || words === undefined || at === undefined || by === undefined)
    return undefined;
  return { at: new Date(at), by, words };
}

/**
 * Keeps an entry: the words, and the numbers as a measurement with who gave them. What is sent twice under one number is
 * kept once. Nothing of it raises an alarm.
 */
export async function writeDiary(
  house: DiaryHouse,
  caller: Caller,
  patientId: string,
  {
    sent,
    language,
    clientId,
  }: { readonly sent: DiarySent; readonly language: Language; readonly clientId: string },
): Promise<void> {
  if (!(await house.mayWrite(caller, patientId)))
    throw new Problem('forbidden', 'This page is for patients and those close who may write.');
  demandClientId(clientId);
  const { words, reporter, scores } = sent;
  const at = house.now();
  await house.atHome(caller, patientId, clientId).transaction(async (transaction) => {
    await transaction.lock(`${SYSTEMS.diary}|${clientId}`);
    const before = await transaction.search(
      house.readSearch(['QuestionnaireResponse'], [['identifier', `${SYSTEMS.diary}|${clientId}`]]),
    );
    if (before.matches.length > 0) return;
    const changes: Change[] = [];
    if (words !== undefined) {
      const id = transaction.newId('QuestionnaireResponse', patientId);
      const entry = { id, clientId, patientId, at, by: caller.id, reporter, language, words };
      changes.push({ kind: 'create', id, resource: toDiaryResponse(entry) });
    }
    if (Object.keys(scores).length > 0) {
      const answered = {
        instrument: HOME_LIST,
        at: at.toISOString(),
        reporter,
        answeredBy: caller.id,
        enteredBy: caller.id,
        helperUnnamed: true,
        answers: scores,
      };
      const response = parseResponse(house.registry, answered, { patientId, now: at });
      for (const change of responseChanges(house, transaction, response))
        changes.push({ ...change, resource: ofDiary(change.resource, clientId) });
    }
    await transaction.write(changes);
  });
}

const ofDiary = (resource: FhirResource, clientId: string): FhirResource => ({
  ...resource,
  identifier: resource.resourceType === 'Observation' ? [identifierOf(clientId)] : identifierOf(clientId),
});

/** What this caller wrote, newest first; as their own rules still show it. */
export async function ownDiary(
  { session, readSearch }: DiaryHouse,
  caller: Caller,
  patientId: string,
): Promise<readonly DiaryEntry[]> {
  const { matches } = await session(caller).search(
    readSearch(
      ['QuestionnaireResponse'],
      [
        ['patient', `Patient/${patientId}`],
        ['source', caller.id],
        ['_sort', '-authored'],
        ['_count', '60'],
      ],
    ),
  );
  const entries = new Map<string, DiaryEntry>();
  for (const resource of matches.map(resourceOf)) {
    const { system, value } = elementOf(resource.identifier);
    const at = instantIn(resource.authored);
    if (system !== SYSTEMS.diary || typeof value !== 'string' || at === undefined) continue;
    if (resource.status !== 'completed') continue;
    const before = entries.get(value);
    entries.set(value, {
      ...entryOf(resource, new Date(at)),
      ...partsOf(before),
      ...partsOf(entryOf(resource, new Date(at))),
    });
  }
  return [...entries.values()]
    .toSorted((one, other) => other.at.getTime() - one.at.getTime())
    .slice(0, SHOWN);
}

/** What of an entry is there: words in one resource, numbers in another. */
function partsOf(entry: DiaryEntry | undefined): Partial<DiaryEntry> {
  if (entry === undefined) return {};
  return {
    ...(entry.words === undefined ? {} : { words: entry.words }),
    ...(entry.scores.length === 0 ? {} : { scores: entry.scores }),
  };
}

function entryOf(resource: FhirResource, at: Date): DiaryEntry {
  const words = readDiaryResponse(resource)?.words;
  const said = elementsOf(resource.extension).find(({ url }) => url === EXTENSIONS.reporter)?.valueCode;
  return {
    at,
    reporter: isReporter(said) ? said : 'unknown',
    ...(words === undefined ? {} : { words }),
    scores: elementsOf(resource.item).flatMap(({ linkId, answer }) => {
      const [given] = elementsOf(answer);
      const value = given?.valueInteger;
      if (typeof linkId !== 'string' || typeof value !== 'number') return [];
      const name = wordsOf(elementsOf(elementsOf(given?.item)[0]?.answer)[0]?.valueString);
      return [{ linkId, value, ...(name === undefined ? {} : { name }) }];
    }),
  };
}
