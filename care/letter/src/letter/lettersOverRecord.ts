import type { FhirResource } from '@caecilia/fhir';
import {
  type Caller,
  civilMinute,
  demandClientId,
  doingOf,
  forbid,
  type Kept,
  type Listed,
  listed,
  madeBefore,
  notThere,
  Problem,
  present,
  type RecordHouse,
  type RecordReader,
  type RecordTransaction,
  resourceOf,
  type Seen,
  type StoredVersion,
  wasOvertaken,
} from '@caecilia/kernel';
import type { Language } from '@caecilia/ui';
import { letterWords } from '../messages.ts';
import { type Letter, type LetterFacts, type LetterWords, type Recipient, signedLetter } from './letter.ts';
import { letterJob, printed } from './letterPdf.ts';
import {
  asSuperseded,
  fromDocument,
  isLetter,
  type KeptLetter,
  LETTER_TOKEN,
  pdfIn,
  toDocument,
} from './letterResource.ts';
import { type WrittenLetter, writtenLetter } from './written.ts';

/** What letters need from the house. */
export interface LetterHouse extends RecordHouse {
  /** Whether somebody writes letters about this patient; the record decides again. */
  readonly mayWrite: (caller: Caller, patient: string) => Promise<boolean>;
  /** What the record says for a letter; undefined where what was agreed is not for this caller. */
  readonly facts: (caller: Caller, patient: string, language: Language) => Promise<LetterFacts | undefined>;
  /** Professionals and organisations in the network of the patient. */
  readonly recipients: (caller: Caller, patient: string) => Promise<readonly Recipient[]>;
  /** Whether people and patients of this house are invented. */
  readonly demo: boolean;
}

/** Most letters of one patient that are shown. */
export const MOST_LETTERS = 50;

/** What somebody sends to sign a letter. */
export interface LetterWish {
  readonly patient: string;
  readonly clientId: string;
  readonly words: LetterWords;
  /** Mark of what the record said when it was read. */
  readonly basis: string;
  readonly replaces?: Seen;
}

/** Signed; or the record changed since it was read; or a colleague signed the next version first. */
export type SignAnswer =
  | { readonly kind: 'signed'; readonly kept: Kept<KeptLetter>; readonly again: boolean }
  | { readonly kind: 'changed'; readonly facts: LetterFacts }
  | { readonly kind: 'conflict'; readonly theirs: Kept<KeptLetter> };

/** Letters as DocumentReferences in the record of the patient. */
export interface Letters {
  /** Of one patient, newest first; those that were superseded too. */
  ofPatient(caller: Caller, patient: string): Promise<Listed<Kept<KeptLetter>>>;
  /** Signs one. The same form again (`clientId`) answers what is there, and writes nothing. */
  sign(caller: Caller, wish: LetterWish): Promise<SignAnswer>;
  /** The PDF that was signed, with its letter. Throws `Problem('not-found')`. */
  pdf(caller: Caller, patient: string, id: string): Promise<{ kept: Kept<KeptLetter>; pdf: Uint8Array }>;
}

const keptIn = (version: StoredVersion): Kept<KeptLetter> => ({
  id: version.id,
  versionId: version.versionId,
  value: fromDocument(resourceOf(version)),
});

export function lettersOverRecord(house: LetterHouse): Letters {
  return {
    ofPatient: async (caller, patient) => await lettersOf(house, house.session(caller), patient),
    sign: async (caller, wish) => await sign(house, caller, wish),
    async pdf(caller, patient, id) {
      const version = await letterOf(house.session(caller), { patient, id });
      return { kept: keptIn(version), pdf: pdfIn(resourceOf(version)) };
    },
  };
}

async function lettersOf({ readSearch }: LetterHouse, reader: RecordReader, patient: string) {
  const query = readSearch(
    ['DocumentReference'],
    [
      ['patient', `Patient/${patient}`],
      ['type', LETTER_TOKEN],
      ['_count', String(MOST_LETTERS)],
    ],
  );
  const page = await reader.search(query);
  const found = listed(page, page.matches, keptIn);
  return { ...found, entries: found.entries.toSorted(newestFirst) };
}

const newestFirst = (one: Kept<KeptLetter>, other: Kept<KeptLetter>) =>
  other.value.letter.signed.at.localeCompare(one.value.letter.signed.at) || one.id.localeCompare(other.id);

/** A letter under the patient under whom it was seen. */
async function letterOf(
  reader: RecordReader,
  { patient, id }: { readonly patient: string; readonly id: string },
): Promise<StoredVersion> {
  const version = await present(reader, 'DocumentReference', id, 'letter');
  const document = resourceOf(version);
  if (!isLetter(document) || fromDocument(document).letter.patient !== patient) throw notThere('letter');
  return version;
}

