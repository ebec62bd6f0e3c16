import { carePlanWords, LimitSigns, type LimitsOfMany } from '@caecilia/careplan/ui';
import { useQueries } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { limitsQuery } from '../server/queries.ts';
import { useSpeaking } from '../words/useSpeaking.ts';
import { useConsultation } from './words.ts';

/** The three that somebody must know before they knock: resuscitation, intensive care, admission. */
const SHOWN = ['cpr', 'icuAdmission', 'hospitalAdmission'];
/** Patients asked for at once. */
const AT_ONCE = 50;

/** Undefined until they are there; null where they could not be had. */
type Known = Partial<LimitsOfMany> | null | undefined;
const Limits = createContext<Known>(undefined);

/** Fetches the limits of these patients after the rows are there: the list does not wait for them. */
export function WithLimits(props: {
  readonly patients: readonly string[];
  readonly children: ReactNode;
}): ReactNode {
  const { patients, children } = props;
  const ids = useMemo(() => [...new Set(patients)].toSorted(), [patients]);
  const parts = Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, index) =>
    ids.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  );
  const known = useQueries({
    queries: parts.map((part) => limitsQuery(part)),
    combine: (results): Known => {
      if (results.some(({ isError }) => isError)) return null;
      if (results.some(({ data }) => data === undefined)) return undefined;
      const all = results.flatMap(({ data }) => data ?? []);
      return {
        ...all[0],
        limits: Object.fromEntries(all.flatMap(({ limits }) => Object.entries(limits))),
      };
    },
  });
  return <Limits value={known}>{children}</Limits>;
}

/** The limits of one patient in a row. Where they are not there yet, or not for who looks, it says so. */
export function RowLimits({ patient }: { readonly patient: string }): ReactNode {
  const known = useContext(Limits);
  const t = useConsultation();
  const { language } = useSpeaking();
  if (known === undefined) return <span className="row-limits__waits">{t('board.limits.loading')}</span>;
  const limits = known?.limits?.[patient];
  if (known === null) return <b>! {t('board.limits.failed')}</b>;
  if (limits === undefined || limits === 'closed')
    return <span className="row-limits__waits">{t('board.limits.closed')}</span>;
  const view = {
    t: carePlanWords(language),
    language,
    recordLanguage: known.recordLanguage ?? 'nl',
    patientId: patient,
  };
  return <LimitSigns limits={limits} view={view} keys={SHOWN} />;
}
