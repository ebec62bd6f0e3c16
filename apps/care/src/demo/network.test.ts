import { readFinding, readPhase } from '@caecilia/assessment';
import { parsePlanStandard, readCarePlan } from '@caecilia/careplan';
import { fromResources, fromTask, isConsultation, noteIn, STATES } from '@caecilia/consultation';
import { readPack } from '@caecilia/definitions';
import type { FhirResource } from '@caecilia/fhir';
import { fromAppointment, fromComposition } from '@caecilia/mdt';
import { describe, expect, it } from 'vitest';
import { TIME_ZONE } from '../time-zone.ts';
import { calendarOf } from './calendar.ts';
import { handmadeDemo } from './demo-record.ts';
import { NETWORK_PATIENTS, networkDemo } from './network.ts';

const { pack } = await readPack(new URL('../../../../packs/pzp-1.0.0-rc2', import.meta.url).pathname);
const standard = parsePlanStandard(pack.carePlan);
const madeOn = (day: string) =>
  networkDemo(standard, calendarOf(day)).map(({ entry }) => entry.map(({ resource }) => resource));

const DAY = '2026-11-22';
const made = madeOn(DAY);
const patients = made.slice(0, NETWORK_PATIENTS);
const all = made.flat();
const ofType = (type: string) => all.filter(({ resourceType }) => resourceType === type);
const nameOf = ({ resourceType, id }: FhirResource) => `${resourceType}/${String(id)}`;
const every = (values: Iterable<unknown>) => [...new Set(values)].map(String).sort();

