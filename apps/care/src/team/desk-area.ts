import { listedPatient } from '@caecilia/careplan';
import { adviceOverRecord, awaitsCheck } from '@caecilia/consultation';
import { type Caller, civilDay, type PlaceLink, type RecordSession, resourceOf } from '@caecilia/kernel';
import { type AdviceView, type PatientName, seesRota, type TeamWork, teamEndpoints } from '@caecilia/team';
import { onDuty } from '../access/duty-scope.ts';
import type { DeskArea, DeskHouse, WholeDeskHouse } from '../desk/area.ts';
import { ROTA_DUTY } from './rota-duty.ts';
import { handOverSheetOf } from './sheet.ts';

/** The rota, absences, tasks, caseloads and the hand-over sheet of the team. */
export function teamArea(house: WholeDeskHouse): DeskArea {
  const work = teamWork(house);
  const { planNow, alert } = house;
  const sheet = { ...work, planNow, alert };
  return {
    endpoints: [
      ...teamEndpoints(work),
      { path: '/team/hand-over', read: (_session, visit) => handOverSheetOf(sheet, visit) },
    ],
    places: ({ role }) =>
      PLACES.filter(({ roles }) => roles.includes(role)).map(({ place, daily }) =>
        daily.includes(role) ? place : { ...place, group: 'team' },
      ),
    beside: (caller) => (seesRota(caller) ? ['onCall'] : []),
    sections: ({ role }) => (FOLLOWS_ADVICE.includes(role) ? [place('tasks', 'Taken', 'Tasks')] : []),
  };
}

/** The ports of the team over the record of this house. */
export function teamWork(house: Pick<DeskHouse, 'session' | 'readSearch' | 'now' | 'timeZone'>): TeamWork {
  const { session, readSearch, now, timeZone } = house;
  return {
    session,
    readSearch,
    now,
    timeZone,
    planning: (caller) => session(onDuty(caller, ROTA_DUTY)),
    namesOf: (reader, ids) => namesOf(reader, ids, timeZone),
    openAdvice: (caller) => openAdvice(house, caller),
  };
}

async function namesOf(
  session: RecordSession,
  ids: readonly string[],
  timeZone: string,
): Promise<ReadonlyMap<string, PatientName>> {
  if (ids.length === 0) return new Map();
  const versions = await session.readMany(ids.map((id) => ({ type: 'Patient', id })));
  return new Map(
    versions
      .filter(({ deleted }) => !deleted)
      .map((version) => {
        const { id, name, birthDate } = listedPatient(resourceOf(version), timeZone);
        const born = birthDate === undefined ? {} : { birthDate: birthDate.from.slice(0, 10) };
        return [id, { id, ...(name === undefined ? {} : { name }), ...born }];
      }),
  );
}

/** Advice that waits for who treats: nobody of the team finishes it here, and the team asks after it by its role. */
async function openAdvice(
  house: Pick<DeskHouse, 'session' | 'readSearch' | 'now' | 'timeZone'>,
  caller: Caller,
): Promise<{
  readonly advice: readonly (Omit<AdviceView, 'patient'> & { readonly patient: string })[];
  readonly unreadable: number;
}> {
  if (!FOLLOWS_ADVICE.includes(caller.role)) return { advice: [], unreadable: 0 };
  const { entries, unreadable } = await adviceOverRecord(house).open(caller);
  const today = civilDay(house.now(), house.timeZone);
  return {
    unreadable: unreadable.length,
    advice: entries.map(({ id, value, value: { patient, advice, owner, dueOn, followUp } }) => ({
      id,
      patient,
      advice,
      waitsFor: owner.name ?? owner.reference ?? '',
      dueOn,
      overdue: dueOn < today,
      ...(awaitsCheck(value) ? { notYetChecked: true as const } : {}),
      ...(followUp === undefined ? {} : { followUp }),
    })),
  };
}

const CONSULT = ['consult-nurse', 'consult-physician', 'social-worker', 'spiritual-care-worker'];
const OFFICE = ['team-secretary', 'team-lead'];
const FOLLOWS_ADVICE = [...CONSULT, ...OFFICE];

const place = (href: string, nl: string, en: string): PlaceLink => ({ href, label: { nl, en } });

/** Whose work each page is, and for whom it is of every hour; everybody who calls sees who is on call beside a patient. */
const PLACES: readonly {
  readonly place: PlaceLink;
  readonly roles: readonly string[];
  readonly daily: readonly string[];
}[] = [
  { place: place('/desk/tasks', 'Taken', 'Tasks'), roles: FOLLOWS_ADVICE, daily: FOLLOWS_ADVICE },
  { place: place('/desk/caseload', 'Wie heeft wie', 'Caseload'), roles: FOLLOWS_ADVICE, daily: OFFICE },
  { place: place('/desk/hand-over', 'Overdracht', 'Hand-over'), roles: CONSULT, daily: [] },
  {
    place: place('/desk/rota', 'Rooster', 'Rota'),
    roles: [...CONSULT, 'pharmacist', ...OFFICE],
    daily: ['pharmacist', ...OFFICE],
  },
];
