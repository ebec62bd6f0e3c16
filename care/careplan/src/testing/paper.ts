import { inflateSync } from 'node:zlib';
import type { FhirResource } from '@caecilia/fhir';
import type { Language } from '@caecilia/ui';
import type { PaperDocument } from '../paper/paperDocument.ts';
import { messagesIn } from '../ui/messages.ts';
import { emergencyPaper } from '../ui/paperPlan.ts';
import { planOf } from './record.ts';

/** The emergency page of the invented patient as a document. */
export function emergencyPaperOf(
  resources: readonly FhirResource[],
  language: Language = 'nl',
): PaperDocument {
  return emergencyPaper(
    {
      t: messagesIn(language),
      language,
      recordLanguage: 'nl',
      now: '2026-11-21T02:40:00.000',
      plan: planOf(resources),
    },
    false,
  );
}

/** The objects of a PDF as our own are written: their dictionaries, and their streams unpacked. */
export function pdfObjects(pdf: Uint8Array): readonly { readonly head: string; readonly stream?: Buffer }[] {
  const bytes = Buffer.from(pdf);
  const text = bytes.toString('latin1');
  return [...text.matchAll(/(?:^|\n)\d+ 0 obj\n([\s\S]*?)(?=\nendobj|\nstream\n|>>\s*stream\n)/g)].map(
    (match) => {
      const head = match[1] ?? '';
      const at = match.index + match[0].length;
      const begin = /^(?:\n|>>\s*)?stream\n/.exec(text.slice(at, at + 40));
      if (!begin) return { head };
      const start = at + begin[0].length;
      const raw = bytes.subarray(start, start + Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0));
      return { head, stream: /\/FlateDecode/.test(head) ? inflateSync(raw) : raw };
    },
  );
}
