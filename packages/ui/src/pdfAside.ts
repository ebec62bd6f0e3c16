import { Worker } from 'node:worker_threads';
import type { PdfJob } from './pdfJob.ts';

export type { PdfAttachment, PdfJob } from './pdfJob.ts';

/** A document of some pages takes tens of milliseconds; one that takes so long will not come. */
const LONGEST_MS = 20_000;
/** More wait in line than a house prints in a minute: then it is said, and nobody waits for nothing. */
const MOST_WAITING = 50;

/** There is no thread for it now, or it took too long. What was asked can be asked again. */
export class PrinterBusy extends Error {}

interface Waiting {
  readonly job: PdfJob;
  done(pdf: Uint8Array): void;
  fail(error: Error): void;
}

let line: Waiting[] = [];
let printing: { readonly now: Waiting; readonly number: number; readonly bell: NodeJS.Timeout } | undefined;
let thread: Worker | undefined;
let numbers = 0;

/**
 * `printPdf` in a thread of its own, one document after the other: the server goes on answering meanwhile. Throws
 * `PrinterBusy` where too many wait or one takes too long; the thread is stopped then, and the next one gets a new one.
 */
export function printPdfAside(job: PdfJob): Promise<Uint8Array> {
  if (line.length >= MOST_WAITING) return Promise.reject(new PrinterBusy('too many documents wait'));
  return new Promise((done, fail) => {
    line.push({ job, done, fail });
    next();
  });
}

function next(): void {
  if (printing !== undefined) return;
  const [now, ...rest] = line;
  if (now === undefined) return void thread?.unref();
  line = rest;
  numbers += 1;
  const bell = setTimeout(() => stop(new PrinterBusy('the document took too long')), LONGEST_MS);
  printing = { now, number: numbers, bell };
  thread ??= newThread();
  // Kept while something is printed, and no longer: a house that closes does not wait for an idle thread.
  thread.ref();
  thread.postMessage({ number: numbers, job: now.job });
}

function newThread(): Worker {
  const worker = new Worker(new URL('./pdfWorker.ts', import.meta.url), { execArgv: [] });
  worker.on(
    'message',
    (answer: { readonly number: number; readonly pdf?: Uint8Array; readonly why?: string }) => {
      const done = taken(answer.number);
      if (answer.pdf === undefined) done?.fail(new Error(answer.why ?? 'the document could not be made'));
      else done?.done(answer.pdf);
      next();
    },
  );
  worker.on('error', (error: unknown) => {
    if (worker === thread) stop(error instanceof Error ? error : new Error(String(error)));
  });
  worker.on('exit', () => {
    if (worker === thread) stop(new PrinterBusy('the thread of the printer ended'));
  });
  return worker;
}

function taken(number: number): Waiting | undefined {
  if (printing?.number !== number) return undefined;
  const { now, bell } = printing;
  clearTimeout(bell);
  printing = undefined;
  return now;
}

/** Ends the thread and what it was at. */
function stop(error: Error): void {
  const ended = thread;
  thread = undefined;
  void ended?.terminate();
  if (printing !== undefined) taken(printing.number)?.fail(error);
  next();
}
