import type { FhirResource } from '@caecilia/fhir';
import { r4Validator } from '@caecilia/validation/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterEvent,
  CHANNELS,
  FAILURES,
  FIRST_TRY_MS,
  failureOf,
  GROUNDS,
  type HandOver,
  type HandOverEvent,
  isOpenAt,
  isTriedAgain,
  isUnreadAt,
  MOST_WRONG_CODES,
  OPEN_FOR_MS,
  stateOf,
  UNREAD_AFTER_MS,
} from './handOver.ts';
import { readHandOver, toTask } from './handOverTask.ts';

const HOUR = 3_600_000;
/** Saturday before the clock is set back in the Netherlands: the next night has 25 hours. */
const MADE = Date.parse('2026-10-24T16:00:00+02:00');

const handOver: HandOver = {
  id: 'h1',
  versionId: 1,
  patient: 'Patient/anna',
  channel: 'inbox',
  ground: 'treatment',
  standard: 'pzp-1.0.0-rc2',
  sender: { reference: 'Practitioner/nurse', name: 'A. Verzonnen' },
  team: 'HealthcareService/team',
  role: 'consult-nurse',
  to: { reference: 'Organization/practice', name: 'Huisartsenpraktijk Verzonnen' },
  madeAt: MADE,
  until: MADE + OPEN_FOR_MS,
  events: [],
};
const opened = (at: number, name = 'B. Verzonnen'): HandOverEvent => ({
  kind: 'opened',
  at,
  how: 'here',
  who: { name, practice: 'Huisartsenpraktijk Verzonnen' },
});
const all = (events: readonly HandOverEvent[]) => events.reduce(afterEvent, handOver);

const who = fc.record(
  {
    name: fc.constantFrom('A', 'B'),
    practice: fc.constantFrom('P', 'Q'),
    reference: fc.constantFrom('Practitioner/a', 'Practitioner/b'),
  },
  { requiredKeys: [] },
);
const at = fc.integer({ min: MADE, max: MADE + 10 * OPEN_FOR_MS });
const anyEvent: fc.Arbitrary<HandOverEvent> = fc.oneof(
  fc.record({ kind: fc.constantFrom('notified' as const, 'delivered' as const, 'withdrawn' as const), at }),
  fc.record({
    kind: fc.constant('opened' as const),
    at,
    how: fc.constantFrom('here' as const, 'link' as const, 'system' as const, 'told' as const),
    who,
  }),
  fc.record({ kind: fc.constant('failed' as const), at, cause: fc.constantFrom(...FAILURES) }),
  fc.record({ kind: fc.constant('unread-told' as const), at }),
  fc.record({ kind: fc.constant('answered' as const), at, who, words: fc.constantFrom('Ja', 'Nee') }),
);

