import type { FhirResource } from '@caecilia/fhir';
import type { Language } from '@caecilia/ui';
import type { PaperDocument } from '../paper/paperDocument.ts';
import { plainPlan } from '../plain/plainPlan.ts';
import { messagesIn } from '../ui/messages.ts';
import { emergencyPaper, plainPaper } from '../ui/paperPlan.ts';
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

/** The plan of the invented patient in plain words, as a document. */
export function plainPaperOf(resources: readonly FhirResource[], language: Language = 'nl'): PaperDocument {
  const plan = planOf(resources);
  const now = '2026-11-21T02:40:00.000';
  const view = { t: messagesIn(language), language, recordLanguage: 'nl', now, plan };
  return plainPaper(plainPlan(plan, { language, recordLanguage: 'nl', now, demo: false }), view);
}
