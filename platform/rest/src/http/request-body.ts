import { type FhirModel, type FhirResource, xmlToResource } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';
import type { Body } from '../exchange.ts';
import type { Interaction } from '../interaction.ts';
import type { Limits } from '../limits.ts';
import { readJson, readResource } from '../resource-text.ts';
import { readQuery } from './arrival.ts';
import { binaryFromBytes } from './binary.ts';
import { type BodyKind, bodyKind, unsupportedBody } from './negotiation.ts';

/** A body as it arrived, with what its headers say of it. */
export interface RawBody {
  readonly bytes: Buffer;
  readonly contentType: string | undefined;
  /** Reference of `X-Security-Context`, for a Binary that is sent as it is. */
  readonly securityContext: string | undefined;
}

/** What bodies are read with. */
export interface BodyContext {
  readonly model: FhirModel;
  readonly limits: Limits;
}

/** Reads the body of a request. Throws 400 for what cannot be read and 415 for what is of no use at this address. */
export function readBody(raw: RawBody, interaction: Interaction, context: BodyContext): Body {
  if (raw.bytes.length === 0) return { kind: 'none' };
  const kind = bodyKind(raw.contentType);
  switch (interaction.name) {
    case 'create':
    case 'update':
      if (kind === 'other' && interaction.type === 'Binary') {
        const id = interaction.name === 'update' ? interaction.id : undefined;
        return { kind: 'resource', resource: binaryFromBytes(raw, id) };
      }
      return resourceBody(raw, kind, context);
    case 'bundle':
      return resourceBody(raw, kind, context);
    case 'patch':
      if (kind !== 'json-patch') return resourceBody(raw, kind, context);
      return { kind: 'json-patch', patch: readJson(textOf(raw.bytes), context.limits.depth) };
    case 'search':
      if (kind !== 'form') throw unsupportedBody('application/x-www-form-urlencoded');
      return { kind: 'form', parameters: readQuery(textOf(raw.bytes)) };
    case 'operation':
      if (kind !== 'form') return resourceBody(raw, kind, context);
      return { kind: 'form', parameters: readQuery(textOf(raw.bytes)) };
    case 'read':
    case 'vread':
    case 'history':
    case 'delete':
    case 'capabilities':
      return { kind: 'none' };
  }
}

function resourceBody(raw: RawBody, kind: BodyKind, context: BodyContext): Body {
  return { kind: 'resource', resource: resourceFrom(raw, kind, context) };
}

function resourceFrom({ bytes }: RawBody, kind: BodyKind, { model, limits }: BodyContext): FhirResource {
  if (kind === 'json') return readResource(textOf(bytes), limits.depth);
  if (kind === 'xml') {
    return xmlToResource(textOf(bytes), model, {
      maxLength: Math.max(limits.bodyBytes, limits.bundleBytes),
      maxDepth: limits.depth,
    });
  }
  throw unsupportedBody('application/fhir+json or application/fhir+xml');
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

function textOf(bytes: Buffer): string {
  try {
    return UTF8.decode(bytes);
  } catch (cause) {
    throw new Problem('structure', 'the body is not UTF-8', { cause });
  }
}
