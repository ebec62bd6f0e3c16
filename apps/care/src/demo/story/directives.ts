import type { PlanDraft } from '@caecilia/careplan';
import type { Random } from '../random.ts';

type Directive = PlanDraft['treatmentDirectives'][number];
type Decision = Directive['decision'];

/** What a directive of one conversation has in common. */
export interface Spoken {
  /** Begin of the ids. */
  readonly id: string;
  readonly on: string;
  readonly parties: readonly string[];
}

const doIt: Decision = { kind: 'do' };
const doNot: Decision = { kind: 'doNot' };
const onlyIf = (condition: string): Decision => ({ kind: 'onlyIf', condition });
const open = (words: 'Niet besproken' | 'Onbekend'): Decision => ({ kind: 'open', words });

const HOSPITAL_IF = [
  'de benauwdheid thuis niet te verlichten is.',
  'er iets gebroken is dat thuis niet behandeld kan worden.',
  'de zorg thuis niet meer gaat en er in het hospice geen plaats is.',
  'het om een kort bezoek gaat, dezelfde dag weer naar huis.',
];
const ANTIBIOTICS_IF = [
  'het klachten verlicht, en alleen als drank of tablet.',
  'het thuis gegeven kan worden.',
];
const ICU_IF = [
  'er uitzicht is om weer thuis te komen.',
  'het hooguit enkele dagen duurt en de familie het weet.',
];
const REASONS = [
  '“Ik heb mijn leven gehad. Het is goed zo.”',
  '“Als het komt, laat het dan komen.”',
  '“Ik wil mijn kleinkind nog zien lopen.”',
  '“Niet aan slangen. Dat heb ik bij mijn broer gezien.”',
  '“Liever een week thuis dan een maand daar.”',
];

type Row = readonly [treatment: string, decision: Decision];

/** First of all relief: the end is near and nothing is drawn out. */
const relief = (random: Random): readonly Row[] => [
  ['cpr', doNot],
  ['ventilation', doNot],
  ['icuAdmission', doNot],
  ['hospitalAdmission', onlyIf(random.one(HOSPITAL_IF))],
  ['antibiotics', random.chance(0.5) ? onlyIf(random.one(ANTIBIOTICS_IF)) : doIt],
  ['bloodProducts', random.chance(0.5) ? doNot : open('Niet besproken')],
];

/** Longer life as well, where it can be had. */
const longer = (random: Random): readonly Row[] => [
  ['cpr', random.chance(0.4) ? doIt : doNot],
  ['ventilation', onlyIf('het met het masker kan. Geen buis.')],
  ['icuAdmission', onlyIf(random.one(ICU_IF))],
  ['hospitalAdmission', doIt],
  ['antibiotics', doIt],
];

/** Before, when nobody spoke of dying: everything, or left open. */
const before = (random: Random): readonly Row[] => [
  ['cpr', doIt],
  ['ventilation', random.chance(0.5) ? doIt : open('Onbekend')],
  ['icuAdmission', open(random.chance(0.5) ? 'Niet besproken' : 'Onbekend')],
  ['hospitalAdmission', doIt],
];

const SETS = { relief, longer, before } as const;
export type Direction = keyof typeof SETS;

/** What was decided in one conversation; some of it was not spoken of. */
export function directivesOf(direction: Direction, spoken: Spoken, random: Random): readonly Directive[] {
  const rows = SETS[direction](random);
  const spokenOf =
    direction === 'before' ? random.some(rows, 3) : random.some(rows, random.int(3, rows.length));
  return spokenOf.map(([treatment, decision]) => ({
    id: `${spoken.id}-${treatment.toLowerCase()}`,
    treatment,
    decision,
    on: spoken.on,
    parties: spoken.parties,
    ...(random.chance(0.3) && direction !== 'before' ? { reason: random.one(REASONS) } : {}),
  }));
}

/** The older directives, ended where a newer one is on the same treatment. */
export function replacedBy(older: readonly Directive[], newer: readonly Directive[]): readonly Directive[] {
  return older.map((directive) => {
    const next = newer.find(({ treatment }) => treatment === directive.treatment);
    return next === undefined
      ? directive
      : { ...directive, ended: { on: next.on, reason: 'opnieuw besproken' } };
  });
}
