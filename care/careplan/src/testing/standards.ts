import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FhirResource } from '@caecilia/fhir';
import { type PlanStandard, parsePlanStandard } from '../standard/standard.ts';

const ROOT = join(import.meta.dirname, '../../../..');

/** The versions of the standard that the project carries, newest first, as the application installs them. */
export function carriedStandards(): readonly PlanStandard[] {
  return ['pzp-1.0.0-rc2', 'pzp-0.1.3-beta3'].map((pack) =>
    parsePlanStandard(JSON.parse(readFileSync(join(ROOT, 'packs', pack, 'care-plan.json'), 'utf8'))),
  );
}

/** Folder of the published test data beside the repository; undefined where this machine does not have it. */
export function sharedFolder(): string | undefined {
  const folder = process.env.CAECILIA_SHARED ?? join(ROOT, '..', 'shared');
  return existsSync(join(folder, 'data', 'pzp')) ? folder : undefined;
}

/** The resources of one of Hendrik's published bundles. */
export function hendrik(
  folder: string,
  corpus: 'beta3' | 'rc2-reconstructed' | 'rc2-pat1-2025',
): FhirResource[] {
  const text = readFileSync(join(folder, 'data', 'pzp', 'bundles', `hendrik-${corpus}.json`), 'utf8');
  const bundle = JSON.parse(text) as { entry: { resource: FhirResource }[] };
  return bundle.entry.map(({ resource }) => resource);
}
