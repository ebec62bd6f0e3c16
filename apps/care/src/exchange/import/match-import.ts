import { type ImportCandidate, type ImportWho, matchPatient, type ReadBundle } from '@caecilia/exchange';
import { BSN_SYSTEMS, elementOf, elementsOf, type FhirResource, formalName } from '@caecilia/fhir';
import { type Caller, resourceOf } from '@caecilia/kernel';
import type { ImportHouse } from './examine-import.ts';

/** Whom a bundle is about, by its own words. */
export function theirsOf({ patient: { resource } }: ReadBundle): ImportWho['theirs'] {
  const name = formalName(resource.name);
  return {
    ...(name === undefined ? {} : { name }),
    ...(typeof resource.birthDate === 'string' ? { birthDate: resource.birthDate } : {}),
    hasNumber: numbersOf(resource).length > 0,
  };
}

function numbersOf({ identifier }: FhirResource): readonly { system: string; value: string }[] {
  return elementsOf(identifier).flatMap(({ system, value }) =>
    typeof system === 'string' && BSN_SYSTEMS.some((each) => each === system) && typeof value === 'string'
      ? [{ system, value }]
      : [],
  );
}

/**
 * Patients of whoever asks who may be the one of the bundle: by number, and by family name and day of birth where the
 * number finds nobody. A person chooses; nothing is matched by itself.
 */
export async function candidatesFor(
  { session, readSearch }: ImportHouse,
  caller: Caller,
  { patient: { resource } }: ReadBundle,
): Promise<readonly ImportCandidate[]> {
  const find = async (...pairs: readonly (readonly [string, string])[]) =>
    (await session(caller).search(readSearch(['Patient'], [...pairs, ['_count', '10']]))).matches.map(
      resourceOf,
    );
  const numbers = numbersOf(resource).map(({ system, value }) => `${system}|${escaped(value)}`);
  const byNumber = numbers.length === 0 ? [] : await find(['identifier', numbers.join(',')]);
  const { family } = elementOf(elementsOf(resource.name)[0]);
  const born = resource.birthDate;
  const found =
    byNumber.length > 0 || typeof family !== 'string' || typeof born !== 'string'
      ? byNumber
      : await find(['family', escaped(family)], ['birthdate', born]);
  return found.map((ours) => {
    const name = formalName(ours.name);
    const { verdict, facts } = matchPatient(ours, resource);
    return {
      id: ours.id ?? '',
      ...(name === undefined ? {} : { name }),
      ...(typeof ours.birthDate === 'string' ? { birthDate: ours.birthDate } : {}),
      verdict,
      facts,
    };
  });
}

const escaped = (words: string) => words.replace(/[\\$,|]/g, '\\$&');
