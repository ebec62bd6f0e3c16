import { type Element, elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { type LetterItem, type LetterLine, letterWords } from '@caecilia/letter';
import type { Language } from '@caecilia/ui';

/** What is taken or prescribed now, by status; everything else is over, or never was. */
const NOW: ReadonlySet<unknown> = new Set(['active', 'intended', 'on-hold']);
const OVER: ReadonlySet<unknown> = new Set([
  'completed',
  'stopped',
  'cancelled',
  'entered-in-error',
  'not-taken',
  'draft',
]);
/** A proposal or a plan is no prescription. */
const NOT_ORDERED: ReadonlySet<unknown> = new Set(['proposal', 'plan', 'option']);

/**
 * Medication as the record has it, in its own words: no dose is counted, put together or proposed here. What cannot be
 * read safely is said, and not left out. `medications`: Medication resources by reference.
 */
export function medicationItems(
  resources: readonly FhirResource[],
  medications: ReadonlyMap<string, FhirResource>,
  language: Language,
): readonly LetterItem[] {
  const t = letterWords(language);
  return resources
    .filter(({ status, intent }) => !OVER.has(status) && !NOT_ORDERED.has(intent))
    .map((resource) => {
      const name = nameIn(resource, medications) ?? t('medication.unnamed');
      if (!isReadable(resource)) return { name, lines: [{ text: t('medication.unreadable'), strong: true }] };
      const onHold: readonly LetterLine[] =
        resource.status === 'on-hold' ? [{ text: t('medication.onHold'), strong: true }] : [];
      return { name, lines: [...onHold, ...dosageLines(resource, language)] };
    })
    .toSorted((one, other) => one.name.localeCompare(other.name, 'nl'));
}

function isReadable(resource: FhirResource): boolean {
  return (
    NOW.has(resource.status) &&
    resource.modifierExtension === undefined &&
    resource.doNotPerform !== true &&
    dosagesIn(resource).every(({ modifierExtension }) => modifierExtension === undefined)
  );
}

const dosagesIn = ({ dosage, dosageInstruction }: FhirResource): readonly Element[] => [
  ...elementsOf(dosage),
  ...elementsOf(dosageInstruction),
];

/** Words of the dosage as they were written. A dosage in numbers alone is not put into words here. */
function dosageLines(resource: FhirResource, language: Language): readonly LetterLine[] {
  const own = typeof resource.language === 'string' ? resource.language : 'nl';
  const said = dosagesIn(resource).map(({ text }) => text);
  const words = said.filter((text): text is string => typeof text === 'string' && text.trim() !== '');
  const isWhole = said.length > 0 && words.length === said.length;
  return [
    ...words.map((quoted) => ({ text: '', quoted, ...(own === language ? {} : { language: own }) })),
    ...(isWhole ? [] : [{ text: letterWords(language)('medication.noDosage') }]),
  ];
}

function nameIn(resource: FhirResource, medications: ReadonlyMap<string, FhirResource>): string | undefined {
  const { medicationCodeableConcept, medicationReference } = resource;
  const { reference, display } = elementOf(medicationReference);
  const referred = medications.get(String(reference));
  return wordsOf(medicationCodeableConcept) ?? wordsOf(referred?.code) ?? textIn(display);
}

function wordsOf(concept: unknown): string | undefined {
  const { text, coding } = elementOf(concept);
  return textIn(text) ?? elementsOf(coding).flatMap(({ display }) => textIn(display) ?? [])[0];
}

const textIn = (value: unknown) =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
