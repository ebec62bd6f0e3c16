import { TREES } from './fitted/trees.ts';

/** The trees in flat lists: at each node the measure to look at (-1 for a leaf), its limit or value, and where the branch for more begins. */
interface Forest {
  readonly roots: Int32Array;
  readonly feature: Int16Array;
  readonly number: Float32Array;
  readonly more: Int32Array;
}

/**
 * The chance, 0 to 1, that the text means the candidate: boosted trees over the measures of `FEATURES`, fitted by
 * `npm run fit:matching` on the training part of the development sets alone (docs/matching.md).
 */
export function chanceOf(measures: ArrayLike<number>): number {
  let sum = 0;
  for (const root of FOREST.roots) {
    let node = root;
    for (let feature = FOREST.feature[node] ?? -1; feature >= 0; feature = FOREST.feature[node] ?? -1) {
      const isMore = (measures[feature] ?? 0) > (FOREST.number[node] ?? 0);
      node = isMore ? (FOREST.more[node] ?? 0) : node + 1;
    }
    sum += FOREST.number[node] ?? 0;
  }
  return 1 / (1 + Math.exp(-sum));
}

const FOREST = readForest(TREES.map((tree) => tree.split(' ').map(Number)));

/** A node is written before its branches: `feature limit`, then the branch for at most, then the one for more; a leaf is `-1 value`. */
function readForest(trees: readonly (readonly number[])[]): Forest {
  const count = trees.reduce((sum, tree) => sum + tree.length / 2, 0);
  const forest: Forest = {
    roots: new Int32Array(trees.length),
    feature: new Int16Array(count),
    number: new Float32Array(count),
    more: new Int32Array(count),
  };
  let node = 0;
  for (const [n, tree] of trees.entries()) {
    forest.roots[n] = node;
    const start = node;
    const read = (at: number): number => {
      const feature = tree[(at - start) * 2] ?? -1;
      forest.feature[at] = feature;
      forest.number[at] = tree[(at - start) * 2 + 1] ?? 0;
      if (feature < 0) return at + 1;
      const more = read(at + 1);
      forest.more[at] = more;
      return read(more);
    };
    node = read(start);
  }
  return forest;
}
