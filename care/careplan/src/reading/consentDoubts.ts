import type { FhirResource } from '@caecilia/fhir';
import type { Doubt } from '../plan.ts';
import type { Code } from '../standard/standard.ts';
import { conceptOf, type Element, elementsOf, isPresent } from './element.ts';
import type { Reader } from './reader.ts';

/**
 * What a provision of the standard consists of. With anything else in it, known to FHIR or not, it is about less than it
 * seems, so that a permit in it is not a plain permit.
 */
const EXPECTED: ReadonlySet<string> = new Set([
  'id',
  'extension',
  'modifierExtension',
  'type',
  'period',
  'code',
  'actor',
]);

/** Whether a provision says more than a type on a treatment: exceptions, parts left out on purpose, a narrower reach. */
export function doubtAboutProvision(provision: Element): Doubt | undefined {
  if (isPresent(provision.provision)) return 'exceptions';
  const others = Object.keys(provision).filter((name) => !EXPECTED.has(name) && isPresent(provision[name]));
  if (others.some((name) => name.startsWith('_'))) return 'withheld';
  return others.length > 0 ? 'restricted' : undefined;
}

/** Doubts about a Consent as a whole: recorded as something else, or not confirmed by whom it is about. */
export function doubtAboutConsent(
  consent: FhirResource,
  scopes: readonly Code[],
  { lexicon }: Pick<Reader, 'lexicon'>,
): Doubt | undefined {
  const scope = conceptOf(consent.scope);
  const isScope = (coding: (typeof scope.codings)[number]) => lexicon.has({ codings: [coding] }, scopes);
  if (scope.codings.length === 0 || !scope.codings.every(isScope)) return 'wrongScope';
  const unconfirmed = elementsOf(consent.verification).some(({ verified }) => verified !== true);
  return unconfirmed ? 'unconfirmed' : undefined;
}
