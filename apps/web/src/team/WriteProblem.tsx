import type { TeamKey } from '@caecilia/team/ui';
import { teamWords } from '@caecilia/team/ui';
import { failureKey, Refused } from '@caecilia/workspace';
import type { ReactNode } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';

/** Fields whose fault has words of its own. */
const FIELDS: Readonly<Record<string, TeamKey>> = {
  why: 'wrong.why',
  because: 'wrong.because',
  words: 'wrong.words',
  reason: 'wrong.reason',
  role: 'wrong.role',
  patient: 'wrong.patient',
  patients: 'wrong.patients',
  due: 'wrong.due',
  until: 'wrong.until',
  to: 'wrong.to',
  owner: 'wrong.to',
  holder: 'wrong.to',
  member: 'wrong.member',
};

/** The sentence beside a field, where it is this field that is wrong; undefined where it is not. */
export function useFieldProblem(error: Error | null): (field: string) => string | undefined {
  const { language } = useSpeaking();
  const w = teamWords(language);
  return (field) => {
    if (!(error instanceof Refused) || error.status === 412 || error.expression !== field) return undefined;
    const key = FIELDS[field];
    return key === undefined ? undefined : `! ${w(key)}`;
  };
}

/** A colleague was first: what is sent again is sent on what stands there now. */
export const isOvertaken = (error: Error | null): boolean => error instanceof Refused && error.status === 412;

/** Why something was not written, in words; what was typed stays. Nothing for what stands beside its field already. */
export function WriteProblem(props: {
  readonly error: Error | null;
  /** Fields of this form that say it themselves. */
  readonly fields?: readonly string[];
  /** What stands there now, and what was wanted: for a change that a colleague overtook. */
  readonly overtaken?: ReactNode;
}): ReactNode {
  const { error, fields = [], overtaken } = props;
  const { language, t } = useSpeaking();
  const w = teamWords(language);
  if (error === null) return null;
  if (error instanceof Refused && error.expression !== undefined && fields.includes(error.expression))
    return null;
  return (
    <div className="team-problem" role="alert">
      <p>
        <b>
          <span aria-hidden>! </span>
          {w(isOvertaken(error) ? 'conflict.title' : 'problem.title')}
        </b>
      </p>
      {isOvertaken(error) ? overtaken : <p>{sentenceOf(error, w, t)}</p>}
    </div>
  );
}

function sentenceOf(
  error: Error,
  w: ReturnType<typeof teamWords>,
  t: ReturnType<typeof useSpeaking>['t'],
): string {
  const field = error instanceof Refused ? error.expression : undefined;
  const key = field === undefined ? undefined : FIELDS[field];
  if (key !== undefined) return w(key);
  const known = failureKey(error, navigator.onLine);
  if (known === 'failure.refused') return w('problem.refused', { sentence: error.message });
  if (known === 'failure.forbidden') return w('problem.forbidden');
  return known === 'failure.offline' ? w('problem.offline') : t(known, { sentence: error.message });
}
