import type { FhirResource } from '@caecilia/fhir';
import { civilDay, dayPlus, Problem, type RecordSession, resourceOf, startOfDay } from '@caecilia/kernel';
import {
  EXPIRES_SYSTEM,
  fromMedicationDispense,
  isToTell,
  SUPPLY_TOKEN,
  type Supply,
  TOLD_DAYS_BEFORE,
  toldOf,
  toMedicationDispense,
} from '@caecilia/letter';
import { type TeamReference, toTask } from '@caecilia/team';
import { everyResource, teamsTreating } from '../conversation/treating-team.ts';
import type { DeskHouse } from '../desk/area.ts';
import { keepDoing, type UpkeepHouse } from '../upkeep.ts';
import { EXPIRY_KEEPER } from './ready-duty.ts';

type Eyes = Pick<DeskHouse, 'readSearch' | 'now' | 'timeZone'>;

/** Months that are looked back on: what expired longer ago was told, or the house was closed for a year. */
const MONTHS = 14;

/**
 * Gives the team of a patient one task for each thing that lies ready and expires within a week, and says how many it
 * gave. It may run at any time, twice at once and in several processes: the task and the line that it was given are one
 * transaction. A patient whom no team treats has none, and is looked at again.
 */
export async function tellExpiring(session: RecordSession, eyes: Eyes): Promise<number> {
  const { readSearch, now, timeZone } = eyes;
  const lastDay = dayPlus(civilDay(now(), timeZone), TOLD_DAYS_BEFORE);
  const found = await everyResource(session, readSearch, 'MedicationDispense', [
    ['type', SUPPLY_TOKEN],
    [
      'identifier',
      monthsUpTo(lastDay)
        .map((month) => `${EXPIRES_SYSTEM}|${month}`)
        .join(','),
    ],
  ]);
  const due = found.flatMap((resource) => {
    const supply = readable(resource);
    return supply !== undefined && isToTell(supply, lastDay) ? [{ id: resource.id ?? '', supply }] : [];
  });
  const patients = [...new Set(due.map(({ supply }) => supply.patient))];
  const teams = await teamsTreating(session, readSearch, patients);
  let count = 0;
  for (const { id } of due) if (await told(session, eyes, { id, lastDay, teams })) count += 1;
  return count;
}

/** What cannot be read says so on the page of the patient; it stops no other. */
function readable(resource: FhirResource): Supply | undefined {
  try {
    return fromMedicationDispense(resource);
  } catch (error) {
    if (error instanceof Problem && error.code === 'invariant') return undefined;
    throw error;
  }
}

function monthsUpTo(day: string): readonly string[] {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return Array.from({ length: MONTHS }, (_each, ago) => {
    const months = year * 12 + month - 1 - ago;
    return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
  });
}

async function told(
  session: RecordSession,
  { now, timeZone }: Eyes,
  {
    id,
    lastDay,
    teams,
  }: { readonly id: string; readonly lastDay: string; readonly teams: ReadonlyMap<string, TeamReference> },
): Promise<boolean> {
  return await session.transaction(async (transaction) => {
    await transaction.lock(`ready ${id}`);
    const version = await transaction.read('MedicationDispense', id);
    if (version === undefined || version.deleted) return false;
    const resource = resourceOf(version);
    const supply = readable(resource);
    const team = supply === undefined ? undefined : teams.get(supply.patient);
    // Another server was first, or somebody used it meanwhile.
    if (supply === undefined || team === undefined || !isToTell(supply, lastDay)) return false;
    const at = now().toISOString();
    const next = toldOf(supply, { by: team, name: 'Caecilia', at });
    await transaction.write([
      {
        kind: 'update',
        id,
        ifMatch: version.versionId,
        resource: toMedicationDispense(next, resource),
      },
      { kind: 'create', resource: taskFor(supply, { team, at, timeZone }) },
    ]);
    return true;
  });
}

/** For the nurses of the team, by the end of the day on which it expires. What it is stands in the record, not in a list. */
function taskFor(
  { patient, expires }: Supply,
  { team, at, timeZone }: { readonly team: TeamReference; readonly at: string; readonly timeZone: string },
) {
  const [year, month, day] = expires.split('-');
  return toTask(
    {
      patient: `Patient/${patient}`,
      team,
      role: 'consult-nurse',
      words: `Iets van wat klaarligt is houdbaar tot en met ${day}-${month}-${year}. Laat het vervangen (Klaargelegd).`,
      due: startOfDay(dayPlus(expires, 1), timeZone),
    },
    { resourceType: 'Task', intent: 'order', authoredOn: at, requester: { display: 'Caecilia' } },
  );
}

/** Watches expiry while the house is open. Every server of the house may, at the same time. */
export function keepSupplies({ store, log, ...eyes }: UpkeepHouse & Eyes) {
  return keepDoing(
    { store, log },
    {
      work: () => tellExpiring(store.session(EXPIRY_KEEPER), eyes),
      done: 'what lies ready and expires became tasks of the team',
      failed: 'what lies ready and expires could not be looked for',
    },
  );
}
