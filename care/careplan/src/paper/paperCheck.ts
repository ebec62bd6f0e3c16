import type { FhirResource } from '@caecilia/fhir';
import { civilTime } from '@caecilia/kernel';
import { released } from '../plain/released.ts';
import { type ReadingOptions, readCarePlan } from '../readCarePlan.ts';
import type { PaperMark } from './paperMark.ts';

/** Whether a paper is still the plan. `since`: civil time at which the newest of the plan came. */
export type PaperState = { readonly kind: 'newest' } | { readonly kind: 'newer'; readonly since: string };

/**
 * Compares a paper with the record as it stands. It is old when anything of the plan was written after it was fetched,
 * and when an agreement began or ended since then by its own dates. What is labelled as confidential does not count:
 * whoever holds the paper may not learn of it. Not compared by edition: two people who may see different parts of one
 * record print different editions on the same day.
 */
export function checkPaper(
  { at }: PaperMark,
  resources: readonly FhirResource[],
  options: ReadingOptions,
): PaperState {
  const shown = released(resources);
  const plan = readCarePlan(shown, options);
  const civil = (instant: Date) => civilTime(instant, options.timeZone);
  const [printed, now] = [civil(new Date(at)), civil(options.now)];
  const written = shown
    .flatMap(({ meta }) => meta?.lastUpdated ?? [])
    .filter((instant) => Date.parse(instant) > Date.parse(at))
    .map((instant) => civil(new Date(instant)));
  const turned = plan.limits
    .flatMap(({ current, former, upcoming }) => [
      ...current,
      ...upcoming,
      ...former.map(({ entry }) => entry),
    ])
    .flatMap(({ since, until }) => [since?.from, until?.to])
    .filter((moment) => moment !== undefined)
    .filter((moment) => moment > printed && moment <= now);
  const newest = [...written, ...turned].toSorted().at(-1);
  return newest === undefined ? { kind: 'newest' } : { kind: 'newer', since: newest };
}
