import {
  ACTIVATABLE,
  type AssessmentDesk,
  assessmentEndpoints,
  EPISODE_TYPE,
  INSTRUMENTS,
  instrumentRegistry,
} from '@caecilia/assessment';
import { elementsOf, type FhirResource } from '@caecilia/fhir';
import { type Caller, CONFIDENTIALITY_SYSTEM, Problem } from '@caecilia/kernel';
import { onDuty } from '../access/duty-scope.ts';
import { POLICY } from '../access/policy.ts';
import { labelsOf } from '../access/relations.ts';
import type { DeskArea, DeskHouse } from '../desk/area.ts';

/** Contacts, phase, scores and trends in the app of the daily work. */
export function assessmentArea(house: DeskHouse): DeskArea {
  return {
    endpoints: assessmentEndpoints(assessmentDesk(house)),
    sections: ({ role }) =>
      RECORDING.has(role) || role === 'developer'
        ? [{ href: 'assessment', label: { nl: 'Onderzoek en metingen', en: 'Assessment' } }]
        : [],
  };
}

const WRITTEN = ['Observation', 'QuestionnaireResponse', 'Encounter', 'Goal'];

/** Roles that write what is observed and what was answered: those who assess. */
const RECORDING: ReadonlySet<string> = new Set(
  POLICY.roles
    .map(({ code }) => code)
    .filter((code) =>
      WRITTEN.every((type) =>
        POLICY.rows.some(
          ({ roles, types, may, where }) =>
            roles.includes(code) && types.includes(type) && may.includes('create') && !where,
        ),
      ),
    ),
);

/** What the access rules are asked for each of them. */
const ASKED = {
  see: { type: 'Observation', interaction: 'search-type' },
  contacts: { type: 'Encounter', interaction: 'search-type' },
  record: { type: 'Observation', interaction: 'create' },
} as const;

/** The ports of assessment on the record of this house. */
export function assessmentDesk(house: DeskHouse): AssessmentDesk {
  const { store } = house;
  return {
    ...house,
    registry: instrumentRegistry(INSTRUMENTS, ACTIVATABLE),
    may: async (caller, patientId, what) =>
      (what !== 'record' || RECORDING.has(caller.role) || caller.role === 'developer') &&
      (await store.stillAllowed(caller, patientId, ASKED[what])),
    withhold,
    release,
    isWithheld: (resource) => labelsOf(resource).includes('unreleased'),
    openEpisode: async (caller, patientId, episode) => await openEpisode(house, caller, patientId, episode),
  };
}

const UNRELEASED = { system: CONFIDENTIALITY_SYSTEM, code: 'unreleased' } as const;

/** With the label of what the patient was not told yet: rows of the policy show it to who treats, and to nobody else. */
export function withhold(resource: FhirResource): FhirResource {
  const security = elementsOf(resource.meta?.security);
  return { ...resource, meta: { ...resource.meta, security: [...security, UNRELEASED] } };
}

function release(resource: FhirResource): FhirResource {
  const { security, ...meta } = resource.meta ?? {};
  const others = elementsOf(security).filter(
    ({ system, code }) => system !== UNRELEASED.system || code !== UNRELEASED.code,
  );
  return { ...resource, meta: { ...meta, ...(others.length === 0 ? {} : { security: others }) } };
}

/**
 * An episode of the team, kept on a duty of the house: no role that treats may write an EpisodeOfCare, because one that
 * names an organisation opens the record to it. This duty writes episodes of our own type only, for a patient whom the
 * caller treats, and refuses one that names anybody.
 */
async function openEpisode(
  { store, readSearch }: DeskHouse,
  caller: Caller,
  patientId: string,
  episode: FhirResource,
): Promise<string> {
  if (!(await store.stillAllowed(caller, patientId, { type: 'Observation', interaction: 'create' })))
    throw new Problem('forbidden', 'In your role no phase is recorded for this patient.');
  if (episode.managingOrganization !== undefined || episode.careManager !== undefined)
    throw new Problem('invariant', 'An episode of the team names nobody: it would open the record to them.');
  const type = `${EPISODE_TYPE.system}|${EPISODE_TYPE.code}`;
  const duty = onDuty(caller, {
    ground: 'episodeOfPhases',
    patient: patientId,
    rules: [{ types: ['EpisodeOfCare'], may: ['search-type', 'create'], where: `type=${type}` }],
  });
  return await store.session(duty).transaction(async (transaction) => {
    await transaction.lock(`episode:Patient/${patientId}`);
    const open = await transaction.search(
      readSearch(
        ['EpisodeOfCare'],
        [
          ['patient', `Patient/${patientId}`],
          ['type', type],
          ['status', 'active,onhold'],
          ['_count', '1'],
        ],
      ),
    );
    const [found] = open.matches;
    if (found) return found.id;
    const id = transaction.newId('EpisodeOfCare', patientId);
    await transaction.write([{ kind: 'create', id, resource: { ...episode, id } }]);
    return id;
  });
}
