import type { DayView, RoleRotaView } from '../endpoints/answers.ts';
import type { Stretch } from '../rota/coverage.ts';

/** A bar in the picture of a rota; places and widths are per cent of the real time that the picture shows. */
export interface Bar {
  readonly stretch: Stretch;
  readonly x: number;
  readonly width: number;
}

/** A day in the picture: wider where the clock is set back in it, narrower where it is set forward. */
export interface DayColumn {
  readonly day: string;
  readonly x: number;
  readonly width: number;
  readonly hours: number;
}

/** A rota as it is drawn: to the scale of real time, so that an hour is as wide on every day. */
export interface Picture {
  readonly days: readonly DayColumn[];
  readonly rows: readonly { readonly role: RoleRotaView['role']; readonly bars: readonly Bar[] }[];
  /** Where now is; absent where the picture does not show it. */
  readonly now?: number;
}

const HOUR_MS = 3_600_000;

/** Draws some days of a rota. */
export function pictureOf(
  days: readonly DayView[],
  roles: readonly Pick<RoleRotaView, 'role' | 'stretches'>[],
  now: number,
): Picture {
  const from = days[0]?.from ?? 0;
  const until = days.at(-1)?.until ?? from + 1;
  const share = (at: number) => ((Math.min(Math.max(at, from), until) - from) / (until - from)) * 100;
  const part = (span: { readonly from: number; readonly until: number }) => ({
    x: share(span.from),
    width: share(span.until) - share(span.from),
  });
  return {
    days: days.map((day) => ({ day: day.day, hours: (day.until - day.from) / HOUR_MS, ...part(day) })),
    rows: roles.map(({ role, stretches }) => ({
      role,
      bars: stretches
        .filter((stretch) => stretch.from < until && stretch.until > from)
        .map((stretch) => ({ stretch, ...part(stretch) })),
    })),
    ...(from <= now && now < until ? { now: share(now) } : {}),
  };
}
