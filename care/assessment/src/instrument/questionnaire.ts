import type { FhirResource } from '@caecilia/fhir';
import type { Language } from '@caecilia/ui';
import { SYSTEMS } from '../terms.ts';
import { type Coding, type Instrument, type Item, languagesOf, type PublishedWords } from './instrument.ts';
import { reasonAgainst } from './registry.ts';

const ORDINAL = 'http://hl7.org/fhir/StructureDefinition/ordinalValue';
const TRANSLATION = 'http://hl7.org/fhir/StructureDefinition/translation';

/** The address of an instrument; with its version, what a response refers to. */
export const urlOf = ({ id }: Pick<Instrument, 'id'>): string => `urn:caecilia:questionnaire:${id}`;
export const canonicalOf = (instrument: Pick<Instrument, 'id' | 'version'>): string =>
  `${urlOf(instrument)}|${instrument.version}`;

/** Id and version of a canonical of ours; undefined for another. */
export function instrumentNamed(
  canonical: unknown,
): { readonly id: string; readonly version: string } | undefined {
  const [, id, version] =
    /^urn:caecilia:questionnaire:([a-z0-9-]+)\|(.+)$/.exec(typeof canonical === 'string' ? canonical : '') ??
    [];
  return id === undefined || version === undefined ? undefined : { id, version };
}

/** An answer in words as a code of its question. */
export function optionCode(id: string, { linkId }: Pick<Item, 'linkId'>, value: number): Coding {
  return { system: `${SYSTEMS.item}:${id}.${linkId}`, code: String(value) };
}

/**
 * An instrument as a FHIR Questionnaire. Drafts are those that cannot be activated: they carry metadata and not one
 * question. No item is required: every question may be skipped.
 */
export function toQuestionnaire(instrument: Instrument, active: boolean): FhirResource {
  const { name, purpose, licence, source, items, version, id } = instrument;
  const may = reasonAgainst(instrument) === undefined;
  const language = languagesOf(instrument)[0] ?? 'en';
  return {
    resourceType: 'Questionnaire',
    id: `caecilia-${id}`,
    language,
    url: urlOf(instrument),
    version,
    name: id.replaceAll(/[^a-z0-9]+/g, '_'),
    title: name[language],
    status: active && may ? 'active' : 'draft',
    subjectType: ['Patient'],
    description: purpose[language],
    purpose: `Source: ${source}. Licence: ${licence.state}. ${licence.basis}`,
    ...(licence.acknowledgement === undefined ? {} : { copyright: licence.acknowledgement }),
    ...(instrument.codes.length === 0 ? {} : { code: instrument.codes }),
    ...(may
      ? { item: [...spoken(instrument, language), ...items.map((item) => toItem(item, language, id))] }
      : {}),
  };
}

/** What is said above the questions. */
function spoken({ instruction }: Instrument, language: Language): readonly object[] {
  return instruction === undefined
    ? []
    : [{ linkId: 'instruction', ...inLanguages(instruction, language), type: 'display' }];
}

const NAME = { nl: 'Naam van de klacht', en: 'Name of the symptom' };

function toItem(item: Item, language: Language, id: string): object {
  const { linkId, text, answer, code } = item;
  const base = {
    linkId,
    ...(code === undefined ? {} : { code: [code] }),
    ...inLanguages(text, language),
    required: false,
  };
  const question =
    answer.kind === 'scale'
      ? {
          ...base,
          type: 'integer',
          extension: [
            { url: 'http://hl7.org/fhir/StructureDefinition/minValue', valueInteger: answer.from },
            { url: 'http://hl7.org/fhir/StructureDefinition/maxValue', valueInteger: answer.to },
          ],
        }
      : {
          ...base,
          type: 'choice',
          answerOption: answer.options.map(({ value, text: words }) => ({
            valueCoding: {
              extension: [{ url: ORDINAL, valueDecimal: value }],
              ...optionCode(id, item, value),
              display: words[language] ?? words.en,
            },
          })),
        };
  if (!item.named) return question;
  return {
    ...question,
    item: [{ linkId: `${linkId}.name`, ...inLanguages(NAME, language), type: 'string', required: false }],
  };
}

/** The words in one language, and those of the others as translations. */
function inLanguages(words: PublishedWords, language: Language): object {
  const others = Object.entries(words).filter(([key]) => key !== language);
  return {
    text: words[language] ?? words.en,
    ...(others.length === 0
      ? {}
      : {
          _text: {
            extension: others.map(([lang, content]) => ({
              url: TRANSLATION,
              extension: [
                { url: 'lang', valueCode: lang },
                { url: 'content', valueString: content },
              ],
            })),
          },
        }),
  };
}
