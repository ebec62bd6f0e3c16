import { createHash } from 'node:crypto';
import { type Element, elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { CLIENT_REQUEST_SYSTEM, codeIn, known, strictReading } from '@caecilia/kernel';
import { LANGUAGES, type Language } from '@caecilia/ui';
import {
  isRecorded,
  type Letter,
  type LetterItem,
  type LetterLine,
  type LetterSection,
  type Recipient,
  SECTIONS,
} from './letter.ts';

const KIND_SYSTEM = 'urn:caecilia:document-kind';

/** `system|code` of a letter, for searches. */
export const LETTER_TOKEN = `${KIND_SYSTEM}|letter`;

const EXTENSIONS = {
  recipient: 'urn:caecilia:letter-recipient',
  sha256: 'urn:caecilia:sha-256',
} as const;

const JSON_TYPE = 'application/json';
const PDF_TYPE = 'application/pdf';

const { unreadable, textIn, instantIn, oneOf, idIn, referenceIn } = strictReading('letter');

/** A letter as it is kept, with the PDF that was made when it was signed. */
export interface KeptLetter {
  readonly letter: Letter;
  /** A next one took its place. */
  readonly superseded: boolean;
  /** SHA-256 of its words, hexadecimal. */
  readonly hash: string;
}

/**
 * A letter as one DocumentReference: its words, and the PDF that was signed, each inside with its hash, so that a letter
 * is there whole or not at all. Pure.
 */
export function toDocument(letter: Letter, pdf: Uint8Array, title: string): FhirResource {
  const { patient, clientId, replaces, language, to, signed } = letter;
  const attached = (contentType: string, data: Uint8Array): Element => ({
    attachment: {
      extension: [{ url: EXTENSIONS.sha256, valueString: sha256(data) }],
      contentType,
      language,
      data: Buffer.from(data).toString('base64'),
      size: data.length,
      // R4 has SHA-1 here; what we check is the SHA-256 beside it.
      hash: createHash('sha1').update(data).digest('base64'),
      title,
      creation: signed.at,
    },
  });
  return {
    ...known({
      extension: [
        { url: EXTENSIONS.recipient, valueReference: { reference: to.reference, display: to.name } },
      ],
      identifier: [{ system: CLIENT_REQUEST_SYSTEM, value: clientId }],
      status: 'current',
      docStatus: 'final',
      type: { coding: [{ system: KIND_SYSTEM, code: 'letter' }] },
      subject: { reference: `Patient/${patient}` },
      date: signed.at,
      author: [{ reference: signed.by, display: signed.name }],
      authenticator: { reference: signed.by, display: signed.name },
      relatesTo:
        replaces === undefined
          ? undefined
          : [{ code: 'replaces', target: { reference: `DocumentReference/${replaces}` } }],
      description: title,
      content: [
        attached(PDF_TYPE, pdf),
        attached(JSON_TYPE, new TextEncoder().encode(JSON.stringify(letter))),
      ],
    }),
    resourceType: 'DocumentReference',
  };
}

/** The same document, after a next one took its place. */
export function asSuperseded(document: FhirResource): FhirResource {
  return { ...document, status: 'superseded' };
}

/**
 * Reads such a document. Throws `Problem('invariant')` for what is not as this module writes it, and where the words are
 * not those that were signed.
 */
export function fromDocument(document: FhirResource): KeptLetter {
  const status = oneOf(['current', 'superseded'], document.status, 'DocumentReference.status');
  if (document.modifierExtension !== undefined || document.docStatus !== 'final')
    throw unreadable('DocumentReference.docStatus');
  const { data, hash } = attachmentIn(document, JSON_TYPE);
  const letter = letterIn(parsed(data));
  const own = elementsOf(document.identifier).find(({ system }) => system === CLIENT_REQUEST_SYSTEM);
  if (idIn(document.subject, 'Patient', 'DocumentReference.subject') !== letter.patient)
    throw unreadable('DocumentReference.subject');
  if (own?.value !== letter.clientId) throw unreadable('DocumentReference.identifier');
  if (referenceIn(document.authenticator, 'DocumentReference.authenticator') !== letter.signed.by)
    throw unreadable('DocumentReference.authenticator');
  return { letter, superseded: status === 'superseded', hash };
}

/** The PDF that was signed, byte for byte. Throws as `fromDocument` does. */
export function pdfIn(document: FhirResource): Uint8Array {
  return attachmentIn(document, PDF_TYPE).data;
}

/** Whether a document is a letter of this module; others are not ours. */
export function isLetter({ type }: FhirResource): boolean {
  return codeIn(type, KIND_SYSTEM) === 'letter';
}

const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');

function attachmentIn(document: FhirResource, contentType: string): { data: Uint8Array; hash: string } {
  const found = elementsOf(document.content)
    .map(({ attachment }) => elementOf(attachment))
    .filter((each) => each.contentType === contentType);
  const [attachment] = found;
  if (attachment === undefined || found.length > 1) throw unreadable('DocumentReference.content');
  const data = Buffer.from(textIn(attachment.data, 'DocumentReference.content'), 'base64');
  const said = elementsOf(attachment.extension).find(({ url }) => url === EXTENSIONS.sha256)?.valueString;
  const hash = sha256(data);
  if (said !== hash) throw unreadable('DocumentReference.content');
  return { data, hash };
}

function parsed(data: Uint8Array): Element {
  try {
    return elementOf(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(data)));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError)
      throw unreadable('DocumentReference.content');
    throw error;
  }
}

const AT = 'DocumentReference.content';

function letterIn(found: Element): Letter {
  const { version, replaces } = found;
  const signed = elementOf(found.signed);
  const about = elementOf(found.about);
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1) throw unreadable(AT);
  return {
    patient: textIn(found.patient, AT),
    clientId: textIn(found.clientId, AT),
    version,
    ...(replaces === undefined ? {} : { replaces: textIn(replaces, AT) }),
    language: languageIn(found.language),
    to: recipientIn(elementOf(found.to)),
    about: { name: textIn(about.name, AT), born: textIn(about.born, AT) },
    sections: elementsOf(found.sections).map(sectionIn),
    basis: textIn(found.basis, AT),
    signed: {
      by: textIn(signed.by, AT),
      name: textIn(signed.name, AT),
      at: instantIn(signed.at, AT),
    },
  };
}

const languageIn = (value: unknown): Language => oneOf(LANGUAGES, value, AT);

const recipientIn = ({ reference, name }: Element): Recipient => ({
  reference: textIn(reference, AT),
  name: textIn(name, AT),
});

function sectionIn({ kind, items, words }: Element): LetterSection {
  const section = oneOf(SECTIONS, kind, AT);
  const found = elementsOf(items).map(itemIn);
  if (!isRecorded(section) && found.length > 0) throw unreadable(AT);
  return { kind: section, items: found, ...(words === undefined ? {} : { words: textIn(words, AT) }) };
}

const itemIn = ({ name, lines }: Element): LetterItem => ({
  ...(name === undefined ? {} : { name: textIn(name, AT) }),
  lines: elementsOf(lines).map(lineIn),
});

function lineIn({ text, quoted, language, strong }: Element): LetterLine {
  if (typeof text !== 'string') throw unreadable(AT);
  return {
    text,
    ...(quoted === undefined ? {} : { quoted: textIn(quoted, AT) }),
    ...(language === undefined ? {} : { language: textIn(language, AT) }),
    ...(strong === true ? { strong } : {}),
  };
}
