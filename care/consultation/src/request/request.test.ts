import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DISCIPLINES } from '../codes.ts';
import { asking, requestWithHistory } from '../testing/requests.ts';
import { asksAs, mayAct, mayConfirm } from './access.ts';
import { stateForRequester } from './forRequester.ts';
import { fromResources } from './fromResources.ts';
import { fieldsFor, parseRequest, REQUEST_FIELDS } from './parseRequest.ts';
import type { ConsultationRequest } from './request.ts';
import { ACTS, type Act, actsFor, applied, confirmed, ENDED, received } from './states.ts';
import { toResources } from './toResources.ts';

const AT = '2026-11-23T09:00:00.000Z';
const LATER = '2026-11-23T11:00:00.000Z';
const WARD = { by: 'Practitioner/ward-nurse', at: AT };
const TEAM = { by: 'Practitioner/consult-nurse', at: LATER };
const IDS = { request: 'r1', task: 't1' };

const FORM = {
  question: ['  Benauwd en bang. '],
  domains: ['spiritual', 'physical'],
  urgency: ['urgent'],
  patientInformed: ['no'],
  treatingPhysicianAgrees: ['notAsked'],
  callBack: ['sein 4321'],
};
const TRIAGE: Act = { kind: 'triage', urgency: 'asap', domains: ['physical'], goes: ['consult-nurse'] };
const ANSWER = { reason: 'Geen vraag voor het team.', advice: 'Bel de longarts.', recipient: 'Zaalarts' };

function requestAfter(...acts: readonly Act[]): ConsultationRequest {
  return acts.reduce((request, act) => applied(request, act, TEAM), received(asking(), WARD));
}

describe('the form of a request', () => {
  it('has at most six fields; a patient need not say that the patient knows', () => {
    expect(REQUEST_FIELDS).toHaveLength(6);
    expect(fieldsFor('patient')).toHaveLength(5);
  });

  it('is read as it was filled in, with domains in their own order', () => {
    expect(parseRequest(FORM, 'ward')).toEqual({
      value: {
        question: 'Benauwd en bang.',
        domains: ['physical', 'spiritual'],
        urgency: 'urgent',
        patientInformed: false,
        treatingPhysicianAgrees: 'notAsked',
        callBack: 'sein 4321',
      },
    });
    const { patientInformed: _left, ...own } = FORM;
    expect(parseRequest(own, 'patient')).toMatchObject({ value: { patientInformed: true } });
  });

  it('says beside every field that is empty what would be right, all at once', () => {
    expect(parseRequest({}, 'ward')).toEqual({
      wrong: {
        question: 'wrong.question.empty',
        domains: 'wrong.domains',
        urgency: 'wrong.urgency',
        patientInformed: 'wrong.patientInformed',
        treatingPhysicianAgrees: 'wrong.treatingPhysicianAgrees',
        callBack: 'wrong.callBack.number',
      },
    });
  });

  it.each([
    ['question', ['x'.repeat(2001)], 'wrong.question.long'],
    ['question', ['\u0000\u0007'], 'wrong.question.empty'],
    ['domains', ['physical', 'financial'], 'wrong.domains'],
    ['urgency', ['urgent', 'routine'], 'wrong.urgency'],
    ['urgency', ['high'], 'wrong.urgency'],
    ['patientInformed', ['maybe'], 'wrong.patientInformed'],
    ['treatingPhysicianAgrees', ['true'], 'wrong.treatingPhysicianAgrees'],
    ['callBack', ['de balie'], 'wrong.callBack.number'],
    ['callBack', [`1234${'x'.repeat(200)}`], 'wrong.callBack.long'],
  ])('never guesses at %s', (field, values, sentence) => {
    expect(parseRequest({ ...FORM, [field]: values }, 'ward')).toEqual({ wrong: { [field]: sentence } });
  });
});

