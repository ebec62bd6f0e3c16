import { BSN_SYSTEMS, elementsOf, type FhirResource, isBsn, spokenName } from '@caecilia/fhir';

/** One thing by which a patient is known, here and there. The number itself is not in it. */
export interface PatientFact {
  readonly fact: 'bsn' | 'name' | 'birthDate' | 'gender';
  /** As shown; of a number only whether it is there. */
  readonly ours?: string;
  readonly theirs?: string;
  readonly agrees: 'yes' | 'no' | 'unknown';
}

export interface PatientMatch {
  readonly facts: readonly PatientFact[];
  /** `same`: number, name and day of birth agree. `other`: their number is another one. `ask`: a person has to say. */
  readonly verdict: 'same' | 'ask' | 'other';
}

/**
 * Compares the patient of a bundle with the one it is to be taken over for. A number that is another one, or that is no
 * BSN (test of eleven), ends it; anything else that does not agree is for a person to say, in words.
 */
export function matchPatient(ours: FhirResource, theirs: FhirResource): PatientMatch {
  const bsn = bsnFact(ours, theirs);
  const facts = [
    bsn,
    fact('name', simplified(spokenName(ours.name)), simplified(spokenName(theirs.name)), [
      spokenName(ours.name),
      spokenName(theirs.name),
    ]),
    fact('birthDate', textOf(ours.birthDate), textOf(theirs.birthDate)),
    fact('gender', textOf(ours.gender), textOf(theirs.gender)),
  ];
  if (bsn.agrees === 'no') return { facts, verdict: 'other' };
  const decisive = facts.filter(({ fact: name }) => name !== 'gender');
  const same =
    decisive.every(({ agrees }) => agrees === 'yes') && facts.every(({ agrees }) => agrees !== 'no');
  return { facts, verdict: same ? 'same' : 'ask' };
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** Without marks, blanks and capitals: `de Wit – van Dam` is `DE WIT-VAN DAM`. */
function simplified(name: string | undefined): string | undefined {
  return name
    ?.normalize('NFD')
    .replace(/[\p{M}\p{P}\s]+/gu, '')
    .toLowerCase();
}

function fact(
  name: PatientFact['fact'],
  ours: string | undefined,
  theirs: string | undefined,
  [shownOurs, shownTheirs]: readonly (string | undefined)[] = [ours, theirs],
): PatientFact {
  const known = ours !== undefined && theirs !== undefined;
  return {
    fact: name,
    ...(shownOurs === undefined ? {} : { ours: shownOurs }),
    ...(shownTheirs === undefined ? {} : { theirs: shownTheirs }),
    agrees: known ? (ours === theirs ? 'yes' : 'no') : 'unknown',
  };
}

function bsnFact(ours: FhirResource, theirs: FhirResource): PatientFact {
  const [own, given] = [numbersOf(ours), numbersOf(theirs)];
  const isWrong = given.some((number) => !isBsn(number)) || new Set(given).size > 1;
  const known = own.length > 0 && given.length > 0;
  const agrees = isWrong
    ? 'no'
    : known
      ? given.every((number) => own.includes(number))
        ? 'yes'
        : 'no'
      : 'unknown';
  return {
    fact: 'bsn',
    ...(own.length === 0 ? {} : { ours: 'known' }),
    ...(given.length === 0 ? {} : { theirs: isWrong ? 'wrong' : 'known' }),
    agrees,
  };
}

function numbersOf({ identifier }: FhirResource): readonly string[] {
  return elementsOf(identifier)
    .filter(({ system }) => BSN_SYSTEMS.some((each) => each === system))
    .flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
}
