import type { FhirResource } from '@caecilia/fhir';
import { hasPzp, pzpValidator, r4Validator } from '@caecilia/validation/testing';
import { describe, expect, it } from 'vitest';
import { NIGHT, PATIENT_ID, patient, TIME_ZONE } from '../testing/record.ts';
import { carriedStandards } from '../testing/standards.ts';
import { concludeNotes } from './concludeNotes.ts';
import type { ConversationNotes } from './notes.ts';
import { endedReview, toReviewTask } from './reviewTask.ts';
import { limit, notesOf } from './testing/notes.ts';
import { personNamed } from './testing/said.ts';

const standards = carriedStandards();
const [rc2, beta3] = standards;
if (!rc2 || !beta3) throw new Error('the project carries two versions of the standard');

/** Everything that a conversation can say, in every state that it can be said in. */
const everything: Partial<ConversationNotes> = {
  persons: [
    personNamed('a', { representative: true, firstContact: true, relation: 'BRO' }),
    personNamed('b', { roles: ['15'], relation: 'SIS', phones: [{ value: '000-555 01 19' }] }),
  ],
  capacity: { capable: true },
  understanding: 'Weet dat het niet meer beter wordt.',
  goal: { state: 'known', code: '1351964001' },
  limits: {
    cpr: limit('do'),
    ventilation: limit('onlyIf', { condition: 'het hooguit een dag duurt' }),
    icuAdmission: limit('doNot'),
    hospitalAdmission: limit('unknown'),
    antibiotics: limit('notDiscussed'),
    bloodProducts: limit('declined'),
    icdDeactivation: limit('unknown'),
  },
  otherLimits: [{ ...limit('doNot'), treatment: 'Sondevoeding' }],
  icd: { present: 'yes', type: '465460004', comment: 'Sinds 2018' },
  place: { state: 'known', code: '264362003' },
  euthanasia: { state: 'unknown' },
  donor: { state: 'declined' },
  wishes: { state: 'known', words: 'Muziek' },
  purpose: { state: 'known', words: 'De kleinkinderen' },
  informRelatives: true,
};

/** The next conversation, led by somebody who has no role in the directory. */
const turned: Partial<ConversationNotes> = {
  on: '2026-11-21T00:30:00+01:00',
  professional: { name: { given: 'Frits', family: 'Fictief' }, reference: 'Practitioner/frits' },
  goal: { state: 'known', code: '713148004' },
  limits: {
    cpr: limit('doNot'),
    ventilation: limit('do'),
    icuAdmission: limit('onlyIf', { condition: 'kort' }),
  },
  otherLimits: [{ ...limit('do'), treatment: 'Sondevoeding' }],
};

describe.skipIf(!hasPzp)('what concluding a conversation writes (test data beside the repository)', () => {
  it.each([
    ['rc2', rc2],
    ['beta3', beta3],
  ] as const)('is valid in %s without one error: new, ended and replaced', async (version, standard) => {
    const validator = await pzpValidator(version);
    const asRecorded = { ...patient, meta: { profile: [standard.profiles.patient] } };
    const held = new Map<string, FhirResource>([[`Patient/${PATIENT_ID}`, asRecorded]]);
    const conclude = (conversation: string, said: Partial<ConversationNotes>) => {
      const record = [...held.values()];
      const recorded = held.get(`Patient/${PATIENT_ID}`);
      const { changes } = concludeNotes({
        notes: notesOf(said),
        record,
        options: { standards, patientId: PATIENT_ID, now: NIGHT, timeZone: TIME_ZONE },
        writing: {
          standard,
          patientId: PATIENT_ID,
          conversation,
          id: (slot) => `${conversation}-${slot}`,
          ...(recorded ? { patient: recorded } : {}),
        },
        authored: '2026-11-21T00:40:00+01:00',
        endingWords: 'Vervangen door een nieuwe afspraak',
      });
      for (const change of changes)
        if (change.kind !== 'delete')
          held.set(`${change.resource.resourceType}/${String(change.id)}`, {
            ...change.resource,
            id: String(change.id),
          });
      return changes;
    };
    conclude('first', everything);
    const second = conclude('second', turned);
    expect(second.filter(({ kind }) => kind === 'update')).toHaveLength(5);
    const errors = [...held.values()].flatMap((resource) =>
      validator
        .validate(resource, { resolve: (reference) => held.get(reference) })
        .filter(({ severity }) => severity === 'error')
        .map(({ diagnostics, expression }) => `${String(resource.id)} ${expression.join()}: ${diagnostics}`),
    );
    expect(errors).toEqual([]);
    expect(held.size).toBeGreaterThan(25);
  });
});

describe('a review of the plan', () => {
  it('is a valid Task when it is asked for and when it ended', () => {
    const due = {
      key: 'request-1',
      reason: 'request',
      since: '2026-11-20',
      dueOn: '2026-11-27',
    } as const;
    const asked = toReviewTask(due, {
      patientId: PATIENT_ID,
      now: NIGHT,
      by: { reference: 'PractitionerRole/test', name: 'Frits Fictief', words: 'De familie vraagt erom' },
    });
    const ended = endedReview(asked, {
      how: 'unchanged',
      by: 'PractitionerRole/test',
      at: NIGHT.toISOString(),
      words: 'Besproken, er verandert niets',
    });
    for (const task of [asked, ended])
      expect(r4Validator.validate(task).filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
