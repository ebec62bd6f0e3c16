import type { SearchQuery } from '@caecilia/fhir';
import { ACCESS_INTERACTIONS, type RuleScope } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { internalId } from '../ids.ts';
import { ENGINES_OF_TODAY, type StartedEngine } from '../testing/engines.ts';
import { type Handmade, type HandmadeStore, handmadeStore } from '../testing/handmade-store.ts';
import { FIXTURES, QUERIES, SORTS } from '../testing/tied-rows.ts';

const NURSE: RuleScope = {
  kind: 'rules',
  policyVersion: 'test',
  actors: ['Practitioner/nurse', 'Organization/clinic'],
  marks: false,
  rules: [
    {
      types: ['Observation', 'Procedure'],
      interactions: ACCESS_INTERACTIONS,
      through: ['treatingTeam', 'consultation'],
      needsPermission: false,
      endsAtDeath: false,
      labels: 0,
      where: [],
    },
  ],
};

/** Twice in a relation to the one, and in none any more to the other. */
const RELATIONS: Handmade = {
  type: 'Basic',
  id: 'team',
  relations: [
    { patient: 'even', actor: 'Practitioner/nurse', kind: 'treatingTeam' },
    { patient: 'even', actor: 'Organization/clinic', kind: 'consultation' },
    { patient: 'odd', actor: 'Organization/clinic', kind: 'treatingTeam', ends: '2025-01-01T00:00:00Z' },
    { patient: 'odd', actor: 'Practitioner/nurse', kind: 'holder' },
  ],
};

/** More than a search begins with. */
const VERY_MANY = `insert into relation (patient, actor, kind, starts, ends, source_type, source_id)
  select gen_random_uuid(), 'Organization/clinic', 2, '-infinity', 'infinity', 1, $1::text::uuid
  from generate_series(1, 2100)`;

describe.each(ENGINES_OF_TODAY)('a caller who works by relations, on $name', ({ skipped, start }) => {
  let engine: StartedEngine;
  let store: HandmadeStore;
  beforeAll(async () => {
    if (skipped !== undefined) return;
    engine = await start();
    store = await handmadeStore(engine);
    await store.add(...FIXTURES, RELATIONS);
  });
  afterAll(async () => await engine?.stop());

  const OWN = new Set(FIXTURES.filter(({ patient }) => patient === 'even').map(({ id }) => id));

  /** All pages of a search by the caller, one after the other. */
  async function ownRows(query: Partial<SearchQuery>): Promise<string[]> {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const asked = { ...query, count: 7, ...(cursor === undefined ? {} : { cursor }) };
      const page = await store.page(asked, NURSE);
      found.push(...page.matches.map(({ id }) => id));
      cursor = page.next;
    } while (cursor !== undefined);
    return found;
  }

  /** Whatever is asked: what everybody's rows are, in that order, of the patients of the caller. */
  async function expectOwn(): Promise<number> {
    let rows = 0;
    const asked = QUERIES.flatMap(({ title, ...query }) =>
      SORTS.slice(0, query.types?.includes('Procedure') ? -1 : undefined).map((sort) => ({
        title,
        query: { ...query, sort },
      })),
    );
    for (const { title, query } of asked) {
      const all = (await store.page(query)).matches.map(({ id }) => id);
      const found = await ownRows(query);
      expect(found, `${title} by ${JSON.stringify(query.sort)}`).toEqual(all.filter((id) => OWN.has(id)));
      rows += found.length;
    }
    return rows;
  }

  it.skipIf(skipped)(
    'finds all that their patients have, in the order asked, and of nobody else',
    async () => {
      expect(await expectOwn()).toBeGreaterThan(500);
    },
  );

  it.skipIf(skipped)('finds the same where these are too many to begin with', async () => {
    await store.sql(VERY_MANY, [internalId('Basic', 'team').id]);
    expect(await expectOwn()).toBeGreaterThan(500);
  });
});
