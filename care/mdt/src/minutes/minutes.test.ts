import { describe, expect, it } from 'vitest';
import { type MinutesSource, minutesOf } from './minutes.ts';
import { minutesPdf } from './minutesPdf.ts';

const FEMKE = { reference: 'Practitioner/femke', name: 'dr. Femke Fictief' };
const AT = '2026-11-23T09:00:00.000Z';
const part = (id: string, words: string) => ({
  id,
  author: FEMKE,
  words,
  at: AT,
  changedAt: AT,
  revision: 1,
  window: 'w',
});
const SOURCE: MinutesSource = {
  meeting: {
    clientId: 'x',
    startsAt: AT,
    endsAt: '2026-11-23T10:00:00.000Z',
    calledBy: FEMKE,
    state: 'closed',
    closed: { by: FEMKE, at: '2026-11-23T10:05:00.000Z' },
    agenda: ['i1'],
    attendance: [{ id: 'a', discipline: 'consult-physician', name: 'dr. Femke Fictief', there: true }],
  },
  patients: [
    {
      name: 'Verzonnen, Anna',
      birthDate: '1948-02-14',
      item: {
        meeting: 'm',
        patient: 'anna',
        heldAt: AT,
        addedBy: FEMKE,
        reasons: [
          { kind: 'unstable', day: '2026-11-20', words: { nl: 'Fase instabiel', en: 'Phase unstable' } },
        ],
        steps: [],
        parts: [
          { ...part('1', '*niet vet* #panic() <b>'), kind: 'note' },
          {
            ...part('2', 'Ventilator aan het bed'),
            kind: 'decision',
            decision: {
              for: 'treating',
              owner: { name: 'Longafdeling' },
              dueOn: '2026-11-24',
              task: 'Task/1',
            },
          },
        ],
      },
    },
  ],
  leftOut: 2,
  unreadable: 0,
  reader: 'Mees Verzinsel',
  now: new Date('2026-11-23T12:00:00Z'),
  timeZone: 'Europe/Amsterdam',
  demo: true,
};

describe('minutes', () => {
  it('say when, who, which version, who is left out, and each decision with who and by when', () => {
    const minutes = minutesOf(SOURCE, 'nl');
    expect(minutes.title).toBe('Verslag multidisciplinair overleg 23-11-2026');
    expect(Object.fromEntries(minutes.facts)).toMatchObject({
      Wanneer: '23-11-2026 10:00–11:00',
      Versie: 'Vastgesteld op 23-11-2026 11:05 door dr. Femke Fictief',
      Gedownload: '23-11-2026 13:00 door Mees Verzinsel',
    });
    expect(minutes.notices.join(' ')).toContain('2 patiënten van dit overleg zijn niet voor u te zien');
    expect(minutes.patients[0]?.decisions).toEqual([
      { what: 'Ventilator aan het bed', owner: 'Longafdeling', due: '24-11-2026' },
    ]);
    expect(minutesOf(SOURCE, 'en').patients[0]?.reasons).toEqual(['Unstable: Phase unstable']);
  });

  it('name the disciplines of the team of which nobody was there', () => {
    const [, who] = minutesOf(SOURCE, 'nl').facts[1] ?? [];
    expect(who).toContain('Geestelijk verzorger: niemand genoteerd');
    expect(who).not.toContain('Arts consultteam: niemand');
  });

  it('of a meeting that is not closed say that they are a draft', () => {
    const { closed: _, ...open } = SOURCE.meeting;
    const draft = minutesOf({ ...SOURCE, meeting: { ...open, state: 'running' } }, 'en');
    expect(JSON.stringify(draft.facts)).toContain('Draft as of 23-11-2026 13:00');
  });

  it('become a tagged PDF in both languages, and what was typed is never markup', async () => {
    for (const language of ['nl', 'en'] as const) {
      const pdf = Buffer.from(await minutesPdf(minutesOf(SOURCE, language))).toString('latin1');
      expect(pdf.startsWith('%PDF-')).toBe(true);
      expect(pdf).toContain('/StructTreeRoot');
      expect(pdf).toContain(`/Lang (${language})`);
    }
  });

  it('write a character that cannot be printed as its code, and say so', async () => {
    const [patient] = SOURCE.patients;
    if (!patient) throw new Error('nobody');
    const odd = { ...patient, name: 'Verzonnen \u{1F9EA}\u{13000}' };
    const minutes = minutesOf({ ...SOURCE, patients: [odd] }, 'nl');
    expect((await minutesPdf(minutes)).length).toBeGreaterThan(1000);
  });
});
