import { describe, expect, it } from 'vitest';
import { caseloadsOf } from './caseload.ts';
import { handOverSheet, PATIENTS_ON_A_PAGE, patientsForSheet, type SheetPatient } from './handOverSheet.ts';
import { holderNamed } from './testing/arbitraries.ts';
import { invented } from './testing/minutes.ts';

const NOW = { at: Date.parse('2026-11-22T12:00:00Z'), timeZone: 'Europe/Amsterdam' };
const careTeam = (patient: string, references: readonly string[], more: object = {}) => ({
  resourceType: 'CareTeam',
  status: 'active',
  subject: { reference: `Patient/${patient}` },
  participant: references.map((reference) => ({ member: { reference } })),
  ...more,
});
const members = invented(3, { 2: [{ from: NOW.at - 1000, until: NOW.at + 1000 }] });
const [anna, bram, cor] = [holderNamed(0), holderNamed(1), holderNamed(2)];

describe('a caseload', () => {
  const caseloads = caseloadsOf(
    [
      careTeam('b', [anna, 'Organization/x']),
      careTeam('a', [anna, 'Practitioner/invented-1']),
      careTeam('a', [anna]),
      careTeam('c', [cor]),
      careTeam('over', [anna], { period: { end: '2026-11-21' } }),
      careTeam('last-day', [bram], { period: { end: '2026-11-22' } }),
      careTeam('unclear', [anna], { period: { end: 'soon' } }),
      careTeam('closed', [anna], { status: 'inactive' }),
    ],
    members,
    NOW,
  );

  it('is every patient whose team in force names the member, as a role or as a person, once and in no rank', () => {
    expect(caseloads.members).toEqual([
      { member: anna, patients: ['Patient/a', 'Patient/b'] },
      { member: bram, patients: ['Patient/a', 'Patient/last-day'] },
      { member: cor, patients: ['Patient/c'] },
    ]);
  });

  it('tells which patients have nobody who is there', () => {
    expect(caseloads.withoutAnybody).toEqual(['Patient/c']);
  });

  it('is handed over for some members or all, with the patients who have nobody', () => {
    expect(patientsForSheet(caseloads, [bram])).toEqual(['Patient/a', 'Patient/c', 'Patient/last-day']);
    expect(patientsForSheet(caseloads)).toEqual(['Patient/a', 'Patient/b', 'Patient/c', 'Patient/last-day']);
  });
});

const sheetPatient = (index: number, more: Partial<SheetPatient> = {}): SheetPatient => ({
  patient: `Patient/${index}`,
  familyName: `Verzonnen-${index}`,
  givenName: 'Proef',
  birthDate: '1950-01-01',
  place: 'Afdeling 1',
  phase: 'not recorded',
  akps: 'not recorded',
  limits: [],
  ...more,
});

describe('the hand-over sheet', () => {
  it('has 25 patients on two pages, filled evenly, and leaves nobody off', () => {
    const sheet = handOverSheet(Array.from({ length: 25 }, (_, index) => sheetPatient(index)));
    expect(sheet.count).toBe(25);
    expect(sheet.pages.map(({ patients }) => patients.length)).toEqual([13, 12]);
    const many = handOverSheet(Array.from({ length: 60 }, (_, index) => sheetPatient(index)));
    expect(many.pages.flatMap(({ patients }) => patients)).toHaveLength(60);
    expect(Math.max(...many.pages.map(({ patients }) => patients.length))).toBeLessThanOrEqual(
      PATIENTS_ON_A_PAGE,
    );
    expect(handOverSheet([])).toEqual({ count: 0, pages: [{ number: 1, patients: [] }] });
  });

  it('is in the order of place and name, whatever the phase or the AKPS', () => {
    const order = (some: readonly SheetPatient[]) =>
      handOverSheet(some).pages.flatMap(({ patients }) => patients.map(({ patient }) => patient));
    const patients = [
      sheetPatient(1, { place: 'Afdeling 10', familyName: 'Aa' }),
      sheetPatient(2, {
        place: 'Afdeling 2',
        familyName: 'Zz',
        phase: { value: 'terminal', on: '2026-11-01' },
      }),
      sheetPatient(3, { place: 'Afdeling 2', familyName: 'Bb', akps: { value: 90, on: '2026-11-01' } }),
    ];
    expect(order(patients)).toEqual(['Patient/3', 'Patient/2', 'Patient/1']);
    expect(order(patients.toReversed())).toEqual(order(patients));
    const otherScores = patients.map((each, index) => ({
      ...each,
      akps: { value: index * 10, on: '2026-11-20' },
    }));
    expect(order(otherScores)).toEqual(order(patients));
  });

  it('has a patient once', () => {
    expect(handOverSheet([sheetPatient(1), sheetPatient(1)]).count).toBe(1);
  });
});
