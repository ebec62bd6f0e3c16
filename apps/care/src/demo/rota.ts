import type { FhirResource } from '@caecilia/fhir';
import { dayPlus } from '@caecilia/kernel';
import {
  type Agenda,
  type DutyChange,
  expand,
  type KeptDuty,
  type MemberReference,
  type NewDuty,
  ON_CALL_ROLES,
  replaced,
  type Span,
  swapped,
  type TeamRole,
  type Turn,
  toSchedule,
  toSlot,
  type Weekday,
} from '@caecilia/team';
import { TIME_ZONE } from '../time-zone.ts';
import type { DemoCalendar } from './calendar.ts';
import { TEAM_MEMBERS } from './cast.ts';
import { TEAM_SERVICE } from './resources.ts';

/** Weeks of the rota before the one of today, and after it. */
const BEFORE = 2;
const AFTER = 4;

const WORKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5];
type OnCall = (typeof ON_CALL_ROLES)[number];

const PLANNER = { reference: 'Practitioner/demo-schijn', name: 'Sanne Schijn' };

/** The rota of the expert team around today: published, with a swap, a hand-over, an absence and one open weekend. */
export function rotaOf(calendar: DemoCalendar): readonly FhirResource[] {
  return ON_CALL_ROLES.flatMap((role) => rotaOfRole(role, calendar));
}

/** Who of the team is away, and when: the nurse from three days ahead, so that her tasks and duties have to go over. */
export function absenceOf(calendar: DemoCalendar): { readonly id: string; readonly span: Span } {
  return {
    id: 'demo-mirakel',
    span: { from: Date.parse(calendar.at(-3, '00:00')), until: Date.parse(calendar.at(-17, '00:00')) },
  };
}

const holdersOf = (role: TeamRole): readonly MemberReference[] =>
  TEAM_MEMBERS.filter((member) => member.role === role).map(({ id }) => `PractitionerRole/${id}` as const);

function rotaOfRole(role: OnCall, calendar: DemoCalendar): readonly FhirResource[] {
  const agendas = holdersOf(role).map((holder): Agenda => {
    return { id: holder.replace('PractitionerRole/', ''), holder, role };
  });
  const agendaOf = (holder: MemberReference): Agenda => {
    const found = agendas.find((agenda) => agenda.holder === holder);
    if (found === undefined) throw new Error(`the cast of the demo has no ${holder}`);
    return found;
  };
  const { inForce, withdrawn } = dutiesOf(role, calendar);
  return [
    ...agendas.map(({ id, holder }) => ({ ...toSchedule(holder, role, TEAM_SERVICE), id })),
    ...inForce.map((duty) => ({ ...toSlot(duty, agendaOf(duty.holder)), id: duty.id })),
    ...withdrawn.map((duty) => ({
      ...toSlot(duty, agendaOf(duty.holder), 'entered-in-error'),
      id: duty.id,
    })),
  ];
}

interface Duties {
  readonly inForce: readonly KeptDuty[];
  readonly withdrawn: readonly KeptDuty[];
}

function dutiesOf(role: OnCall, calendar: DemoCalendar): Duties {
  const monday = mondayOf(calendar);
  const firstMonday = dayPlus(monday, -7 * BEFORE);
  const agoOf = (day: string) => (Date.parse(calendar.today) - Date.parse(day)) / 86_400_000;
  const midnight = (day: string) => Date.parse(calendar.at(agoOf(day), '00:00'));
  const span = { from: midnight(firstMonday), until: midnight(dayPlus(monday, 7 * (AFTER + 1))) };
  const planned = expand({ firstMonday, turns: turnsOf(role) }, span, TIME_ZONE);
  const at = Date.parse(calendar.at(30, '10:15'));
  const { create } = replaced([], span, planned, { kind: 'published', at, by: PLANNER });
  const published = create.map((duty) => kept(role, duty));
  return changed(role, published, calendar);
}

