import type { FhirResource } from '@caecilia/fhir';
import { type RecordReader, resourceOf } from '@caecilia/kernel';
import { type PlanChange, planChanges, type RecordedVersion } from '../conversation/planChanges.ts';
import type { ReadingOptions } from '../reading/reader.ts';

/** Types that say what was agreed and wished; of the rest, people and places, the names count as they are now. */
const SAYING = ['Consent', 'Goal', 'Observation'];

const MOST_VERSIONS = 100;

/**
 * What was written so shortly before somebody looked may not have been there for them yet: the write was under way. It
 * is told once more rather than not at all. Milliseconds.
 */
const UNDER_WAY_MS = 30_000;

/** What is not what it was at a moment. */
export interface ChangesSince {
  readonly changes: readonly PlanChange[];
  /**
   * False where records changed of which this caller may not see the version before. What was
   * withdrawn or corrected can then be missing from `changes`, and no "was" is known.
   */
  readonly complete: boolean;
}

/** What changed in a plan since an instant, as far as this caller may see what was there before. */
export async function changesSince(
  reader: RecordReader,
  {
    resources,
    since,
    seesVersions,
  }: { readonly resources: readonly FhirResource[]; readonly since: Date; readonly seesVersions: boolean },
  options: ReadingOptions,
): Promise<ChangesSince> {
  const from = new Date(since.getTime() - UNDER_WAY_MS);
  const touched = resources.filter((resource) => wasTouched(resource, from));
  const older = touched.filter(({ meta }) => meta?.versionId !== '1');
  const before = seesVersions
    ? await Promise.all(older.map((resource) => versionsBefore(reader, resource)))
    : [];
  const versions = [...resources.map(asItIs), ...before.flat()];
  const { now, ...rest } = options;
  // Everything that is here came by now: the record may be a moment ahead of this clock.
  const to = new Date(Math.max(now.getTime(), ...versions.map(({ at }) => Date.parse(at))));
  return {
    changes: planChanges(versions, { from, to }, rest),
    complete: seesVersions || older.length === 0,
  };
}

function wasTouched({ resourceType, meta }: FhirResource, since: Date): boolean {
  const at = meta?.lastUpdated;
  return SAYING.includes(resourceType) && at !== undefined && Date.parse(at) > since.getTime();
}

const ALWAYS = '1970-01-01T00:00:00Z';

function asItIs(resource: FhirResource): RecordedVersion {
  const { meta, resourceType } = resource;
  const at = SAYING.includes(resourceType) ? (meta?.lastUpdated ?? ALWAYS) : ALWAYS;
  return { resource, at, versionId: Number(meta?.versionId ?? 1) };
}

async function versionsBefore(
  reader: RecordReader,
  { resourceType, id, meta }: FhirResource,
): Promise<readonly RecordedVersion[]> {
  const page = await reader.history({ type: resourceType, id: String(id), count: MOST_VERSIONS });
  return page.versions
    .filter(({ versionId, deleted }) => versionId < Number(meta?.versionId ?? 1) && !deleted)
    .map((version) => ({
      resource: resourceOf(version),
      at: version.lastUpdated,
      versionId: version.versionId,
    }));
}
