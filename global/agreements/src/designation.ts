import { monthsAfter } from './civil-day.ts';
import type { Refusal, Words } from './words.ts';

/** One criterion of a designation. */
export interface Criterion {
  readonly code: string;
  readonly name: Words;
}

/** A scheme of designations: its criteria, how long it counts, and where its words stand. */
export interface DesignationScheme {
  readonly code: string;
  readonly name: Words;
  readonly years: number;
  readonly source: string;
  readonly criteria: readonly Criterion[];
}

/**
 * ESMO Designated Centres of Integrated Oncology and Palliative Care: 13 criteria, for three years. The numbers are those
 * of the application form of ESMO (`source`); the words here are our own and short, to find a criterion by. What counts is
 * the form of the year in which one applies.
 */
export const ESMO_DESIGNATED_CENTRE: DesignationScheme = {
  code: 'ESMO-DC',
  name: { nl: 'ESMO Designated Centre', en: 'ESMO Designated Centre' },
  years: 3,
  source: 'https://esmo.formstack.com/forms/designated_centres_application_form',
  criteria: [
    c(1, 'Oncologie en palliatieve zorg werken als één', 'Oncology and palliative care work as one'),
    c(2, 'Wie begon, laat niet los', 'Care goes on; nobody is let go'),
    c(3, 'Deskundige zorg bij lichamelijke klachten', 'Expert care for physical symptoms'),
    c(
      4,
      'Deskundige zorg bij psychische en existentiële nood',
      'Expert care for psychological and existential distress',
    ),
    c(5, 'Klachten en steun worden standaard nagegaan', 'Symptoms and support are assessed as a routine'),
    c(6, 'Spoedzorg bij klachten die niet onder controle zijn', 'Urgent care for uncontrolled symptoms'),
    c(7, 'Opname om klachten onder controle te krijgen', 'Admission to bring symptoms under control'),
    c(8, 'Steun voor naasten volgens een programma', 'A programme of support for families'),
    c(9, 'Zorg thuis, met achterwacht en afstemming', 'Home care, with back-up and coordination'),
    c(10, 'Opname om naasten te ontlasten', 'Respite care'),
    c(11, 'Opname in de laatste levensfase', 'Admission at the end of life'),
    c(12, 'Onderzoek naar palliatieve zorg', 'Research in palliative care'),
    c(13, 'Onderwijs aan zorgverleners', 'Education of clinicians'),
  ],
};

function c(number: number, nl: string, en: string): Criterion {
  return { code: `ESMO-DC-${number}`, name: { nl, en } };
}

export const DESIGNATION_SCHEMES: readonly DesignationScheme[] = [ESMO_DESIGNATED_CENTRE];

export const CRITERION_STATES = ['met', 'partly', 'not-met', 'open'] as const;
export type CriterionState = (typeof CRITERION_STATES)[number];

/** The clock of a designation: last day, and the day from which it warns. */
export function designationClock(
  awarded: string,
  scheme: Pick<DesignationScheme, 'years'>,
): { readonly expires: string; readonly warnFrom: string } {
  const next = monthsAfter(awarded, scheme.years * 12);
  const expires = dayBefore(next);
  return { expires, warnFrom: monthsAfter(expires, -12) };
}

const dayBefore = (day: string) =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** Below this, a count could lead to a person. */
export const SMALLEST_CELL = 5;

/** One count of an aggregate; `null` is one that is not told: shown as "< 5", or hidden for the sake of another. */
export interface Cell {
  readonly label: string;
  readonly count: number | null;
  readonly why?: 'small' | 'protects-other' | undefined;
}

/** An aggregate as it is kept: no count in it leads to a person, alone or by subtraction. */
export interface Aggregate {
  readonly cells: readonly Cell[];
  readonly total: number | null;
}

/**
 * Hides what is small, before anything is kept. Where one cell alone would be hidden, the total would give it away, so
 * the next smallest is hidden with it; where there is none, the total is. Counts of zero are small as well.
 */
export function withoutSmallCells(
  counts: readonly { readonly label: string; readonly count: number }[],
): Aggregate {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const small = counts.filter(({ count }) => count < SMALLEST_CELL);
  const hidden = new Map<string, 'small' | 'protects-other'>(small.map(({ label }) => [label, 'small']));
  const others = counts.filter(({ label }) => !hidden.has(label)).toSorted((a, b) => a.count - b.count);
  // The sum of what is hidden is known from the total: it must not be small itself.
  const hiddenSum = () =>
    counts.filter(({ label }) => hidden.has(label)).reduce((sum, { count }) => sum + count, 0);
  for (const { label } of others) {
    if (hidden.size === 0 || (hidden.size > 1 && hiddenSum() >= SMALLEST_CELL)) break;
    hidden.set(label, 'protects-other');
  }
  const told = hidden.size === 0 || (hidden.size > 1 && hiddenSum() >= SMALLEST_CELL);
  const cells = counts.map(({ label, count }) => {
    const why = hidden.get(label);
    return why === undefined ? { label, count } : { label, count: null, why };
  });
  return { cells, total: told ? total : null };
}

/** What shows that a criterion is met. An aggregate out of care is kept without its small cells. */
export type Evidence =
  | { readonly kind: 'document' | 'text'; readonly ref: string; readonly asOf: string }
  | {
      readonly kind: 'aggregate';
      readonly ref: string;
      readonly asOf: string;
      readonly aggregate: Aggregate;
    };

/** Why a criterion cannot be called met, or undefined where it can: something has to show it. */
export function refusedStatus(status: CriterionState, evidence: readonly Evidence[]): Refusal | undefined {
  if ((status !== 'met' && status !== 'partly') || evidence.length > 0) return undefined;
  return {
    code: 'criterion.evidence',
    words: {
      nl: 'Zet er eerst bij waaruit dit blijkt.',
      en: 'Add first what shows this.',
    },
  };
}