async function sign(house: LetterHouse, caller: Caller, wish: LetterWish): Promise<SignAnswer> {
  const { patient, clientId, words } = wish;
  forbid(await house.mayWrite(caller, patient), 'Letters are written by who treats this patient here.');
  demandClientId(clientId);
  const facts = await house.facts(caller, patient, words.language);
  if (facts === undefined)
    throw new Problem('forbidden', 'What was agreed is not for your role, and no letter goes without it.');
  const to = (await house.recipients(caller, patient)).find(({ reference }) => reference === words.to);
  const session = house.session(caller);
  const standing = await session.transaction(
    async (transaction) => await standingIn(house, transaction, { wish, facts }),
  );
  if (standing.kind !== 'free') return standing;
  const letter = letterTo(house, caller, { wish, facts, to, place: standing.place });
  // Nothing is locked while it is printed.
  const document = toDocument(letter, await printed(letterJob(writtenOf(house, letter))), titleOf(letter));
  try {
    return await session.transaction(async (transaction) => {
      const now = await standingIn(house, transaction, { wish, facts });
      return now.kind === 'free' ? await written(transaction, { document, patient, place: now.place }) : now;
    });
  } catch (error) {
    const theirs = wasOvertaken(error) ? await nextOf(house, session, wish) : undefined;
    if (theirs === undefined) throw error;
    return { kind: 'conflict', theirs };
  }
}

/** There is nothing in the way of a letter; the one whose place it takes, as it stands. */
interface Free {
  readonly kind: 'free';
  readonly place: { readonly version: StoredVersion; readonly kept: Kept<KeptLetter> } | undefined;
}

async function standingIn(
  house: LetterHouse,
  transaction: RecordTransaction,
  { wish, facts }: { readonly wish: LetterWish; readonly facts: LetterFacts },
): Promise<SignAnswer | Free> {
  const { patient, clientId, basis, replaces } = wish;
  const before = await madeBefore(house, transaction, {
    type: 'DocumentReference',
    clientId,
    only: ['type', LETTER_TOKEN],
  });
  if (before !== undefined) {
    const kept = keptIn(before);
    if (kept.value.letter.patient !== patient)
      throw new Problem('duplicate', 'This letter was sent already, about somebody else.');
    return { kind: 'signed', kept, again: true };
  }
  const version =
    replaces === undefined ? undefined : await letterOf(transaction, { patient, id: replaces.id });
  const kept = version === undefined ? undefined : keptIn(version);
  if (kept !== undefined && (kept.value.superseded || kept.versionId !== replaces?.versionId))
    return { kind: 'conflict', theirs: (await nextOf(house, transaction, wish)) ?? kept };
  if (facts.basis !== basis) return { kind: 'changed', facts };
  return { kind: 'free', place: version === undefined || kept === undefined ? undefined : { version, kept } };
}

function letterTo(
  house: LetterHouse,
  caller: Caller,
  {
    wish,
    facts,
    to,
    place,
  }: { readonly wish: LetterWish; readonly facts: LetterFacts; readonly to: Recipient | undefined } & Pick<
    Free,
    'place'
  >,
): Letter {
  const { patient, clientId, words } = wish;
  if (to === undefined)
    throw new Problem('required', 'Choose somebody of the network of this patient.', { expression: 'to' });
  const { by, at } = doingOf(house, caller);
  return signedLetter({
    patient,
    clientId,
    facts,
    to,
    words,
    signed: { by, at, name: caller.name ?? by },
    ...(place === undefined
      ? {}
      : { replaces: { id: place.kept.id, version: place.kept.value.letter.version } }),
  });
}

async function written(
  transaction: RecordTransaction,
  {
    document,
    patient,
    place,
  }: { readonly document: FhirResource; readonly patient: string } & Pick<Free, 'place'>,
): Promise<SignAnswer> {
  const id = transaction.newId('DocumentReference', patient);
  await transaction.write([
    { kind: 'create', id, resource: document },
    ...(place === undefined
      ? []
      : [
          {
            kind: 'update' as const,
            id: place.version.id,
            ifMatch: place.version.versionId,
            resource: asSuperseded(resourceOf(place.version)),
          },
        ]),
  ]);
  return { kind: 'signed', kept: { id, versionId: 1, value: fromDocument(document) }, again: false };
}

/** What took the place of the letter that was seen. */
async function nextOf(house: LetterHouse, reader: RecordReader, { patient, replaces }: LetterWish) {
  if (replaces === undefined) return undefined;
  const { entries } = await lettersOf(house, reader, patient);
  const nextTo = (id: string): Kept<KeptLetter> | undefined => {
    const next = entries.find(({ value }) => value.letter.replaces === id);
    return next === undefined ? undefined : (nextTo(next.id) ?? next);
  };
  return nextTo(replaces.id);
}

/** The letter as it is signed, in words. */
function writtenOf({ timeZone, demo }: LetterHouse, letter: Letter): WrittenLetter {
  const civil = (instant: string) => civilMinute(new Date(instant), timeZone);
  return writtenLetter(letter, { civil, now: civil(letter.signed.at), demo });
}

/** What a letter is called in a list: to whom, and its version. */
export function titleOf({ language, to, version }: Letter): string {
  const t = letterWords(language);
  return `${t('card.title', { name: to.name })}, ${t('card.version', { version: String(version) })}`;
}

/** Titles, letters and versions of what can go along with something that is sent: signed, and not superseded. */
export async function attachableLetters(letters: Letters, caller: Caller, patient: string) {
  const { entries } = await letters.ofPatient(caller, patient);
  return entries
    .filter(({ value }) => !value.superseded)
    .map(({ id, value: { letter } }) => ({
      reference: `DocumentReference/${id}` as const,
      title: titleOf(letter),
      to: letter.to,
      version: letter.version,
      signedAt: letter.signed.at,
    }));
}
