/** Invented records for measuring: the size and shape of real ones, the same on every run. */

/** As many records a patient as a summary of a palliative patient holds; a hundred thousand in all. */
export const PATIENTS = 1600;
export const OBSERVATIONS_EACH = 62;

/** Codes of vital signs (LOINC), so that a search by code has several to choose from. */
export const CODES = [
  '8867-4',
  '9279-1',
  '8310-5',
  '2708-6',
  '29463-7',
  '8302-2',
  '72514-3',
  '85354-9',
  '8480-6',
  '8462-4',
] as const;

/** Logical id of the n-th patient. */
export const patientId = (n: number): string => `bench-patient-${n}`;

export function patient(n: number): Record<string, unknown> {
  return {
    resourceType: 'Patient',
    id: patientId(n),
    identifier: [{ system: 'urn:caecilia:bench', value: String(n) }],
    name: [{ family: `Meetpersoon${n % 997}`, given: [`Proef${n % 89}`] }],
    gender: n % 2 === 0 ? 'female' : 'male',
    birthDate: `19${String(30 + (n % 60)).padStart(2, '0')}-0${1 + (n % 9)}-1${n % 9}`,
  };
}

/** Who treats the patients, by the policy table; see `ruled-caller.ts`. */
export const TREATING_ORGANIZATION = 'Organization/bench-hospital';

/** The team that treats the n-th patient: the relation by which the caller of the measurements may see them. */
export function careTeam(n: number): Record<string, unknown> {
  return {
    resourceType: 'CareTeam',
    id: `bench-team-${n}`,
    status: 'active',
    subject: { reference: `Patient/${patientId(n)}` },
    participant: [
      { member: { reference: `Practitioner/bench-gp-${n % 97}` } },
      { member: { reference: TREATING_ORGANIZATION } },
    ],
  };
}

/** The code of a patient's n-th observation: each second one is the one that is followed most, so that it fills a page. */
export function codeOf(patientNumber: number, n: number): string {
  return CODES[(n % 2 === 0 ? patientNumber : n) % CODES.length] ?? CODES[0];
}

/** An Observation of about 0.8 kB, as it would come from a ward. */
export function observation(patientNumber: number, n: number): Record<string, unknown> {
  const at = new Date(Date.UTC(2024, 0, 1) + n * 3_600_000).toISOString();
  const code = codeOf(patientNumber, n);
  return {
    resourceType: 'Observation',
    identifier: [{ system: 'urn:caecilia:bench:observation', value: `${patientNumber}-${n}` }],
    status: 'final',
    category: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/observation-category',
            code: 'vital-signs',
            display: 'Vital Signs',
          },
        ],
      },
    ],
    code: {
      coding: [{ system: 'http://loinc.org', code, display: `Invented measurement ${code}` }],
      text: `Invented measurement ${code}`,
    },
    subject: { reference: `Patient/${patientId(patientNumber)}` },
    effectiveDateTime: at,
    issued: at,
    valueQuantity: {
      value: 60 + (n % 60),
      unit: 'per minute',
      system: 'http://unitsofmeasure.org',
      code: '/min',
    },
    note: [{ text: 'Invented for a measurement of speed; this belongs to nobody and means nothing at all.' }],
  };
}

/** A transaction that creates a patient's next observations. */
export function transactionOf(resources: readonly Record<string, unknown>[]): string {
  const entry = resources.map((resource) => ({
    resource,
    request:
      resource.id === undefined
        ? { method: 'POST', url: String(resource.resourceType) }
        : { method: 'PUT', url: `${String(resource.resourceType)}/${String(resource.id)}` },
  }));
  return JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry });
}
