import { agreementsIn, hashAgrees, iiaHash, isValidForApproval } from './hash.ts';
import { type Iia, type IiaPartner, NAMESPACES } from './iia.ts';
import { readCondition } from './read-condition.ts';
import { readContact } from './read-contact.ts';
import { CONDITION_KINDS } from './vocabulary.ts';
import { type EwpIssue, Fields, isBoolean, isIdentifier, isTrue } from './xml/fields.ts';
import { present } from './xml/present.ts';
import { readXml, type XmlElement, type XmlLimits } from './xml/tree.ts';

/** An agreement out of a response. With an issue it is not taken; the others of the response are. */
export interface ReadIia {
  /** Undefined where something is wrong with it. */
  readonly iia?: Iia;
  readonly issues: readonly EwpIssue[];
  /** The hash that the document states. */
  readonly statedHash: string;
  /** The hash of the agreement as it was sent, computed here. */
  readonly hash: string;
  /** Whether the stated hash is that of what was sent. */
  readonly hashAgrees: boolean;
  /** Whether nothing in it waits for a decision since version 6. */
  readonly validForApproval: boolean;
}

/**
 * Reads a get-response of the IIAs API v7. Throws `Problem` for what is no such document; what is wrong with one
 * agreement stands with that agreement, with line, column and path.
 */
export function readGetResponse(xml: string, limits?: XmlLimits): readonly ReadIia[] {
  return agreementsIn(readXml(xml, limits)).map((element, index) => readAgreement(element, index + 1));
}

function readAgreement(element: XmlElement, number: number): ReadIia {
  const issues: EwpIssue[] = [];
  const fields = new Fields(element, `iia[${number}]`, issues);
  const iia = iiaOf(fields);
  const statedHash = fields.matching('iia-hash', isSha256, 'has to be 64 hexadecimal digits in lower case.');
  fields.close(NAMESPACES.get);
  return {
    ...(issues.length === 0 ? { iia } : {}),
    issues,
    statedHash,
    hash: iiaHash(element),
    hashAgrees: hashAgrees(element, statedHash),
    validForApproval: isValidForApproval(element),
  };
}

/** Whether a text is a SHA-256 in the digits of the network. */
export const isSha256 = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

function iiaOf(fields: Fields): Iia {
  const partners = partnersOf(fields);
  const conditions = fields.one('cooperation-conditions');
  if (conditions === undefined) fields.wrong('cooperation-conditions is missing.');
  const pdfFile = fields.text('pdf-file');
  const inEffect = fields.matching('in-effect', isBoolean, 'has to be true or false.');
  return {
    partners,
    inEffect: isTrue(inEffect),
    terminatedAsAWhole: conditions?.flag('terminated-as-a-whole') ?? false,
    conditions: conditions === undefined ? [] : conditionsOf(conditions, partners),
    ...(pdfFile === undefined ? {} : { pdfFile }),
  };
}

function conditionsOf(fields: Fields, partners: readonly IiaPartner[]): Iia['conditions'] {
  const conditions = CONDITION_KINDS.flatMap((kind) =>
    fields.all(`${kind}-mobility-spec`).map((condition) => readCondition(condition, kind, partners)),
  );
  fields.close(NAMESPACES.get);
  return conditions;
}

function partnersOf(fields: Fields): [IiaPartner, IiaPartner] {
  const found = fields.all('partner');
  if (found.length !== 2) fields.wrong('An agreement has two partners.');
  const [own, other] = found.slice(0, 2).map(partnerOf);
  const nobody: IiaPartner = { heiId: '', contacts: [] };
  if (own !== undefined && own.iiaId === undefined) {
    found[0]?.wrong('The first partner, whose copy this is, needs an iia-id.');
  }
  if (own !== undefined && own.heiId === other?.heiId) found[1]?.wrong('The two partners are the same one.');
  return [own ?? nobody, other ?? nobody];
}

function partnerOf(fields: Fields): IiaPartner {
  const identifier = (name: string) =>
    fields.optional(name, isIdentifier, 'has to be up to 64 printable characters without a space.');
  const signing = fields.one('signing-contact');
  const partner = {
    heiId: fields.required('hei-id'),
    ounitId: identifier('ounit-id'),
    iiaId: identifier('iia-id'),
    iiaCode: fields.text('iia-code'),
    signingContact: signing === undefined ? undefined : readContact(signing),
    signingDate: fields.optional('signing-date', isDay, 'has to be a day, as 2026-09-15.'),
    contacts: fields.all('contact').map(readContact),
  };
  fields.close(NAMESPACES.get, [NAMESPACES.contact]);
  return present(partner);
}

const isDay = (text: string) => {
  const day = text.trim().slice(0, 10);
  const at = new Date(`${day}T00:00:00Z`);
  return (
    /^\d{4}-\d\d-\d\d(Z|[+-]\d\d:\d\d)?$/.test(text.trim()) &&
    !Number.isNaN(at.getTime()) &&
    at.toISOString().startsWith(day)
  );
};
