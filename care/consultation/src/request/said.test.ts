import { describe, expect, it } from 'vitest';
import { asking } from '../testing/requests.ts';
import { mayAgree } from './access.ts';
import { parseAct } from './parseAct.ts';
import { type Act, actsFor, applied, awaitsAgreement, received } from './states.ts';

const AT = '2026-11-23T09:00:00.000Z';
const LATER = '2026-11-23T11:00:00.000Z';
const WARD = { by: 'Practitioner/ward-nurse', at: AT };
const TEAM = { by: 'Practitioner/consult-nurse', at: LATER };
const TRIAGE: Act = { kind: 'triage', urgency: 'asap', domains: ['physical'], goes: ['consult-nurse'] };
const DOCTOR = { reference: 'Practitioner/doctor', name: 'B. Verzonnen' };
const notAsked = (intent: 'order' | 'proposal' = 'order') => {
  const request = asking({ intent });
  return received({ ...request, asked: { ...request.asked, treatingPhysicianAgrees: 'notAsked' } }, WARD);
};

describe('what is said of a request beside its states', () => {
  it('is that the treating physician agrees, or not and why; the request stays where it stands', () => {
    const asked = notAsked();
    expect(awaitsAgreement(asked)).toBe(true);
    const agreed = applied(asked, { kind: 'agree', agrees: true, self: DOCTOR }, TEAM);
    expect(agreed).toMatchObject({
      state: 'received',
      steps: asked.steps,
      agreement: { agrees: true, by: DOCTOR, at: LATER },
    });
    expect(awaitsAgreement(agreed)).toBe(false);
    const refused = applied(
      agreed,
      { kind: 'agree', agrees: false, reason: 'Te vroeg.', self: DOCTOR },
      TEAM,
    );
    expect(refused.agreement).toMatchObject({ agrees: false, reason: 'Te vroeg.' });
    expect(() => applied(asked, { kind: 'agree', agrees: false, self: DOCTOR }, TEAM)).toThrow('Write why');
  });

  it('is awaited where who asked had a no or had not asked, of orders that go on, and holds nothing up', () => {
    const { asked } = asking();
    const said = (treatingPhysicianAgrees: 'yes' | 'no' | 'notAsked') =>
      awaitsAgreement(received(asking({ asked: { ...asked, treatingPhysicianAgrees } }), WARD));
    expect(['yes', 'no', 'notAsked'].map((each) => said(each as 'yes'))).toEqual([false, true, true]);
    expect(awaitsAgreement(notAsked('proposal'))).toBe(false);
    expect(actsFor(notAsked('proposal'))).not.toContain('agree');
    const ended = applied(notAsked(), { kind: 'withdraw', reason: 'x' }, WARD);
    expect(awaitsAgreement(ended)).toBe(false);
    expect(applied(notAsked(), TRIAGE, TEAM).state).toBe('triaged');
  });

  it('is said by the treating physician, and by a general practitioner of requests of practices only', () => {
    expect(mayAgree('treating-physician', 'ward')).toBe(true);
    expect([mayAgree('gp', 'gp'), mayAgree('gp', 'ward')]).toEqual([true, false]);
    for (const role of ['ward-nurse', 'consult-physician', 'team-secretary', 'patient', 'pharmacist'])
      expect(mayAgree(role, 'ward')).toBe(false);
  });

  it('is that who asked was called back, once, after triage', () => {
    const call: Act = { kind: 'callBack', self: { name: 'S. Verzonnen' } };
    expect(() => applied(notAsked(), call, TEAM)).toThrow('received');
    const called = applied(applied(notAsked(), TRIAGE, TEAM), call, TEAM);
    expect(called).toMatchObject({
      state: 'triaged',
      calledBack: { at: LATER, by: { name: 'S. Verzonnen' } },
    });
    expect(actsFor(called)).not.toContain('callBack');
    expect(() => applied(called, call, TEAM)).toThrow('already');
  });

  it('is read from its form strictly; the office names a colleague who is there', () => {
    const context = {
      self: { reference: 'Practitioner/secretary' },
      now: new Date(LATER),
      instantOf: () => undefined,
      takes: false,
      colleague: (reference: string) => (reference === 'PractitionerRole/n' ? DOCTOR : undefined),
    };
    expect(parseAct('accept', {}, context)).toEqual({ wrong: { owner: 'wrong.colleague' } });
    expect(parseAct('accept', { owner: ['PractitionerRole/x'] }, context)).toHaveProperty('wrong');
    expect(parseAct('accept', { owner: ['PractitionerRole/n'] }, context)).toEqual({
      value: { kind: 'accept', owner: DOCTOR },
    });
    expect(parseAct('accept', {}, { ...context, takes: true })).toMatchObject({
      value: { owner: context.self },
    });
    expect(parseAct('agree', {}, context)).toEqual({ wrong: { agrees: 'wrong.agrees' } });
    expect(parseAct('agree', { agrees: ['no'], reason: [' '] }, context)).toEqual({
      wrong: { reason: 'wrong.reason' },
    });
    expect(parseAct('agree', { agrees: ['yes', 'no'] }, context)).toHaveProperty('wrong');
  });
});
