import type { FhirResource } from '@caecilia/fhir';
import type { Caller } from '@caecilia/kernel';
import { createSearcher, isKept } from '@caecilia/store';
import { ACCESS_FACTS } from '../../apps/care/src/access/relations.ts';
import { composeLanguage } from '../../apps/care/src/language.ts';
import { readSearchIn } from '../../apps/care/src/read-search.ts';
import {
  type MemberReference,
  type TeamOverRecord,
  type TeamReference,
  type TeamRole,
  writeMember,
} from '../../care/team/src/index.ts';
import type { OpenedStore, StartedEngine } from '../../platform/store/src/testing/engines.ts';

/** An invented team in a record with the searches of the house, on a database of its own. */
export interface TeamRecord {
  readonly opened: OpenedStore;
  readonly house: TeamOverRecord;
}

export const TEAM: TeamReference = 'HealthcareService/invented-team';
export const ROLE: TeamRole = 'consult-nurse';
export const memberNamed = (index: number): MemberReference => `PractitionerRole/invented-${index}`;

/** Who plans, and a member who does not. */
export const PLANNER: Caller = person('planner', 'team-lead');
export const nurse = (index: number): Caller => person(`invented-${index}`, 'consult-nurse');

function person(id: string, role: string): Caller {
  return { id: `Practitioner/${id}`, name: `${id} (invented)`, role, scope: { kind: 'everything' } };
}

/** Opens it with some members, all present. */
export async function teamRecord(
  engine: StartedEngine,
  members: number,
  now: () => Date,
): Promise<TeamRecord> {
  const language = composeLanguage([], {
    baseUrl: '',
    now,
    keeps: ({ base, code }) => isKept(base, code),
  });
  const opened = await engine.open({
    extractor: (resource) => language.extract(resource),
    searcher: createSearcher(language.searchParameters),
    facts: ACCESS_FACTS,
    now,
  });
  const { store } = opened;
  const session = (caller: Caller) => store.session(caller);
  const changes = Array.from({ length: members }, (_, index) => memberOf(index)).map(
    (resource) => ({ kind: 'update', id: resource.id ?? '', resource }) as const,
  );
  await session(PLANNER).transaction((transaction) => transaction.write(changes));
  const readSearch = readSearchIn(language, now);
  return { opened, house: { session, planning: session, readSearch, now, timeZone: 'Europe/Amsterdam' } };
}

function memberOf(index: number): FhirResource {
  const base = {
    resourceType: 'PractitionerRole',
    id: `invented-${index}`,
    practitioner: { reference: `Practitioner/invented-${index}`, display: `Verzonnen ${index}` },
  };
  return writeMember(base, [ROLE], TEAM);
}
