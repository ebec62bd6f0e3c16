import type { FhirResource } from '@caecilia/fhir';
import type { Icd } from '../plan.ts';
import { entryOf } from '../standard/lexicon.ts';
import { conceptOf, elementOf, notesOf, wordsOf, wordsOfConcept } from './element.ts';
import { hasUnknownModifier } from './modifiers.ts';
import { isAbout, originalOf, type Reader } from './reader.ts';

const STATES = new Map<unknown, Icd['state']>([
  ['active', 'present'],
  ['on-hold', 'present'],
  ['intended', 'planned'],
  ['completed', 'ended'],
  ['stopped', 'ended'],
]);

/** Implantable defibrillators that the record tells of. None here does not mean that there is none: it was not recorded. */
export function readIcds(reader: Reader): readonly Icd[] {
  return reader.record
    .ofType('DeviceUseStatement')
    .filter((use) => isAbout(reader, use.subject) && use.status !== 'entered-in-error')
    .flatMap((use) => readIcd(use, reader) ?? []);
}

function readIcd(use: FhirResource, reader: Reader): Icd | undefined {
  const device = reader.record.follow(use.device);
  const type = conceptOf(device?.type);
  const types = reader.lexicon.standards.flatMap(({ icd }) => icd.types);
  const known = entryOf(type, types);
  if (!known && !claimsIcd(use, device, reader)) return undefined;
  const { start, end } = elementOf(use.timingPeriod) ?? {};
  const since = reader.date(start) ?? reader.date(use.timingDateTime);
  const until = reader.date(end);
  const state = STATES.get(use.status) ?? 'unreadable';
  const safe = !hasUnknownModifier(use) && !(device && hasUnknownModifier(device));
  return {
    original: originalOf(use),
    state: safe ? (until && until.to <= reader.now ? 'ended' : state) : 'unreadable',
    kind: known?.label ?? wordsOfConcept(type) ?? wordsOf(elementOf(use.device)?.display),
    ...(since ? { since } : {}),
    notes: notesOf(use),
  };
}

/** A device with a type outside the list, in a resource that says that it is one. */
function claimsIcd(use: FhirResource, device: FhirResource | undefined, { lexicon }: Reader): boolean {
  const profiles = [...(use.meta?.profile ?? []), ...(device?.meta?.profile ?? [])].map(
    (profile) => profile.split('|')[0],
  );
  return lexicon.standards.some(
    ({ profiles: own }) => profiles.includes(own.icdProduct) || profiles.includes(own.icdUse),
  );
}
