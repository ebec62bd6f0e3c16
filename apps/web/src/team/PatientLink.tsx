import { type PatientName, teamWords } from '@caecilia/team/ui';
import { birthDateWords } from '@caecilia/ui';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';

/** A patient by name and birth date, on the way to their page. */
export function PatientLink({
  patient: { id, name, birthDate },
}: {
  readonly patient: PatientName;
}): ReactNode {
  const { language } = useSpeaking();
  return (
    <span>
      <Link to="/patients/$id" params={{ id }} className="voice">
        {name ?? teamWords(language)('patient.notSeen')}
      </Link>{' '}
      {birthDate === undefined ? null : (
        <span className="small">
          {birthDateWords(
            birthDate,
            (['year', 'month', 'day'] as const)[birthDate.split('-').length - 1] ?? 'day',
          )}
        </span>
      )}
    </span>
  );
}
