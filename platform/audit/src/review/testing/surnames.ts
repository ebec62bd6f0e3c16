import { keyOf, surnamesOf } from '../surname.ts';
import type { Chance } from './chance.ts';

/** The most common family names, with about the share of people who bear them (per 100,000). */
const COMMON: readonly (readonly [name: string, per100000: number])[] = [
  ['de Jong', 520],
  ['Jansen', 450],
  ['de Vries', 430],
  ['van den Berg', 355],
  ['van Dijk', 340],
  ['Bakker', 335],
  ['Janssen', 330],
  ['Visser', 300],
  ['Smit', 260],
  ['Meijer', 245],
  ['de Boer', 235],
  ['Mulder', 220],
  ['de Groot', 220],
  ['Bos', 215],
  ['Vos', 180],
  ['Peters', 180],
  ['Hendriks', 175],
  ['van Leeuwen', 170],
  ['Dekker', 165],
  ['van der Berg', 20],
  ['van der Meer', 125],
];

/** Invented names behind them, the n-th about half as common as the one at n/2, as family names are. */
const TAIL = 20_000;
const SYLLABLES = 'zul kar mob dre wis tol fen gra pon lud rik sta vem nol huk jer bas tie gom aal'.split(
  ' ',
);
const tailName = (rank: number): string => {
  const part = (value: number) => SYLLABLES[value % SYLLABLES.length] ?? '';
  const name = `${part(rank)}${part(Math.floor(rank / 20))}${part(Math.floor(rank / 400))}${rank >= 8000 ? part(Math.floor(rank / 8000)) : ''}`;
  return `${rank % 5 === 0 ? 'van ' : ''}${name.charAt(0).toUpperCase()}${name.slice(1)}inga`;
};

interface Name {
  readonly name: string;
  readonly share: number;
}

function allNames(): readonly Name[] {
  const common = COMMON.map(([name, per100000]) => ({ name, share: per100000 / 100_000 }));
  const left = 1 - common.reduce((sum, { share }) => sum + share, 0);
  const weights = Array.from({ length: TAIL }, (_, rank) => 1 / (rank + 31));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return [
    ...common,
    ...weights.map((weight, rank) => ({ name: tailName(rank), share: (left * weight) / total })),
  ];
}

const NAMES = allNames();
const SHARES = new Map<string, number>();
for (const { name, share } of NAMES)
  for (const part of surnamesOf(name)) SHARES.set(keyOf(part), (SHARES.get(keyOf(part)) ?? 0) + share);

/** Share of people with a folded family name. */
export function shareOf(folded: string): number {
  return SHARES.get(folded) ?? 0;
}

/** A family name, as likely as it is common. */
export function drawSurname(chance: Chance): string {
  let left = chance.next();
  for (const { name, share } of NAMES) {
    left -= share;
    if (left < 0) return name;
  }
  return NAMES[0]?.name ?? '';
}

/** A name that about one in 20,000 people bears. */
export function rareSurname(chance: Chance): string {
  return tailName(chance.whole(4000, TAIL - 1));
}
