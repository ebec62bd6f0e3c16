import type { FhirResource } from '@caecilia/fhir';
import { r4Validator } from '@caecilia/validation/testing';
import { describe, expect, it } from 'vitest';
import { type Notification, notificationTask, readNotification } from './notification.ts';

const notification: Notification = {
  id: '0b1f6d3e-0000-4000-8000-000000000001',
  group: '0b1f6d3e-0000-4000-8000-000000000002',
  workflowTask: 'https://care.invented.example/exchange/fhir/Task/h1',
  from: { ura: '00001234', name: 'Ziekenhuis Verzonnen' },
  to: { ura: '00005678', name: 'Ander Ziekenhuis Verzonnen' },
  patient: { id: 'anna', bsn: '999911120' },
  sentAt: '2026-11-22T10:00:00.000Z',
  until: '2026-11-29T10:00:00.000Z',
  authorizationBase: 'a-secret-that-is-long-enough',
  fhirBase: 'https://care.invented.example/fhir',
  requests: ['Consent?patient=Patient/anna&scope=treatment', 'Patient/anna'],
};
const task = notificationTask(notification);
const input = (code: string, value: object) => ({ type: { coding: [{ code }] }, ...value });

describe('the notification of a notified pull', () => {
  it('is read back as it was written', () => {
    expect(readNotification(task)).toEqual(notification);
    const { group: _, workflowTask: _task, ...alone } = notification;
    const bare = { ...alone, from: { name: 'A' }, patient: { id: 'anna' } };
    expect(readNotification(notificationTask(bare))).toEqual(bare);
  });

  it('carries what the technical agreement asks for', () => {
    expect(task).toMatchObject({
      status: 'requested',
      intent: 'proposal',
      code: { coding: [{ code: 'pull-notification' }] },
      for: { identifier: { system: 'http://fhir.nl/fhir/NamingSystem/bsn' } },
      requester: { identifier: { value: '00001234' } },
      owner: { identifier: { value: '00005678' } },
      restriction: { period: { end: notification.until } },
    });
  });

  const without = (name: string): FhirResource => {
    const { [name]: _, ...rest } = task;
    return { ...rest, resourceType: 'Task' };
  };
  const inputs = (more: readonly object[]): FhirResource => ({
    ...task,
    input: [
      input('authorization-base', { valueString: 'a-secret-that-is-long-enough' }),
      input('fhir-base', { valueUrl: 'https://care.invented.example/fhir' }),
      ...more,
    ],
  });

  it.each([
    ['no identifier', without('identifier')],
    ['no code', without('code')],
    ['another status', { ...task, status: 'completed' }],
    ['no patient', without('for')],
    ['no end', without('restriction')],
    ['no time', without('authoredOn')],
    ['no input', without('input')],
    ['another type', { ...task, resourceType: 'Patient' }],
    [
      'a request to another server',
      inputs([input('query-string', { valueString: 'https://evil.example/x' })]),
    ],
    ['a request that climbs', inputs([input('query-string', { valueString: '../admin' })])],
    ['a request with two lines', inputs([input('query-string', { valueString: 'Consent?a=b\nHost: x' })])],
    ['an operation', inputs([input('query-string', { valueString: '$export' })])],
    [
      'too many requests',
      inputs(Array.from({ length: 51 }, () => input('query-string', { valueString: 'Consent?a=b' }))),
    ],
  ] as const)('is refused with the place where there is %s', (_kind, broken) => {
    expect(() => readNotification(broken)).toThrow(expect.objectContaining({ code: 'value' }) as Error);
  });

  it('is a valid Task', () => {
    expect(r4Validator.validate(task).filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
