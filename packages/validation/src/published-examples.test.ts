import { describe, expect, it } from 'vitest';
import { breaks, type Malleable } from '../testing/breaks.ts';
import { hasPzp, pzpCorpora, pzpValidator, resolverOf } from '../testing/corpora.ts';

const validators = hasPzp
  ? { beta3: await pzpValidator('beta3'), rc2: await pzpValidator('rc2') }
  : undefined;

describe.skipIf(!validators)('the published PZP examples (test data beside the repository)', () => {
  it.each(pzpCorpora)('of $name are accepted without an error, references followed', (corpus) => {
    const found = corpus.resources.flatMap((resource) =>
      (validators?.[corpus.standard].validate(resource, { resolve: resolverOf(corpus) }) ?? [])
        .filter(({ severity }) => severity === 'error')
        .map((issue) => `${resource.resourceType}/${resource.id}: ${issue.diagnostics}`),
    );
    expect(corpus.resources.length).toBeGreaterThan(20);
    expect(found).toEqual([]);
  });

  it.each(breaks)('are refused after a break: $kind', (each) => {
    const cases = pzpCorpora
      .filter(({ standard }) => each.standard === undefined || each.standard === standard)
      .flatMap((corpus) => corpus.resources.map((resource) => ({ corpus, resource })))
      .filter(({ resource }) => resource.resourceType === each.on && (each.applies?.(resource) ?? true));
    expect(cases.length).toBeGreaterThan(0);
    for (const { corpus, resource } of cases) {
      const broken: Malleable = structuredClone(resource);
      each.change(broken);
      const issues = validators?.[corpus.standard].validate(broken) ?? [];
      expect(
        issues.filter(
          ({ severity, expression: [place = ''], diagnostics }) =>
            severity === each.severity && place.startsWith(each.at) && each.says.test(diagnostics),
        ),
        `${corpus.name} ${resource.resourceType}/${resource.id}: ${JSON.stringify(issues, null, 1)}`,
      ).not.toEqual([]);
    }
  });
});
