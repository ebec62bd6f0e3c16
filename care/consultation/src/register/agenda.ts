import { csvOf, typedDay } from '@caecilia/ui';
import type { Kept } from '../consultation.ports.ts';
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

/** Who is marked still, by name. */
function byName<Entry>(entries: readonly Entry[], of: (entry: Entry) => AgendaEntry): readonly Entry[] {
  return entries
    .filter((entry) => of(entry).mark.ended === undefined)
    .toSorted((one, other) => (of(one).name ?? '').localeCompare(of(other).name ?? '', 'nl'));
}

/**
 * The marked patients as the agenda of a PaTz meeting (general practitioners, district nurses and the palliative
 * consultant): by name, with a column to write in. A cell that a spreadsheet would run as a formula is made words.
 */
export function patzAgenda(entries: readonly AgendaEntry[], words: (key: MessageKey) => string): string {
  const rows = byName(entries, (entry) => entry).map(({ mark, name = words('agenda.noName'), birthDate }) => [
    name,
    typedDay(birthDate),
    typedDay(mark.on),
    mark.reason,
    '',
  ]);
  return csvOf([COLUMNS.map((column) => words(`agenda.${column}`)), ...rows]);
}

/** Lines of a row beside the words of its reason, and letters of a reason on a line of the sheet: measured on paper. */
const LEAST_LINES = 4;
const LETTERS_ON_LINE = 34;
/** Lines of rows on one A4, upright, beneath its title. */
const LINES_ON_SHEET = 40;

/** The agenda on sheets of A4: as many patients on each as fit with their whole reasons. Nobody is left out. */
export function agendaSheets(
  entries: readonly Kept<AgendaEntry>[],
): readonly (readonly Kept<AgendaEntry>[])[] {
  const sheets: Kept<AgendaEntry>[][] = [];
  let room = 0;
  for (const entry of byName(entries, ({ value }) => value)) {
    const { reason } = entry.value.mark;
    const lines = Math.max(LEAST_LINES, Math.ceil(reason.length / LETTERS_ON_LINE) + 1);
    if (lines > room || sheets.length === 0) {
      sheets.push([]);
      room = LINES_ON_SHEET;
    }
    sheets.at(-1)?.push(entry);
    room -= lines;
  }
  return sheets;
}
