/**
 * Instants travel as text between the store and the database, in UTC; the session's time zone is UTC on every
 * connection. `2026-03-01 09:30:00.5+00` is what PostgreSQL prints, `2026-03-01T09:30:00.500Z` what FHIR wants.
 */
export function fhirInstant(printed: string): string {
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/.exec(printed);
  if (match === null) throw new Error('the database printed an instant that is not in UTC');
  const [, day, time, fraction = ''] = match;
  return `${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}Z`;
}
