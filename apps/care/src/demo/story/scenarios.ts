import type { RequestState, Source } from '@caecilia/consultation';
import type { Depth } from './care.ts';

/** Where a patient of the demo stands today. Each comes several times, with other people and other illnesses. */
export interface Scenario {
  /** How far the newest question to the team came. */
  readonly ends: RequestState;
  readonly source: Source;
  /** Asked by somebody who cannot order, or noted at the telephone. */
  readonly proposal?: boolean;
  /** Days ago that it was asked, least and most. */
  readonly askedAgo: readonly [least: number, most: number];
  readonly now: 'ward' | 'home' | 'hospice' | 'clinic';
  /** Was home in between, and is admitted again. */
  readonly via?: readonly 'ward'[];
  /** The team was there before, months ago. */
  readonly earlier?: boolean;
  readonly died?: 'ward' | 'home' | 'hospice';
}

const SCENARIOS: readonly Scenario[] = [
  { ends: 'received', source: 'ward', askedAgo: [1, 1], now: 'ward' },
  { ends: 'inProgress', source: 'ward', askedAgo: [6, 12], now: 'ward' },
  { ends: 'inProgress', source: 'gp', askedAgo: [80, 170], now: 'home', earlier: true },
  { ends: 'triaged', source: 'ward', askedAgo: [1, 2], now: 'ward' },
  { ends: 'completed', source: 'ward', askedAgo: [60, 150], now: 'home', died: 'home' },
  { ends: 'received', source: 'patient', proposal: true, askedAgo: [1, 2], now: 'home' },
  { ends: 'inProgress', source: 'outpatient', askedAgo: [40, 90], now: 'clinic' },
  { ends: 'completed', source: 'ward', askedAgo: [50, 120], now: 'home' },
  { ends: 'inProgress', source: 'hospice', askedAgo: [10, 24], now: 'hospice' },
  { ends: 'accepted', source: 'ward', askedAgo: [1, 2], now: 'ward' },
  { ends: 'received', source: 'gp', proposal: true, askedAgo: [1, 1], now: 'home' },
  { ends: 'inProgress', source: 'ward', askedAgo: [30, 60], now: 'home', via: ['ward'], earlier: true },
  { ends: 'declined', source: 'gp', askedAgo: [12, 40], now: 'home' },
  { ends: 'completed', source: 'hospice', askedAgo: [40, 100], now: 'hospice', died: 'hospice' },
  { ends: 'received', source: 'carer', proposal: true, askedAgo: [1, 2], now: 'home' },
  { ends: 'confirmed', source: 'gp', proposal: true, askedAgo: [20, 45], now: 'home' },
  { ends: 'redirected', source: 'outpatient', askedAgo: [8, 30], now: 'clinic' },
  { ends: 'inProgress', source: 'ward', askedAgo: [14, 30], now: 'ward', died: 'ward' },
  { ends: 'withdrawn', source: 'ward', askedAgo: [5, 20], now: 'home' },
  { ends: 'inProgress', source: 'gp', askedAgo: [150, 320], now: 'home' },
];

const COMPLETED: readonly Scenario[] = [
  { ends: 'completed', source: 'ward', askedAgo: [30, 120], now: 'home' },
  { ends: 'completed', source: 'gp', askedAgo: [30, 200], now: 'home' },
  { ends: 'completed', source: 'outpatient', askedAgo: [30, 200], now: 'clinic' },
  { ends: 'completed', source: 'ward', askedAgo: [40, 300], now: 'home', died: 'home' },
  { ends: 'completed', source: 'hospice', askedAgo: [40, 300], now: 'hospice', died: 'hospice' },
  { ends: 'redirected', source: 'outpatient', askedAgo: [20, 300], now: 'clinic' },
];

const OPEN: readonly Scenario[] = [
  { ends: 'received', source: 'ward', askedAgo: [1, 2], now: 'ward' },
  { ends: 'triaged', source: 'gp', askedAgo: [1, 2], now: 'home' },
  { ends: 'accepted', source: 'ward', askedAgo: [1, 2], now: 'ward' },
  { ends: 'inProgress', source: 'ward', askedAgo: [3, 9], now: 'ward' },
];

/** Two years at home, with a diary of every day. */
const LONG: Scenario = { ends: 'inProgress', source: 'gp', askedAgo: [730, 730], now: 'home' };
/** Days from which a course is a long one. */
export const LONG_DAYS = 700;

/** In a large house most questions are answered: one in five hundred is open, one in five thousand goes on for years. */
export function scenarioOf(n: number, depth: Depth): Scenario {
  const among = (list: readonly Scenario[], index: number) => list[index % list.length] ?? LONG;
  if (depth === 'full') return among(SCENARIOS, n);
  if (n % 5000 === 1) return LONG;
  return n % 500 === 0 ? among(OPEN, n / 500) : among(COMPLETED, n);
}
