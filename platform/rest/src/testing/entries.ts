let next = 0;

/** A word that no other test of the file has used. */
export function unused(): string {
  next += 1;
  return `n${next}`;
}

/** A new `urn:uuid:` for a fullUrl. */
export function urn(): string {
  return `urn:uuid:${crypto.randomUUID()}`;
}

/** The system of every identifier in the tests. */
export const SYSTEM = 'http://example.org/made-up';

/** An invented patient. */
export function patient(more: object = {}) {
  return { resourceType: 'Patient', name: [{ family: 'Verzonnen' }], ...more };
}

/** An observation about someone. */
export function observation(subject: string) {
  return {
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'made up' },
    subject: { reference: subject },
  };
}

/** An entry that creates. */
export function post(resource: { resourceType: string }, fullUrl?: string, more: object = {}): object {
  return {
    ...(fullUrl === undefined ? {} : { fullUrl }),
    resource,
    request: { method: 'POST', url: resource.resourceType, ...more },
  };
}

/** An entry that updates, or creates under its id. */
export function put(resource: { resourceType: string; id?: string }, more: object = {}): object {
  return {
    resource,
    request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}`, ...more },
  };
}

/** An entry that reads. */
export function get(url: string): object {
  return { request: { method: 'GET', url } };
}
