import type { MessageKey } from '../messages.nl.ts';
import type { CountsShown } from '../register/shown.ts';

/** A row of counts. */
export interface CountRow {
  readonly words: MessageKey;
  readonly count: number;
  /** What it is a share of; absent for what is no share. */
  readonly of?: number;
  /** One of the parts that add up to the whole. */
  readonly isPart: boolean;
}

/** Requests by how they were answered. The parts add up to what was asked; the share in time leaves out who waits. */
export function answerRows(responses: CountsShown['responses']): readonly CountRow[] {
  const { asked, met, missed } = responses;
  const parts = [
    'sameDay',
    'nextDay',
    'later',
    'late',
    'waiting',
    'redirected',
    'declined',
    'withdrawn',
  ] as const;
  return [
    { words: 'counts.asked', count: asked, isPart: false },
    ...parts.map((part) => ({
      words: `counts.${part}` as const,
      count: responses[part],
      of: asked,
      isPart: true,
    })),
    { words: 'counts.met', count: met, of: met + missed, isPart: false },
  ];
}

/** Advice by what became of it. The rate is of what has an outcome; open advice is in no share of it. */
export function adviceRows({
  given,
  adopted,
  changed,
  declined,
  open,
}: CountsShown['adoption']): readonly CountRow[] {
  const part = (words: MessageKey, count: number): CountRow => ({
    words,
    count,
    of: given,
    isPart: true,
  });
  return [
    { words: 'counts.given', count: given, isPart: false },
    part('counts.adopted', adopted),
    part('counts.changed', changed),
    part('counts.adviceDeclined', declined),
    part('counts.open', open),
    { words: 'counts.rate', count: adopted, of: adopted + changed + declined, isPart: false },
  ];
}

/** A share in whole per cent; undefined of nothing: there is none. */
export function percentOf({ count, of }: Pick<CountRow, 'count' | 'of'>): number | undefined {
  return of === undefined || of === 0 ? undefined : Math.round((count / of) * 100);
}

/** A share in words: nothing for what is no share, and a word of its own for a share of nothing. */
export function shareWords(row: CountRow, none: string): string {
  if (row.of === undefined) return '';
  const percent = percentOf(row);
  return percent === undefined ? none : `${percent}%`;
}
