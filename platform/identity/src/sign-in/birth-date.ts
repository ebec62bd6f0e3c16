/** `14-02-1948` as a FHIR date; undefined for anything else. */
export function birthDateIn(typed: string | undefined): string | undefined {
  const [, day = '', month = '', year = ''] =
    /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(typed?.trim() ?? '') ?? [];
  return year === '' ? undefined : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