describe('a request', () => {
  it('goes from received over triage and acceptance to its end, and keeps who and when', () => {
    const done = requestAfter(
      TRIAGE,
      { kind: 'accept', owner: { reference: 'Practitioner/consult-nurse' } },
      { kind: 'start', firstContact: AT },
      { kind: 'complete' },
    );
    expect(done.steps.map(({ state, by }) => `${state} ${by}`)).toEqual([
      'received Practitioner/ward-nurse',
      ...['triaged', 'accepted', 'inProgress', 'completed'].map(
        (state) => `${state} Practitioner/consult-nurse`,
      ),
    ]);
    expect(done).toMatchObject({ state: 'completed', firstContact: AT, asked: { urgency: 'urgent' } });
  });

  it.each(ENDED)('that is %s can no longer be changed', (state) => {
    expect(actsFor({ state, intent: 'order' })).toEqual([]);
    for (const from of Object.values(ACTS)) expect(from.from).not.toContain(state);
  });

  it.each(['redirect', 'decline'] as const)('is not %sd without reason, advice and recipient', (kind) => {
    for (const missing of ['reason', 'advice', 'recipient'] as const)
      expect(() => requestAfter({ kind, ...ANSWER, [missing]: '  ' })).toThrow(/^(Give|Write|Say)/);
    expect(requestAfter({ kind, ...ANSWER }).answer).toEqual(ANSWER);
  });

  it('is refused what its state does not allow, in words', () => {
    expect(() => requestAfter({ kind: 'accept', owner: { name: 'A.' } })).toThrow('This request is received');
    expect(() => requestAfter({ kind: 'complete' })).toThrow('received');
    expect(() => requestAfter({ kind: 'decline', ...ANSWER }, TRIAGE)).toThrow('declined');
    expect(() => requestAfter({ ...TRIAGE, goes: [] })).toThrow('who goes');
    expect(() => requestAfter({ ...TRIAGE, domains: [] })).toThrow('four domains');
    expect(() => requestAfter({ kind: 'withdraw', reason: '' })).toThrow('reason');
    const accepted = [TRIAGE, { kind: 'accept', owner: { name: 'A.' } }] as const;
    expect(() =>
      requestAfter(...accepted, { kind: 'start', firstContact: '2026-11-23T11:00:00.001Z' }),
    ).toThrow('future');
  });

  it('of a patient or a carer is a proposal, which is confirmed before it is accepted', () => {
    for (const source of ['patient', 'carer'] as const) {
      expect(() => received(asking({ source }), WARD)).toThrow('is a proposal');
      const proposal = applied(received(asking({ source, intent: 'proposal' }), WARD), TRIAGE, TEAM);
      expect(actsFor(proposal)).not.toContain('accept');
      expect(() => applied(proposal, { kind: 'accept', owner: { name: 'A.' } }, TEAM)).toThrow(
        'confirmed first',
      );
      const both = confirmed(proposal, { proposalId: 'p', orderId: 'o' }, TEAM);
      expect(both.proposal).toMatchObject({ state: 'confirmed', linked: 'ServiceRequest/o' });
      expect(both.order).toMatchObject({
        intent: 'order',
        state: 'received',
        linked: 'ServiceRequest/p',
        referredAt: AT,
      });
      expect(both.order.clientId).not.toBe(proposal.clientId);
      expect(() => confirmed(both.proposal, { proposalId: 'p', orderId: 'o' }, TEAM)).toThrow('confirmed');
      expect(() => confirmed(both.order, { proposalId: 'p', orderId: 'o' }, TEAM)).toThrow(
        'an order already',
      );
    }
  });
});

