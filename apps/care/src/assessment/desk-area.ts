import {
  ACTIVATABLE,
  type AssessmentDesk,
  assessmentEndpoints,
  EPISODE_TYPE,
  INSTRUMENTS,
  instrumentRegistry,
  preparationEndpoints,
} from '@caecilia/assessment';
import { firstContacts } from '@caecilia/consultation';
import { elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import {
  type AccessInteraction,
  type Caller,
  CONFIDENTIALITY_SYSTEM,
  Problem,
  resourceOf,
} from '@caecilia/kernel';
import { onDuty } from '../access/duty-scope.ts';
import { POLICY } from '../access/policy.ts';
import { labelsOf } from '../access/relations.ts';
import type { DeskArea, DeskHouse } from '../desk/area.ts';
import { callTasks } from '../team/call-tasks.ts';
import { couldPrepareAtHome } from './preparation-access.ts';

/** Contacts, phase, scores and trends in the app of the daily work. */
export function assessmentArea(house: DeskHouse): DeskArea {
  return {
    endpoints: [
      ...assessmentEndpoints(assessmentDesk(house)),
      ...preparationEndpoints(assessmentDesk(house)),
    ],
    sections: (caller) =>
      scores(caller)
        ? [
            {
              href: 'assessment',
              label: { nl: 'Onderzoek en metingen', en: 'Assessment' },
              ...(records(caller) ? {} : { part: 'scores' as const }),
            },
          ]
        : [],
  };
}

const WRITTEN = ['Observation', 'QuestionnaireResponse', 'Encounter', 'Goal'];

/** Roles that write each of these types, of everybody they see. */
const writing = (written: readonly string[]): ReadonlySet<string> =>
  new Set(
    POLICY.roles
      .map(({ code }) => code)
      .filter((code) =>
        written.every((type) =>
          POLICY.rows.some(
            ({ roles, types, may, where }) =>
              roles.includes(code) && types.includes(type) && may.includes('create') && !where,
          ),
        ),
      ),
  );

/** Roles that write what is observed and what was answered: those who assess. */
const RECORDING = writing(WRITTEN);
/** Those who score: a number, and what was answered. */
const SCORING = writing(['Observation', 'QuestionnaireResponse']);

/** Whether somebody records what is observed in patients at all. */
export const records = ({ role }: Pick<Caller, 'role'>): boolean =>
  RECORDING.has(role) || role === 'developer';

/** Whether somebody scores what is observed in patients at all. */
const scores = ({ role }: Pick<Caller, 'role'>): boolean => SCORING.has(role) || role === 'developer';

/** What the access rules are asked for each of them. */
const ASKED = {
  see: { type: 'Observation', interaction: 'search-type' },
  contacts: { type: 'Encounter', interaction: 'search-type' },
  record: { type: 'Observation', interaction: 'create' },
  score: { type: 'QuestionnaireResponse', interaction: 'create' },
} as const;

/** The ports of assessment on the record of this house. */
export function assessmentDesk(house: DeskHouse): AssessmentDesk {
  const { store } = house;
  return {
    ...house,
    registry: instrumentRegistry(INSTRUMENTS, ACTIVATABLE),
    may: async (caller, patientId, what) =>
      (what !== 'record' || records(caller)) &&
      (what !== 'score' || scores(caller)) &&
      (await store.stillAllowed(caller, patientId, ASKED[what])),
    couldPrepareAtHome: (patientId, person) => couldPrepareAtHome(house, patientId, person),
    withhold,
    release,
    isWithheld: (resource) => labelsOf(resource).includes('unreleased'),
    openEpisode: async (caller, patientId, episode) => await openEpisode(house, caller, patientId, episode),
    endEpisode: async (caller, patientId, episodeId) => await endEpisode(house, caller, patientId, episodeId),
    firstContact: firstContacts(house),
    callTasks,
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
  await mustSetPhases(store, caller, patientId);
  if (episode.managingOrganization !== undefined || episode.careManager !== undefined)
    throw new Problem('invariant', 'An episode of the team names nobody: it would open the record to them.');
  const duty = episodeDuty(caller, patientId, ['search-type', 'create']);
  return await store.session(duty).transaction(async (transaction) => {
    await transaction.lock(`episode:Patient/${patientId}`);
    const open = await transaction.search(
      readSearch(
        ['EpisodeOfCare'],
        [
          ['patient', `Patient/${patientId}`],
          ['type', OWN_TYPE],
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

const OWN_TYPE = `${EPISODE_TYPE.system}|${EPISODE_TYPE.code}`;

function episodeDuty(caller: Caller, patient: string, may: readonly AccessInteraction[]): Caller {
  return onDuty(caller, {
    ground: 'episodeOfPhases',
    patient,
    rules: [{ types: ['EpisodeOfCare'], may, where: `type=${OWN_TYPE}` }],
  });
}

async function mustSetPhases(store: DeskHouse['store'], caller: Caller, patientId: string): Promise<void> {
  if (!(await store.stillAllowed(caller, patientId, { type: 'Observation', interaction: 'create' })))
    throw new Problem('forbidden', 'In your role no phase is recorded for this patient.');
}

/** Ends an episode of our own type on the same duty; an episode of somebody else is not there for it. */
async function endEpisode(
  { store, now }: DeskHouse,
  caller: Caller,
  patientId: string,
  episodeId: string,
): Promise<void> {
  await mustSetPhases(store, caller, patientId);
  const session = store.session(episodeDuty(caller, patientId, ['read', 'update']));
  await session.transaction(async (transaction) => {
    await transaction.lock(`episode:Patient/${patientId}`);
    const found = await transaction.read('EpisodeOfCare', episodeId);
    if (!found || found.deleted) throw new Problem('not-found', 'There is no such episode of the team.');
    const episode = resourceOf(found);
    if (episode.status === 'finished') return;
    const period = { ...elementOf(episode.period), end: now().toISOString() };
    await transaction.write([
      {
        kind: 'update',
        id: episodeId,
        ifMatch: found.versionId,
        resource: { ...episode, status: 'finished', period },
      },
    ]);
  });
}
