import type { FhirResource } from '@caecilia/fhir';
import { describe, expect, it } from 'vitest';
import { officialExamples } from '../../fhir/testing/shared-data.ts';
import { model, r4Validator, resourceOf } from '../testing/corpora.ts';
import { mutations, sitesOf } from '../testing/mutations.ts';

const examples = officialExamples().map(({ name, text }) => ({
  name,
  size: text.length,
  resource: resourceOf(text),
}));

function errorsIn(resource: FhirResource) {
  return r4Validator.validate(resource).filter(({ severity }) => severity === 'error');
}

describe.skipIf(examples.length === 0)('the official R4 examples (test data beside the repository)', () => {
  it('are accepted, all 712 of them', () => {
    const refused = examples.flatMap(({ name, resource }) =>
      errorsIn(resource).map(({ diagnostics, expression }) => `${name} ${expression[0]}: ${diagnostics}`),
    );
    expect(examples).toHaveLength(712);
    expect(refused).toEqual([]);
  });

  it.each(mutations)('are refused with $kind, wherever it is put', ({ make }) => {
    const missed: string[] = [];
    let tried = 0;
    for (const { name, resource } of examples.filter(({ size }) => size < 60_000)) {
      const sites = [...sitesOf(resource, resource.resourceType, model, resource.resourceType)];
      // About six places in each example, spread over it.
      const step = Math.max(1, Math.floor(sites.length / 6));
      for (let at = tried % step; at < sites.length; at += step) {
        const site = sites[at];
        const undo = site && make(site, model);
        if (!site || !undo) continue;
        tried++;
        const found = errorsIn(resource).some(({ expression: [place = ''] }) => place.startsWith(site.place));
        undo();
        if (!found) missed.push(`${name} ${site.place}.${site.key}`);
      }
    }
    expect(tried).toBeGreaterThan(15);
    expect(missed).toEqual([]);
  });
});
