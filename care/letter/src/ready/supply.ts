import { Problem } from '@caecilia/kernel';
import { type Done, dayToCome, typedWords } from './done.ts';

/** Who may give something that lies ready: a duty, not a person. */
export const GIVERS = [
  'patient',
  'family',
  'homeCare',
  'gp',
  'outOfHoursGp',
  'ward',
  'hospice',
  'consultTeam',
] as const;
export type Giver = (typeof GIVERS)[number];

/** What is typed of one thing of the anticipatory set. No dose: that is in the execution request. */
export interface SupplyWords {
  readonly item: string;
  readonly indication: string;
  readonly givers: readonly Giver[];
  /** Where it lies, so that somebody who was never there finds it at night. */
  readonly place: string;
  /** Civil day, the last on which it may be used. */
  readonly expires: string;
}

export const SUPPLY_ACTS = ['used', 'moved', 'gone'] as const;
export type SupplyAct = (typeof SUPPLY_ACTS)[number];

/** What became of it. `told`: the team was given a task because it expires. */
export interface SupplyEvent extends Done {
  readonly kind: SupplyAct | 'told';
  /** Of `moved` the new place; else a remark. */
  readonly words?: string;
}

/** One thing of the anticipatory set of a patient. */
export interface Supply extends SupplyWords {
  /** Logical id. */
  readonly patient: string;
  readonly clientId: string;
  readonly placed: Done;
  /** In the order in which they were written down. */
  readonly events: readonly SupplyEvent[];
}

export type SupplyState = 'present' | 'used' | 'expired' | 'gone';

/** Days before it expires on which the team is told, to have it replaced in time. */
export const TOLD_DAYS_BEFORE = 7;

/** What it is today. `today`: civil day. */
export function supplyState({ events, expires }: Supply, today: string): SupplyState {
  if (events.some(({ kind }) => kind === 'used')) return 'used';
  if (events.some(({ kind }) => kind === 'gone')) return 'gone';
  return expires < today ? 'expired' : 'present';
}

/** Where it lies now. */
export function placeOf({ place, events }: Supply): string {
  return events.findLast(({ kind }) => kind === 'moved')?.words ?? place;
}

/** Laid ready. Throws `Problem('required')` or `Problem('value')` with the field. */
export function placedSupply(
  wish: { readonly patient: string; readonly clientId: string; readonly words: SupplyWords },
  placed: Done,
  today: string,
): Supply {
  const { patient, clientId, words } = wish;
  const givers = GIVERS.filter((each) => words.givers.includes(each));
  if (givers.length === 0)
    throw new Problem('required', 'Something is missing here.', { expression: 'givers' });
  return {
    patient,
    clientId,
    item: typedWords(words.item, 'item'),
    indication: typedWords(words.indication, 'indication'),
    givers,
    place: typedWords(words.place, 'place'),
    expires: dayToCome(words.expires, 'expires', today),
    placed,
    events: [],
  };
}

/** Something that became of it. What was used or is gone stays so. Throws `Problem('business-rule')`. */
export function afterAct(supply: Supply, act: SupplyAct, words: string, done: Done): Supply {
  if (supply.events.some(({ kind }) => kind === 'used' || kind === 'gone'))
    throw new Problem('business-rule', 'This was used or is gone already. Look at what stands there.');
  const said = act === 'moved' || words.trim() !== '' ? typedWords(words, 'words') : undefined;
  return {
    ...supply,
    events: [...supply.events, { kind: act, ...done, ...(said === undefined ? {} : { words: said }) }],
  };
}

/** Whether the team is to be told today that it expires: it still lies there, and nobody was told. */
export function isToTell(supply: Supply, lastDay: string): boolean {
  return (
    supply.expires <= lastDay &&
    !supply.events.some(({ kind }) => kind === 'used' || kind === 'gone' || kind === 'told')
  );
}

/** The team was told. */
export function toldOf(supply: Supply, done: Done): Supply {
  return { ...supply, events: [...supply.events, { kind: 'told', ...done }] };
}
