import type { Journals } from './journal.ts';
import { type Portion, portionsOf } from './portions.ts';
import type { Progress } from './progress.ts';
import { type Answer, type ServerLink, send } from './server-link.ts';
import { openSource, type Source } from './sources.ts';
import type { Tally } from './tally.ts';

/** Everything an import needs beside the files. */
export interface ImportRun {
  readonly link: ServerLink;
  readonly journals: Journals;
  readonly tally: Tally;
  readonly progress: Progress;
  /** Turns true when the person asked to stop; the portion under way is finished and noted first. */
  readonly stopped: () => boolean;
  /** Import again what the journal says is done. */
  readonly again: boolean;
}

/** Imports files one after the other. Returns the number of files left out because they were done before. */
export async function importSources(sources: readonly Source[], run: ImportRun): Promise<number> {
  let skipped = 0;
  for (const source of sources) {
    if (run.stopped()) break;
    const journal = run.again ? { done: 0, finished: false } : run.journals.read(source);
    if (journal.finished) {
      skipped += 1;
      run.progress.addBytes(source.bytes);
    } else await importSource(source, journal.done, run);
  }
  run.progress.finish();
  return skipped;
}

async function importSource(source: Source, done: number, run: ImportRun): Promise<void> {
  const bytes = openSource(source, (count) => run.progress.addBytes(count));
  try {
    for await (const portion of portionsOf(source.format, bytes)) {
      if (portion.position <= done) continue;
      await sendPortion(source, portion, run);
      run.journals.note(source, { done: portion.position, finished: false });
      if (run.stopped()) return;
    }
    run.journals.note(source, { done: Number.MAX_SAFE_INTEGER, finished: true });
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    run.tally.addRefused('file', 'cannot be decompressed or is not UTF-8', source.path);
  }
}

/** Damage in the file itself, as opposed to a server that does not answer. */
function isUnreadable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return code.startsWith('Z_') || code === 'ERR_ENCODING_INVALID_ENCODED_DATA' || /bzip/i.test(error.message);
}

async function sendPortion(source: Source, portion: Portion, run: ImportRun): Promise<void> {
  const answer = await send(run.link, { ...portion, prefer: 'return=minimal, handling=lenient' });
  const place = `${source.path} (portion ${portion.position})`;
  if (answer.status >= 300)
    run.tally.addRefused(
      String(answer.status),
      sentenceOf(answer.body),
      place,
      Math.max(portion.resources, 1),
    );
  else if (portion.path === '') tallyBundle(answer, place, run.tally);
  else run.tally.addStored(portion.path.split('/')[1] ?? 'unknown');
  run.progress.addResources(portion.resources);
}

interface BundleAnswer {
  readonly entry?: readonly {
    readonly response?: { readonly status?: string; readonly location?: string; readonly outcome?: unknown };
  }[];
}

function tallyBundle(answer: Answer, place: string, tally: Tally): void {
  const { entry = [] } = JSON.parse(answer.body) as BundleAnswer;
  for (const [index, { response }] of entry.entries()) {
    const status = response?.status ?? '';
    if (status.startsWith('2')) tally.addStored(typeIn(response?.location));
    else
      tally.addRefused(
        status,
        sentenceOf(JSON.stringify(response?.outcome ?? {})),
        `${place}, entry ${index}`,
      );
  }
}

/** `Patient/7/_history/1`, relative or absolute, gives `Patient`. */
function typeIn(location: string | undefined): string {
  return (
    /([A-Za-z]+)\/[A-Za-z0-9\-.]+(?:\/_history\/\d+)?$/.exec(location ?? '')?.[1] ?? 'without a location'
  );
}

interface OutcomeAnswer {
  readonly issue?: readonly { readonly diagnostics?: string; readonly expression?: readonly string[] }[];
}

function sentenceOf(body: string): string {
  try {
    const [issue] = (JSON.parse(body) as OutcomeAnswer).issue ?? [];
    if (issue) return `${issue.expression?.[0] ?? ''} ${issue.diagnostics ?? ''}`.trim();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return 'refused without an explanation';
}
