import { type Bar, type DayView, dayWords, pictureOf, type RotaView, spanWords } from '@caecilia/team/ui';
import type { ReactNode } from 'react';
import { type Team, useTeamSpeaking } from './TeamFrame.tsx';

const ROW = 34;
const HEAD = 40;
/** Per cent of the width below which a name would not be readable. */
const LEAST_FOR_WORDS = 5;
/** And below which initials would not be. */
const LEAST_FOR_INITIALS = 2;

/**
 * A week as it is in real time: a day of 25 hours is wider than one of 24. The tables say the same in words, so who
 * hears the page is not told twice.
 */
export function RotaPicture(props: {
  readonly days: readonly DayView[];
  readonly rota: RotaView;
  readonly team: Team;
}): ReactNode {
  const { days, rota, team } = props;
  const { w, clock } = useTeamSpeaking(team);
  const { days: columns, rows, now } = pictureOf(days, rota.roles, rota.now);
  const height = HEAD + rows.length * (ROW + 16);
  const at = (per: number) => `${per}%`;
  return (
    <svg className="rota-picture" width="100%" height={height} aria-hidden="true">
      <defs>
        <pattern
          id="rota-gap"
          width="9"
          height="9"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="9" height="9" className="rota-picture__gap-ground" />
          <rect width="3.5" height="9" className="rota-picture__gap-line" />
        </pattern>
      </defs>
      {columns.map(({ day, x, width, hours }) => (
        <g key={day}>
          <line x1={at(x)} x2={at(x)} y1={0} y2={height} className="rota-picture__day" />
          <svg x={at(x)} width={at(width)} y={0} height={HEAD} aria-hidden="true">
            <text x={5} y={15} className="rota-picture__head">
              {dayWords(day, clock.language)}
            </text>
            {hours === 24 ? null : (
              <text x={5} y={32} className="rota-picture__hours">
                {w('time.hours', { hours })}
              </text>
            )}
          </svg>
        </g>
      ))}
      {rows.map(({ role, bars }, index) => (
        <svg key={role} aria-hidden="true" x={0} y={HEAD + index * (ROW + 16)} width="100%" height={ROW + 16}>
          <text x={5} y={11} className="rota-picture__role">
            {w(`role.${role}`)}
          </text>
          {bars.map((bar) => (
            <OneBar key={bar.stretch.from} bar={bar} team={team} />
          ))}
        </svg>
      ))}
      {now === undefined ? null : (
        <line x1={at(now)} x2={at(now)} y1={0} y2={height} className="rota-picture__now" />
      )}
    </svg>
  );
}

function OneBar({ bar: { stretch, x, width }, team }: { readonly bar: Bar; readonly team: Team }): ReactNode {
  const { w, clock, nameOf } = useTeamSpeaking(team);
  const isGap = stretch.kind === 'gap';
  const words = isGap
    ? `! ${w(`gap.${stretch.because}`, { name: stretch.planned.map(nameOf).join(', ') })}`
    : nameOf(stretch.holder);
  return (
    <svg x={`${x}%`} width={`${width}%`} y={15} height={ROW}>
      <title>{`${words}, ${spanWords(stretch, clock)}`}</title>
      <rect
        x={0.5}
        y={1}
        width="100%"
        height={ROW - 3}
        rx={4}
        className={isGap ? 'rota-picture__gap' : 'rota-picture__bar'}
        {...(isGap ? { fill: 'url(#rota-gap)' } : {})}
      />
      <text
        x={width < LEAST_FOR_WORDS ? 3 : 6}
        y={21}
        className={isGap ? 'rota-picture__gap-words' : undefined}
      >
        {shortened(words, width, isGap)}
      </text>
    </svg>
  );
}

/** As much as can be read: the words, initials, or of a gap its sign. */
function shortened(words: string, width: number, isGap: boolean): string {
  if (width >= LEAST_FOR_WORDS) return words;
  if (isGap) return '!';
  const initials = words.split(/[\s-]+/).map((word) => word.slice(0, 1).toUpperCase());
  return width < LEAST_FOR_INITIALS ? '' : initials.join('');
}