describe('a hand-over', () => {
  it('goes from made by notified and delivered to opened, and says by whom', () => {
    const made = all([]);
    const notified = afterEvent(made, { kind: 'notified', at: MADE });
    const delivered = afterEvent(notified, { kind: 'delivered', at: MADE + 1 });
    const read = afterEvent(delivered, opened(MADE + 2));
    expect([made, notified, delivered, read].map(stateOf)).toEqual([
      'made',
      'notified',
      'delivered',
      'opened',
    ]);
  });

  it('that failed says why, and no longer does once it went through', () => {
    const failed = all([{ kind: 'failed', at: MADE, cause: 'unreachable' }]);
    expect([stateOf(failed), failureOf(failed)]).toEqual(['failed', 'unreachable']);
    const later = afterEvent(failed, { kind: 'notified', at: MADE + HOUR });
    expect([stateOf(later), failureOf(later)]).toEqual(['notified', undefined]);
  });

  it('is tried again where the failure may pass by itself, and waits for a person where it may not', () => {
    const push = { ...handOver, channel: 'fhir' } as const;
    const failedBy = (cause: (typeof FAILURES)[number]) =>
      afterEvent(push, { kind: 'failed', at: MADE, cause });
    const tried = FAILURES.filter((cause) => isTriedAgain(failedBy(cause), MADE + HOUR));
    expect(tried).toEqual(['unreachable', 'slow', 'broken']);
    expect(isTriedAgain(push, MADE)).toBe(false);
    expect(isTriedAgain(push, MADE + FIRST_TRY_MS)).toBe(true);
    expect(isTriedAgain({ ...push, channel: 'link' }, MADE + FIRST_TRY_MS)).toBe(true);
    expect(isTriedAgain(handOver, MADE)).toBe(false);
    expect(isTriedAgain(failedBy('slow'), MADE + UNREAD_AFTER_MS - 1)).toBe(true);
    expect(isTriedAgain(failedBy('slow'), MADE + UNREAD_AFTER_MS)).toBe(false);
  });

  it('is unread 24 hours of exact time after it was made, also in the night in which the clock is changed', () => {
    const dueAt = MADE + UNREAD_AFTER_MS;
    // The clock says 15:00 then, not 16:00: that night had 25 hours.
    expect(new Date(dueAt).toISOString()).toBe('2026-10-25T14:00:00.000Z');
    expect(isUnreadAt(handOver, dueAt - 1)).toBe(false);
    expect(isUnreadAt(handOver, dueAt)).toBe(true);
  });

  it('that failed is unread too: what never arrived was read by nobody', () => {
    const failed = all([{ kind: 'failed', at: MADE, cause: 'refused' }]);
    expect(isUnreadAt(failed, MADE + UNREAD_AFTER_MS)).toBe(true);
  });

  it('that was opened or withdrawn in time makes no task, and one that was told of makes no second', () => {
    for (const event of [
      opened(MADE + UNREAD_AFTER_MS - 1),
      { kind: 'withdrawn', at: MADE + HOUR } as const,
      { kind: 'unread-told', at: MADE + UNREAD_AFTER_MS } as const,
    ])
      expect(isUnreadAt(all([event]), MADE + 2 * UNREAD_AFTER_MS)).toBe(false);
  });

  it('is closed when it is withdrawn, when its time is over, and after too many wrong codes', () => {
    expect(isOpenAt(handOver, MADE)).toBe(true);
    expect(isOpenAt(handOver, MADE - 1)).toBe(false);
    expect(isOpenAt(handOver, handOver.until - 1)).toBe(true);
    expect(isOpenAt(handOver, handOver.until)).toBe(false);
    expect(isOpenAt(all([{ kind: 'withdrawn', at: MADE }]), MADE)).toBe(false);
    const link = (wrong: number) => ({ ...handOver, code: { digest: 'd', wrong } });
    expect(isOpenAt(link(MOST_WRONG_CODES - 1), MADE)).toBe(true);
    expect(isOpenAt(link(MOST_WRONG_CODES), MADE)).toBe(false);
  });

  it('never comes back from withdrawn, and a reading before it is still told', () => {
    const ended = all([{ kind: 'withdrawn', at: MADE + HOUR }]);
    expect(stateOf(afterEvent(ended, { kind: 'notified', at: MADE + 2 * HOUR }))).toBe('withdrawn');
    const told = afterEvent(ended, opened(MADE + HOUR / 2));
    expect([stateOf(told), told.events.length]).toEqual(['withdrawn', 2]);
  });

  it('takes every event twice as once', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 8 }), anyEvent, (events, event) => {
        const once = afterEvent(all(events), event);
        expect(afterEvent(once, event)).toBe(once);
      }),
    );
  });

  it('that was opened is never unread again, whatever comes after it', () => {
    fc.assert(
      fc.property(
        fc.array(anyEvent, { maxLength: 8 }),
        fc.array(anyEvent, { maxLength: 8 }),
        (one, other) => {
          const read = [...one, opened(MADE + HOUR), ...other].reduce(afterEvent, handOver);
          expect(['opened', 'withdrawn']).toContain(stateOf(read));
          expect(isUnreadAt(read, MADE + 100 * UNREAD_AFTER_MS)).toBe(false);
        },
      ),
    );
  });
});

