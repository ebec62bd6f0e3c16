import type { FhirResource } from '@caecilia/fhir';
import { describe, expect, it } from 'vitest';
import { readCarePlan } from '../readCarePlan.ts';
import {
  advanceDirective,
  directive,
  NIGHT,
  observation,
  PATIENT_ID,
  patient,
  REASON_FOR_ENDING,
  sct,
  TIME_ZONE,
} from '../testing/record.ts';
import { carriedStandards } from '../testing/standards.ts';
import { concludeNotes } from './concludeNotes.ts';
import { countingNow, versionOf } from './inForce.ts';
import type { ConversationNotes } from './notes.ts';
import { conflictsIn, touchedRows } from './supersede.ts';
import { limit, notesOf } from './testing/notes.ts';

const standards = carriedStandards();
const [rc2] = standards;
if (!rc2) throw new Error('the project carries two versions of the standard');
const options = { standards, patientId: PATIENT_ID, now: NIGHT, timeZone: TIME_ZONE };

const recorded = (resource: FhirResource, versionId = '3'): FhirResource => ({
  ...resource,
  meta: { ...resource.meta, versionId },
});

function conclude(notes: ConversationNotes, record: readonly FhirResource[]) {
  const whole = [recorded(patient, '2'), ...record];
  const conclusion = concludeNotes({
    notes,
    record: whole,
    options,
    writing: {
      standard: rc2 as NonNullable<typeof rc2>,
      patientId: PATIENT_ID,
      patient: recorded(patient, '2'),
      conversation: 'talk',
      id: (slot) => `new-${slot}`,
    },
    authored: '2026-11-20T15:00:00Z',
    endingWords: 'Vervangen door een nieuwe afspraak',
  });
  const after = new Map(whole.map((each) => [`${each.resourceType}/${each.id ?? ''}`, each]));
  for (const change of conclusion.changes)
    if (change.kind !== 'delete')
      after.set(`${change.resource.resourceType}/${change.id ?? ''}`, change.resource);
  return { ...conclusion, plan: readCarePlan([...after.values()], options), after };
}

const rowOf = (plan: ReturnType<typeof readCarePlan>, key = 'cpr') =>
  plan.limits.find((each) => each.key === key);
const updatesOf = ({ changes }: { changes: ReturnType<typeof concludeNotes>['changes'] }) =>
  changes.flatMap((change) => (change.kind === 'update' ? [[change.id, change.ifMatch]] : []));

describe('a new agreement', () => {
  it('ends the one in force: inactive, with its end and the reason, on the version that was read (check 37)', () => {
    const done = conclude(notesOf({ limits: { cpr: limit('doNot') } }), [
      recorded(directive({ type: 'permit' })),
    ]);
    expect(done.after.get('Consent/directive')).toMatchObject({
      status: 'inactive',
      provision: {
        type: 'permit',
        period: { end: '2026-11-20T14:00:00+01:00' },
        extension: [{ url: REASON_FOR_ENDING, valueString: 'Vervangen door een nieuwe afspraak' }],
      },
    });
    expect(updatesOf(done)).toEqual([['directive', 3]]);
    expect(rowOf(done.plan)).toMatchObject({
      state: 'doNot',
      former: [{ became: 'ended', entry: { decision: { kind: 'do' } } }],
    });
    expect(done.ended).toEqual(['cpr']);
  });

  it('ends both that contradict each other: a person has decided between them', () => {
    const done = conclude(
      notesOf({ limits: { cpr: limit('onlyIf', { condition: 'op de hartbewaking' }) } }),
      [
        recorded(directive({ id: 'one', type: 'permit', on: '2026-11-12' })),
        recorded(directive({ id: 'two', type: 'deny', on: '2026-11-15' }), '7'),
      ],
    );
    expect(updatesOf(done).toSorted()).toEqual([
      ['one', 3],
      ['two', 7],
    ]);
    expect(rowOf(done.plan)?.state).toBe('onlyIf');
  });

  it('does not end a declaration of the patient: what differs from it is shown as a contradiction', () => {
    const declaration = recorded(advanceDirective({ type: 'NR' }));
    const done = conclude(notesOf({ limits: { cpr: limit('do') } }), [declaration]);
    expect(updatesOf(done)).toEqual([]);
    expect(rowOf(done.plan)?.state).toBe('contradiction');
  });

  it('leaves every other row as it is', () => {
    const done = conclude(notesOf({ limits: { antibiotics: limit('do') } }), [
      recorded(directive({ type: 'deny' })),
    ]);
    expect(rowOf(done.plan)?.state).toBe('doNot');
    expect(rowOf(done.plan, 'antibiotics')?.state).toBe('do');
    expect(updatesOf(done)).toEqual([]);
  });

  it('that is unknown now withdraws what was decided', () => {
    const done = conclude(notesOf({ limits: { cpr: limit('unknown') } }), [
      recorded(directive({ type: 'deny' })),
    ]);
    expect(rowOf(done.plan)?.state).toBe('unknown');
    expect(done.ended).toEqual(['cpr']);
  });
});

