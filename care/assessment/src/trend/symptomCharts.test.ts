import { describe, expect, it } from 'vitest';
import type { SymptomAnalysis } from '../contact/symptomAnalysis.ts';
import type { Measurement } from '../response/measurement.ts';
import { NOW, NURSE, PATIENT, registry } from '../testing/invented.ts';
import { eventsIn } from './recordEvents.ts';
import { symptomCharts } from './symptomCharts.ts';

const from = new Date('2026-01-01T00:00:00Z');
const scored = (day: number, answers: object, more: Partial<Measurement> = {}): Measurement => ({
  id: `m${day}`,
  instrument: { id: 'caecilia-symptoms', version: '1' },
  at: new Date(Date.UTC(2026, 10, day)),
  reporter: 'self',
  answers: new Map(
    Object.entries(answers).map(([linkId, value]) => [
      linkId,
      typeof value === 'number' ? { kind: 'value', value } : { kind: 'value', ...value },
    ]),
  ),
  ...more,
});
const analysis = (more: Partial<SymptomAnalysis>): SymptomAnalysis => ({
  patientId: PATIENT,
  symptom: 'Pijn',
  at: new Date('2026-11-02T09:00:00Z'),
  by: NURSE,
  ...more,
});
const charts = (measurements: readonly Measurement[], analyses: readonly SymptomAnalysis[] = []) =>
  symptomCharts({ measurements, analyses, registry, from, until: NOW });

describe('the charts of a patient', () => {
  it('are those symptoms that somebody scored, with a goal first and then in the order of the list', () => {
    const shown = charts(
      [scored(1, { pain: 2, worry: 9, breathlessness: 4 })],
      [analysis({ symptom: 'Angst', item: 'caecilia-symptoms.worry', goal: 3 })],
    );
    expect(shown.map(({ linkId, goal }) => [linkId, goal?.value])).toEqual([
      ['worry', 3],
      ['pain', undefined],
      ['breathlessness', undefined],
    ]);
  });

  it('keep reporters apart', () => {
    const [chart] = charts([scored(1, { pain: 2 }), scored(2, { pain: 7 }, { reporter: 'proxy' })]);
    expect(chart?.series.map(({ reporter, points }) => [reporter, points.map(([, value]) => value)])).toEqual(
      [
        ['self', [2]],
        ['proxy', [7]],
      ],
    );
  });

  it('show the newest goal of the symptom on every list that asks for it, also by its very word', () => {
    const nrs = scored(3, { pain: 5 }, { instrument: { id: 'pain-nrs', version: 'zib-4.0-2020.1' } });
    const shown = charts(
      [scored(1, { pain: 2 }), nrs],
      [analysis({ goal: 4 }), analysis({ goal: 2, at: new Date('2026-11-10T09:00:00Z') })],
    );
    expect(shown.map(({ instrument, goal }) => [instrument, goal?.value])).toEqual([
      ['caecilia-symptoms', 2],
      ['pain-nrs', undefined],
    ]);
    const coded = charts([nrs], [analysis({ item: 'caecilia-symptoms.pain', goal: 4 })]);
    expect(coded[0]?.goal?.value).toBe(4);
  });

  it('do not put symptoms that the patient named differently into one line', () => {
    const shown = charts([
      scored(1, { 'own-1': { value: 3, name: 'Jeuk' } }),
      scored(2, { 'own-1': { value: 8, name: 'Hik' } }),
    ]);
    expect(shown.map(({ label, series }) => [label.nl, series[0]?.points.length])).toEqual([
      ['jeuk', 1],
      ['hik', 1],
    ]);
  });
});

describe('events beside the scores', () => {
  const names = new Map([['Organization/h', 'Ziekenhuis Nergens']]);
  const scope = (code: string) => ({ coding: [{ code }] });

  it('say that a limit was recorded, and never what it says', () => {
    const consent = {
      resourceType: 'Consent',
      status: 'active',
      dateTime: '2026-11-12',
      provision: { type: 'deny' },
    };
    expect(eventsIn([{ ...consent, scope: scope('treatment') }], names)).toEqual([
      { kind: 'limit', at: Date.UTC(2026, 10, 12) },
    ]);
    expect(eventsIn([{ ...consent, scope: scope('patient-privacy') }], names)).toEqual([]);
  });

  it('are moves and medication, and neither visits of the team nor what was entered in error', () => {
    const stay = {
      resourceType: 'Encounter',
      status: 'finished',
      class: { code: 'IMP' },
      period: { start: '2026-11-01T10:00:00Z', end: '2026-11-05T10:00:00Z' },
      serviceProvider: { reference: 'Organization/h' },
    };
    const visit = { ...stay, type: [{ coding: [{ system: 'urn:caecilia:contact-kind', code: 'bedside' }] }] };
    const medicine = {
      resourceType: 'MedicationRequest',
      status: 'active',
      authoredOn: '2026-11-03',
      medicationCodeableConcept: { text: 'Proefmiddel' },
    };
    const found = eventsIn([visit, medicine, stay, { ...medicine, status: 'entered-in-error' }], names);
    expect(found.map(({ kind, words }) => [kind, words])).toEqual([
      ['admission', 'Ziekenhuis Nergens'],
      ['medication', 'Proefmiddel'],
      ['discharge', 'Ziekenhuis Nergens'],
    ]);
  });
});
