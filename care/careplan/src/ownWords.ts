import type { FhirResource } from '@caecilia/fhir';
import { CLIENT_REQUEST_SYSTEM } from '@caecilia/kernel';
import { elementOf, elementsOf, wordsOf } from './reading/element.ts';
import { targetOf } from './reading/references.ts';

/** Category of what patients and carers write themselves: theirs, and never read as something that was agreed. */
export const OWN_WORDS = { system: 'urn:caecilia:communication', code: 'own-words' } as const;

/** Most letters of one note. */
export const MOST_OWN_LETTERS = 2000;

/** Something that a patient or somebody close wrote themselves. */
export interface OwnWords {
  readonly id: string;
  readonly by: 'patient' | 'close';
  /** `Patient/…` or `RelatedPerson/…`. */
  readonly sender: string;
  readonly name?: string;
  /** FHIR instant. */
  readonly at: string;
  readonly words: string;
}

/** Words of a patient or a carer as a Communication from them to who treats. Pure. */
export function toOwnWords(said: {
  readonly patientId: string;
  readonly sender: string;
  readonly name?: string | undefined;
  readonly words: string;
  readonly at: string;
  readonly clientId: string;
}): FhirResource {
  const { patientId, sender, name, words, at, clientId } = said;
  return {
    resourceType: 'Communication',
    identifier: [{ system: CLIENT_REQUEST_SYSTEM, value: clientId }],
    status: 'completed',
    category: [{ coding: [{ ...OWN_WORDS }] }],
    subject: { reference: `Patient/${patientId}` },
    sent: at,
    sender: { reference: sender, ...(name === undefined ? {} : { display: name }) },
    payload: [{ contentString: words }],
  };
}

/** Reads a Communication of ours; undefined for any other, and for one that was entered in error. */
export function readOwnWords(resource: FhirResource): OwnWords | undefined {
  const isOurs = elementsOf(resource.category)
    .flatMap(({ coding }) => elementsOf(coding))
    .some(({ system, code }) => system === OWN_WORDS.system && code === OWN_WORDS.code);
  const sender = targetOf(resource.sender);
  const words = elementsOf(resource.payload).flatMap(({ contentString }) => wordsOf(contentString) ?? [])[0];
  const at = wordsOf(resource.sent);
  if (resource.resourceType !== 'Communication' || !isOurs || resource.status !== 'completed')
    return undefined;
  if (sender === undefined || words === undefined || at === undefined) return undefined;
  const name = wordsOf(elementOf(resource.sender)?.display);
  return {
    id: String(resource.id),
    by: sender.type === 'Patient' ? 'patient' : 'close',
    sender: `${sender.type}/${sender.id}`,
    ...(name === undefined ? {} : { name }),
    at,
    words,
  };
}
