import { csvOf, typedDay } from '@caecilia/ui';
import type { MessageKey } from '../messages.nl.ts';
import type { Mark } from './mark.ts';

/** A patient of the agenda. */
export interface AgendaEntry {
  readonly mark: Mark;
  /** As it is shown; absent where it is not for who asks. */
  readonly name?: string;
  /** FHIR date. */
  readonly birthDate?: string;
}

const COLUMNS = ['name', 'birthDate', 'markedOn', 'reason', 'discuss'] as const;

/**
 * The marked patients as the agenda of a PaTz meeting (general practitioners, district nurses and the palliative
 * consultant): by name, with a column to write in. A cell that a spreadsheet would run as a formula is made words.
 */
export function patzAgenda(entries: readonly AgendaEntry[], words: (key: MessageKey) => string): string {
  const rows = entries
    .filter(({ mark }) => mark.ended === undefined)
    .map(({ mark, name = '', birthDate }) => [name, typedDay(birthDate), typedDay(mark.on), mark.reason, '']);
  const byName = rows.toSorted(([one = ''], [other = '']) => one.localeCompare(other, 'nl'));
  return csvOf([COLUMNS.map((column) => words(`agenda.${column}`)), ...byName]);
}
