/**
 * `npm run bench:matching [-- --write]`: how well free texts are matched, on the development halves of the public
 * sets, beside other systems. `--write` puts the tables into docs/matching.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { MatchMode, OrganisationIndex } from '@caecilia/matching';
import { type Answered, answer, type Figures, figures, quantile, sureFigures } from './measure.ts';
import { QUERIES, typingTimes } from './queries.ts';
import { hasRegistry, loadRegistry } from './registry.ts';
import { published, RESCORED, type RivalFigures } from './rivals.ts';
import { hasSets, labelled, SETS, type SetName } from './sets.ts';

const DOCUMENT = fileURLToPath(new URL('../../docs/matching.md', import.meta.url));
const BEGIN = '<!-- figures: written by npm run bench:matching -- --write -->';
const END = '<!-- /figures -->';

async function measure(): Promise<string> {
  const heapBefore = process.memoryUsage().heapUsed;
  const start = performance.now();
  const whole = await loadRegistry(true);
  const loaded = (performance.now() - start) / 1000;
  const memory = process.memoryUsage();
  const single = answersOf(whole, 'single');
  const multi = answersOf(whole, 'multi');
  const records = answersOf(await loadRegistry(false), 'single');
  return [
    `Measured on ${new Date().toISOString().slice(0, 10)} with Node ${process.version}. Precision and recall are over ids; a wrong answer also counts as a miss.`,
    ...section('One answer at most (`single`)', rowsOf(single)),
    ...section('Every answer (`multi`)', rowsOf(multi)),
    ...section('One answer, records of ROR alone (no list of names)', rowsOf(records)),
    ...section('The auto-accept band', bandRows(single), BAND_HEAD),
    ...section('Other systems by the same rule', RESCORED.map(rivalRow), RIVAL_HEAD),
    ...section(
      'Other systems as published in 2023 (recall without the wrong answers)',
      published().map(rivalRow),
    ),
    '',
    '### Speed and size',
    '',
    `- the registry is read and indexed in ${loaded.toFixed(1)} s; heap ${megabytes(memory.heapUsed - heapBefore)}, process ${megabytes(memory.rss)}`,
    `- a text in single mode: ${timesOf([...single.values()].flat())}`,
    `- a text in multi mode: ${timesOf([...multi.values()].flat())}`,
    `- ${searchLine(whole)}`,
  ].join('\n');
}

function answersOf(index: OrganisationIndex, mode: MatchMode): Map<SetName, Answered[]> {
  return new Map(SETS.map((set) => [set, answer(index, labelled(set), mode)]));
}

const HEAD = [
  '| Set | Part | Texts | Accuracy | Precision | Recall | F1 | F0.5 |',
  '|---|---|---|---|---|---|---|---|',
];
const BAND_HEAD = ['| Set | Part | Answers | Precision |', '|---|---|---|---|'];
const RIVAL_HEAD = HEAD.map((line) => line.replace('Part', 'System'));

function section(title: string, rows: readonly string[], head = HEAD): string[] {
  return ['', `### ${title}`, '', ...head, ...rows];
}

function rowsOf(sets: ReadonlyMap<SetName, readonly Answered[]>): string[] {
  return [...sets].flatMap(([set, rows]) =>
    partsOf(rows).map(([part, some]) => `| ${set} | ${part} | ${row(figures(some))} |`),
  );
}

function partsOf(rows: readonly Answered[]): [string, readonly Answered[]][] {
  return [
    ['training', rows.filter(({ held }) => !held)],
    ['**held out**', rows.filter(({ held }) => held)],
  ];
}

function row({ count, accuracy, precision, recall, f1, fHalf }: Figures): string {
  return [String(count), ...[accuracy, precision, recall, f1, fHalf].map((value) => value.toFixed(3))].join(
    ' | ',
  );
}

function bandRows(sets: ReadonlyMap<SetName, readonly Answered[]>): string[] {
  return [...sets].flatMap(([set, rows]) =>
    partsOf(rows).map(([part, some]) => {
      const { given, precision } = sureFigures(some);
      return `| ${set} | ${part} | ${given} | ${precision.toFixed(3)} |`;
    }),
  );
}

function rivalRow({ set, system, count, precision, recall, f1, fHalf }: RivalFigures): string {
  const values = [precision, recall, f1, fHalf].map((value) => value.toFixed(3)).join(' | ');
  return `| ${set} | ${system} | ${count} | | ${values} |`;
}

function timesOf(rows: readonly Answered[]): string {
  const times = rows.map(({ ms }) => ms);
  return `median ${quantile(times, 0.5).toFixed(2)} ms, 95 % within ${quantile(times, 0.95).toFixed(2)} ms`;
}

function searchLine(index: OrganisationIndex): string {
  const places = QUERIES.map(
    ({ query, id }) => 1 + index.search(query, { country: 'NL' }).findIndex((hit) => hit.id === id),
  );
  const right = places.filter((at) => at > 0 && at <= 3).length;
  const { median, p95 } = typingTimes(index);
  return `search: ${right} of ${QUERIES.length} misspelt queries have the organisation in the first three (places ${places.join(', ')}); while they are typed, median ${median.toFixed(2)} ms, 95 % within ${p95.toFixed(2)} ms`;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

if (!hasSets || !hasRegistry) {
  console.error('bench:matching needs the test data beside the repository (../shared, or CAECILIA_SHARED)');
  process.exit(1);
}
const report = await measure();
console.log(report);
if (process.argv.includes('--write')) {
  const document = readFileSync(DOCUMENT, 'utf8');
  const before = document.slice(0, document.indexOf(BEGIN) + BEGIN.length);
  writeFileSync(DOCUMENT, `${before}\n${report}\n${document.slice(document.indexOf(END))}`);
}
