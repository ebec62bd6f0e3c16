import {
  ACTIVATABLE,
  type AssessmentHouse,
  assessmentsOverRecord,
  INSTRUMENTS,
  instrumentRegistry,
  PHASE_CODE,
  readPhase,
} from '@caecilia/assessment';
import type { PlanNow } from '@caecilia/careplan';
import { type Caller, civilDay, type PageVisit, Problem, resourceOf } from '@caecilia/kernel';
import {
  caseloadsOverRecord,
  type HandOverSheet,
  handOverNotesOverRecord,
  inOrderOfTheRound,
  isThemself,
  type Phase,
  patientsForSheet,
  type Recorded,
  requiredTeam,
  type SheetCall,
  type SheetLimit,
  type SheetPatient,
  type SheetTask,
  type TeamOverRecord,
  tasksOverRecord,
} from '@caecilia/team';

/** What the hand-over sheet is put together from. */
export interface SheetHouse extends TeamOverRecord {
  readonly planNow: (caller: Caller, patientId: string) => Promise<PlanNow>;
  /** Told what could not be read; no names and no words of a record. */
  readonly alert: (facts: object, sentence: string) => void;
}

/** Records at once: the database answers them one after another anyway. */
const AT_ONCE = 5;

/** The hand-over sheet of the team, or (`of=mine`) of the patients of who asks. */
export async function handOverSheetOf(house: SheetHouse, visit: PageVisit): Promise<HandOverSheet> {
  const { caller, query } = visit;
  const { team, members } = await requiredTeam(house, visit);
  const caseloads = await caseloadsOverRecord(house, caller, team.reference);
  const mine = members.filter((member) => isThemself(caller, member)).map(({ reference }) => reference);
  const ids = patientsForSheet(caseloads, query.of === 'mine' ? mine : undefined).map(idOf);
  const alone = new Set([...caseloads.withoutAnybody, ...caseloads.neverNamed].map(idOf));
  const notes = await handOverNotesOverRecord(house).read(caller, ids);
  const tasks = await tasksByPatient(house, visit, team.reference);
  const all: (SheetPatient | 'died')[] = [];
  for (let first = 0; first < ids.length; first += AT_ONCE) {
    const some = ids.slice(first, first + AT_ONCE);
    all.push(
      ...(await Promise.all(
        some.map(async (id): Promise<SheetPatient | 'died'> => {
          const note = notes.get(id);
          const known = await readPatient(house, caller, id);
          if (known === 'died') return known;
          return {
            ...known,
            tasks: tasks.get(id) ?? [],
            ...(note === undefined ? {} : { note }),
            withoutAnybody: alone.has(id),
          };
        }),
      )),
    );
  }
  const patients = all.filter((each) => each !== 'died');
  return {
    count: patients.length,
    died: all.length - patients.length,
    patients: inOrderOfTheRound(patients),
    at: house.now().getTime(),
    by: caller.name ?? caller.id,
    team: team.name,
  };
}

const idOf = (patient: string) => patient.replace('Patient/', '');

async function tasksByPatient(
  house: SheetHouse,
  visit: PageVisit,
  team: `HealthcareService/${string}`,
): Promise<ReadonlyMap<string, readonly SheetTask[]>> {
  const { members } = await requiredTeam(house, visit);
  const byPatient = new Map<string, SheetTask[]>();
  for (const { task, standing } of await tasksOverRecord(house).open(visit.caller, team)) {
    const owner =
      standing.with === 'role'
        ? undefined
        : members.find(({ reference }) => reference === standing.member)?.name;
    const { words, role, due, patient } = task;
    const all = byPatient.get(idOf(patient)) ?? [];
    all.push({
      words,
      role,
      ...(due === undefined ? {} : { due }),
      ...(owner === undefined ? {} : { owner }),
    });
    byPatient.set(idOf(patient), all);
  }
  return byPatient;
}

type FromRecord = Omit<SheetPatient, 'tasks' | 'note' | 'withoutAnybody'>;

/** A record that cannot be read is a row that says so: a sheet without that patient would hide them. */
async function readPatient(house: SheetHouse, caller: Caller, patient: string): Promise<FromRecord | 'died'> {
  const [plan, phase, akps] = await Promise.all([
    readPlan(house, caller, patient),
    phaseOf(house, caller, patient),
    akpsOf(house, caller, patient),
  ]);
  return plan === 'died' ? plan : { ...plan, phase, akps };
}

