import type { FhirResource } from '@caecilia/fhir';
import type { PlanStandard } from '../standard/standard.ts';
import type { ConversationNotes, PartyKey } from './notes.ts';

/** Marks every resource that a conversation wrote, so that they are found together again. */
export const CONVERSATION_SYSTEM = 'urn:caecilia:conversation';

/** With what notes are written as resources. */
export interface Writing {
  readonly standard: PlanStandard;
  readonly patientId: string;
  /** Stands for the conversation: it is on every resource. */
  readonly conversation: string;
  /** The id for a resource of this conversation, the same whenever it is asked. */
  id(slot: string): string;
  /** The patient as recorded; absent where a form from elsewhere is all there is. */
  readonly patient?: FhirResource;
  /** BCP 47; language of the words, where it is not the house's own. */
  readonly language?: string;
}

export const identifierOf = ({ conversation }: Writing) => ({
  system: CONVERSATION_SYSTEM,
  value: conversation,
});

export const subjectOf = ({ patientId }: Writing) => ({ reference: `Patient/${patientId}` });

export const languageOf = ({ language }: Writing) => (language === undefined ? {} : { language });

/** Reference to whom a key stands for; undefined for a key that stands for nobody in the notes. */
export function partyReference(
  key: PartyKey,
  notes: ConversationNotes,
  writing: Writing,
): string | undefined {
  if (key === 'patient') return `Patient/${writing.patientId}`;
  if (key === 'professional')
    return notes.professional.reference ?? `PractitionerRole/${writing.id('professional')}`;
  const person = notes.persons.find((each) => each.key === key);
  return person && (person.reference ?? `RelatedPerson/${writing.id(`person-${person.key}`)}`);
}

/**
 * The standard lets nobody agree or lead as a person of the directory, only in a role there. Who has none stands there as
 * somebody in a role that is not known, by name; the Encounter says which person of the directory it was.
 */
export function inRole(
  given: { readonly reference: string },
  { professional: { name } }: Pick<ConversationNotes, 'professional'>,
): object {
  if (!given.reference.startsWith('Practitioner/')) return given;
  const display = [name.given, name.prefix, name.family].filter((part) => part !== undefined).join(' ');
  return { type: 'PractitionerRole', ...(display === '' ? {} : { display }) };
}