describe('the resources of a request', () => {
  it('give the request back as it was, whatever its history', () => {
    fc.assert(
      fc.property(requestWithHistory, (request) => {
        const made = toResources(request, IDS);
        const sent = JSON.parse(JSON.stringify(made)) as typeof made;
        expect(fromResources(sent)).toEqual(request);
      }),
      { numRuns: 500 },
    );
  });

  it('keep what others wrote into them, also an end that closes the record', () => {
    const first = toResources(requestAfter(), IDS);
    const base = {
      request: {
        ...first.request,
        note: [{ text: 'van de afdeling' }],
        occurrencePeriod: { start: AT, end: '2026-12-01' },
        performer: [{ reference: 'Organization/team' }, { reference: 'Practitioner/other' }],
      },
      task: { ...first.task, output: [{ type: { text: 'foreign' }, valueString: 'x' }] },
    };
    const next = toResources(requestAfter({ kind: 'withdraw', reason: 'Overleden.' }), IDS, base);
    expect(next.request).toMatchObject({
      note: [{ text: 'van de afdeling' }],
      occurrencePeriod: { end: '2026-12-01' },
      performer: [{}, { reference: 'Practitioner/other' }],
      status: 'revoked',
    });
    expect((next.task.output as object[])[0]).toEqual({ type: { text: 'foreign' }, valueString: 'x' });
  });

  it.each([
    ['Task.status', { task: { status: 'accepted' } }],
    ['ServiceRequest.status', { request: { status: 'completed' } }],
    ['Task.for', { task: { for: { reference: 'Patient/other' } } }],
    ['Task.intent', { task: { intent: 'proposal' } }],
    ['Task.businessStatus', { task: { businessStatus: { text: 'received' } } }],
    ['ServiceRequest.code', { request: { code: { text: 'consult' } } }],
    ['ServiceRequest.subject', { request: { subject: { reference: 'http://elsewhere.example/Patient/p' } } }],
    ['ServiceRequest.authoredOn', { request: { authoredOn: '2026-11-23' } }],
    ['Task.output', { task: { output: [] } }],
  ])(
    'that do not agree are refused with the place, not half read: %s',
    (expression, { request, task }: Partial<Record<'request' | 'task', object>>) => {
      const made = toResources(requestAfter(), IDS);
      const broken = { request: { ...made.request, ...request }, task: { ...made.task, ...task } };
      expect(() => fromResources(broken)).toThrow(
        expect.objectContaining({
          code: 'invariant',
          issues: [expect.objectContaining({ expression: [expression] })],
        }),
      );
    },
  );
});

describe('who asked', () => {
  it('sees every state with its time, who took it and who comes, and nothing of the triage', () => {
    const view = stateForRequester(requestAfter(TRIAGE, { kind: 'accept', owner: { name: 'A. Verzonnen' } }));
    expect(view).toEqual({
      state: 'accepted',
      since: LATER,
      steps: [
        { state: 'received', at: AT },
        { state: 'triaged', at: LATER },
        { state: 'accepted', at: LATER },
      ],
      goes: ['consult-nurse'],
      expectedFrom: AT,
      acceptedBy: { name: 'A. Verzonnen' },
    });
  });

  it('reads why the team does not come, and what it advises', () => {
    expect(stateForRequester(requestAfter({ kind: 'decline', ...ANSWER }))).toMatchObject({
      state: 'declined',
      answer: ANSWER,
    });
  });

  it('follows the order where a proposal was confirmed', () => {
    const proposal = received(asking({ source: 'patient', intent: 'proposal' }), WARD);
    const both = confirmed(proposal, { proposalId: 'p', orderId: 'o' }, TEAM);
    const order = applied(both.order, TRIAGE, TEAM);
    expect(stateForRequester(both.proposal)).toMatchObject({ state: 'confirmed' });
    expect(stateForRequester(both.proposal, order).steps.map(({ state }) => state)).toEqual([
      'received',
      'confirmed',
      'received',
      'triaged',
    ]);
  });
});

describe('the rule on who does what with a request', () => {
  it('leaves triage, acceptance and refusal to the team and its office, and the work to the team', () => {
    for (const kind of ['triage', 'accept', 'redirect', 'decline', 'start', 'complete'] as const) {
      for (const role of DISCIPLINES) expect(mayAct(role, kind)).toBe(true);
      for (const role of ['ward-nurse', 'treating-physician', 'gp', 'patient', 'carer', 'hospice-volunteer'])
        expect(mayAct(role, kind), `${role} ${kind}`).toBe(false);
    }
    expect(mayAct('team-secretary', 'start')).toBe(false);
  });

  it('lets nobody of the team confirm a proposal, which would open the record to themselves', () => {
    for (const role of [...DISCIPLINES, 'patient', 'carer', 'quality-lead'])
      expect(mayConfirm(role)).toBe(false);
    for (const role of ['treating-physician', 'ward-nurse', 'gp', 'team-secretary'])
      expect(mayConfirm(role)).toBe(true);
  });

  it('lets patients, carers and the team propose, who treats order, and others not ask', () => {
    expect(asksAs('patient')).toEqual({ sources: ['patient'], intent: 'proposal' });
    expect(asksAs('carer')).toEqual({ sources: ['carer'], intent: 'proposal' });
    expect(asksAs('consult-nurse')?.intent).toBe('proposal');
    expect(asksAs('ward-nurse')).toEqual({ sources: ['ward', 'outpatient'], intent: 'order' });
    for (const role of ['hospice-volunteer', 'researcher', 'privacy-officer', 'pharmacist'])
      expect(asksAs(role)).toBeUndefined();
  });
});
