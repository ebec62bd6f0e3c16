import { describe, expect, it } from 'vitest';
import { en } from '../messages.en.ts';
import { nl } from '../messages.nl.ts';
import { aboutLines, agendaSheets, patzAgenda } from './agenda.ts';
import { marked, markIn, markResource, mayMark, unmarked } from './mark.ts';

const SET = { on: '2026-11-23', by: 'Practitioner/gp', reason: 'Verrassingsvraag: nee.' };
const END = { on: '2026-12-01', by: 'Practitioner/nurse', reason: 'Hersteld.' };

describe('a mark on the register', () => {
  it('has its day, who set it and why, and is given back as it was', () => {
    const mark = marked('verzonnen', SET);
    expect(markIn(markResource(mark))).toEqual({ patient: 'verzonnen', ...SET });
    const ended = unmarked(mark, END);
    expect(markIn(markResource(ended, { ...markResource(mark), id: 'm1' }))).toEqual({ ...mark, ended: END });
  });

  it('is neither set nor taken away without a reason', () => {
    expect(() => marked('verzonnen', { ...SET, reason: ' ' })).toThrow('reason');
    expect(() => unmarked(marked('verzonnen', SET), { ...END, reason: '' })).toThrow('reason');
  });

  it('ends once, and not before it began', () => {
    const mark = marked('verzonnen', SET);
    expect(() => unmarked(mark, { ...END, on: '2026-11-22' })).toThrow('before');
    expect(() => unmarked(unmarked(mark, END), END)).toThrow('any more');
  });

  it('that is not as it is written here is no mark', () => {
    const made = markResource(marked('verzonnen', SET));
    expect(() => markIn({ ...made, code: { text: 'marked' } })).toThrow();
    expect(() => markIn({ ...made, valueBoolean: false })).toThrow();
    expect(() => markIn({ ...made, effectivePeriod: { start: '2026' } })).toThrow();
  });

  it('is for professionals who treat', () => {
    expect(mayMark('gp')).toBe(true);
    for (const role of ['patient', 'carer', 'hospice-volunteer', 'team-secretary', 'researcher'])
      expect(mayMark(role)).toBe(false);
  });
});

describe('the agenda of a PaTz meeting', () => {
  const entry = (name: string, reason: string) => ({
    mark: marked('verzonnen', { ...SET, reason }),
    name,
    birthDate: '1948-02-14',
  });

  it('lists who is marked, by name, and not whose mark ended', () => {
    const gone = { mark: unmarked(marked('ander', SET), END), name: 'Aa' };
    const csv = patzAgenda([entry('Zee, Zus', 'x'), entry('Aal, Bo', 'y;z'), gone], (key) => nl[key]);
    expect(csv).toBe(
      '\uFEFFNaam;Geboortedatum;Gemarkeerd op;Reden;Fase;Veranderd;Vragen;Vorige keer;Bespreken\r\n' +
        'Aal, Bo;14-02-1948;23-11-2026;"y;z";;;;;\r\nZee, Zus;14-02-1948;23-11-2026;x;;;;;\r\n',
    );
    expect(patzAgenda([], (key) => en[key])).toContain('Birth date');
  });

  it('holds the phase, what changed, what is asked and what was agreed last, where it was asked for', () => {
    const about = {
      phase: 'achteruitgaand sinds 12 nov 2026',
      changed: ['behandelafspraken, 20 nov 2026: lees het plan'],
      questions: ['Hoe houdt haar man het vol?', 'Pomp?'],
      agreed: '26 okt 2026: wekelijks bellen',
    };
    const csv = patzAgenda([{ ...entry('Aal, Bo', 'x'), about }], (key) => nl[key]);
    expect(csv).toContain(
      ';achteruitgaand sinds 12 nov 2026;behandelafspraken, 20 nov 2026: lees het plan;"Hoe houdt haar man het vol?; Pomp?";26 okt 2026: wekelijks bellen;\r\n',
    );
    expect(aboutLines(about).map(([key]) => key)).toEqual(['phase', 'changed', 'questions', 'agreed']);
    expect(aboutLines({ changed: [], questions: [] })).toEqual([]);
    // What is told takes room: nobody stands half on a sheet.
    const kept = (name: string) => ({ id: name, versionId: 1, value: { ...entry(name, 'x'), about } });
    const sheets = agendaSheets(['Aal, Bo', 'Bal, Co', 'Cas, Do', 'Das, Eo', 'Eik, Fo'].map(kept));
    expect(sheets.length).toBeGreaterThan(1);
    expect(sheets.flat()).toHaveLength(5);
  });

  it('stands on sheets with as many patients as fit, and leaves nobody out', () => {
    const kept = (name: string, reason: string) => ({ id: name, versionId: 1, value: entry(name, reason) });
    const names = (reason: string) =>
      agendaSheets(
        Array.from({ length: 25 }, (_, index) => kept(`A${String(index).padStart(2, '0')}`, reason)),
      );
    expect(names('Kort.').map((sheet) => sheet.length)).toEqual([10, 10, 5]);
    const long = names('x'.repeat(500));
    expect(long.every((sheet) => sheet.length === 2 || sheet.length === 1)).toBe(true);
    expect(long.flat().map(({ id }) => id)).toEqual(
      names('Kort.')
        .flat()
        .map(({ id }) => id),
    );
    expect(agendaSheets([])).toEqual([]);
  });

  it.each(['=HYPERLINK("http://example.org")', '+31', '-1+2', '@SUM(A1)', '\t=1'])(
    'makes words of what a spreadsheet would run: %s',
    (formula) => {
      const csv = patzAgenda([entry(formula, `${formula} x`)], (key) => nl[key]);
      for (const cell of csv.split('\r\n')[1]?.split(';').slice(0, 4) ?? [])
        expect(cell.replace(/^"/, '')).not.toMatch(/^\s*[=+\-@]/);
    },
  );
});
