/** A binary tree in flat lists: at each node a feature, a limit, and the nodes for "at most" and "more"; -1 is a leaf. */
export interface Tree {
  readonly feature: number[];
  readonly limit: number[];
  readonly low: number[];
  readonly high: number[];
  readonly value: number[];
}

export interface Examples {
  readonly width: number;
  readonly measures: Float32Array;
  readonly labels: Uint8Array;
  readonly weights: Float32Array;
}

export interface Settings {
  readonly trees: number;
  readonly leaves: number;
  readonly rate: number;
  readonly least: number;
  readonly ridge: number;
}

const BINS = 48;

/**
 * Boosted trees for the logarithm of the odds (Friedman 2001, with the second-order gain and leaf values of Chen and
 * Guestrin 2016, on binned measures). Deterministic.
 */
export function boost(examples: Examples, settings: Settings, note: (line: string) => void): Tree[] {
  const bins = binned(examples);
  const count = examples.labels.length;
  const scores = new Float32Array(count);
  const slope = new Float32Array(count);
  const curve = new Float32Array(count);
  const trees: Tree[] = [];
  for (let round = 0; round < settings.trees; round += 1) {
    for (let n = 0; n < count; n += 1) {
      const chance = 1 / (1 + Math.exp(-(scores[n] ?? 0)));
      const weight = examples.weights[n] ?? 1;
      slope[n] = weight * (chance - (examples.labels[n] ?? 0));
      curve[n] = weight * Math.max(1e-6, chance * (1 - chance));
    }
    const grown = grow({ bins, slope, curve, count, width: examples.width, settings, scores });
    trees.push(grown);
    if (round % 20 === 19) note(`tree ${round + 1}`);
  }
  return trees;
}

interface Binned {
  readonly values: Uint8Array;
  readonly limits: number[][];
}

function binned({ measures, width, labels }: Examples): Binned {
  const count = labels.length;
  const values = new Uint8Array(measures.length);
  const limits: number[][] = [];
  for (let f = 0; f < width; f += 1) {
    const column = Float32Array.from({ length: count }, (_, n) => measures[n * width + f] ?? 0);
    const sorted = column.toSorted();
    const cuts = new Set<number>();
    for (let b = 1; b < BINS; b += 1) cuts.add(sorted[Math.floor((b * count) / BINS)] ?? 0);
    // The rare ends matter too: cut between the smallest and the largest values that stand alone.
    cuts.add(sorted[0] ?? 0);
    const list = [...cuts].sort((a, b) => a - b);
    limits.push(list);
    for (let n = 0; n < count; n += 1) values[n * width + f] = binOf(list, column[n] ?? 0);
  }
  return { values, limits };
}

