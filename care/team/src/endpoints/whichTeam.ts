import { elementOf, elementsOf } from '@caecilia/fhir';
import { type Caller, type PageVisit, Problem, resourceOf } from '@caecilia/kernel';
import type { Member, TeamReference } from '../members.ts';
import { isThemself, requireSight } from '../rota/rota.access.ts';
import { membersOf } from '../rota/stored-rota.ts';
import { searchAll, type TeamOverRecord } from '../settings.ts';
import type { NamedTeam } from './answers.ts';

/** A service of the directory that is a consultation team. */
const TEAM_TYPE = 'urn:caecilia:service-type|consultation-team';

/** The teams of this house that are in use, by name. */
export async function teamsOf(house: TeamOverRecord, caller: Caller): Promise<readonly NamedTeam[]> {
  const versions = await searchAll(house.session(caller), house.readSearch, 'HealthcareService', [
    ['service-type', TEAM_TYPE],
    ['active', 'true'],
  ]);
  const teams = versions.map((version): NamedTeam => {
    const { name, type } = resourceOf(version);
    const text = elementOf(elementsOf(type)[0]).text;
    return {
      reference: `HealthcareService/${version.id}`,
      name: typeof name === 'string' ? name : String(text ?? version.id),
    };
  });
  return teams.toSorted((one, other) => one.name.localeCompare(other.name, 'nl'));
}

/** The team that a screen is about, with its members. */
export interface ChosenTeam {
  readonly teams: readonly NamedTeam[];
  readonly team?: NamedTeam;
  readonly members: readonly Member[];
}

/** The team that was asked for; else the caller's own; else the first. */
export async function chosenTeam(
  house: TeamOverRecord,
  { caller, query }: Pick<PageVisit, 'caller' | 'query'>,
): Promise<ChosenTeam> {
  requireSight(caller);
  const teams = await teamsOf(house, caller);
  const asked =
    query.team === undefined ? undefined : teams.find(({ reference }) => reference === query.team);
  if (query.team !== undefined && asked === undefined)
    throw new Problem('not-found', 'There is no such team.', { expression: 'team' });
  const candidates = asked === undefined ? teams : [asked];
  let first: ChosenTeam | undefined;
  for (const team of candidates) {
    const members = await membersOf(house, house.session(caller), team.reference);
    first ??= { teams, team, members };
    if (members.some((member) => isThemself(caller, member))) return { teams, team, members };
  }
  return first ?? { teams, members: [] };
}

/** The same, where there must be one. */
export async function requiredTeam(
  house: TeamOverRecord,
  visit: Pick<PageVisit, 'caller' | 'query'>,
): Promise<{ readonly team: NamedTeam; readonly members: readonly Member[] }> {
  const { team, members } = await chosenTeam(house, visit);
  if (team === undefined)
    throw new Problem(
      'not-found',
      'This house has no consultation team yet; the network directory adds one.',
    );
  return { team, members };
}

/** The team that a form names; it must be one of this house. */
export async function teamIn(
  house: TeamOverRecord,
  caller: Caller,
  reference: unknown,
): Promise<TeamReference> {
  const query = { team: typeof reference === 'string' ? reference : '' };
  return (await requiredTeam(house, { caller, query })).team.reference;
}
