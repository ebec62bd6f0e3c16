import type { OrganisationIndex } from '@caecilia/matching';
import { beforeAll, describe, expect, it } from 'vitest';
import { answer, figures } from '../../bench/matching/measure.ts';
import { QUERIES } from '../../bench/matching/queries.ts';
import { hasRegistry, loadRegistry } from '../../bench/matching/registry.ts';
import { hasSets, labelled, type SetName } from '../../bench/matching/sets.ts';

// The registry takes seconds to read, so this is for `npm run whole`, where the data lie beside the repository.
const measured = hasSets && hasRegistry && process.env.CAECILIA_WHOLE === 'yes';

describe.skipIf(!measured)('the registry beside the repository, on texts that nothing was fitted on', () => {
  let index: OrganisationIndex;

  beforeAll(async () => {
    index = await loadRegistry(true);
  }, 120_000);

  function held(set: SetName) {
    return figures(
      answer(
        index,
        labelled(set)
          .filter((row) => row.held)
          .slice(0, 400),
        'single',
      ),
    );
  }

  it.each(['springer', 'crossref'] as const)('answers with high precision and enough recall (%s)', (set) => {
    const { precision, recall } = held(set);
    expect(precision).toBeGreaterThan(0.93);
    expect(recall).toBeGreaterThan(0.78);
  });

  it('finds what publishers assert', () => {
    expect(held('assertions').f1).toBeGreaterThan(0.81);
  });

  it.each(QUERIES)('has the right organisation in the first three for "$query"', ({ query, id }) => {
    expect(index.search(query, { country: 'NL', limit: 3 }).map((hit) => hit.id)).toContain(id);
  });
});
