import { Problem } from '@caecilia/kernel';

/** The two formats of FHIR that this floor reads and writes. */
export type Format = 'json' | 'xml';

/** Content types as they are sent. */
export const CONTENT_TYPE: { readonly [format in Format]: string } = {
  json: 'application/fhir+json; charset=utf-8',
  xml: 'application/fhir+xml; charset=utf-8',
};

const FORMAT_OF: ReadonlyMap<string, Format> = new Map([
  ['json', 'json'],
  ['application/json', 'json'],
  ['application/fhir+json', 'json'],
  ['application/json+fhir', 'json'],
  ['text/json', 'json'],
  ['xml', 'xml'],
  ['application/xml', 'xml'],
  ['application/fhir+xml', 'xml'],
  ['application/xml+fhir', 'xml'],
  ['text/xml', 'xml'],
]);

/** Any of these leaves the choice to us. `text/html` is what a browser asks for; it gets JSON, never a page. */
const ANY = new Set(['*/*', 'application/*', 'text/*', 'text/html', 'application/xhtml+xml', '*']);

/** A media type with its parameters in lower case names. */
export interface MediaType {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Reads `type/subtype; name=value`. */
export function parseMediaType(text: string): MediaType {
  const [name = '', ...rest] = text.split(';').map((part) => part.trim());
  const parameters = rest.map((part): [string, string] => {
    const at = part.indexOf('=');
    return at < 0
      ? [part.toLowerCase(), '']
      : [
          part.slice(0, at).trim().toLowerCase(),
          part
            .slice(at + 1)
            .trim()
            .replace(/^"(.*)"$/, '$1'),
        ];
  });
  return { name: name.toLowerCase(), parameters: new Map(parameters) };
}

/**
 * The format of the answer: `_format` first, then `Accept` by its weights, JSON where nothing is said.
 * Throws 406 when only formats are asked for that we do not write.
 */
export function answerFormat(accept: string | undefined, formatParameter: string | undefined): Format {
  if (formatParameter !== undefined && formatParameter !== '') return formatOfParameter(formatParameter);
  const format = accept === undefined ? 'json' : remembered(accept);
  if (format !== undefined) return format;
  throw new Problem(
    'not-supported',
    'this server writes application/fhir+json and application/fhir+xml of FHIR 4.0',
    {
      status: 406,
    },
  );
}

/** Clients send the same few headers again and again; whoever makes up others does not fill the memory with them. */
const KNOWN_MOST = 100;
const known = new Map<string, Format | undefined>();

function remembered(accept: string): Format | undefined {
  if (known.has(accept)) return known.get(accept);
  const format = formatAccepted(accept);
  if (known.size < KNOWN_MOST && accept.length <= 200) known.set(accept, format);
  return format;
}

/** The format that an `Accept` header leads to, undefined where it wants none of ours. */
function formatAccepted(accept: string): Format | undefined {
  if (accept.trim() === '') return 'json';
  for (const type of byWeight(accept)) {
    const format = acceptedFormat(type);
    if (format !== undefined) return format;
  }
  return undefined;
}

/** The media types of an `Accept` header, most wanted first; those with weight 0 left out. */
export function byWeight(accept: string): readonly MediaType[] {
  return accept
    .split(',')
    .map(parseMediaType)
    .map((type) => ({ type, weight: weightOf(type) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ type }) => type);
}

function weightOf(type: MediaType): number {
  const weight = Number(type.parameters.get('q') ?? '1');
  return Number.isNaN(weight) ? 0 : weight;
}

function acceptedFormat(type: MediaType): Format | undefined {
  if (ANY.has(type.name)) return 'json';
  return speaksR4(type) ? FORMAT_OF.get(type.name) : undefined;
}

/** `+` in an address that was not escaped arrives as a space. */
function formatOfParameter(value: string): Format {
  const type = parseMediaType(value.replaceAll(' ', '+').replace(';+', ';'));
  const format = speaksR4(type) ? FORMAT_OF.get(type.name) : undefined;
  if (format !== undefined) return format;
  throw new Problem('not-supported', '_format takes json or xml, or their media types of FHIR 4.0', {
    status: 406,
  });
}

function speaksR4(type: MediaType): boolean {
  const version = type.parameters.get('fhirversion');
  return version === undefined || version === '4.0' || version === '4.0.1';
}

/** What a request body is said to be. */
export type BodyKind = Format | 'json-patch' | 'form' | 'other';

/**
 * What the body is, by its `Content-Type`. Throws 415 for another character set than UTF-8 or another FHIR version;
 * `other` is for the caller to judge (a Binary may be anything).
 */
export function bodyKind(contentType: string | undefined): BodyKind {
  const type = parseMediaType(contentType ?? '');
  const kind = kindOfName(type.name);
  if (kind === 'other') return kind;
  const charset = type.parameters.get('charset')?.toLowerCase();
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8' && charset !== 'us-ascii') {
    throw new Problem('not-supported', 'FHIR is sent in UTF-8; send charset=utf-8 or none', { status: 415 });
  }
  if (!speaksR4(type)) {
    throw new Problem('not-supported', 'this server reads FHIR 4.0; fhirVersion names another', {
      status: 415,
    });
  }
  return kind;
}

function kindOfName(name: string): BodyKind {
  if (name === 'application/json-patch+json') return 'json-patch';
  if (name === 'application/x-www-form-urlencoded') return 'form';
  return name.includes('/') ? (FORMAT_OF.get(name) ?? 'other') : 'other';
}

/** The refusal for a body that is of none of the kinds an address takes. */
export function unsupportedBody(taken: string): Problem {
  return new Problem(
    'not-supported',
    `the Content-Type of the body is not one that is taken here: ${taken}`,
    {
      status: 415,
    },
  );
}
