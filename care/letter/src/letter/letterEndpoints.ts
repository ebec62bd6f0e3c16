import { type Element, elementOf } from '@caecilia/fhir';
import {
  type Caller,
  type Endpoint,
  type Kept,
  type PageVisit,
  Problem,
  present,
  type RecordSession,
  readsInEmergency,
} from '@caecilia/kernel';
import { LANGUAGES, type Language } from '@caecilia/ui';
import { bodyIn, idAt, seenIn, textIn } from '../sent.ts';
import type { LetterBegun, LetterSigned, LettersShown, LetterView } from '../view.ts';
import { changedParts, type LetterWords, RECORDED, SECTIONS, type SectionKind } from './letter.ts';
import type { KeptLetter } from './letterResource.ts';
import { type LetterHouse, lettersOverRecord } from './lettersOverRecord.ts';

/** What the app of the daily work asks of letters. */
export interface LetterDesk extends LetterHouse {
  /** Whether letters are for this caller at all. */
  readonly maySee: (caller: Caller, patient: string) => Promise<boolean>;
  /** Writes into the log that a letter was taken out as a file. */
  readonly tookOut: (caller: Caller, patient: string, letter: Kept<KeptLetter>) => Promise<void>;
}

/** What is asked and sent below `/desk/api`. */
export function letterEndpoints(desk: LetterDesk): readonly Endpoint[] {
  const letters = lettersOverRecord(desk);
  return [
    { path: '/letters/changes', follow: ['DocumentReference'] },
    {
      path: '/patients/:id/letters',
      read: (session, visit) => shown(desk, session, visit),
      async write(_session, post): Promise<LetterSigned> {
        const body = bodyIn(post);
        const answer = await letters.sign(post.caller, {
          patient: idAt(post, 'id'),
          clientId: textIn(body, 'clientId'),
          words: wordsIn(body),
          basis: textIn(body, 'basis'),
          ...(body.replaces === undefined ? {} : { replaces: seenIn(body.replaces, 'replaces') }),
        });
        if (answer.kind === 'changed') return answer;
        return answer.kind === 'conflict'
          ? { kind: 'conflict', theirs: viewOf(answer.theirs) }
          : { kind: 'signed', letter: viewOf(answer.kept), again: answer.again };
      },
    },
    { path: '/patients/:id/letter-facts', read: (session, visit) => begun(desk, session, visit) },
    {
      path: '/patients/:id/letters/:letter/pdf',
      async file(_session, visit) {
        const patient = idAt(visit, 'id');
        const { kept, pdf } = await letters.pdf(visit.caller, patient, idAt(visit, 'letter'));
        await desk.tookOut(visit.caller, patient, kept);
        const { version, signed, language } = kept.value.letter;
        const name = `letter-${signed.at.slice(0, 10)}-v${version}-${language}.pdf`;
        return { name, contentType: 'application/pdf', content: pdf };
      },
    },
  ];
}

async function shown(desk: LetterDesk, session: RecordSession, visit: PageVisit): Promise<LettersShown> {
  const { caller } = visit;
  const patient = idAt(visit, 'id');
  await present(session, 'Patient', patient, 'patient');
  const { timeZone, demo } = desk;
  const rest = { timeZone, demo };
  if (!(await desk.maySee(caller, patient)))
    return { letters: [], unreadable: 0, more: false, closed: true, mayWrite: false, ...rest };
  const { entries, unreadable, more } = await lettersOverRecord(desk).ofPatient(caller, patient);
  const mayWrite = (await desk.mayWrite(caller, patient)) && !readsInEmergency(caller, patient);
  // Who writes is told what changed since; to others a letter is what it was.
  const now = mayWrite ? await factsFor(desk, caller, { patient, entries }) : new Map<Language, never>();
  return {
    letters: entries.map((kept) => {
      const { letter, superseded } = kept.value;
      const facts = now.get(letter.language);
      return viewOf(kept, superseded || facts === undefined ? [] : changedParts(letter, facts.parts));
    }),
    unreadable: unreadable.length,
    more,
    closed: false,
    mayWrite,
    ...rest,
  };
}

/** What the record says now, in each language in which a letter stands. */
async function factsFor(
  desk: LetterDesk,
  caller: Caller,
  { patient, entries }: { readonly patient: string; readonly entries: readonly Kept<KeptLetter>[] },
) {
  const standing = entries.filter(({ value }) => !value.superseded).map(({ value }) => value.letter.language);
  const found = await Promise.all(
    [...new Set(standing)].map(
      async (language) => [language, await desk.facts(caller, patient, language)] as const,
    ),
  );
  return new Map(
    found.flatMap(([language, facts]) => (facts === undefined ? [] : [[language, facts] as const])),
  );
}

async function begun(desk: LetterDesk, session: RecordSession, visit: PageVisit): Promise<LetterBegun> {
  const { caller, query } = visit;
  const patient = idAt(visit, 'id');
  await present(session, 'Patient', patient, 'patient');
  if (!(await desk.mayWrite(caller, patient)))
    throw new Problem('forbidden', 'Letters are written by who treats this patient here.');
  const [facts, recipients] = await Promise.all([
    desk.facts(caller, patient, languageIn(query.language)),
    desk.recipients(caller, patient),
  ]);
  if (facts === undefined)
    throw new Problem('forbidden', 'What was agreed is not for your role, and no letter goes without it.');
  return { facts, recipients };
}

function viewOf({ id, versionId, value }: Kept<KeptLetter>, changed: LetterView['changed'] = []): LetterView {
  const { letter, superseded, hash } = value;
  return { ...letter, id, versionId, superseded, hash, changed };
}

function wordsIn(body: Element): LetterWords {
  const words = elementOf(body.words);
  const leftOut = Array.isArray(body.leftOut) ? body.leftOut : [];
  return {
    language: languageIn(body.language),
    to: textIn(body, 'to'),
    words: Object.fromEntries(SECTIONS.map((kind): [SectionKind, string] => [kind, textIn(words, kind)])),
    leftOut: RECORDED.filter((kind) => leftOut.includes(kind)),
  };
}

function languageIn(value: unknown): Language {
  const found = LANGUAGES.find((each) => each === value);
  if (found === undefined)
    throw new Problem('value', 'Choose the language of the letter.', { expression: 'language' });
  return found;
}
