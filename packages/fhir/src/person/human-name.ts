import { type Element, elementOf, elementsOf } from '../json/element.ts';

const EXTENSION = 'http://hl7.org/fhir/StructureDefinition/';
const URL = {
  order: [`${EXTENSION}humanname-assembly-order`],
  ownPrefix: [`${EXTENSION}humanname-own-prefix`],
  ownName: [`${EXTENSION}humanname-own-name`],
  partnerPrefix: [`${EXTENSION}humanname-partner-prefix`],
  partnerName: [`${EXTENSION}humanname-partner-name`],
  qualifier: [`${EXTENSION}iso21090-EN-qualifier`],
};

function wordsOf(value: unknown): string | undefined {
  const words = typeof value === 'string' ? value.trim() : '';
  return words === '' ? undefined : words;
}

const extensionsOf = (holder: Element | undefined, urls: readonly string[]) =>
  elementsOf(elementOf(holder).extension).filter(({ url }) => urls.includes(String(url)));

const stringOf = (holder: Element | undefined, urls: readonly string[]) =>
  wordsOf(extensionsOf(holder, urls)[0]?.valueString);

const join = (parts: readonly (string | undefined)[], by = ' ') => {
  const joined = parts.filter((part) => part !== undefined).join(by);
  return joined === '' ? undefined : joined;
};

/** Most resources list names; a contact of a patient has one. */
const namesIn = (names: unknown) => (Array.isArray(names) ? elementsOf(names) : [elementOf(names)]);

/** The name to go by: official, then usual, then any that is not old. */
function mainName(names: unknown): Element | undefined {
  const current = namesIn(names).filter(({ use }) => use !== 'old' && use !== 'nickname');
  return (
    current.find(({ use }) => use === 'official') ??
    current.find(({ family }) => wordsOf(family)) ??
    current.find(({ text }) => wordsOf(text)) ??
    current[0]
  );
}

/** Dutch family name: own and partner's name in the order that was chosen, prefixes in front of each. */
function familyName(name: Element): string | undefined {
  const parts = elementOf(name._family);
  const own = join([stringOf(parts, URL.ownPrefix), stringOf(parts, URL.ownName)]);
  const partner = join([stringOf(parts, URL.partnerPrefix), stringOf(parts, URL.partnerName)]);
  const order = extensionsOf(name, URL.order)[0]?.valueCode;
  if (own === undefined || partner === undefined) return wordsOf(name.family) ?? own ?? partner;
  if (order === 'NL1') return own;
  if (order === 'NL2') return partner;
  return join(order === 'NL3' ? [partner, own] : [own, partner], ' – ');
}

/** Given names without initials. */
function givenNames(name: Element): readonly string[] {
  const given: readonly unknown[] = Array.isArray(name.given) ? name.given : [];
  const about: readonly unknown[] = Array.isArray(name._given) ? name._given : [];
  return given.flatMap((each, index) => {
    const qualifier = extensionsOf(elementOf(about[index]), URL.qualifier)[0]?.valueCode;
    return qualifier === 'IN' ? [] : (wordsOf(each) ?? []);
  });
}

/** Names of a person (`HumanName`, one or a list) with the family name first, as patients are looked up: "Voorbeeld – de Proef, Wilhelmina". */
export function formalName(names: unknown): string | undefined {
  const name = mainName(names);
  if (!name) return undefined;
  const family = familyName(name);
  return family === undefined ? wordsOf(name.text) : join([family, join(givenNames(name))], ', ');
}

/** Names of a person (`HumanName`, one or a list) as people say them: the recorded text, else prefix, given names and family name. */
export function spokenName(names: unknown): string | undefined {
  const name = mainName(names);
  if (!name) return undefined;
  const prefix: readonly unknown[] = Array.isArray(name.prefix) ? name.prefix : [];
  return wordsOf(name.text) ?? join([...prefix.map(wordsOf), join(givenNames(name)), familyName(name)]);
}

/** The name a person is called by, where it was recorded apart from the official one. */
export function callName(names: unknown): string | undefined {
  const usual = namesIn(names).find(({ use }) => use === 'usual' || use === 'nickname');
  return usual && join(givenNames(usual));
}
