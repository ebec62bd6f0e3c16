import type { FhirResource } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';
import { elementOf, wordsOf } from '../reading/element.ts';
import type { ConversationNotes, PartyKey } from './notes.ts';
import { identifierOf, partyReference, subjectOf, type Writing } from './writing.ts';

/** Category of the message that says who read the plan back and agreed. */
export const READ_BACK = { system: 'urn:caecilia:communication', code: 'read-back' } as const;

/** Who read the plan back at the end of a conversation and agreed to it. */
export interface ReadBack {
  readonly by: readonly PartyKey[];
  /** What they said to it, in their words. */
  readonly words?: string;
}

const MOST_LETTERS = 1000;

/** Reads what was sent of it; undefined where nobody read it back. Throws `Problem('value')` with its place. */
export function readReadBack(
  value: unknown,
  { persons, patientPresent }: ConversationNotes,
): ReadBack | undefined {
  const { by, words } = elementOf(value) ?? {};
  if (!Array.isArray(by) || by.length === 0) return undefined;
  const known = [...(patientPresent ? ['patient'] : []), ...persons.map(({ key }) => key)];
  if (!by.every((each) => typeof each === 'string' && known.includes(each)))
    throw new Problem('value', 'Who read it back was not at this conversation.', {
      expression: 'readBack.by',
    });
  const said = (wordsOf(words) ?? '').trim();
  if (said.length > MOST_LETTERS)
    throw new Problem('value', 'Say it in at most 1000 letters.', { expression: 'readBack.words' });
  return { by, ...(said === '' ? {} : { words: said }) };
}

/**
 * That the plan was read back and by whom, as a Communication of the conversation: the standard has no element for it.
 * It is about the whole of what was recorded, and decides nothing.
 */
export function writeReadBack(
  { by, words }: ReadBack,
  notes: ConversationNotes,
  writing: Writing,
  at: string,
): FhirResource {
  const sender = partyReference('professional', notes, writing);
  return {
    resourceType: 'Communication',
    id: writing.id('readBack'),
    identifier: [identifierOf(writing)],
    status: 'completed',
    category: [{ coding: [{ ...READ_BACK }] }],
    subject: subjectOf(writing),
    encounter: { reference: `Encounter/${writing.id('talk')}` },
    sent: at,
    recipient: by.flatMap((key) => {
      const reference = partyReference(key, notes, writing);
      return reference === undefined ? [] : [{ reference }];
    }),
    ...(sender === undefined ? {} : { sender: { reference: sender } }),
    ...(words === undefined ? {} : { payload: [{ contentString: words }] }),
  };
}
