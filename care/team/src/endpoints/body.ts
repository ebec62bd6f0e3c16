import { Problem } from '@caecilia/kernel';
import type { Span } from '../instant.ts';
import type { MemberReference } from '../members.ts';
import { isTeamRole, type TeamRole } from '../roleNames.ts';
import type { SeenDuty } from '../rota/rota.ports.ts';

/** Readers of what a screen sent. Each throws `Problem('value')` with the name of the field. */

type Fields = Readonly<Record<string, unknown>>;

const wrong = (sentence: string, expression: string) => new Problem('value', sentence, { expression });

export function fieldsIn(body: unknown): Fields {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Problem('structure', 'What was sent is not a form.');
  return body as Fields;
}

/** Words, without space around them; what is absent is empty. */
export function wordsIn(fields: Fields, name: string): string {
  const value = fields[name] ?? '';
  if (typeof value !== 'string') throw wrong('Send words here.', name);
  return value.trim();
}

export function roleIn(fields: Fields, name = 'role'): TeamRole {
  const value = fields[name];
  if (!isTeamRole(value)) throw wrong('Choose a role of the team.', name);
  return value;
}

export function instantIn(fields: Fields, name: string): number {
  const value = fields[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw wrong('Give a day and a time.', name);
  return value;
}

export function optionalInstant(fields: Fields, name: string): number | undefined {
  return fields[name] === undefined || fields[name] === null ? undefined : instantIn(fields, name);
}

export const spanIn = (fields: Fields): Span => ({
  from: instantIn(fields, 'from'),
  until: instantIn(fields, 'until'),
});

export function listIn(fields: Fields, name: string): readonly Fields[] {
  const value = fields[name];
  if (!Array.isArray(value) || value.length > MOST) throw wrong('Send a list here.', name);
  return value.map(fieldsIn);
}

const MOST = 2000;

export function memberIn(fields: Fields, name: string): MemberReference {
  const member = optionalMember(fields, name);
  if (member === undefined) throw wrong('Choose a colleague.', name);
  return member;
}

export function optionalMember(fields: Fields, name: string): MemberReference | undefined {
  const value = fields[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string' || !isMember(value)) throw wrong('Choose a colleague.', name);
  return value;
}

const isMember = (text: string): text is MemberReference =>
  /^PractitionerRole\/[A-Za-z0-9.-]{1,64}$/.test(text);

const ID = /^[A-Za-z0-9.-]{1,64}$/;

export function idIn(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string' || !ID.test(value)) throw wrong('Say which one.', name);
  return value;
}

export const patientsIn = (fields: Fields): readonly string[] => {
  const value = fields.patients;
  if (!Array.isArray(value) || value.length > MOST) throw wrong('Choose patients.', 'patients');
  return value.map((id) => `Patient/${idIn({ patients: id }, 'patients')}`);
};

export function versionIn(fields: Fields): number {
  const value = fields.versionId;
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1)
    throw wrong('Say which version was seen.', 'versionId');
  return value;
}

export const seenIn = (fields: Fields): SeenDuty => ({
  id: idIn(fields, 'id'),
  versionId: versionIn(fields),
});

/** The number of a form, a UUID that it was given when it was opened. */
export function clientIdIn(fields: Fields): string {
  const value = fields.clientId;
  if (typeof value !== 'string' || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value))
    throw wrong('A form sends the number that it was given when it was opened.', 'clientId');
  return value;
}