/** The Monday of this week. */
function mondayOf({ today }: DemoCalendar): string {
  return dayPlus(today, -((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7));
}

const kept = (role: TeamRole, duty: NewDuty): KeptDuty => ({
  ...duty,
  role,
  versionId: 1,
  id: `demo-${role}-${new Date(duty.from).toISOString().slice(0, 16).replace(/\D/g, '')}`,
});

/** Nurses take turns by day and night; the others by the week. */
function turnsOf(role: OnCall): readonly Turn[] {
  const holders = holdersOf(role);
  if (role !== 'consult-nurse') return [{ weekday: 1, from: '08:00', days: 7, until: '08:00', holders }];
  const starting = (first: number) =>
    holders.map((_, index) => holders[(first + index) % holders.length] ?? 'PractitionerRole/');
  return [
    ...WORKDAYS.map((weekday): Turn => {
      return { weekday, from: '08:00', days: 0, until: '17:00', holders: starting(weekday) };
    }),
    ...WORKDAYS.slice(0, 4).map((weekday): Turn => {
      return { weekday, from: '17:00', days: 1, until: '08:00', holders: starting(weekday + 1) };
    }),
    { weekday: 5, from: '17:00', days: 3, until: '08:00', holders: starting(2) },
  ];
}

/** What happened to the rota since it was published. */
function changed(role: OnCall, duties: readonly KeptDuty[], calendar: DemoCalendar): Duties {
  if (role === 'consult-nurse')
    return { inForce: withoutTheAbsent(swappedOnce(duties, calendar), calendar), withdrawn: [] };
  if (role === 'spiritual-care-worker') return withOpenWeek(duties, calendar);
  return { inForce: duties, withdrawn: [] };
}

/** Two nurses took each other's duty of next week. */
function swappedOnce(duties: readonly KeptDuty[], calendar: DemoCalendar): readonly KeptDuty[] {
  const soon = duties.filter(({ from }) => from > Date.parse(calendar.at(-1, '00:00')));
  const [one] = soon;
  const other = soon.find(({ holder }) => one !== undefined && holder !== one.holder);
  if (one === undefined || other === undefined) return duties;
  const deed = {
    kind: 'swapped',
    at: Date.parse(calendar.at(4, '09:20')),
    by: { reference: 'Practitioner/demo-imaginair', name: 'Iris Imaginair' },
  } as const;
  return withUpdates(duties, swapped(one, other, deed).update);
}

/** The duties of who is away go to colleagues, one by one. */
function withoutTheAbsent(duties: readonly KeptDuty[], calendar: DemoCalendar): readonly KeptDuty[] {
  const { id, span } = absenceOf(calendar);
  const away = `PractitionerRole/${id}`;
  const others = holdersOf('consult-nurse').filter((holder) => holder !== away);
  const deed = { kind: 'handed-over', at: Date.parse(calendar.at(6, '14:05')), by: PLANNER } as const;
  const affected = duties.filter(
    ({ holder, from, until }) => holder === away && from < span.until && until > span.from,
  );
  const updates = affected.map((duty, index): KeptDuty => {
    const to = others[index % others.length];
    return to === undefined ? duty : handedOver(duty, to, deed);
  });
  return withUpdates(duties, updates);
}

function handedOver(
  duty: KeptDuty,
  to: MemberReference,
  deed: Pick<DutyChange, 'kind' | 'at' | 'by'>,
): KeptDuty {
  const [updated] = replaced([duty], duty, [{ from: duty.from, until: duty.until, holder: to }], deed).update;
  if (updated === undefined) throw new Error('a duty that is handed over stays one duty');
  return updated;
}

/** The week after next has nobody for spiritual care, on purpose: a gap that everybody can see. */
function withOpenWeek(duties: readonly KeptDuty[], calendar: DemoCalendar): Duties {
  const after = Date.parse(calendar.at(-8, '00:00'));
  const open = duties.find(({ from }) => from > after);
  if (open === undefined) return { inForce: duties, withdrawn: [] };
  const deed = { kind: 'left-open', at: Date.parse(calendar.at(5, '11:40')), by: PLANNER } as const;
  const { withdraw } = replaced([open], open, [], deed);
  return { inForce: duties.filter(({ id }) => id !== open.id), withdrawn: withdraw };
}

function withUpdates(duties: readonly KeptDuty[], updates: readonly KeptDuty[]): readonly KeptDuty[] {
  return duties.map((duty) => updates.find(({ id }) => id === duty.id) ?? duty);
}
