import fc from 'fast-check';
import { DISCIPLINES, DOMAINS, SOURCES, URGENCIES } from '../codes.ts';
import { AGREEMENTS, type ConsultationRequest } from '../request/request.ts';
import {
  type Act,
  type ActKind,
  actsFor,
  applied,
  confirmed,
  type NewRequest,
  received,
} from '../request/states.ts';

/** An invented request, as a ward sends it. */
export function asking(more: Partial<NewRequest> = {}): NewRequest {
  return {
    source: 'ward',
    intent: 'order',
    patient: 'verzonnen',
    requester: { reference: 'Practitioner/ward-nurse' },
    team: 'Organization/team',
    clientId: '0b1f6d3e-0000-4000-8000-000000000001',
    asked: {
      question: 'Benauwd en bang: wat kunnen we doen?',
      domains: ['physical', 'spiritual'],
      urgency: 'urgent',
      patientInformed: true,
      treatingPhysicianAgrees: 'yes',
      callBack: 'sein 4321',
    },
    ...more,
  };
}

const words = fc
  .string({ minLength: 1, maxLength: 60, unit: 'grapheme' })
  .filter((text) => text.trim() !== '');
const instant = fc
  .date({ min: new Date('2024-01-01T00:00:00Z'), max: new Date('2028-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const someOf = <T>(list: readonly T[]) => fc.subarray([...list], { minLength: 1 });
const doing = fc.record({ by: fc.constantFrom('Practitioner/a', 'Practitioner/b'), at: instant });

const newRequest: fc.Arbitrary<NewRequest> = fc
  .record({
    source: fc.constantFrom(...SOURCES),
    patient: fc.constantFrom('verzonnen', 'bedacht.2'),
    requester: fc.oneof(
      fc.constant({ reference: 'Practitioner/ward-nurse' }),
      words.map((name) => ({ name })),
      words.map((name) => ({ reference: 'Patient/verzonnen', name })),
    ),
    team: fc.constant('Organization/team'),
    clientId: fc.uuid(),
    isOrder: fc.boolean(),
    asked: fc.record({
      question: words,
      domains: someOf(DOMAINS),
      urgency: fc.constantFrom(...URGENCIES),
      patientInformed: fc.boolean(),
      treatingPhysicianAgrees: fc.constantFrom(...AGREEMENTS),
      callBack: words,
    }),
  })
  .map(({ isOrder, ...rest }) => {
    const mayOrder = rest.source !== 'patient' && rest.source !== 'carer';
    return { ...rest, intent: isOrder && mayOrder ? 'order' : 'proposal' };
  });

const acts: Readonly<Record<ActKind, fc.Arbitrary<Act>>> = {
  triage: fc
    .record({
      urgency: fc.constantFrom(...URGENCIES),
      domains: someOf(DOMAINS),
      goes: someOf(DISCIPLINES),
      ready: fc.option(
        fc.oneof(
          instant,
          instant.map((each) => each.slice(0, 10)),
        ),
        { nil: undefined },
      ),
    })
    .map(({ ready, ...rest }) => ({
      kind: 'triage',
      ...rest,
      ...(ready === undefined ? {} : { readyForCare: ready }),
    })),
  accept: words.map((name) => ({ kind: 'accept', owner: { reference: 'Practitioner/consult-nurse', name } })),
  redirect: fc.record({ kind: fc.constant('redirect'), reason: words, advice: words, recipient: words }),
  decline: fc.record({ kind: fc.constant('decline'), reason: words, advice: words, recipient: words }),
  start: fc.constant({ kind: 'start', firstContact: '2024-01-01T00:00:00.000Z' }),
  complete: fc.constant({ kind: 'complete' }),
  withdraw: fc.record({ kind: fc.constant('withdraw'), reason: words }),
  agree: fc
    .record({ agrees: fc.boolean(), reason: words, says: fc.boolean(), name: words })
    .map(({ agrees, reason, says, name }) => ({
      kind: 'agree',
      agrees,
      ...(says || !agrees ? { reason } : {}),
      self: { reference: 'Practitioner/doctor', name },
    })),
  callBack: words.map((name) => ({ kind: 'callBack', self: { reference: 'Practitioner/secretary', name } })),
};

/** A request with a history: each step one of those that can be done. */
export const requestWithHistory: fc.Arbitrary<ConsultationRequest> = fc
  .record({
    asked: newRequest,
    first: doing,
    length: fc.nat(6),
    choices: fc.infiniteStream(fc.nat(100)),
    doings: fc.array(doing, { minLength: 7, maxLength: 7 }),
    made: fc.record(acts),
    confirms: fc.boolean(),
  })
  .map(({ asked, first, length, choices, doings, made, confirms }) => {
    let request = received(asked, first);
    for (const step of doings.slice(0, length)) {
      const possible = actsFor(request);
      const kind = possible[(choices.next().value as number) % Math.max(1, possible.length)];
      if (kind !== undefined) request = applied(request, made[kind], step);
    }
    const mayConfirm = request.intent === 'proposal' && ['received', 'triaged'].includes(request.state);
    if (!confirms || !mayConfirm) return request;
    return confirmed(request, { proposalId: 'p1', orderId: 'o1' }, first).proposal;
  });
