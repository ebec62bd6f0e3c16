import type { ReferenceEntry } from '../entries.ts';
import { isAbsolute, parseLocalReference, splitVersion, withoutBase } from '../value/reference-value.ts';
import type { Emit, EntrySink, Found } from './entry-sink.ts';
import { isJsonObject, objectField, textField } from './json-fields.ts';

type Address = Pick<ReferenceEntry, 'type' | 'id' | 'url' | 'version'>;

const HISTORY = /\/_history\/[A-Za-z0-9\-.]{1,64}$/;

/**
 * Entries of a reference parameter. Absolute references to `baseUrl` count as relative ones; the version of a
 * reference is left out, because only current versions are searched. A contained resource has no entry of its own.
 */
export function referenceEmitter(baseUrl: string | undefined): Emit {
  return (param, found, sink) => {
    const { value } = found;
    if (typeof value === 'string') push(sink, param, canonicalAddress(withoutBase(value, baseUrl)));
    else if (isJsonObject(value)) emitObject(param, { ...found, value }, baseUrl, sink);
  };
}

interface FoundObject extends Found {
  readonly value: Readonly<Record<string, unknown>>;
}

function emitObject(
  param: string,
  { value, type }: FoundObject,
  baseUrl: string | undefined,
  sink: EntrySink,
): void {
  if (type === 'Reference') {
    const reference = textField(value, 'reference');
    const address = reference === undefined ? undefined : addressOf(withoutBase(reference, baseUrl));
    push(sink, param, address, identifierOf(objectField(value, 'identifier')));
  } else if (type === 'Identifier') {
    push(sink, param, undefined, identifierOf(value));
  } else {
    push(sink, param, nestedResource(value));
  }
}

function push(
  sink: EntrySink,
  param: string,
  address: Address | undefined,
  identifier?: ReferenceEntry['identifier'],
): void {
  if (address === undefined && identifier === undefined) return;
  sink.references.push({ param, ...address, ...(identifier === undefined ? {} : { identifier }) });
}

function addressOf(reference: string): Address | undefined {
  const local = parseLocalReference(reference);
  if (local !== undefined) return local;
  return isAbsolute(reference) ? { url: reference.replace(HISTORY, '') } : undefined;
}

function canonicalAddress(canonical: string): Address | undefined {
  const local = parseLocalReference(canonical);
  if (local !== undefined) return local;
  return isAbsolute(canonical) ? splitVersion(canonical) : undefined;
}

/** A resource that stands inside another, as in a document or message Bundle. */
function nestedResource(value: Readonly<Record<string, unknown>>): Address | undefined {
  const type = textField(value, 'resourceType');
  const id = textField(value, 'id');
  return type === undefined || id === undefined ? undefined : { type, id };
}

function identifierOf(
  identifier: Readonly<Record<string, unknown>> | undefined,
): ReferenceEntry['identifier'] {
  const value = identifier && textField(identifier, 'value');
  const system = identifier && textField(identifier, 'system');
  if (value === undefined) return undefined;
  return system === undefined ? { value } : { system, value };
}
