/** The systems under which a BSN is written: the OID of the Dutch register and its address in FHIR. */
export const BSN_SYSTEMS: readonly string[] = [
  'http://fhir.nl/fhir/NamingSystem/bsn',
  'urn:oid:2.16.840.1.113883.2.4.6.3',
];

const WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2, -1];

/**
 * Whether a text is a burgerservicenummer: nine digits that pass the test of eleven, and not all zeros. Whether anybody
 * bears it cannot be told from the number. Source: Wet algemene bepalingen burgerservicenummer, and the logical design
 * of the BSN register.
 */
export function isBsn(text: string): boolean {
  if (!/^\d{9}$/.test(text) || text === '000000000') return false;
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(text[place]), 0);
  return sum % 11 === 0;
}

/** Parameters that search identifiers, chained and reverse-chained ones included: `patient.identifier`, `subject:identifier`. */
const IDENTIFIER = /(?:^|[.:])identifier(?:$|:)/;

/**
 * Whether a search parameter carries a BSN: a value under its system, right or wrong, or a bare number that can be one.
 * Values as they are after the escapes of the address are resolved.
 */
export function carriesBsn(name: string, value: string): boolean {
  if (BSN_SYSTEMS.some((system) => value.toLowerCase().includes(`${system.toLowerCase()}|`)))
    return /\|\s*[^|,\s]/.test(value);
  return IDENTIFIER.test(name) && value.split(/[,|]/).some((part) => isBsn(part.trim()));
}
