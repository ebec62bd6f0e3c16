import { isExactNumber } from '@caecilia/fhir';
import { isDate, isDateTime, isInstant, isTime } from './calendar.ts';

/** What a value of a primitive type looks like in JSON. */
export interface Format {
  readonly accepts: (value: unknown) => boolean;
  /** Completes "… must be". */
  readonly description: string;
}

/** R4: strings do not exceed 1,048,576 characters. */
const LONGEST_TEXT = 1024 * 1024;

/** Characters that R4 keeps out of text: those below 32 other than tab, line feed and carriage return. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters looked for
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/;

/** Up to here looking at each character costs less than starting a regular expression. */
const SHORT = 48;

function isText(value: unknown): boolean {
  if (typeof value !== 'string' || value.length === 0) {
    return false;
  }
  return value.length <= SHORT ? !hasControl(value) : value.length <= LONGEST_TEXT && !CONTROL.test(value);
}

function hasControl(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const character = text.charCodeAt(index);
    if (character < 32 && character !== 9 && character !== 10 && character !== 13) {
      return true;
    }
  }
  return false;
}

/** Only letters, digits and the like: no space, no control character, nothing that regular expressions would add. */
function isPlainAscii(text: string): boolean {
  if (text.length > SHORT * 4) {
    return false;
  }
  for (let index = 0; index < text.length; index++) {
    const character = text.charCodeAt(index);
    if (character <= 32 || character > 126) {
      return false;
    }
  }
  return text.length > 0;
}

function ofText(test: (text: string) => boolean): (value: unknown) => boolean {
  return (value) => typeof value === 'string' && test(value);
}

function ofPattern(pattern: RegExp): (value: unknown) => boolean {
  return (value) => typeof value === 'string' && pattern.test(value);
}

function whole(lowest: number): (value: unknown) => boolean {
  return (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= lowest && value <= 2147483647;
}

const isAddress = ofText((text) => isPlainAscii(text) || (/^\S+$/.test(text) && !CONTROL.test(text)));
const isCode = ofText((text) => isPlainAscii(text) || (/^\S+(?:\s\S+)*$/.test(text) && !CONTROL.test(text)));

/** Whitespace may stand anywhere (R4 allows it between groups of four); what is left comes in fours. */
function isBase64(text: string): boolean {
  const packed = /\s/.test(text) ? text.replace(/\s+/g, '') : text;
  return packed.length > 0 && packed.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(packed);
}

const text: Format = {
  accepts: isText,
  description: 'a text that is not empty, has no control characters and at most 1,048,576 characters',
};
const address: Format = { accepts: isAddress, description: 'an address (URI) without spaces' };

const formats: ReadonlyMap<string, Format> = new Map<string, Format>([
  [
    'boolean',
    { accepts: (value) => typeof value === 'boolean', description: 'true or false, without quotes' },
  ],
  [
    'integer',
    { accepts: whole(-2147483648), description: 'a whole number between -2,147,483,648 and 2,147,483,647' },
  ],
  ['unsignedInt', { accepts: whole(0), description: 'a whole number from 0 to 2,147,483,647' }],
  ['positiveInt', { accepts: whole(1), description: 'a whole number from 1 to 2,147,483,647' }],
  [
    'decimal',
    {
      accepts: (value) => Number.isFinite(value) || isExactNumber(value),
      description: 'a number, without quotes',
    },
  ],
  ['string', text],
  ['markdown', text],
  ['xhtml', { accepts: (value) => typeof value === 'string', description: 'a text with one XHTML div' }],
  ['uri', address],
  ['url', address],
  ['canonical', address],
  [
    'oid',
    {
      accepts: ofPattern(/^urn:oid:[0-2](\.(0|[1-9][0-9]*))+$/),
      description: 'an OID written as urn:oid:1.2.3',
    },
  ],
  [
    'uuid',
    {
      accepts: ofPattern(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/),
      description: 'a UUID in lower case, written as urn:uuid:…',
    },
  ],
  [
    'code',
    {
      accepts: isCode,
      description: 'a code: not empty, no space at either end and no two in a row',
    },
  ],
  [
    'id',
    {
      accepts: ofPattern(/^[A-Za-z0-9\-.]{1,64}$/),
      description: 'an id: 1 to 64 letters (a-z, A-Z), digits, hyphens and dots',
    },
  ],
  ['base64Binary', { accepts: ofText(isBase64), description: 'base64 text in groups of four characters' }],
  [
    'date',
    { accepts: ofText(isDate), description: 'a date that exists, written as YYYY, YYYY-MM or YYYY-MM-DD' },
  ],
  [
    'dateTime',
    {
      accepts: ofText(isDateTime),
      description: 'a date that exists, or a date with time and zone, such as 2026-03-01T09:30:00+01:00',
    },
  ],
  [
    'instant',
    {
      accepts: ofText(isInstant),
      description: 'a moment to the second or finer with its zone, such as 2026-03-01T09:30:00.000Z',
    },
  ],
  ['time', { accepts: ofText(isTime), description: 'a time of day written as hh:mm:ss' }],
]);

/** The format of a primitive type; that of `string` for a type this version of FHIR does not name. */
export function formatOf(type: string): Format {
  return formats.get(type) ?? text;
}

/** Whether this name is that of a primitive type. */
export function isPrimitiveType(type: string): boolean {
  return formats.has(type);
}
