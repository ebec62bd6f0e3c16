import { type DeskColleague, type TalkDesk, talkEndpoints } from '@caecilia/assessment';
import type { PlanStandard } from '@caecilia/careplan';
import { elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { type Caller, type RecordReader, type RecordSession, resourceOf } from '@caecilia/kernel';
import { chosenTeam, type Member, seesRota, unavailableAt } from '@caecilia/team';
import { standardWritten } from '../conversation/desk-area.ts';
import type { DeskArea, DeskHouse } from '../desk/area.ts';
import { namesOf } from '../mdt/names.ts';
import { teamWork } from '../team/desk-area.ts';

/** Planning a conversation about care, for who plans what happens with a patient. */
export function talkArea(house: DeskHouse & { readonly standards: readonly PlanStandard[] }): DeskArea {
  return { endpoints: talkEndpoints(talkDesk(house)) };
}

/** The ports of planned conversations on the record of this house. */
export function talkDesk(house: DeskHouse & { readonly standards: readonly PlanStandard[] }): TalkDesk {
  const { store } = house;
  const [code] = standardWritten(house.standards).conversation.codes;
  if (code === undefined) throw new Error('the standard has no code for a conversation about care');
  const all = async (caller: Caller, patient: string, interaction: 'search-type' | 'create') => {
    // What is planned and what the patient chose are told together, or not at all.
    for (const type of ['Appointment', 'QuestionnaireResponse'])
      if (!(await store.stillAllowed(caller, patient, { type, interaction }))) return false;
    return true;
  };
  return {
    ...house,
    talkCode: { system: code.system, code: code.code },
    mayTalk: async (caller, patient, what) =>
      what === 'see'
        ? isAtWork(caller) && (await all(caller, patient, 'search-type'))
        : caller.emergency === undefined && (await all(caller, patient, 'create')),
    teamOf: (session, caller, patient) => teamOf(house, session, caller, patient),
  };
}

/** Patients and those close have a page of their own, that tells them less. */
const isAtWork = ({ role }: Caller) => role !== 'patient' && role !== 'carer';

const PERSON = /^(Practitioner|PractitionerRole)\//;

/** Who goes to patients: the office does not. */
const talks = ({ roles }: Member) => roles.some((role) => role !== 'team-secretary' && role !== 'researcher');

/**
 * The consultation team, colleagues of the caller's organisation, people of the patient's care teams, and the caller;
 * each once, by name.
 */
async function teamOf(
  house: DeskHouse,
  session: RecordSession,
  caller: Caller,
  patient: string,
): Promise<readonly DeskColleague[]> {
  const { readSearch } = house;
  const { id, organization } = caller;
  const search = async (type: string, pairs: readonly (readonly [string, string])[]) =>
    await matchesOf(session, readSearch([type], [...pairs, ['_count', '200']]));
  const [teams, consulting, roles] = await Promise.all([
    search('CareTeam', [
      ['patient', `Patient/${patient}`],
      ['status', 'active'],
    ]),
    seesRota(caller) ? chosenTeam(teamWork(house), { caller, query: {} }) : undefined,
    organization === undefined
      ? []
      : search('PractitionerRole', [
          ['organization', organization],
          ['active', 'true'],
        ]),
  ]);
  const members = teams.flatMap(({ participant }) =>
    elementsOf(participant).map(({ member }) => String(elementOf(member).reference)),
  );
  const roleOf = ({ id: role = '' }: FhirResource) => `PractitionerRole/${role}`;
  const now = house.now().getTime();
  const people = new Map<string, string>([
    ...(consulting?.members ?? [])
      .filter((member) => unavailableAt(member, now) !== 'left' && talks(member))
      .map(({ reference, practitioner }) => [reference, practitioner ?? reference] as const),
    ...roles.map((role) => [roleOf(role), String(elementOf(role.practitioner).reference)] as const),
  ]);
  const found = [...people.keys(), ...members, id];
  const names = await namesOf(
    session,
    found.filter((each) => PERSON.test(each)),
  );
  const seen = new Set<string>();
  return found
    .flatMap((reference): DeskColleague[] => {
      const name = names.get(reference);
      const person = people.get(reference) ?? reference;
      if (name === undefined || seen.has(person)) return [];
      seen.add(person);
      return [{ reference, name }];
    })
    .toSorted((one, other) => one.name.localeCompare(other.name, 'nl'));
}

async function matchesOf(
  reader: RecordReader,
  query: Parameters<RecordReader['search']>[0],
): Promise<readonly FhirResource[]> {
  return (await reader.search(query)).matches.map(resourceOf);
}
