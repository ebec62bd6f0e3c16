/** Two years of the daily list of one invented patient, as the app writes it: a score of six symptoms for each day. */
export function twoYearsOfDays(patient: string, until: Date) {
  const symptoms = ['pain', 'breathlessness', 'tiredness', 'sleep', 'nausea', 'worry'];
  return Array.from({ length: 730 }, (_, day) => ({
    resourceType: 'Observation',
    id: `${patient}-day-${day}`,
    // Every tenth day somebody close answered.
    extension: [{ url: 'urn:caecilia:reporter', valueCode: day % 10 === 9 ? 'proxy' : 'self' }],
    status: 'final',
    code: { coding: [{ system: 'urn:caecilia:instrument', version: '1', code: 'caecilia-symptoms' }] },
    subject: { reference: `Patient/${patient}` },
    effectiveDateTime: new Date(until.getTime() - (730 - day) * 86_400_000).toISOString(),
    component: symptoms.map((symptom, place) => ({
      code: {
        coding: [{ system: 'urn:caecilia:instrument-item', code: `caecilia-symptoms.${symptom}` }],
      },
      ...((day + place) % 50 === 0
        ? {
            dataAbsentReason: {
              coding: [
                {
                  system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason',
                  code: 'asked-unknown',
                },
              ],
            },
          }
        : { valueInteger: Math.round(5 + 4 * Math.sin(day / 20 + place)) }),
    })),
  }));
}
