/**
 * Instants travel as text between the store and the database, in UTC; the session's time zone is UTC on every
 * connection. `2026-03-01 09:30:00.5+00` is what PostgreSQL prints, `2026-03-01T09:30:00.500Z` what FHIR wants.
 */
export function fhirInstant(printed: string): string {
  const zone = printed.length - 3;
  // Of every row of every answer: cut at fixed places, which costs a third of a pattern.
  const isInstant = zone >= 19 && zone <= 26 && printed[10] === ' ' && printed.endsWith('+00');
  if (!isInstant) throw new Error('the database printed an instant that is not in UTC');
  return `${printed.slice(0, 10)}T${printed.slice(11, 19)}.${printed.slice(20, Math.min(zone, 23)).padEnd(3, '0')}Z`;
}
