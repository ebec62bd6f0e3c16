import type { EntrySink, Found } from './entry-sink.ts';
import { isJsonObject, objectsField, textField, textsField } from './json-fields.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** The texts a search for a string looks at, by type: single elements, lists of texts. */
const TEXTS: Readonly<Record<string, { readonly one: readonly string[]; readonly many: readonly string[] }>> =
  {
    HumanName: { one: ['text', 'family'], many: ['given', 'prefix', 'suffix'] },
    Address: { one: ['text', 'city', 'district', 'state', 'postalCode', 'country'], many: ['line'] },
    CodeableConcept: { one: ['text'], many: [] },
    Coding: { one: ['display'], many: [] },
    ContactPoint: { one: ['value'], many: [] },
    Identifier: { one: ['value'], many: [] },
    Reference: { one: ['display'], many: [] },
    Annotation: { one: ['text'], many: [] },
    Attachment: { one: ['title'], many: [] },
  };

/** Entries of a string parameter. */
export function emitString(param: string, { value, type }: Found, sink: EntrySink): void {
  if (typeof value === 'string') {
    if (value !== '') sink.strings.push({ param, value });
  } else if (isJsonObject(value)) {
    for (const text of textsOf(value, type)) sink.strings.push({ param, value: text });
  }
}

function textsOf(value: JsonObject, type: string): string[] {
  const { one = [], many = [] } = TEXTS[type] ?? {};
  const single = one.flatMap((name) => textField(value, name) ?? []);
  const listed = many.flatMap((name) => textsField(value, name));
  const displays = type === 'CodeableConcept' ? objectsField(value, 'coding') : [];
  return [...single, ...listed, ...displays.flatMap((coding) => textField(coding, 'display') ?? [])];
}
