import { applyFhirPathPatch, type FhirResource, isPlainPatch } from '@caecilia/fhir';
import type { Changed, RecordTransaction, StoredVersion } from '@caecilia/kernel';
import { Problem } from '@caecilia/kernel';
import type { Answer, Body, FhirContext, WritingExchange } from '../exchange.ts';
import { applyJsonPatch } from '../json-patch.ts';
import { readResource, writeResource } from '../resource-text.ts';
import { answerChanged } from './changed.ts';
import { matchedVersion } from './if-match.ts';
import { type Accepted, accepted } from './incoming.ts';
import { lockName, soleMatch } from './match.ts';
import { notFound } from './read.ts';
import { sole } from './update.ts';

/** A version made by a patch, and what was noted about it. */
interface Patched {
  readonly changed: Changed;
  readonly notes: Accepted['notes'];
}

/** How often a patch without `If-Match` starts again when somebody else was faster. */
const ATTEMPTS = 4;

/** `PATCH [base]/Type/id`: the current version is read, patched, judged and written as a new one. */
export async function patch(
  context: FhirContext,
  exchange: WritingExchange,
  { type, id }: { type: string; id: string },
): Promise<Answer> {
  const { ifMatch } = exchange.conditions;
  for (let attempt = 1; ; attempt += 1) {
    const current = await exchange.reader.read(type, id);
    if (current === undefined) throw notFound(type);
    if (current.deleted) throw new Problem('deleted', 'the resource was deleted, so it cannot be patched');
    matchedVersion(context, type, ifMatch, current);
    const { resource, notes } = await patched(context, current, exchange.body);
    try {
      const changed = await exchange.session.change({
        kind: 'update',
        id,
        resource,
        ifMatch: current.versionId,
        method: 'PATCH',
      });
      return answerChanged(changed, exchange, notes);
    } catch (error) {
      const lostRace = error instanceof Problem && error.status === 412;
      if (!lostRace || ifMatch !== undefined || attempt === ATTEMPTS) throw error;
    }
  }
}

/** `PATCH [base]/Type?condition`. */
export async function conditionalPatch(
  context: FhirContext,
  exchange: WritingExchange,
  { type }: { type: string },
): Promise<Answer> {
  const condition = exchange.query.toString();
  const { changed, notes } = await exchange.session.transaction(
    async (transaction: RecordTransaction): Promise<Patched> => {
      await transaction.lock(lockName(type, condition));
      const match = await soleMatch(context, { ...exchange, reader: transaction }, type, condition);
      if (match === undefined) throw new Problem('not-found', `the condition matches no ${type}`);
      matchedVersion(context, type, exchange.conditions.ifMatch, match);
      const { resource, notes } = await patched(context, match, exchange.body);
      const change = {
        kind: 'update',
        id: match.id,
        resource,
        ifMatch: match.versionId,
        method: 'PATCH',
      } as const;
      return { changed: sole(await transaction.write([change])), notes };
    },
  );
  return answerChanged(changed, exchange, notes);
}

/** The resource that a patch makes of a version, judged like any other that arrives. Throws 400 and 422. */
export async function patched(context: FhirContext, current: StoredVersion, body: Body): Promise<Accepted> {
  return accepted(context, await apply(context, current.content, body));
}

async function apply(context: FhirContext, content: string, body: Body): Promise<FhirResource> {
  if (body.kind === 'json-patch') return applyJsonPatch(read(content), body.patch);
  if (body.kind === 'resource' && body.resource.resourceType === 'Parameters') {
    const resource = read(content);
    const changed = await applyPaths(context, content, body.resource);
    if (changed.id === resource.id) return changed;
    throw new Problem('invalid', 'a patch may not change the id', {
      expression: `${resource.resourceType}.id`,
    });
  }
  throw new Problem(
    'not-supported',
    'a patch is a JSON Patch (application/json-patch+json) or a Parameters resource',
    {
      status: 415,
    },
  );
}

const read = (content: string) => readResource(content, Number.POSITIVE_INFINITY);

/** Paths of member names are quick. Any other is a program of the client's, and runs where nobody waits for it. */
async function applyPaths(
  { model, patchPaths }: FhirContext,
  content: string,
  patch: FhirResource,
): Promise<FhirResource> {
  if (patchPaths === undefined || isPlainPatch(patch)) return applyFhirPathPatch(read(content), patch, model);
  return read(await patchPaths(content, writeResource(patch)));
}
