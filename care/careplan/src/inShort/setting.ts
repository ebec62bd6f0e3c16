/** Where somebody works who reads a plan in short: each place has its own page, of what its roles may see. */
export const SETTINGS = ['gp', 'homeCare', 'outOfHours', 'ward'] as const;
export type Setting = (typeof SETTINGS)[number];

/** Who does a step at the bedside, or is called: never a person, because at night it is whoever has that duty. */
export const HELPERS = [
  'family',
  'homeCare',
  'gp',
  'outOfHoursGp',
  'ward',
  'hospice',
  'consultTeam',
  'pharmacy',
] as const;
export type Helper = (typeof HELPERS)[number];

interface ReadsAs {
  readonly setting: Setting;
  /** As whom the plan speaks of them. */
  readonly helper: Helper;
}

/** By code of the policy. Who is not here reads the whole record, or none of it, and has other pages. */
const READERS: Readonly<Record<string, ReadsAs>> = {
  gp: { setting: 'gp', helper: 'gp' },
  'home-care-nurse': { setting: 'homeCare', helper: 'homeCare' },
  'out-of-hours-gp': { setting: 'outOfHours', helper: 'outOfHoursGp' },
  'ward-nurse': { setting: 'ward', helper: 'ward' },
  'treating-physician': { setting: 'ward', helper: 'ward' },
  'transfer-nurse': { setting: 'ward', helper: 'ward' },
  'hospice-nurse': { setting: 'ward', helper: 'hospice' },
};

/** In which setting somebody of this role reads; undefined: the page is not for them. */
export function readsAs(role: string): ReadsAs | undefined {
  return Object.hasOwn(READERS, role) ? READERS[role] : undefined;
}
