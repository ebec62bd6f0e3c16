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
  made: Parameters<typeof emergencyPaper>[2] = {},
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
    made,
  );
}
