import { csvOf, typedDay } from '@caecilia/ui';
import type { Kept } from '../consultation.ports.ts';
import type { MessageKey } from '../messages.nl.ts';
import type { Mark } from './mark.ts';

/** What the meeting needs of a patient beside why they are marked; in the words of who reads it. */
export interface AgendaAbout {
  /** The phase that stands, with since when; absent: none is recorded, or it is not for who asks. */
  readonly phase?: string;
  /** What changed in the last weeks, each with its day. */
  readonly changed: readonly string[];
  /** What others asked and what is open. */
  readonly questions: readonly string[];
  /** What was agreed last time, with the day. */
  readonly agreed?: string;
}

/** A patient of the agenda. */
export interface AgendaEntry {
  readonly mark: Mark;
  /** As it is shown; absent where it is not for who asks. */
  readonly name?: string;
  /** FHIR date. */
  readonly birthDate?: string;
  /** Absent where it was not asked for. */
  readonly about?: AgendaAbout;
}

const COLUMNS = [
  'name',
  'birthDate',
  'markedOn',
  'reason',
  'phase',
  'changed',
  'questions',
  'agreed',
  'discuss',
] as const;

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
  const rows = byName(entries, (entry) => entry).map(
    ({ mark, name = words('agenda.noName'), birthDate, about }) => [
      name,
      typedDay(birthDate),
      typedDay(mark.on),
      mark.reason,
      about?.phase ?? '',
      (about?.changed ?? []).join('; '),
      (about?.questions ?? []).join('; '),
      about?.agreed ?? '',
      '',
    ],
  );
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
    const lines = Math.max(LEAST_LINES, linesOf(entry.value) + 1);
    if (lines > room || sheets.length === 0) {
      sheets.push([]);
      room = LINES_ON_SHEET;
    }
    sheets.at(-1)?.push(entry);
    room -= lines;
  }
  return sheets;
}

/** Lines of the words beside a name; each of what the meeting needs begins on a line of its own, with its heading. */
function linesOf({ mark, about }: AgendaEntry): number {
  const said = aboutLines(about).map(([, words]) => words);
  const linesIn = (words: string) => Math.ceil((words.length + HEADING) / LETTERS_ON_LINE);
  return (
    Math.ceil(mark.reason.length / LETTERS_ON_LINE) + said.reduce((sum, words) => sum + linesIn(words), 0)
  );
}

/** Letters of the heading of a line. */
const HEADING = 12;

/** What the meeting needs, each with the key of its heading; what is not there is left out. */
export function aboutLines(
  about: AgendaAbout | undefined,
): readonly (readonly ['phase' | 'changed' | 'questions' | 'agreed', string])[] {
  if (about === undefined) return [];
  const { phase, changed, questions, agreed } = about;
  return [
    ...(phase === undefined ? [] : ([['phase', phase]] as const)),
    ...(changed.length === 0 ? [] : ([['changed', changed.join('; ')]] as const)),
    ...(questions.length === 0 ? [] : ([['questions', questions.join('; ')]] as const)),
    ...(agreed === undefined ? [] : ([['agreed', agreed]] as const)),
  ];
}
