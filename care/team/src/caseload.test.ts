import { describe, expect, it } from 'vitest';
import { caseloadsOf } from './caseload.ts';
import { inOrderOfTheRound, patientsForSheet, type SheetPatient } from './handOverSheet.ts';
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
const consultation = (patient: string, owner: string | undefined, intent = 'order') => ({
  resourceType: 'Task',
  intent,
  for: { reference: `Patient/${patient}` },
  owner: owner === undefined ? { display: 'Iemand (verzonnen)' } : { reference: owner },
});
const members = invented(3, { 2: [{ from: NOW.at - 1000, until: NOW.at + 1000 }] });
const [anna, bram, cor] = [holderNamed(0), holderNamed(1), holderNamed(2)];

describe('a caseload', () => {
  const caseloads = caseloadsOf(
    {
      careTeams: [
        careTeam('b', [anna, 'Organization/x']),
        careTeam('a', [anna, 'Practitioner/invented-1']),
        careTeam('a', [anna]),
        careTeam('c', [cor]),
        careTeam('over', [anna], { period: { end: '2026-11-21' } }),
        careTeam('last-day', [bram], { period: { end: '2026-11-22' } }),
        careTeam('unclear', [anna], { period: { end: 'soon' } }),
        careTeam('closed', [anna], { status: 'inactive' }),
      ],
      consultations: [
        consultation('taken', anna),
        consultation('a', cor),
        consultation('named-only', undefined),
        consultation('of-cor', 'Practitioner/invented-2'),
        consultation('asked', bram, 'proposal'),
      ],
    },
    members,
    NOW,
  );

  it('is every patient whose team in force names the member, as a role or as a person, once and in no rank', () => {
    expect(caseloads.members).toEqual([
      { member: anna, patients: ['Patient/a', 'Patient/b', 'Patient/taken'] },
      { member: bram, patients: ['Patient/a', 'Patient/last-day'] },
      { member: cor, patients: ['Patient/c', 'Patient/of-cor'] },
    ]);
  });

  it('has who took a consultation, while no CareTeam names somebody of the team', () => {
    const [ofAnna, , ofCor] = caseloads.members;
    expect(ofAnna?.patients).toContain('Patient/taken');
    expect(ofCor?.patients).not.toContain('Patient/a');
  });

  it('tells which patients have nobody who is there', () => {
    expect(caseloads.withoutAnybody).toEqual(['Patient/c', 'Patient/of-cor']);
    expect(caseloads.neverNamed).toEqual(['Patient/named-only']);
  });

  it('is handed over for some members or all, with the patients who have nobody', () => {
    expect(patientsForSheet(caseloads, [bram])).toEqual([
      'Patient/a',
      'Patient/c',
      'Patient/last-day',
      'Patient/named-only',
      'Patient/of-cor',
    ]);
    expect(patientsForSheet(caseloads)).toEqual([
      'Patient/a',
      'Patient/b',
      'Patient/c',
      'Patient/last-day',
      'Patient/named-only',
      'Patient/of-cor',
      'Patient/taken',
    ]);
  });
});

const sheetPatient = (index: number, more: Partial<SheetPatient> = {}): SheetPatient => ({
  patient: String(index),
  name: `Verzonnen-${index}`,
  birthDate: '1950-01-01',
  place: 'Afdeling 1',
  phase: 'not recorded',
  akps: 'not recorded',
  limits: [],
  calls: [],
  tasks: [],
  withoutAnybody: false,
  ...more,
});

describe('the hand-over sheet', () => {
  it('is in the order of place and name, whatever the phase or the AKPS; who is nowhere known comes last', () => {
    const order = (some: readonly SheetPatient[]) => inOrderOfTheRound(some).map(({ patient }) => patient);
    const patients = [
      sheetPatient(1, { place: 'Afdeling 10', name: 'Aa' }),
      sheetPatient(2, { place: 'Afdeling 2', name: 'Zz', phase: { value: 'terminal', on: '2026-11-01' } }),
      sheetPatient(3, { place: 'Afdeling 2', name: 'Bb', akps: { value: 90, on: '2026-11-01' } }),
      sheetPatient(4, { place: '', name: 'Aa' }),
    ];
    expect(order(patients)).toEqual(['3', '2', '1', '4']);
    expect(order(patients.toReversed())).toEqual(order(patients));
    const otherScores = patients.map((each, index) => ({
      ...each,
      akps: { value: index * 10, on: '2026-11-20' },
    }));
    expect(order(otherScores)).toEqual(order(patients));
  });

  it('has a patient once, and leaves nobody off', () => {
    expect(inOrderOfTheRound([sheetPatient(1), sheetPatient(1)])).toHaveLength(1);
    const many = Array.from({ length: 60 }, (_, index) => sheetPatient(index));
    expect(inOrderOfTheRound(many)).toHaveLength(60);
  });
});