type FromPlan = Omit<FromRecord, 'phase' | 'akps'>;

async function readPlan(house: SheetHouse, caller: Caller, patient: string): Promise<FromPlan | 'died'> {
  const unread = { patient, place: '', calls: [] };
  try {
    const now = await house.planNow(caller, patient);
    return now.plan.patient.deceased === undefined ? fromPlan(patient, now) : 'died';
  } catch (error) {
    if (error instanceof Problem && (error.status === 404 || error.status === 410 || error.status === 403))
      return { ...unread, limits: 'not for you' };
    if (error instanceof Problem && error.status >= 500) throw error;
    house.alert({ err: error }, 'a plan could not be read for the hand-over sheet; the sheet says so');
    return { ...unread, limits: 'could not be read' };
  }
}

function fromPlan(patient: string, { plan, whereabouts, maySeePlan }: PlanNow): FromPlan {
  const { name, birthDate } = plan.patient;
  const [goal] = plan.goal.current;
  const told = plan.goal.current.length === 1 && goal?.state === 'known' ? goal.value : undefined;
  return {
    patient,
    ...(name === undefined ? {} : { name }),
    ...(birthDate === undefined ? {} : { birthDate: birthDate.from.slice(0, 10) }),
    place: whereabouts[0]?.place ?? '',
    ...(whereabouts[0] === undefined ? {} : { stay: whereabouts[0].kind }),
    limits: maySeePlan ? plan.limits.map(limitOf) : 'not for you',
    ...(maySeePlan && told !== undefined ? { goal: told } : {}),
    calls: plan.contacts.flatMap(callOf),
  };
}

function limitOf({ treatment, state, current }: PlanNow['plan']['limits'][number]): SheetLimit {
  return {
    ...(treatment === undefined ? {} : { treatment }),
    state,
    says: current.map(({ decision }) => ({
      kind: decision.kind,
      ...(decision.kind === 'onlyIf' ? { condition: decision.condition } : {}),
    })),
  };
}

/** Who decides with the patient, and who is called first; the numbers of the ward are known to who is on duty. */
function callOf(contact: PlanNow['plan']['contacts'][number]): readonly SheetCall[] {
  const { kind, legalRepresentative, firstContact, name, relation, phones } = contact;
  if (kind !== 'relatedPerson' || (!legalRepresentative && !firstContact)) return [];
  return [
    {
      kind: legalRepresentative ? 'representative' : 'firstContact',
      ...(name === undefined ? {} : { name }),
      ...(relation === undefined ? {} : { relation }),
      ...(phones[0] === undefined ? {} : { number: phones[0].number }),
    },
  ];
}

async function phaseOf(house: SheetHouse, caller: Caller, patient: string): Promise<SheetPatient['phase']> {
  const { system, code } = PHASE_CODE;
  const found = await searched(house, caller, [
    ['patient', `Patient/${patient}`],
    ['code', `${system}|${code}`],
    ['status', 'final'],
  ]);
  const running = found.flatMap((observation) => {
    const entry = readPhase(observation)?.entry;
    return entry === undefined || entry.until !== undefined ? [] : [entry];
  });
  const [one, ...others] = running;
  if (one === undefined) return 'not recorded';
  if (others.some(({ phase }) => phase !== one.phase)) return 'contradiction';
  return { value: one.phase satisfies Phase, on: dayOf(one.from, house) };
}

async function searched(house: SheetHouse, caller: Caller, pairs: Parameters<SheetHouse['readSearch']>[1]) {
  const query = house.readSearch(['Observation'], [...pairs, ['_count', '200']]);
  return (await house.session(caller).search(query)).matches.map(resourceOf);
}

const registry = instrumentRegistry(INSTRUMENTS, ACTIVATABLE);

async function akpsOf(house: SheetHouse, caller: Caller, patient: string): Promise<Recorded<number>> {
  const assessment: AssessmentHouse = { ...house, registry };
  const last = (await assessmentsOverRecord(assessment).of(caller, patient, 'akps')).at(-1);
  const answer = last?.answers.get('akps');
  return last === undefined || answer?.kind !== 'value'
    ? 'not recorded'
    : { value: answer.value, on: dayOf(last.at, house) };
}

const dayOf = (at: Date, { timeZone }: Pick<SheetHouse, 'timeZone'>) => civilDay(at, timeZone);
