import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type MatchMode, OrganisationIndex, RorRecordError, readRegistryLine } from '@caecilia/matching';
import { UsageError } from '../commands/command.ts';
import { BadLines } from './bad-lines.ts';
import { linesOf, sizeOf } from './lines.ts';
import { Progress, type ProgressPlace } from './progress.ts';

export interface MatchFileOptions {
  /** Files with a record of ROR on each line; later files do not replace records of earlier ones by names alone. */
  readonly registries: readonly string[];
  readonly mode: MatchMode;
  readonly input: string;
  readonly output: string;
  readonly place: ProgressPlace;
  /** Whether somebody asked to stop. */
  readonly stopped: () => boolean;
}

/** What became of a run: how many lines were left out, and whether it was stopped before anything was written. */
export interface MatchFileResult {
  readonly leftOut: number;
  readonly stopped: boolean;
}

class Stopped extends Error {}

/**
 * Matches each line of a file. The output is written beside its place and renamed when it is whole, so that what
 * stands there is never a part. A line that cannot be read, in the registry or the input, is named and left out.
 */
export async function matchFile(options: MatchFileOptions): Promise<MatchFileResult> {
  refuseSameFile(options);
  const bad = new BadLines(options.place.tell);
  const size = await sizeOf(options.input);
  const part = `${options.output}.${process.pid}.part`;
  try {
    const index = await readRegistries(options, bad);
    const progress = new Progress('texts', size, options.place);
    const file = createWriteStream(part, { flags: 'wx' });
    await pipeline(Readable.from(outputLines(options, index, bad, progress)), file).catch(
      explainWriting(options),
    );
    await rename(part, options.output);
    progress.finish();
  } catch (error) {
    await rm(part, { force: true });
    if (error instanceof Stopped) return { leftOut: bad.count, stopped: true };
    throw error;
  }
  bad.finish();
  return { leftOut: bad.count, stopped: false };
}

function refuseSameFile({ registries, input, output }: MatchFileOptions): void {
  const target = resolve(output);
  if ([...registries, input].some((file) => resolve(file) === target)) {
    throw new UsageError(`--out ${output} is a file that is read: name another`);
  }
}

function explainWriting({ output }: MatchFileOptions): (cause: unknown) => never {
  return (cause) => {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (/^E(NOENT|ACCES|ROFS|ISDIR|NOTDIR|NOSPC|PERM)$/.test(code)) {
      throw new UsageError(`${output} cannot be written: ${code}`, { cause });
    }
    throw cause;
  };
}

async function readRegistries(options: MatchFileOptions, bad: BadLines): Promise<OrganisationIndex> {
  const index = new OrganisationIndex();
  const sizes = await Promise.all(options.registries.map(sizeOf));
  const progress = new Progress(
    'organisations',
    sizes.reduce((a, b) => a + b, 0),
    options.place,
  );
  let before = 0;
  for (const [n, file] of options.registries.entries()) {
    for await (const line of linesOf(file)) {
      if (options.stopped()) throw new Stopped();
      putLine(index, line.text, (sentence) => bad.leaveOut(file, line.number, sentence));
      progress.step(before + line.bytes);
    }
    before += sizes[n] ?? 0;
  }
  if (index.size === 0) {
    throw new UsageError(`${options.registries.join(', ')}: there is no record of ROR in it`);
  }
  index.prepare();
  progress.finish();
  return index;
}

function putLine(index: OrganisationIndex, text: string, leaveOut: (sentence: string) => void): void {
  try {
    const { organisation, nameOnly } = readRegistryLine(JSON.parse(text));
    if (nameOnly) index.putNameOnly(organisation);
    else index.put(organisation);
  } catch (error) {
    if (error instanceof RorRecordError) leaveOut(error.message);
    else if (error instanceof SyntaxError) leaveOut('it is no JSON');
    else throw error;
  }
}

async function* outputLines(
  options: MatchFileOptions,
  index: OrganisationIndex,
  bad: BadLines,
  progress: Progress,
): AsyncGenerator<string> {
  for await (const line of linesOf(options.input)) {
    if (options.stopped()) throw new Stopped();
    const asked = readQuestion(line.text);
    if (typeof asked === 'string') bad.leaveOut(options.input, line.number, asked);
    else yield `${JSON.stringify({ id: asked.id, ...answerTo(asked.affiliation, options.mode, index) })}\n`;
    progress.step(line.bytes);
  }
}

interface Question {
  readonly id: string | number;
  readonly affiliation: string;
}

/** The question of a line, or a sentence about what is wrong with it. */
function readQuestion(text: string): Question | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'it is no JSON';
  }
  if (typeof json !== 'object' || json === null) return 'it should be {"id", "affiliation"}';
  const { id, affiliation } = json as Partial<Record<string, unknown>>;
  if (typeof id !== 'string' && typeof id !== 'number') return '"id" should be a text or a number';
  if (typeof affiliation !== 'string') return '"affiliation" should be a text';
  return { id, affiliation };
}

/** Ids, the score of the surest, and the reasons of each; where nothing is sure enough the score of the likeliest. */
function answerTo(affiliation: string, mode: MatchMode, index: OrganisationIndex) {
  const { answers, suggestions } = index.match(affiliation, mode);
  const score = (answers[0] ?? suggestions[0])?.score ?? 0;
  return {
    ids: answers.map(({ id }) => id),
    score: Number(score.toFixed(4)),
    reasons: answers.map(({ id, name, countries, band, score: own, reasons }) => ({
      id,
      name,
      countries,
      band,
      score: Number(own.toFixed(4)),
      ...reasons,
      coverage: Number(reasons.coverage.toFixed(4)),
    })),
  };
}
