/** Numbers by which Dutch care knows organisations and professionals. */
export const IDENTIFIER_KINDS = ['agb', 'ura', 'uzi', 'big'] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

/** One number of each kind at most; spaces and full stops taken out. */
export type Identifiers = Readonly<Partial<Record<IdentifierKind, string>>>;

/**
 * Systems. Sources: nl-core-HealthProfessional-Practitioner 0.12.0-beta.4 (AGB, UZI, BIG) and Nictiz' NamingSystem
 * `ura`. AGB stands under the same system for organisations as for persons, as the nl-core examples have it.
 */
export const IDENTIFIER_SYSTEMS: Readonly<Record<IdentifierKind, string>> = {
  agb: 'http://fhir.nl/fhir/NamingSystem/agb-z',
  ura: 'http://fhir.nl/fhir/NamingSystem/ura',
  uzi: 'http://fhir.nl/fhir/NamingSystem/uzi-nr-pers',
  big: 'http://fhir.nl/fhir/NamingSystem/big',
};

/** Which kinds go with whom. */
export const ORGANIZATION_IDENTIFIERS: readonly IdentifierKind[] = ['ura', 'agb'];
export const PROFESSIONAL_IDENTIFIERS: readonly IdentifierKind[] = ['agb', 'big', 'uzi'];

/**
 * How many digits a number has. AGB: 8 (Vektis). BIG: 11 (BIG-register). For URA and UZI no source of the rule was at
 * hand (examples have 8 and 9 digits), so their length is not enforced; nor is a check digit of any of the four.
 */
const DIGITS: Readonly<Partial<Record<IdentifierKind, number>>> = { agb: 8, big: 11 };

/** What is wrong with a number, or undefined. */
export type IdentifierFault =
  | { readonly kind: 'not-digits' }
  | { readonly kind: 'length'; readonly digits: number };

/** Takes out what people put between digits. */
export function tidyIdentifier(typed: string): string {
  return typed.replace(/[\s.-]/g, '');
}

/** Judges a tidied number by the rules that have a source. */
export function identifierFault(kind: IdentifierKind, value: string): IdentifierFault | undefined {
  if (!/^\d{1,20}$/.test(value)) return { kind: 'not-digits' };
  const digits = DIGITS[kind];
  return digits !== undefined && value.length !== digits ? { kind: 'length', digits } : undefined;
}
