import {
  CHANNELS,
  GROUNDS,
  type HandOver,
  MOST_ATTACHED,
  MOST_WORDS,
  type OrganizationReference,
} from '@caecilia/exchange';
import { Problem } from '@caecilia/kernel';
import { readMailAddress } from '@caecilia/mail';
import { bodyIn, oneAt, textAt, wordsAt } from '../mdt/body.ts';
import type { HandOverHouse } from './hand-over-house.ts';
import { standardOf } from './recipients.ts';

const standardsIn = ({ queries }: HandOverHouse): readonly string[] => [
  ...new Set(queries.map(({ pack }) => standardOf(pack))),
];

/** What a form for sending says, read. */
export interface Wanted {
  readonly channel: HandOver['channel'];
  readonly ground: HandOver['ground'];
  readonly standard: string;
  readonly to: OrganizationReference;
  readonly asked?: string;
  readonly person?: NonNullable<HandOver['person']>;
  /** References of what goes along. */
  readonly along: readonly string[];
  readonly clientId: string;
}

/** Throws `Problem('value')` with the field for what is missing or cannot be. */
export function wantedIn(house: HandOverHouse, body: unknown): Wanted {
  const fields = bodyIn(body);
  const standards = standardsIn(house);
  const standard = wordsAt(fields, 'standard') ?? standards.at(-1) ?? '';
  if (!standards.includes(standard))
    throw new Problem('value', 'Choose a version of the standard that is installed.', {
      expression: 'standard',
    });
  const asked = wordsAt(fields, 'asked');
  if (asked !== undefined && [...asked].length > MOST_WORDS)
    throw new Problem('value', `Ask it in at most ${MOST_WORDS} characters.`, { expression: 'asked' });
  const channel = oneAt(fields, 'channel', CHANNELS);
  if (asked !== undefined && channel === 'fhir')
    throw new Problem('value', 'Another system gets the plan and no message; call to ask something.', {
      expression: 'asked',
    });
  const along = alongAt(fields);
  if (along.length > 0 && channel === 'fhir')
    throw new Problem(
      'value',
      'Another system gets the plan and no letter; send the letter in another way.',
      {
        expression: 'along',
      },
    );
  return {
    channel,
    along,
    ground: oneAt(fields, 'ground', GROUNDS),
    standard,
    to: organizationAt(fields, 'to'),
    ...(asked === undefined ? {} : { asked }),
    ...(channel === 'link' ? { person: personAt(fields) } : {}),
    clientId: clientIdAt(fields),
  };
}

function alongAt({ along = [] }: Readonly<Record<string, unknown>>): readonly string[] {
  const isList = (value: unknown): value is readonly string[] =>
    Array.isArray(value) && value.every((each) => typeof each === 'string');
  if (!isList(along) || along.length > MOST_ATTACHED)
    throw new Problem('value', `At most ${MOST_ATTACHED} letters go along.`, { expression: 'along' });
  return [...new Set(along)];
}

const MOST_NAME = 200;

/** The one person whom a link is for. What is no one name and no one address is refused: both stand in a mail. */
function personAt(fields: Readonly<Record<string, unknown>>): NonNullable<HandOver['person']> {
  const name = wordsAt(fields, 'person');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
  if (name === undefined || name.length > MOST_NAME || /[\u0000-\u001f\u007f\u2028\u2029]/.test(name))
    throw new Problem(
      'value',
      `Write the name of one person, in one line of at most ${MOST_NAME} characters.`,
      {
        expression: 'person',
      },
    );
  const email = readMailAddress(textAt(fields, 'email'));
  if (email === undefined) throw new Problem('value', 'This is no e-mail address.', { expression: 'email' });
  return {
    name,
    email,
    language: oneAt(fields, 'language', ['nl', 'en']),
  };
}

function organizationAt(fields: Readonly<Record<string, unknown>>, field: string): OrganizationReference {
  const id = /^Organization\/([A-Za-z0-9.-]{1,64})$/.exec(textAt(fields, field))?.[1];
  if (id === undefined)
    throw new Problem('value', 'Choose an organisation of the directory.', { expression: field });
  return `Organization/${id}`;
}

function clientIdAt(fields: Readonly<Record<string, unknown>>): string {
  const value = textAt(fields, 'clientId');
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value))
    throw new Problem('value', 'A form sends the number that it was given when it was opened.', {
      expression: 'clientId',
    });
  return value;
}
