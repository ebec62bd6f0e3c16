import type { ReactNode } from 'react';
import { daysIn, isKnownPhase, type PhaseNow } from './boardGroups.ts';
import { useConsultation } from './words.ts';

export type { PhaseNow } from './boardGroups.ts';

/** One line for each phase, beside its word: level, jagged, falling, upright on a line, and a dash for none yet. */
const LINES: Readonly<Record<string, string>> = {
  stable: 'M2 8H14',
  unstable: 'M1 8L4 8L6 3L9 13L11 6L12 8L15 8',
  deteriorating: 'M2 4L14 12',
  terminal: 'M2 13H14M8 13V4',
  bereaved: 'M3 11C6 4 10 4 13 11',
};
const NONE = 'M2 8H4M7 8H9M12 8H14';

/** The phase that a person set, and for how many days; nothing is worked out from a score. */
export function PhaseWords({ phase }: { readonly phase: PhaseNow | undefined }): ReactNode {
  const t = useConsultation();
  const known = phase !== undefined && isKnownPhase(phase.phase) ? phase.phase : undefined;
  return (
    <span className={known === 'unstable' ? 'phase phase--unstable' : 'phase'}>
      <svg viewBox="0 0 16 16" aria-hidden focusable="false">
        <path d={LINES[known ?? ''] ?? NONE} />
      </svg>
      {known === undefined || phase === undefined ? (
        t('board.phase.none')
      ) : (
        <>
          {t(`board.phase.${known}`)} <Days days={daysIn(phase, Date.now())} />
        </>
      )}
    </span>
  );
}

function Days({ days }: { readonly days: number }): ReactNode {
  const t = useConsultation();
  return (
    <span className="phase__days">
      {t(days === 1 ? 'board.days.one' : 'board.days.more', { count: days })}
    </span>
  );
}
