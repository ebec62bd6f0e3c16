/**
 * `npm run bench:overlap`: how well an initiative that exists is found while a new one is typed. On the written pairs
 * (both halves, with everything typed, words alone, and title and place), alone and among the topics of the EU file, and
 * on the topics themselves; then the time of one question among `--texts N` invented initiatives (5,000).
 */
import { parseArgs } from 'node:util';
import { OverlapIndex } from '../global/initiatives/src/overlap/overlap-index.ts';
import type { OverlapProfile } from '../global/initiatives/src/overlap/overlap-profile.ts';
import { euTopics, hasEuTopics } from '../global/initiatives/src/overlap/testing/eu-topics.ts';
import {
  type OverlapFigures,
  pairFigures,
  topicFigures,
} from '../global/initiatives/src/overlap/testing/overlap-figures.ts';
import { agreement, writtenPairs } from '../global/initiatives/src/overlap/testing/written-pairs.ts';

const { values } = parseArgs({
  options: { texts: { type: 'string', default: '5000' }, details: { type: 'boolean', default: false } },
});

function row(figures: OverlapFigures): string {
  const recall = figures.asked === 0 ? '-' : (figures.found / figures.asked).toFixed(3);
  return [
    '',
    figures.name,
    `${figures.found} of ${figures.asked}`,
    recall,
    figures.meanReciprocalRank.toFixed(3),
    `${figures.falseAlarms.toFixed(2)} (at most ${figures.mostFalseAlarms})`,
    '',
  ].join(' | ');
}

function tell(figures: OverlapFigures): void {
  console.log(row(figures).trim());
  if (!values.details) return;
  console.log(`  missed: ${figures.missed.join(', ') || 'none'}`);
  console.log(`  false alarms: ${figures.alarms.slice(0, 40).join(', ') || 'none'}`);
}

/** Initiatives put together from sentences of the pairs and words that nobody else says. */
function inventedInitiatives(count: number): readonly OverlapProfile[] {
  const texts = writtenPairs().flatMap(({ members }) =>
    members.flatMap(({ titles, summaries }) => [...titles, ...summaries]),
  );
  const sentences = texts.flatMap((text) => text.split(/(?<=[.?])\s+/));
  const at = (n: number) => sentences[n % sentences.length] ?? '';
  return Array.from({ length: count }, (_, n) => ({
    id: `invented-${n}`,
    titles: [`${at(n * 7)} zz${n % 900}`],
    summaries: [`${at(n * 11 + 3)} ${at(n * 13 + 5)} ${at(n * 17 + 1)} qq${n % 1700}`],
    partners: [`org-${n % 400}`, `org-${(n * 3) % 700}`],
    people: [`person-${n % 1100}`],
    countries: [],
    calls: [],
    topics: [],
  }));
}

function quantile(sorted: readonly number[], part: number): string {
  return `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1)} ms`;
}

function speed(count: number): void {
  const index = new OverlapIndex();
  const before = performance.now();
  for (const initiative of inventedInitiatives(count)) index.set(initiative);
  const filled = performance.now() - before;
  const asked = writtenPairs().flatMap(({ members }) => members);
  const first = performance.now();
  index.find(asked[0] ?? fail());
  const afterChange = performance.now() - first;
  const times = asked.map((profile) => {
    const start = performance.now();
    index.find(profile);
    return performance.now() - start;
  });
  times.sort((a, b) => a - b);
  console.log(
    `\n${count} initiatives: filled in ${Math.round(filled)} ms; a question takes ${quantile(times, 0.5)} (median), ` +
      `${quantile(times, 0.95)} (95 of 100); the first after a change ${afterChange.toFixed(1)} ms`,
  );
}

function fail(): never {
  throw new Error('there are no pairs');
}

const pairs = writtenPairs();
const { pairs: coded, agreed, kappa } = agreement();
console.log(`${coded} pairs; two codings agree on ${agreed} (kappa ${kappa.toFixed(2)})\n`);
console.log('| Set | Found in the top 5 | Recall | Mean reciprocal rank | False alarms for one question |');
console.log('|---|---|---|---|---|');
const beside = hasEuTopics ? euTopics({ titles: true }) : [];
for (const half of ['tune', 'held', 'after'] as const) {
  if (!pairs.some((pair) => pair.half === half)) continue;
  for (const typed of ['everything', 'words', 'titleAndWhere'] as const) {
    tell(pairFigures(`pairs, ${half}, ${typed}`, pairs, { half, typed }));
    if (hasEuTopics)
      tell(
        pairFigures(`pairs, ${half}, ${typed}, among ${beside.length} topics`, pairs, {
          half,
          typed,
          beside,
        }),
      );
  }
}
if (hasEuTopics) {
  tell(topicFigures('EU topics', beside));
  tell(topicFigures('EU topics, description alone', euTopics({ titles: false })));
} else {
  console.log('\nThe EU topics are not beside the repository (CAECILIA_SHARED): left out.');
}
speed(Number(values.texts));
