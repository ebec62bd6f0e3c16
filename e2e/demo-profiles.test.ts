import { parsePlanStandard } from '@caecilia/careplan';
import { readPack } from '@caecilia/definitions';
import type { FhirResource } from '@caecilia/fhir';
import { describe, expect, it } from 'vitest';
import { calendarOf } from '../apps/care/src/demo/calendar.ts';
import { handmadeDemo } from '../apps/care/src/demo/demo-record.ts';
import { networkDemo } from '../apps/care/src/demo/network.ts';
import { seeded } from '../apps/care/src/demo/seed.ts';
import { hasPzp, pzpValidator, type Standard } from '../packages/validation/testing/corpora.ts';

const PACKS: Readonly<Record<Standard, string>> = { rc2: 'pzp-1.0.0-rc2', beta3: 'pzp-0.1.3-beta3' };

async function demoIn(standard: Standard): Promise<readonly FhirResource[]> {
  const { pack } = await readPack(new URL(`../packs/${PACKS[standard]}`, import.meta.url).pathname);
  const plan = parsePlanStandard(pack.carePlan);
  const calendar = calendarOf('2026-11-21');
  const written = [...handmadeDemo(plan, calendar), ...networkDemo(plan, calendar)];
  // Of a large house a few: the first is in a ward, the second is there for two years.
  const few = Array.from({ length: 12 }, (_, n) => seeded(n, { seed: 'test', calendar, standard: plan }));
  return [...written.flatMap(({ entry }) => entry.map(({ resource }) => resource)), ...few.flat()];
}

describe.skipIf(!hasPzp)('the demo, against the published profiles (test data beside the repository)', () => {
  it.each(['rc2', 'beta3'] as const)('has no error as %s', async (standard) => {
    const [validator, resources] = await Promise.all([pzpValidator(standard), demoIn(standard)]);
    const held = new Map(
      resources.map((resource) => [`${resource.resourceType}/${resource.id ?? ''}`, resource]),
    );
    const found = resources.flatMap((resource) =>
      validator
        .validate(resource, { resolve: (reference) => held.get(reference) })
        .filter(({ severity }) => severity === 'error')
        .map(
          ({ diagnostics, expression }) =>
            `${resource.resourceType}/${resource.id}: ${diagnostics} ${expression.join()}`,
        ),
    );
    expect(found).toEqual([]);
    expect(resources.length).toBeGreaterThan(5000);
  });
});
