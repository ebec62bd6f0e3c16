import { carePlanWords, LimitSigns } from '@caecilia/careplan/ui';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { limitsQuery } from '../server/queries.ts';
import { useSpeaking } from '../words/useSpeaking.ts';

/** The three that somebody must know before they knock: resuscitation, intensive care, admission. */
const SHOWN = ['cpr', 'icuAdmission', 'hospitalAdmission'];

/**
 * The limits of one who was found, by their signs. They come after the names, asked for all of a list (`among`, at most
 * sixty) at once; where they are closed or did not come, it says so and shows no sign.
 */
export function ListedSigns(props: { readonly id: string; readonly among: readonly string[] }): ReactNode {
  const { id, among } = props;
  const { t, language } = useSpeaking();
  const { data, isError } = useQuery(limitsQuery(among));
  if (isError) return <span className="listed-signs">! {t('list.limits.failed')}</span>;
  if (data === undefined) return <span className="listed-signs" aria-hidden />;
  const limits = data.limits[id];
  if (limits === undefined || limits === 'closed')
    return <span className="listed-signs">{t('list.limits.closed')}</span>;
  const { recordLanguage } = data;
  const view = { t: carePlanWords(language), language, recordLanguage, patientId: id };
  return <LimitSigns limits={limits} view={view} keys={SHOWN} />;
}