describe('the demo network', () => {
  it('is the same, byte for byte, on the same day', () => {
    expect(JSON.stringify(madeOn(DAY))).toBe(JSON.stringify(made));
  });

  it('has sixty patients with months of history, all of another name', () => {
    const names = ofType('Patient').map(({ name }) => JSON.stringify(name));
    expect(new Set(names).size).toBe(NETWORK_PATIENTS);
    expect(all.length).toBeGreaterThan(4000);
  });

  it('names nobody twice, and points at nobody who is not there', () => {
    const handmade = handmadeDemo(standard, calendarOf(DAY)).flatMap(({ entry }) =>
      entry.map(({ resource }) => resource),
    );
    const names = [...handmade, ...all].map(nameOf);
    expect(new Set(names).size).toBe(names.length);
    const known = new Set(names);
    const named = [...JSON.stringify(all).matchAll(/"reference":"([^"]+)"/g)].map(([, name = '']) => name);
    expect(every(named.filter((name) => !known.has(name)))).toEqual([]);
  });

  it.each([DAY, '2026-10-25', '2027-03-28', '2028-02-29'])(
    'tells of nothing that has not happened by %s',
    (day) => {
      const from = calendarOf(day).at(0, '00:00');
      // What is due lies ahead; what is said to have been lies behind.
      const said =
        /"(?:effectiveDateTime|authored|authoredOn|time|date|sent|recordedDate|deceasedDateTime|start)":"([^"]+)"/g;
      const instants = [...JSON.stringify(madeOn(day)).matchAll(said)].map(([, at = '']) => at);
      expect(instants.length).toBeGreaterThan(4000);
      expect(instants.filter((at) => at.slice(0, 10) > day || (at.includes('T') && at > from))).toEqual([]);
    },
  );

  it('has requests in every state, read back by the module that owns them', () => {
    const states = ofType('ServiceRequest')
      .filter(isConsultation)
      .map((request) => {
        const task = all.find(
          ({ resourceType, id }) => resourceType === 'Task' && id === `${String(request.id)}-task`,
        );
        return fromResources({ request, task: task ?? request }).state;
      });
    expect(every(states)).toEqual([...STATES].sort());
  });

  it('has directives in each state of the standard, some changed and some that contradict', () => {
    const limits = patients.flatMap(
      (resources) =>
        readCarePlan(resources, {
          standards: [standard],
          patientId: String(resources[0]?.id),
          now: new Date(`${DAY}T09:00:00Z`),
          timeZone: TIME_ZONE,
        }).limits,
    );
    expect(every(limits.map(({ state }) => state))).toEqual(
      ['contradiction', 'do', 'doNot', 'notDiscussed', 'onlyIf', 'unknown'].sort(),
    );
    expect(limits.filter(({ former }) => former.length > 0).length).toBeGreaterThan(10);
  });

  it('has scores of every reporter, and people who could not answer', () => {
    const scored = ofType('QuestionnaireResponse').flatMap(
      ({ extension }) =>
        (extension as readonly { url: string; valueCode?: string }[] | undefined)?.map(
          ({ valueCode }) => valueCode,
        ) ?? [],
    );
    expect(every(scored)).toEqual(['helped', 'proxy', 'self', 'staff']);
    expect(JSON.stringify(ofType('QuestionnaireResponse'))).toContain('asked-unknown');
  });

  it('has contacts of every kind, findings in every dimension, and every phase', () => {
    const kinds = [...JSON.stringify(ofType('Encounter')).matchAll(/contact-kind","code":"([^"]+)"/g)].map(
      ([, kind]) => kind,
    );
    expect(every(kinds)).toEqual(
      [
        'bedside',
        'first-consultation',
        'followUp',
        'home',
        'mdt',
        'outpatient',
        'phone',
        'video',
        'written',
      ].sort(),
    );
    const dimensions = ofType('Observation').flatMap((each) => readFinding(each)?.dimension ?? []);
    expect(every(dimensions)).toEqual(['carer', 'physical', 'psychological', 'social', 'spiritual']);
    const phases = ofType('Observation').flatMap((each) => readPhase(each)?.entry.phase ?? []);
    expect(every(phases)).toEqual(['bereaved', 'deteriorating', 'stable', 'terminal', 'unstable']);
  });

  it('has advice with every outcome, and notes of both disciplines that keep notes of their own', () => {
    const advice = ofType('Task').filter(({ code }) => JSON.stringify(code ?? '').includes('recommendation'));
    expect(every(advice.map((task) => fromTask(task).outcome?.kind ?? 'open'))).toEqual(
      ['adopted', 'changed', 'declined', 'open'].sort(),
    );
    const notes = ofType('ClinicalImpression').filter(({ id }) => String(id).endsWith('-note'));
    const disciplines = notes.map((note) => {
      const outcome = all.find(({ id }) => id === String(note.id).replace(/-note$/, '-shared'));
      return noteIn({ note, outcome: outcome ?? note }).discipline;
    });
    expect(every(disciplines)).toEqual(['social-worker', 'spiritual-care-worker']);
  });

  it('has meetings of the last weeks, with decisions that became a task of the team or advice', () => {
    expect(ofType('Appointment').map((each) => fromAppointment(each).state)).toEqual([
      'closed',
      'closed',
      'closed',
    ]);
    const decisions = ofType('Composition').flatMap((each) =>
      fromComposition(each).parts.flatMap(({ decision }) => decision ?? []),
    );
    expect(every(decisions.map((decision) => decision.for))).toEqual(['team', 'treating']);
    const tasks = ofType('Task').map(nameOf);
    expect(decisions.filter(({ task }) => !tasks.includes(task))).toEqual([]);
  });

  it('has people who died, at home, in hospital and in the hospice', () => {
    expect(
      ofType('Patient').filter(({ deceasedDateTime }) => deceasedDateTime !== undefined).length,
    ).toBeGreaterThan(5);
    const died = ofType('Encounter').filter((each) => JSON.stringify(each).includes('"exp"'));
    expect(
      every(died.map(({ serviceProvider }) => (serviceProvider as { reference: string }).reference)),
    ).toEqual(['Organization/demo-hospice', 'Organization/demo-hospital']);
  });
});