describe('what was not spoken of', () => {
  it.each(['notDiscussed', 'declined'] as const)(
    'and is %s ends nothing, and is not written beside what counts',
    (state) => {
      const done = conclude(notesOf({ limits: { cpr: limit(state) } }), [
        recorded(directive({ type: 'deny' })),
      ]);
      expect(rowOf(done.plan)).toMatchObject({ state: 'doNot', former: [] });
      expect(done.stays).toEqual(['cpr']);
      expect(done.ended).toEqual([]);
    },
  );

  it('is written where nothing counts, each in its own way', () => {
    const { plan } = conclude(
      notesOf({ limits: { cpr: limit('notDiscussed'), antibiotics: limit('declined') } }),
      [],
    );
    expect(rowOf(plan)).toMatchObject({ state: 'notDiscussed', current: [{ parties: [{}, {}] }] });
    expect(rowOf(plan, 'antibiotics')).toMatchObject({
      state: 'notDiscussed',
      current: [{ decision: { kind: 'notDiscussed', words: 'Wil er niet over praten' } }],
    });
  });

  it('does not take the place of an earlier wish', () => {
    const home = recorded(observation('395091006', { valueCodeableConcept: sct('264362003') }));
    const done = conclude(notesOf({ place: { state: 'declined' } }), [home]);
    expect(done.plan.preferredPlaceOfDeath.current).toMatchObject([{ place: 'home' }]);
    expect(done.stays).toEqual(['place']);
  });
});

describe('a new goal', () => {
  it('ends the former one, so that no reader finds two', () => {
    const former = recorded({
      resourceType: 'Goal',
      id: 'former',
      lifecycleStatus: 'active',
      statusDate: '2026-01-01',
      description: sct('1351964001'),
      subject: { reference: `Patient/${PATIENT_ID}` },
    });
    const done = conclude(notesOf({ goal: { state: 'known', code: '713148004' } }), [former]);
    expect(done.after.get('Goal/former')).toMatchObject({ lifecycleStatus: 'cancelled' });
    expect(done.plan.goal.current).toHaveLength(1);
  });
});

describe('what the recorder has seen', () => {
  const record = [recorded(patient, '2'), recorded(directive({ type: 'deny' }))];
  const rows = touchedRows(notesOf({ limits: { cpr: limit('do') } }));
  const seen = (versions: readonly string[]) =>
    conflictsIn(rows, countingNow(record, options), { cpr: versions });

  it('is every record that counts, in the version that counts', () => {
    expect(countingNow(record, options).map(versionOf)).toEqual(['Consent/directive/_history/3']);
    expect(seen(['Consent/directive/_history/3'])).toEqual([]);
  });

  it.each([
    ['nothing', []],
    ['an older version', ['Consent/directive/_history/2']],
    ['one that is gone', ['Consent/directive/_history/3', 'Consent/gone/_history/1']],
  ])('and was %s is a conflict that shows what counts now', (_name, versions) => {
    expect(seen(versions)).toMatchObject([{ key: 'cpr', now: [{ id: 'directive' }], seen: versions }]);
  });

  it('of rows that the conversation does not touch does not matter', () => {
    const others = touchedRows(notesOf({ limits: { antibiotics: limit('do') } }));
    expect(conflictsIn(others, countingNow(record, options), {})).toEqual([]);
  });
});