describe('a hand-over as a Task', () => {
  const anyHandOver = fc.record({
    channel: fc.constantFrom(...CHANNELS),
    ground: fc.constantFrom(...GROUNDS),
    events: fc.array(anyEvent, { maxLength: 6 }),
    code: fc.option(fc.record({ digest: fc.constant('c0de'), wrong: fc.nat(9) }), { nil: undefined }),
    digest: fc.option(fc.constant('d1'), { nil: undefined }),
  });

  it('comes back as it went, written over what was there', () => {
    fc.assert(
      fc.property(anyHandOver, anyHandOver, (first, second) => {
        const known = ({ code, digest, ...rest }: typeof first): HandOver => ({
          ...handOver,
          ...rest,
          ...(code === undefined ? {} : { code }),
          ...(digest === undefined ? {} : { digest }),
        });
        const one = { ...toTask(known(first)), id: 'h1' };
        expect(readHandOver(one, 1)).toEqual(known(first));
        const { id: _id, ...again } = toTask(known(second), one);
        expect(readHandOver({ ...again, resourceType: 'Task', id: 'h1' }, 1)).toEqual(known(second));
      }),
    );
  });

  it('keeps for whom a link is, what was asked, where it was opened and what was answered', () => {
    const whole: HandOver = {
      ...handOver,
      channel: 'link',
      person: { name: 'B. Verzonnen', email: 'b@praktijk.example', language: 'en' },
      asked: 'Wilt u bevestigen?',
      code: { digest: 'c0de', wrong: 2 },
      device: 'dev1ce',
      attached: [{ reference: 'DocumentReference/d1', title: 'Brief aan de huisarts' }],
      events: [{ kind: 'answered', at: MADE, who: { name: 'B. Verzonnen' }, words: 'Ontvangen.' }],
    };
    expect(readHandOver({ ...toTask(whole), id: 'h1' }, 1)).toEqual(whole);
  });

  it('carries no word of the plan', () => {
    const text = JSON.stringify(toTask(handOver));
    expect(text).not.toMatch(/description|note|text|reasonCode/);
  });

  it('is none where a part of it is not known: it opens nothing then', () => {
    const task = { ...toTask({ ...handOver, events: [opened(MADE)] }), id: 'h1' };
    const broken: readonly FhirResource[] = [
      { ...task, code: { coding: [{ system: 'urn:caecilia:task', code: 'to-do' }] } },
      { ...task, for: { reference: 'Group/all' } },
      { ...task, for: { reference: 'https://elsewhere.example/Patient/anna' } },
      { ...task, owner: { reference: 'Practitioner/x' } },
      { ...task, restriction: {} },
      { ...task, authoredOn: 'yesterday' },
      { ...task, input: [] },
      { ...task, extension: [{ url: 'urn:caecilia:hand-over-event', extension: [] }] },
    ];
    expect(broken.map((each) => readHandOver(each, 1))).toEqual(broken.map(() => undefined));
  });

  it.each(CHANNELS)('is a valid Task by %s, in every state', (channel) => {
    const who = { reference: 'Practitioner/gp', name: 'Verzonnen' };
    const events: readonly HandOverEvent[] = [
      { kind: 'notified', at: MADE },
      { kind: 'failed', at: MADE + HOUR, cause: FAILURES[0] },
      { kind: 'delivered', at: MADE + 2 * HOUR },
      { kind: 'opened', at: MADE + 3 * HOUR, how: 'link', who },
      { kind: 'answered', at: MADE + 4 * HOUR, who, words: 'Dank, ik bel morgen.' },
      { kind: 'withdrawn', at: MADE + 5 * HOUR, who },
    ];
    for (let made = 0; made <= events.length; made += 1) {
      const task = toTask({
        ...handOver,
        channel,
        digest: 'ab12',
        asked: 'Wilt u bellen?',
        events: events.slice(0, made),
      });
      const nameless = toTask({
        ...handOver,
        channel,
        sender: { reference: 'Practitioner/nurse', name: '' },
      });
      expect(nameless.requester).toEqual({ reference: 'Practitioner/nurse' });
      expect(r4Validator.validate(task).filter(({ severity }) => severity === 'error')).toEqual([]);
    }
  });
});
