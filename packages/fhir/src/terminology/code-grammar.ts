/**
 * Code systems whose codes are not a list but a grammar. A code that fits the grammar is a code of the system; it
 * is not looked up in the registry behind it, which grows without notice.
 */
const grammars: ReadonlyMap<string, (code: string) => boolean | undefined> = new Map([
  ['urn:ietf:bcp:47', isLanguageTag],
  ['urn:ietf:bcp:13', isMediaType],
]);

/** Whether the code fits the grammar of its system; undefined for a system that has no grammar here. */
export function fitsGrammar(system: string, code: string): boolean | undefined {
  return grammars.get(system)?.(code);
}

/** Whether any code of this system can be judged by its form. */
export function hasGrammar(system: string): boolean {
  return grammars.has(system);
}

const subtag = /^[A-Za-z0-9]{1,8}$/;

/** BCP 47: a language of 2 to 8 letters (or `x`, `i`), then subtags of 1 to 8 letters or digits. */
function isLanguageTag(code: string): boolean {
  const [language = '', ...rest] = code.split('-');
  const privateUse = language === 'x' || language === 'X' || language === 'i' || language === 'I';
  return (
    (privateUse ? rest.length > 0 : /^[A-Za-z]{2,8}$/.test(language)) &&
    rest.every((each) => subtag.test(each))
  );
}

const mediaTypeName = /^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}$/;

/** Short names that FHIR uses beside media types (`CapabilityStatement.format`); they are in no registry. */
const shortFormats = new Set(['xml', 'json', 'ttl', 'html']);

/** BCP 13: `type/subtype`, with parameters after a semicolon. */
function isMediaType(code: string): boolean | undefined {
  if (shortFormats.has(code)) {
    return undefined;
  }
  const [type = '', subtype, ...more] = (code.split(';', 1)[0] ?? '').trim().split('/');
  return (
    more.length === 0 && subtype !== undefined && mediaTypeName.test(type) && mediaTypeName.test(subtype)
  );
}
