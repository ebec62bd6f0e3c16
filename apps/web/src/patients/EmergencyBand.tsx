import type { Glance } from '@caecilia/careplan/ui';
import { dateWords, kitWords, LineIcon } from '@caecilia/ui';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { meQuery } from '../server/queries.ts';
import { useSpeaking } from '../words/useSpeaking.ts';

/** Stands above the patient as long as somebody sees the record by emergency access: until when, who is told, and the end of it. */
export function EmergencyBand({ glance }: { readonly glance: Glance }): ReactNode {
  const { t, language, here } = useSpeaking();
  const { data: me } = useQuery(meQuery);
  const { emergencyUntil, patient } = glance;
  if (emergencyUntil === undefined) return null;
  const kit = kitWords(language);
  return (
    <section className="emergency-band" aria-label={kit('emergency.title')}>
      <div className="page-width">
        <LineIcon name="open-lock" />
        <p>
          <b>{kit('emergency.until', { until: dateWords(emergencyUntil, 'time', language, true) })}</b>{' '}
          {t('patient.readsOnly')} {kit('emergency.told')}
        </p>
        {/* A form of the house's own page: what ends a record takes the whole of it from the screen. */}
        <form method="post" action={here(`/care/patients/${patient.id}/emergency-access`)}>
          <input type="hidden" name="_form" value={me?.formToken ?? ''} />
          <input type="hidden" name="act" value="end" />
          <button type="submit" className="button">
            {kit('emergency.end')}
          </button>
        </form>
      </div>
    </section>
  );
}
