import { CallFailed, type Notification } from '@caecilia/exchange';
import { elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { Outbound, type OutboundLimits } from './outbound.ts';
import type { Partner } from './partners.ts';

const MOST_PAGES = 20;

/**
 * Fetches what a notification of another system offers: a bundle about one patient, as it answers the requests. Only at
 * the address that the operator wrote down for that system. Throws `CallFailed`; `wrong-patient` where it answers with
 * anybody else.
 */
export async function fetchOffered(
  {
    partner,
    limits,
    now,
  }: { readonly partner: Partner; readonly limits: OutboundLimits; readonly now: () => Date },
  { authorizationBase, requests, patient }: Pick<Notification, 'authorizationBase' | 'requests' | 'patient'>,
): Promise<FhirResource> {
  const outbound = new Outbound(partner, limits, now);
  const token = await outbound.token('system/*.rs', authorizationBase);
  const found = new Map<string, FhirResource>();
  const keep = (resource: FhirResource) => {
    requireAbout(resource, patient.id);
    found.set(`${resource.resourceType}/${resource.id ?? ''}`, resource);
  };
  keep(await outbound.get(`Patient/${patient.id}`, token));
  for (const request of requests) {
    let next: string | undefined = request.replaceAll('|', '%7C').replaceAll(' ', '%20');
    for (let page = 0; next !== undefined; page += 1) {
      if (page >= MOST_PAGES) throw new CallFailed('too-large');
      const answer = await outbound.get(next, token);
      for (const resource of resourcesIn(answer)) keep(resource);
      next = nextOf(answer, partner.fhirBase);
    }
  }
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [...found].map(([name, resource]) => ({ fullUrl: `${partner.fhirBase}/${name}`, resource })),
  };
}

function resourcesIn(answer: FhirResource): readonly FhirResource[] {
  if (answer.resourceType !== 'Bundle') return [answer];
  return elementsOf(answer.entry).flatMap(({ resource }) => {
    const element = elementOf(resource);
    const { resourceType } = element;
    // What a server says about a search is no part of the plan.
    if (typeof resourceType !== 'string' || resourceType === 'OperationOutcome') return [];
    return [{ ...element, resourceType }];
  });
}

/** The next page, where it lies at the same endpoint; one elsewhere is not followed, and the plan would not be whole. */
function nextOf({ link }: FhirResource, fhirBase: string): string | undefined {
  const url = elementsOf(link).find(({ relation }) => relation === 'next')?.url;
  if (url === undefined) return undefined;
  if (typeof url !== 'string' || !url.startsWith(`${fhirBase}/`)) throw new CallFailed('redirected');
  return url.slice(fhirBase.length + 1);
}

function requireAbout(resource: FhirResource, patientId: string): void {
  const wrong = new CallFailed('wrong-patient');
  if (resource.resourceType === 'Patient' && resource.id !== patientId) throw wrong;
  for (const about of [resource.patient, resource.subject]) {
    const { reference } = elementOf(about);
    if (typeof reference === 'string' && !`/${reference}`.endsWith(`/Patient/${patientId}`)) throw wrong;
  }
}
