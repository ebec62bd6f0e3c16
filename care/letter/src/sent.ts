import { type Element, elementOf } from '@caecilia/fhir';
import { type EndpointPost, notThere, type PageVisit, Problem, type Seen } from '@caecilia/kernel';

/** Reading what the app sent: what is of another kind reads as not filled in, and the domain says where. */

export function textIn(body: Element, field: string): string {
  const value = body[field];
  return typeof value === 'string' ? value : '';
}

/** The version of something that was seen. */
export function seenIn(value: unknown, expression: string): Seen {
  const found = elementOf(value);
  const { versionId } = found;
  if (typeof versionId !== 'number' || !Number.isSafeInteger(versionId))
    throw new Problem('value', 'Say which version was seen.', { expression });
  return { id: safeId(textIn(found, 'id')), versionId };
}

export const bodyIn = ({ body }: EndpointPost): Element => elementOf(body);

/** An id in the address. */
export const idAt = ({ params }: PageVisit, name: string): string => safeId(params[name] ?? '');

function safeId(id: string): string {
  if (!/^[A-Za-z0-9.-]{1,64}$/.test(id)) throw notThere('record');
  return id;
}
