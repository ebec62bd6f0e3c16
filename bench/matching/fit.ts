import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { boost, type Settings, type Tree } from './boosting.ts';
import { loadRegistry } from './registry.ts';
import { labelled, type SetName } from './sets.ts';

/**
 * Fits the trees of `packages/matching/src/fitted/trees.ts` on the training part of the development sets. Each set
 * counts by its share, not by its size. Candidates beyond the first fourteen teach nothing more and are left out.
 */
const SHARES: Readonly<Record<SetName, number>> = {
  springer: 1,
  crossref: 1,
  assertions: 1.3,
  logs: 0.7,
  s2aff: 0.5,
  names: 0.3,
};
/** Chosen by three-fold cross-validation within the training part. */
const SETTINGS: Settings = { trees: 200, leaves: 16, rate: 0.08, least: 12, ridge: 4 };
const MOST_CANDIDATES = 14;
const TARGET = fileURLToPath(new URL('../../packages/matching/src/fitted/trees.ts', import.meta.url));

const COMMON = fileURLToPath(new URL('../../packages/matching/src/fitted/word-counts.ts', import.meta.url));

const index = await loadRegistry(true);
const common = index.commonWords(150);
const counts = common.map(({ word, count }) => `${word}:${count}`).join(' ');
writeFileSync(
  COMMON,
  `// Made by \`npm run fit:matching\` from the names of the registry; see candidate-index.ts.\nexport const COUNTS =\n  '${counts}';\n`,
);
const measures: Float32Array[] = [];
const labels: number[] = [];
const weights: number[] = [];
for (const [set, share] of Object.entries(SHARES)) {
  const rows = labelled(set as SetName).filter(({ held }) => !held);
  for (const { text, ids } of rows) {
    for (const candidate of index.measuresOf(text).slice(0, MOST_CANDIDATES)) {
      measures.push(candidate.measures);
      labels.push(Number(ids.includes(candidate.id)));
      weights.push((share / rows.length) * 6000);
    }
  }
}
const width = measures[0]?.length ?? 0;
const flat = new Float32Array(measures.length * width);
for (const [n, row] of measures.entries()) flat.set(row, n * width);
const trees = boost(
  { width, measures: flat, labels: Uint8Array.from(labels), weights: Float32Array.from(weights) },
  SETTINGS,
  (line) => console.error(line),
);
writeFileSync(TARGET, source(trees));
console.error(`${measures.length} candidates, ${width} measures, ${trees.length} trees`);

function source(forest: readonly Tree[]): string {
  const lines = forest.map((tree) => `  '${flatten(tree, 0).join(' ')}',`);
  return [
    '// Made by `npm run fit:matching`; see model.ts for how it is read and docs/matching.md for how it was fitted.',
    'export const TREES: readonly string[] = [',
    ...lines,
    '];',
    '',
  ].join('\n');
}

function flatten(tree: Tree, node: number): number[] {
  const feature = tree.feature[node] ?? -1;
  if (feature < 0) return [-1, Number((tree.value[node] ?? 0).toPrecision(4))];
  const limit = Number(Math.fround(tree.limit[node] ?? 0).toPrecision(8));
  return [feature, limit, ...flatten(tree, tree.low[node] ?? 0), ...flatten(tree, tree.high[node] ?? 0)];
}
