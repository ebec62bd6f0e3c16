import { Problem } from '@caecilia/kernel';
import { parsePlanDate } from '../reading/planDate.ts';
import {
  type AnswerNotes,
  type ConversationNotes,
  type IcdNotes,
  LIMIT_STATES,
  type LimitNotes,
  type NameNotes,
  type OtherLimitNotes,
  type PersonNotes,
  type PhoneNotes,
} from './notes.ts';

/** Most letters of one answer: more than anyone says in a conversation, and less than a letter. */
const MOST_LETTERS = 4000;
const MOST_ENTRIES = 40;
const STATES = ['known', 'unknown', 'notDiscussed', 'declined'] as const;
const YES_NO = ['yes', 'no', 'unknown'] as const;

type Given = Readonly<Record<string, unknown>>;

function refuse(at: string, expected: string): never {
  throw new Problem('value', `This cannot be recorded: ${expected}.`, { expression: at });
}

function fields(value: unknown, at: string): Given {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(at, 'fields are missing');
  return { ...value };
}

function entries<T>(value: unknown, at: string, read: (entry: unknown, at: string) => T): readonly T[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length > MOST_ENTRIES) refuse(at, 'this is no list, or too long a list');
  return value.map((entry: unknown, index) => read(entry, `${at}.${index}`));
}

/** Words without the white space around them; none where nothing is left. Line breaks and tabs stay. */
function words(value: unknown, at: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') refuse(at, 'words are asked');
  const kept = value.replace(/\r\n?/g, '\n').trim();
  if (kept.length > MOST_LETTERS) refuse(at, `at most ${MOST_LETTERS} letters`);
  if ([...kept].some(isForbidden)) refuse(at, 'it has a character that cannot be kept');
  return kept === '' ? undefined : kept;
}

/** Control characters and halves of pairs, which a record in FHIR may not hold. */
function isForbidden(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  return (
    (code < 32 && code !== 9 && code !== 10) ||
    (code >= 0xd800 && code <= 0xdfff) ||
    (code & 0xfffe) === 0xfffe
  );
}

function oneOf<const T extends readonly string[]>(allowed: T, value: unknown, at: string): T[number] {
  return allowed.find((each): each is T[number] => each === value) ?? refuse(at, 'make a choice');
}

const optional = <T>(value: unknown, at: string, read: (value: unknown, at: string) => T): T | undefined =>
  value === undefined || value === null ? undefined : read(value, at);

const yes = (value: unknown, at: string): boolean =>
  typeof value === 'boolean' ? value : refuse(at, 'yes or no is asked');

const code = (value: unknown, at: string): string =>
  typeof value === 'string' && /^[A-Za-z0-9.-]{1,64}$/.test(value) ? value : refuse(at, 'a code is asked');

const key = (value: unknown, at: string): string =>
  typeof value === 'string' && /^[A-Za-z0-9.-]{1,64}$/.test(value) ? value : refuse(at, 'somebody is asked');

const referenceTo =
  (type: string) =>
  (value: unknown, at: string): string =>
    typeof value === 'string' && new RegExp(`^${type}/[A-Za-z0-9.-]{1,64}$`).test(value)
      ? value
      : refuse(at, 'this is nobody in the record');

/** The members that were given: what is absent stays absent. */
function given<T extends object>(members: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;
}

function name(value: unknown, at: string): NameNotes {
  const part = fields(value, at);
  return given<NameNotes>({
    given: words(part.given, `${at}.given`),
    prefix: words(part.prefix, `${at}.prefix`),
    family: words(part.family, `${at}.family`),
  });
}

function phone(value: unknown, at: string): PhoneNotes {
  const part = fields(value, at);
  return given<PhoneNotes>({
    value: words(part.value, `${at}.value`),
    kind: optional(part.kind, `${at}.kind`, (each, place) =>
      oneOf(['landline', 'mobile', 'fax', 'pager'], each, place),
    ),
    use: optional(part.use, `${at}.use`, (each, place) => oneOf(['home', 'work', 'temp'], each, place)),
    comment: words(part.comment, `${at}.comment`),
  });
}

function email(value: unknown, at: string): PersonNotes['emails'][number] {
  const part = fields(value, at);
  return given<PersonNotes['emails'][number]>({
    value: words(part.value, `${at}.value`),
    use: optional(part.use, `${at}.use`, (each, place) => oneOf(['home', 'work'], each, place)),
  });
}

function person(value: unknown, at: string): PersonNotes {
  const part = fields(value, at);
  return given<PersonNotes>({
    key: key(part.key, `${at}.key`),
    reference: optional(part.reference, `${at}.reference`, referenceTo('RelatedPerson')),
    name: optional(part.name, `${at}.name`, name),
    representative: yes(part.representative, `${at}.representative`),
    firstContact: yes(part.firstContact, `${at}.firstContact`),
    present: yes(part.present, `${at}.present`),
    roles: entries(part.roles, `${at}.roles`, code),
    otherRole: words(part.otherRole, `${at}.otherRole`),
    relation: optional(part.relation, `${at}.relation`, code),
    otherRelation: words(part.otherRelation, `${at}.otherRelation`),
    phones: entries(part.phones, `${at}.phones`, phone),
    emails: entries(part.emails, `${at}.emails`, email),
  });
}

