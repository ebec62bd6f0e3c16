import {
  CHANNELS,
  type ExchangeKey,
  MOST_WORDS,
  type RecipientPerson,
  type RecipientView,
} from '@caecilia/exchange/ui';

/** A hand-over as it is filled in. Nobody and no way is chosen before somebody chooses. */
export interface SendDraft {
  readonly clientId: string;
  /** `Organization/…`. */
  readonly to: string;
  readonly channel: string;
  readonly asked: string;
  /** For whom a link is, and where it goes. */
  readonly person: string;
  readonly email: string;
  readonly language: string;
  /** References of letters that go along, one to a line. */
  readonly along: string;
}

export const NOTHING: SendDraft = {
  clientId: '',
  to: '',
  channel: '',
  asked: '',
  person: '',
  email: '',
  language: 'nl',
  along: '',
};

const FIELDS = Object.keys(NOTHING) as readonly (keyof SendDraft)[];

/** Reads what an earlier visit kept. */
export function isSendDraft(value: unknown): value is SendDraft {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const fields = value as Readonly<Record<string, unknown>>;
  return FIELDS.every((field) => typeof fields[field] === 'string');
}

/** What is missing or wrong, by field. */
export type Faults = ReadonlyMap<
  string,
  readonly [key: ExchangeKey, values?: Readonly<Record<string, number>>]
>;

/** One `@`, no space and no control character: the server of who receives decides the rest. */
const EMAIL = /^[^\s@,;<>"]{1,64}@[^\s@,;<>"]{1,190}\.[^\s@,;<>".]{2,}$/;

export function faultsIn(draft: SendDraft, to: RecipientView | undefined): Faults {
  const faults = new Map<string, readonly [ExchangeKey, Record<string, number>?]>();
  if (to?.ground === undefined) faults.set('to', ['wrong.to']);
  const channel = CHANNELS.find((each) => each === draft.channel);
  if (to !== undefined && !isOffered(to, channel)) faults.set('channel', ['wrong.channel']);
  if ([...draft.asked.trim()].length > MOST_WORDS)
    faults.set('asked', ['wrong.asked', { count: MOST_WORDS }]);
  if (channel === 'link') {
    if (draft.person.trim() === '' || draft.person.length > 200) faults.set('person', ['wrong.person']);
    if (!EMAIL.test(draft.email.trim())) faults.set('email', ['wrong.email']);
  }
  return faults;
}

const isOffered = ({ channels }: RecipientView, channel: string | undefined) =>
  channels.some((each) => each.channel === channel && each.whyNot === undefined);

/** A recipient that was chosen, with the one way that is the likely one: their own inbox or system, where they have one. */
export function chosen(draft: SendDraft, to: RecipientView): SendDraft {
  const [first] = to.channels.filter(({ whyNot }) => whyNot === undefined);
  const stays = isOffered(to, draft.channel);
  const channel = stays ? draft.channel : (first?.channel ?? '');
  return { ...draft, to: to.reference, channel, ...personFor(to) };
}

/** The only person who is known there; of several the sender says which. */
function personFor({ people, email }: RecipientView): Pick<SendDraft, 'person' | 'email'> {
  const one: RecipientPerson | undefined = people.length === 1 ? people[0] : undefined;
  return { person: one?.name ?? '', email: one?.email ?? email ?? '' };
}

/** What goes to the server. */
export function bodyOf(draft: SendDraft, to: RecipientView): object {
  const { clientId, channel, asked, person, email, language, along } = draft;
  return {
    clientId,
    channel,
    to: to.reference,
    ground: to.ground,
    ...(channel === 'fhir' || asked.trim() === '' ? {} : { asked: asked.trim() }),
    ...(channel === 'fhir' || along === '' ? {} : { along: along.split('\n') }),
    ...(channel === 'link' ? { person: person.trim(), email: email.trim(), language } : {}),
  };
}
