import type { FhirResource } from '@caecilia/fhir';
import type { PlanStandard } from '../standard/standard.ts';
import { writeInstitution } from '../writing/people.ts';
import { toResources } from '../writing/toResources.ts';
import { unreadableDirective } from './aaltje.ts';
import { noPlanYet } from './bram.ts';
import { careRelations, heldByHospital } from './careRelations.ts';
import { contradictingPlan } from './cornelis.ts';
import { englishSpeaker } from './emily.ts';
import { representedPatient } from './grietje.ts';
import { oldPlan } from './hendrika.ts';
import { institutions } from './institutions.ts';
import { demoNetwork } from './network.ts';
import { youngPerson } from './sofie.ts';
import { completePlan } from './wilhelmina.ts';

/** A FHIR transaction: every resource is put under an id of its own, so that loading it twice changes nothing. */
export interface TransactionBundle extends FhirResource {
  readonly resourceType: 'Bundle';
  readonly type: 'transaction';
  readonly entry: readonly {
    readonly resource: FhirResource;
    readonly request: { readonly method: 'PUT'; readonly url: string };
  }[];
}

const DAY_MS = 86_400_000;

/**
 * The invented demo: institutions first, then a bundle for each patient, each in another situation. `today` is a
 * FHIR date; all dates of the demo are counted from it, so that a plan of nine days ago is nine days old.
 */
export function demoBundles(standard: PlanStandard, today: string): readonly TransactionBundle[] {
  const start = Date.parse(`${today}T00:00:00Z`);
  const ago = (days: number) => new Date(start - days * DAY_MS).toISOString().slice(0, 10);
  const yearsAgo = (years: number) => `${Number(today.slice(0, 4)) - years}-01-31`;
  const plans = [
    completePlan(ago),
    contradictingPlan(ago),
    unreadableDirective(ago),
    noPlanYet(),
    representedPatient(ago),
    youngPerson(ago, yearsAgo),
    englishSpeaker(ago),
    oldPlan(ago),
  ];
  return [
    transaction(institutions.flatMap((institution) => writeInstitution(institution, standard))),
    ...plans.map((plan) => transaction(toResources(plan, standard).map(heldByHospital))),
    transaction(careRelations(ago)),
    transaction(demoNetwork(ago)),
  ];
}

function transaction(resources: readonly FhirResource[]): TransactionBundle {
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: resources.map((resource) => ({
      resource,
      request: { method: 'PUT', url: `${resource.resourceType}/${String(resource.id)}` },
    })),
  };
}
