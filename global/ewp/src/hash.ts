import { createHash } from 'node:crypto';
import { Problem } from '@caecilia/kernel';
import { attribute, childrenNamed, type XmlElement } from './xml/tree.ts';

/**
 * The `iia-hash` of an interinstitutional agreement, as the stylesheets `transform_version_7.xsl` and
 * `transform_version_6.xsl` of the IIAs API compute it: SHA-256 over the text that they call `text-to-hash`. The text
 * is made from the document as it was sent, by local names, with every space that stands in a value: two documents
 * that mean the same can have different hashes.
 */
export type IiaHashVersion = 7 | 6;

/** What is hashed. With `response`, a termination of any agreement beside this one counts too, as in the stylesheet. */
export interface HashScope {
  readonly version?: IiaHashVersion;
  readonly scope?: 'agreement' | 'response';
}

const isTrue = (value: string | undefined) => value === 'true' || value === '1';

/** Contacts change with the people of an office, and are no condition. */
const CONTACTS = new Set(['sending-contact', 'receiving-contact']);

/** Years come last, under names that both versions share. */
const YEARS: Readonly<Record<IiaHashVersion, ReadonlySet<string>>> = {
  7: new Set(['receiving-first-academic-year-id', 'receiving-last-academic-year-id']),
  6: new Set(['receiving-academic-year-id']),
};

/** The text over which the hash is taken. `iia` is the element of the agreement in the document. */
export function textToHash(iia: XmlElement, { version = 7, scope = 'agreement' }: HashScope = {}): string {
  const conditions = childrenNamed(iia, 'cooperation-conditions');
  return [
    version === 7 && isTerminated(scope === 'response' ? rootOf(iia) : iia)
      ? '_@terminated-as-a-whole@_'
      : '',
    ...childrenNamed(iia, 'partner').map((partner, index) =>
      dumped(`iia-id_${index + 1}`, childrenNamed(partner, 'iia-id')[0]?.text ?? ''),
    ),
    ...conditions.flatMap(({ children }) => children.map((mobility) => mobilityText(mobility, version))),
  ].join('');
}

/** The hash of an agreement in a document, 64 hexadecimal digits in lower case. */
export function iiaHash(iia: XmlElement, options: HashScope = {}): string {
  return createHash('sha256').update(textToHash(iia, options), 'utf8').digest('hex');
}

/** Whether a stated hash is that of the agreement, on its own or in the response that it came in. */
export function hashAgrees(iia: XmlElement, stated: string): boolean {
  return iiaHash(iia) === stated || iiaHash(iia, { scope: 'response' }) === stated;
}

/**
 * Whether the agreement may be approved: what came from version 6 (`not-yet-defined`, `v6-value`) has to be settled
 * first. An agreement of version 7 only.
 */
export function isValidForApproval(iia: XmlElement): boolean {
  return everyElement(iia).every(
    (element) =>
      !isTrue(attribute(element, 'not-yet-defined')) && (attribute(element, 'v6-value') ?? '') === '',
  );
}

/** The agreements of a get-response. Throws `Problem('structure')` for another document. */
export function agreementsIn(root: XmlElement): readonly XmlElement[] {
  if (root.name !== 'iias-get-response') {
    throw new Problem(
      'structure',
      'This is no get-response of the IIAs API: its first element is to be iias-get-response. Line 1.',
    );
  }
  return childrenNamed(root, 'iia');
}

function rootOf(element: XmlElement): XmlElement {
  return element.parent === undefined ? element : rootOf(element.parent);
}

function everyElement(element: XmlElement): XmlElement[] {
  return [element, ...element.children.flatMap(everyElement)];
}

function isTerminated(within: XmlElement): boolean {
  return everyElement(within).some(
    (element) =>
      element.name === 'cooperation-conditions' && isTrue(attribute(element, 'terminated-as-a-whole')),
  );
}

const dumped = (name: string, value: string) => `_${name}=${value}_`;

const nameOf = (element: XmlElement | undefined) => element?.name ?? '';

function mobilityText(mobility: XmlElement, version: IiaHashVersion): string {
  const within = mobility.children
    .flatMap(everyElement)
    .filter((element) => isHashed(element, version))
    .map((element) => (version === 7 ? attributesText(element) : '') + leafText(element, version));
  return within.join('') + yearsText(mobility, version);
}

function isHashed(element: XmlElement, version: IiaHashVersion): boolean {
  if (YEARS[version].has(element.name)) return false;
  const above = ancestors(element);
  if (above.some(({ name }) => CONTACTS.has(name))) return false;
  return version === 6 || ![element, ...above].some((each) => isTrue(attribute(each, 'not-yet-defined')));
}

function ancestors({ parent }: XmlElement): XmlElement[] {
  return parent === undefined ? [] : [parent, ...ancestors(parent)];
}

function attributesText(element: XmlElement): string {
  const above = `${nameOf(element.parent?.parent)}.${nameOf(element.parent)}.${element.name}`;
  return element.attributes
    .filter(({ uri, name }) => uri !== '' || (name !== 'not-yet-defined' && name !== 'v6-value'))
    .map(({ name, value }) => `_@${above}.${name}=${value}@_`)
    .join('');
}

function leafText(element: XmlElement, version: IiaHashVersion): string {
  if (element.children.length > 0) return '';
  const name = `${nameOf(element.parent?.parent)}.${nameOf(element.parent)}.${element.name}`;
  return dumped(name, version === 7 ? hashedValue(element) : element.text);
}

/** A code of four digits that stands for a shorter one of version 6 counts as that one: the approval stays good. */
function hashedValue(element: XmlElement): string {
  const before = element.name === 'isced-f-code' ? attribute(element, 'v6-value') : undefined;
  return before === undefined || before === '' ? element.text : before;
}

function yearsText(mobility: XmlElement, version: IiaHashVersion): string {
  const text = (name: string, at: number) => childrenNamed(mobility, name).at(at)?.text ?? '';
  const [first, last] =
    version === 7
      ? [text('receiving-first-academic-year-id', 0), text('receiving-last-academic-year-id', 0)]
      : [text('receiving-academic-year-id', 0), text('receiving-academic-year-id', -1)];
  return dumped('receiving-first-academic-year-id', first) + dumped('receiving-last-academic-year-id', last);
}