function binOf(limits: readonly number[], value: number): number {
  let low = 0;
  let high = limits.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value <= (limits[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}

interface Growing {
  readonly bins: Binned;
  readonly slope: Float32Array;
  readonly curve: Float32Array;
  readonly count: number;
  readonly width: number;
  readonly settings: Settings;
  readonly scores: Float32Array;
}

interface Leaf {
  readonly node: number;
  readonly rows: Int32Array;
  readonly split: Split | undefined;
}

interface Split {
  readonly feature: number;
  readonly bin: number;
  readonly gain: number;
}

function grow(growing: Growing): Tree {
  const tree: Tree = { feature: [-1], limit: [0], low: [0], high: [0], value: [0] };
  const all = Int32Array.from({ length: growing.count }, (_, n) => n);
  let leaves: Leaf[] = [{ node: 0, rows: all, split: bestSplit(growing, all) }];
  while (leaves.length < growing.settings.leaves) {
    const best = leaves.reduce((a, b) => ((b.split?.gain ?? 0) > (a.split?.gain ?? 0) ? b : a));
    if (best.split === undefined) break;
    leaves = leaves.filter((leaf) => leaf !== best).concat(divide(growing, tree, best, best.split));
  }
  for (const { node, rows } of leaves) settle(growing, tree, node, rows);
  return tree;
}

function divide(growing: Growing, tree: Tree, leaf: Leaf, split: Split): Leaf[] {
  const { values, limits } = growing.bins;
  const isLow = (row: number) => (values[row * growing.width + split.feature] ?? 0) <= split.bin;
  tree.feature[leaf.node] = split.feature;
  tree.limit[leaf.node] = limits[split.feature]?.[split.bin] ?? 0;
  return [leaf.rows.filter(isLow), leaf.rows.filter((row) => !isLow(row))].map((rows, side) => {
    const node = tree.feature.push(-1) - 1;
    for (const list of [tree.limit, tree.low, tree.high, tree.value]) list.push(0);
    (side === 0 ? tree.low : tree.high)[leaf.node] = node;
    return { node, rows, split: bestSplit(growing, rows) };
  });
}

function settle(growing: Growing, tree: Tree, node: number, rows: Int32Array): void {
  let slope = 0;
  let curve = growing.settings.ridge;
  for (const row of rows) {
    slope += growing.slope[row] ?? 0;
    curve += growing.curve[row] ?? 0;
  }
  const value = (-growing.settings.rate * slope) / curve;
  tree.value[node] = value;
  for (const row of rows) growing.scores[row] = (growing.scores[row] ?? 0) + value;
}

function bestSplit(growing: Growing, rows: Int32Array): Split | undefined {
  const slopes = new Float64Array(growing.width * (BINS + 1));
  const curves = new Float64Array(growing.width * (BINS + 1));
  for (const row of rows) {
    const slope = growing.slope[row] ?? 0;
    const curve = growing.curve[row] ?? 0;
    for (let f = 0; f < growing.width; f += 1) {
      const at = f * (BINS + 1) + (growing.bins.values[row * growing.width + f] ?? 0);
      slopes[at] = (slopes[at] ?? 0) + slope;
      curves[at] = (curves[at] ?? 0) + curve;
    }
  }
  let best: Split | undefined;
  for (let f = 0; f < growing.width; f += 1) {
    const found = bestBin(
      slopes.subarray(f * (BINS + 1)),
      curves.subarray(f * (BINS + 1)),
      f,
      growing.settings,
    );
    if (found !== undefined && found.gain > (best?.gain ?? 1e-3)) best = found;
  }
  return best;
}

function bestBin(
  slopes: Float64Array,
  curves: Float64Array,
  feature: number,
  settings: Settings,
): Split | undefined {
  let allSlope = 0;
  let allCurve = 0;
  for (let b = 0; b <= BINS; b += 1) {
    allSlope += slopes[b] ?? 0;
    allCurve += curves[b] ?? 0;
  }
  const worth = (slope: number, curve: number) => (slope * slope) / (curve + settings.ridge);
  let best: Split | undefined;
  let slope = 0;
  let curve = 0;
  for (let bin = 0; bin < BINS; bin += 1) {
    slope += slopes[bin] ?? 0;
    curve += curves[bin] ?? 0;
    if (curve < settings.least || allCurve - curve < settings.least) continue;
    const gain = worth(slope, curve) + worth(allSlope - slope, allCurve - curve) - worth(allSlope, allCurve);
    if (gain > (best?.gain ?? 0)) best = { feature, bin, gain };
  }
  return best;
}

/** The sum of the values of the leaves in which the measures, from `at` on, end. */
export function scoreOf(trees: readonly Tree[], measures: ArrayLike<number>, at = 0): number {
  let sum = 0;
  for (const tree of trees) {
    let node = 0;
    for (let feature = tree.feature[0] ?? -1; feature >= 0; feature = tree.feature[node] ?? -1) {
      const low = (measures[at + feature] ?? 0) <= (tree.limit[node] ?? 0);
      node = (low ? tree.low[node] : tree.high[node]) ?? 0;
    }
    sum += tree.value[node] ?? 0;
  }
  return sum;
}
