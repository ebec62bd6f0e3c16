import type { FhirResource } from '@caecilia/fhir';
import { civilTime } from '@caecilia/kernel';
import type { Language } from '@caecilia/ui';
import { plainPlan } from '../plain/plainPlan.ts';
import { renderEmergencyPage, type ScannedPaper } from '../ui/emergencyPage.ts';
import { messagesIn } from '../ui/messages.ts';
import { renderPlainPage } from '../ui/plainPage.ts';
import { NIGHT, patient, planOf, TIME_ZONE } from './record.ts';

/** The emergency page of the invented patient, as HTML. */
export function pageOf(
  resources: readonly FhirResource[],
  options: { language?: Language; now?: Date; who?: FhirResource; scanned?: ScannedPaper } = {},
): string {
  const { language = 'nl', now = NIGHT, who = patient, scanned } = options;
  return renderEmergencyPage({
    view: {
      t: messagesIn(language),
      language,
      recordLanguage: 'nl',
      now: civilTime(now, TIME_ZONE),
      plan: planOf(resources, now, who),
    },
    notices: { demo: false, embedded: false },
    fetched: now.toISOString(),
    address: 'https://care.example/care/patients/test-patient/emergency?edition=00000000',
    scanned,
    emergency: undefined,
  });
}

/** The plan of the invented patient in plain words, as HTML. */
export function plainPageOf(
  resources: readonly FhirResource[],
  language: Language = 'nl',
  now: Date = NIGHT,
): string {
  const view = { t: messagesIn(language), language, recordLanguage: 'nl', now: civilTime(now, TIME_ZONE) };
  return renderPlainPage({
    view,
    plain: plainPlan(planOf(resources, now), { ...view, demo: false }),
    path: '/my-record/plan',
    download: '/my-record/plan/download',
  });
}

/** What a person reads in a piece of HTML. */
export function textOf(html: string): string {
  return html
    .replace(/<(p|li|h\d|div|section|ul|dt|dd)\b/g, ' <$1')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The row of one treatment in the page. */
export function rowOf(html: string, key: string): string {
  const row = html.split('<li class="limit').find((each) => each.includes(`id="limit-${key}"`));
  if (!row) throw new Error(`there is no row ${key} in the page`);
  return `<li class="limit${row.split('<label class="reasons-switch')[0] ?? ''}`;
}
