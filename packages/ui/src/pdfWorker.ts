import { parentPort } from 'node:worker_threads';
import { printPdf } from './pdf.ts';
import type { PdfJob } from './pdfJob.ts';

/** The thread of `printPdfAside`: one document after the other. What goes wrong is told by its words alone. */
parentPort?.on('message', ({ number, job }: { readonly number: number; readonly job: PdfJob }) => {
  try {
    parentPort?.postMessage({ number, pdf: printPdf(job) });
  } catch (error) {
    const { message, cause } = error instanceof Error ? error : new Error(String(error));
    const why = cause instanceof Error ? `${message}: ${cause.message}` : message;
    parentPort?.postMessage({ number, why });
  }
});
