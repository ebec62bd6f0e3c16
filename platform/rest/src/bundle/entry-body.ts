import { Problem } from '@caecilia/kernel';
import type { Body } from '../exchange.ts';
import { readJson } from '../resource-text.ts';
import type { PlannedEntry } from './plan.ts';

/** What an entry carries, as a request of its own would. A JSON Patch travels in a Binary (R4 3.1.0.11.1). */
export function bodyOfEntry({ interaction, resource }: PlannedEntry, depth: number): Body {
  if (resource === undefined) return { kind: 'none' };
  if (interaction.name !== 'patch' || resource.resourceType !== 'Binary')
    return { kind: 'resource', resource };
  const { contentType, data } = resource;
  if (contentType !== 'application/json-patch+json' || typeof data !== 'string') {
    throw new Problem(
      'not-supported',
      'a Binary of a patch has contentType application/json-patch+json and data',
      {
        expression: 'Binary.contentType',
      },
    );
  }
  return { kind: 'json-patch', patch: readJson(Buffer.from(data, 'base64').toString('utf8'), depth) };
}
