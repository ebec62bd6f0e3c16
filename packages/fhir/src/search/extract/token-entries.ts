import type { EntrySink, Found } from './entry-sink.ts';
import { isJsonObject, objectField, objectsField, textField } from './json-fields.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** Entries of a token parameter, and the words that `:text` finds. */
export function emitToken(param: string, found: Found, sink: EntrySink): void {
  const { value } = found;
  if (isJsonObject(value)) emitObject(param, value, found.type, sink);
  else emitPrimitive(param, found, sink);
}

function emitPrimitive(param: string, { value, type }: Found, sink: EntrySink): void {
  if (typeof value === 'boolean' || typeof value === 'number') {
    sink.tokens.push({ param, code: String(value) });
  } else if (typeof value === 'string' && value !== '') {
    // A string has no upper and lower case to a token search; a code has.
    const isString = type === 'string' || type === 'markdown' || type === 'System.String';
    sink.tokens.push({ param, code: isString ? value.toLowerCase() : value });
  }
}

function emitObject(param: string, value: JsonObject, type: string, sink: EntrySink): void {
  switch (type) {
    case 'Coding':
      emitCoding(param, value, sink);
      break;
    case 'CodeableConcept':
      for (const coding of objectsField(value, 'coding')) emitCoding(param, coding, sink);
      emitText(param, textField(value, 'text'), sink);
      break;
    case 'Identifier':
      emitIdentifier(param, value, sink);
      break;
    case 'ContactPoint':
      emitCode(param, textField(value, 'system'), textField(value, 'value'), sink);
      break;
    default:
      break;
  }
}

function emitCoding(param: string, coding: JsonObject, sink: EntrySink): void {
  emitCode(param, textField(coding, 'system'), textField(coding, 'code'), sink);
  emitText(param, textField(coding, 'display'), sink);
}

function emitCode(
  param: string,
  system: string | undefined,
  code: string | undefined,
  sink: EntrySink,
): void {
  if (code !== undefined) sink.tokens.push(system === undefined ? { param, code } : { param, system, code });
}

function emitText(param: string, text: string | undefined, sink: EntrySink): void {
  if (text !== undefined) sink.texts.push({ param, text });
}

/** One entry for each code of its type, so that `:of-type` finds it by any of them; one without when it has none. */
function emitIdentifier(param: string, identifier: JsonObject, sink: EntrySink): void {
  const type = objectField(identifier, 'type');
  emitText(param, type && textField(type, 'text'), sink);
  const code = textField(identifier, 'value');
  if (code === undefined) return;
  const system = textField(identifier, 'system');
  const token = system === undefined ? { param, code } : { param, system, code };
  const types = type === undefined ? [] : objectsField(type, 'coding').flatMap(typeOfIdentifier);
  if (types.length === 0) sink.tokens.push(token);
  for (const identifierType of types) sink.tokens.push({ ...token, identifierType });
}

function typeOfIdentifier(coding: JsonObject): { readonly system?: string; readonly code: string }[] {
  const code = textField(coding, 'code');
  const system = textField(coding, 'system');
  if (code === undefined) return [];
  return [system === undefined ? { code } : { system, code }];
}
