import { PHASE_CODE, readPhase } from '@caecilia/assessment';
import { type ListedPerson, personOf, type QueueAnswer, queueOf } from '@caecilia/consultation';
import { elementOf } from '@caecilia/fhir';
import {
  type Caller,
  civilDay,
  dayPlus,
  type Endpoint,
  instantOf,
  Problem,
  type RecordSession,
  resourceOf,
} from '@caecilia/kernel';
import type { DeskHouse } from '../desk/area.ts';
import { handles } from './handles.ts';

/** A phase that a person set, and since when (instant). */
export interface BoardPhase {
  readonly phase: string;
  readonly since: string;
}

/** Somebody who died since yesterday evening. */
export interface BoardDeath {
  readonly person: ListedPerson;
  /** Instant, or FHIR date where only the day is known. */
  readonly at: string;
}

/** What a team looks at in the morning, beside its rota and its tasks. */
export interface BoardAnswer extends QueueAnswer {
  /** Running phases by logical id of the patient; absent for who has none, or more than one episode that says otherwise. */
  readonly phases: Readonly<Record<string, BoardPhase>>;
  readonly deaths: readonly BoardDeath[];
  /** Instant: yesterday evening, from which on it is told what happened. */
  readonly since: string;
}

const MOST = 200;

/** The morning board: three searches, whatever the number of patients. */
export function boardEndpoint(house: DeskHouse): Endpoint {
  const queueNow = queueOf(house);
  return {
    path: '/board',
    async read(session, { caller }) {
      if (!handles(caller))
        throw new Problem('forbidden', 'The morning board is for the consultation team and its office.');
      const since = yesterdayEvening(house);
      const [queue, deaths] = await Promise.all([queueNow(caller), deathsSince(house, session, since)]);
      const phases = await phasesOf(house, session, caller, queue);
      return { ...queue, phases, deaths, since } satisfies BoardAnswer;
    },
  };
}

/** The evening begins at 17:00 by the clock of the house. */
function yesterdayEvening({ now, timeZone }: DeskHouse): string {
  const yesterday = dayPlus(civilDay(now(), timeZone), -1);
  return new Date(instantOf(`${yesterday}T17:00`, timeZone)).toISOString();
}

async function deathsSince(
  { readSearch }: DeskHouse,
  session: RecordSession,
  since: string,
): Promise<readonly BoardDeath[]> {
  const { matches } = await session.search(
    readSearch(
      ['Patient'],
      [
        // A death of which only the day is known is told from the first hour of that day on.
        ['death-date', `ge${since.slice(0, 10)}`],
        ['_count', String(MOST)],
      ],
    ),
  );
  return matches.map(resourceOf).flatMap((patient) => {
    const { deceasedDateTime: at, id } = patient;
    if (typeof at !== 'string' || id === undefined) return [];
    const isSince = /T/.test(at) ? new Date(at).getTime() >= Date.parse(since) : at >= since.slice(0, 10);
    return isSince ? [{ person: personOf(id, patient), at }] : [];
  });
}

/** Phases that run now. Two that differ are none here: which one holds, the page of the patient shows. */
async function phasesOf(
  { readSearch, now }: DeskHouse,
  session: RecordSession,
  caller: Caller,
  { requests }: QueueAnswer,
): Promise<BoardAnswer['phases']> {
  const patients = [
    ...new Set(requests.filter(({ intent }) => intent === 'order').map(({ patient }) => patient.id)),
  ];
  // The office does not see what was observed; nobody in it sets or reads a phase.
  if (patients.length === 0 || OFFICE.includes(caller.role)) return {};
  const { matches } = await session.search(
    readSearch(
      ['Observation'],
      [
        ['code', `${PHASE_CODE.system}|${PHASE_CODE.code}`],
        ['patient', patients.join(',')],
        ['status', 'final'],
        ['date', `ge${now().toISOString()}`],
        ['_count', String(2 * MOST)],
      ],
    ),
  );
  const found = new Map<string, BoardPhase | undefined>();
  for (const version of matches) {
    const observation = resourceOf(version);
    const read = readPhase(observation);
    const reference = elementOf(observation.subject).reference;
    if (read === undefined || typeof reference !== 'string' || read.entry.until !== undefined) continue;
    const id = reference.replace('Patient/', '');
    const { phase, from } = read.entry;
    const other = found.get(id);
    const isContradicted = found.has(id) && other?.phase !== phase;
    found.set(id, isContradicted ? undefined : { phase, since: from.toISOString() });
  }
  return Object.fromEntries([...found].flatMap(([id, phase]) => (phase === undefined ? [] : [[id, phase]])));
}

const OFFICE = ['team-secretary', 'team-lead'];