function limit(value: unknown, at: string): LimitNotes {
  const part = fields(value, at);
  const state = oneOf(LIMIT_STATES, part.state, `${at}.state`);
  return given<LimitNotes>({
    state,
    // Words of a condition that was chosen away again are no part of what was decided.
    condition: state === 'onlyIf' ? words(part.condition, `${at}.condition`) : undefined,
    because: words(part.because, `${at}.because`),
    parties: entries(part.parties, `${at}.parties`, key),
  });
}

const otherLimit = (value: unknown, at: string): OtherLimitNotes =>
  given<OtherLimitNotes>({
    ...limit(value, at),
    treatment: words(fields(value, at).treatment, `${at}.treatment`),
  });

function limits(value: unknown, at: string): Readonly<Record<string, LimitNotes>> {
  const all = Object.entries(value === undefined ? {} : fields(value, at));
  if (all.length > MOST_ENTRIES) refuse(at, 'there are too many');
  return Object.fromEntries(all.map(([treatment, each]) => [treatment, limit(each, `${at}.${treatment}`)]));
}

function answer(value: unknown, at: string): AnswerNotes {
  const part = fields(value, at);
  const state = oneOf(STATES, part.state, `${at}.state`);
  const note = words(part.note, `${at}.note`);
  if (state !== 'known') return given<AnswerNotes>({ state, note });
  const said = { code: optional(part.code, `${at}.code`, code), words: words(part.words, `${at}.words`) };
  if (said.code === undefined && said.words === undefined) refuse(at, 'an answer is asked');
  return given<AnswerNotes>({ state, ...said, note });
}

function icd(value: unknown, at: string): IcdNotes {
  const part = fields(value, at);
  return given<IcdNotes>({
    present: oneOf(YES_NO, part.present, `${at}.present`),
    type: optional(part.type, `${at}.type`, code),
    comment: words(part.comment, `${at}.comment`),
    reference: optional(part.reference, `${at}.reference`, referenceTo('DeviceUseStatement')),
  });
}

function earlier(value: unknown, at: string): NonNullable<ConversationNotes['earlier']> {
  const part = fields(value, at);
  return given<NonNullable<ConversationNotes['earlier']>>({
    recorded: oneOf(YES_NO, part.recorded, `${at}.recorded`),
    comment: words(part.comment, `${at}.comment`),
    differ: optional(part.differ, `${at}.differ`, (each, place) => oneOf(YES_NO, each, place)),
  });
}

function capacity(value: unknown, at: string): NonNullable<ConversationNotes['capacity']> {
  const part = fields(value, at);
  return given<NonNullable<ConversationNotes['capacity']>>({
    capable: yes(part.capable, `${at}.capable`),
    comment: words(part.comment, `${at}.comment`),
  });
}

function heldOn(value: unknown): string {
  if (typeof value === 'string' && parsePlanDate(value, 'UTC')) return value;
  return refuse('on', 'the day of the conversation cannot be read');
}

/**
 * Notes as the app sent them, still unread. Throws `Problem('value')` with the place of the first thing that is not as
 * it must be. Who the patient is and who leads the conversation are not taken from there: the server knows.
 */
export function readNotes(
  value: unknown,
  known: Pick<ConversationNotes, 'patient' | 'professional'>,
): ConversationNotes {
  const part = fields(value, 'notes');
  const topic = (at: keyof ConversationNotes) => optional(part[at], at, answer);
  return given<ConversationNotes>({
    ...known,
    on: heldOn(part.on),
    at: optional(part.at, 'at', (each, place) => oneOf(['home', 'hospital', 'clinic'], each, place)),
    patientPresent: yes(part.patientPresent, 'patientPresent'),
    persons: entries(part.persons, 'persons', person),
    understanding: words(part.understanding, 'understanding'),
    capacity: optional(part.capacity, 'capacity', capacity),
    wishes: topic('wishes'),
    purpose: topic('purpose'),
    goal: topic('goal'),
    limits: limits(part.limits, 'limits'),
    otherLimits: entries(part.otherLimits, 'otherLimits', otherLimit),
    icd: optional(part.icd, 'icd', icd),
    place: topic('place'),
    euthanasia: topic('euthanasia'),
    donor: topic('donor'),
    earlier: optional(part.earlier, 'earlier', earlier),
    informRelatives: optional(part.informRelatives, 'informRelatives', yes),
    share: optional(part.share, 'share', (each, place) => oneOf(['yes', 'unknown'], each, place)),
  });
}
