import type { FhirResource } from '@caecilia/fhir';
import { readResource } from '../resource-text.ts';
import { isLogicalId } from '../target.ts';
import { byWeight, parseMediaType } from './negotiation.ts';
import type { RawBody } from './request-body.ts';

/** A Binary from bytes of any type (R4, Binary, 2.4.3). */
export function binaryFromBytes({ bytes, contentType, securityContext }: RawBody, id?: string): FhirResource {
  const reference = securityContext?.trim();
  return {
    resourceType: 'Binary',
    ...(id === undefined ? {} : { id }),
    contentType: parseMediaType(contentType ?? '').name || 'application/octet-stream',
    ...(reference === undefined || !isLiteral(reference) ? {} : { securityContext: { reference } }),
    data: bytes.toString('base64'),
  };
}

function isLiteral(reference: string): boolean {
  const [type = '', id = '', ...rest] = reference.split('/');
  return rest.length === 0 && /^[A-Z][A-Za-z]+$/.test(type) && isLogicalId(id);
}

/** The bytes of a Binary with their type. */
export interface NativeContent {
  readonly contentType: string;
  readonly bytes: Buffer;
}

/**
 * The content of a Binary as it is, when the client asked for exactly that type. Who leaves the choice to us gets the
 * resource: what somebody uploaded is never shown by a browser as if this server vouched for it.
 */
export function nativeContent(content: string, accept: string | undefined): NativeContent | undefined {
  if (accept === undefined) return undefined;
  const { contentType, data } = readResource(content, Number.POSITIVE_INFINITY);
  if (typeof contentType !== 'string' || typeof data !== 'string') return undefined;
  const { name } = parseMediaType(contentType);
  if (
    !/^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/.test(name) ||
    !byWeight(accept).some((type) => type.name === name)
  ) {
    return undefined;
  }
  return { contentType: name, bytes: Buffer.from(data, 'base64') };
}
