import { countOf, type Database, type Sql } from '@caecilia/engine';
import type { VerifyReport } from '@caecilia/kernel';
import { parseContent } from '../content.ts';
import type { Drafting } from '../write/draft.ts';
import { type BlankVersions, blankVersions, checkDestructions } from './check-destroyed.ts';
import { checkLog } from './check-log.ts';
import { type Break, checkIndex, checkResource } from './check-resource.ts';
import { type KeptResource, keptResources } from './version-stream.ts';

/** How far a check goes beyond the chain. */
export interface VerifyOptions {
  /** Also extract every current version again and compare what it is found by; several times slower. */
  readonly index?: boolean;
  /** Told now and then how many versions were checked, of how many. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

const PROGRESS_EVERY = 1_000;

/**
 * Walks the whole store as it is at one moment and stops at the first break: hashes, numbers without gaps, the
 * current version being the newest one, buckets where reads look, and every version that the log tells of.
 */
export async function verify(
  database: Database,
  drafting: Drafting,
  options: VerifyOptions,
): Promise<VerifyReport> {
  return await database.snapshot(async (sql) => {
    const total = await countVersions(sql);
    const walk = await walkResources(sql, drafting, options, total);
    const log = await checkLog(sql);
    const firstBreak = walk.firstBreak ?? log.firstBreak ?? (await checkDestructions(sql));
    return {
      resources: walk.resources,
      versions: walk.versions,
      auditLines: log.lines,
      lanes: log.heads,
      ...(firstBreak === undefined ? {} : { firstBreak }),
    };
  });
}

async function countVersions(sql: Sql): Promise<number> {
  const text = 'select ((select count(*) from res) + (select count(*) from hist))::text as total';
  const [row] = await sql.query({ text }, []);
  return countOf(row?.total);
}

async function walkResources(sql: Sql, drafting: Drafting, options: VerifyOptions, total: number) {
  let [resources, versions, reported] = [0, 0, 0];
  const blank = await blankVersions(sql);
  for await (const resource of keptResources(sql)) {
    resources += 1;
    versions += resource.length;
    const firstBreak = firstBreakIn(resource, blank, drafting, options);
    if (firstBreak !== undefined) return { resources, versions, firstBreak };
    if (versions - reported >= PROGRESS_EVERY) {
      reported = versions;
      options.onProgress?.(versions, total);
    }
  }
  options.onProgress?.(versions, total);
  return { resources, versions };
}

function firstBreakIn(
  resource: KeptResource,
  blank: BlankVersions,
  drafting: Drafting,
  options: VerifyOptions,
): Break | undefined {
  const broken = checkResource(resource, blank);
  if (broken !== undefined || options.index !== true) return broken;
  const current = resource.at(-1);
  return current === undefined ? undefined : checkIndex(current, drafting, parseContent);
}
