import { civilMinute } from '@caecilia/kernel';
import { typedDay } from '@caecilia/ui';
import type { BothWords } from '../element.ts';
import { en } from '../messages.en.ts';
import { type MessageKey, nl } from '../messages.nl.ts';
import type { PatientFacts } from './facts.ts';
import { REASONS, type Reason, type ReasonKind } from './reason.ts';

/** Against what the record is read. */
export interface AgendaMoment {
  /** Instant of the meeting before this one; absent: there was none, and everything is new. */
  readonly since?: string;
  readonly now: Date;
  /** IANA time zone of the house. */
  readonly timeZone: string;
}

/** A patient with the reasons to speak of them. */
export interface Proposal {
  readonly patient: string;
  readonly reasons: readonly Reason[];
}

/**
 * The agenda as the record gives it: each patient with at least one reason, by the day of the first one. Nothing is
 * counted, weighed or ranked, and no score is read: a phase was chosen by a person, a carer's words are theirs.
 */
export function agendaOf(facts: readonly PatientFacts[], moment: AgendaMoment): readonly Proposal[] {
  return facts
    .map((each) => ({ patient: each.patient, reasons: reasonsFor(each, moment) }))
    .filter(({ reasons }) => reasons.length > 0)
    .toSorted(byFirstDay);
}

/** Every reason to speak of this patient, in the order of the groups. */
export function reasonsFor(facts: PatientFacts, moment: AgendaMoment): readonly Reason[] {
  const found: readonly (Reason | undefined)[] = [
    newIn(facts, moment),
    unstableIn(facts, moment),
    changedIn(facts, moment),
    placeIn(facts, moment),
    carerIn(facts, moment),
    overdueIn(facts, moment),
    deathIn(facts, moment),
  ];
  // Of somebody who died there is nothing left to change; what is open and how it went remains.
  const kept: readonly ReasonKind[] = facts.died === undefined ? REASONS : ['death', 'overdue', 'carer'];
  return found.filter((each) => each !== undefined && kept.includes(each.kind)) as readonly Reason[];
}

const isSince = (instant: string, { since }: AgendaMoment) => since === undefined || instant > since;

function dayOf(instant: string, { timeZone }: AgendaMoment): string {
  return instant.length === 10 ? instant : civilMinute(new Date(instant), timeZone).slice(0, 10);
}

const today = ({ now, timeZone }: AgendaMoment) => civilMinute(now, timeZone).slice(0, 10);

function newIn({ referredAt }: PatientFacts, moment: AgendaMoment): Reason | undefined {
  if (referredAt === undefined || !isSince(referredAt, moment)) return undefined;
  const day = dayOf(referredAt, moment);
  return { kind: 'new', day, words: said('reason.new', { day: ofDay(day) }) };
}

function unstableIn({ phase }: PatientFacts, moment: AgendaMoment): Reason | undefined {
  if (phase?.phase !== 'unstable') return undefined;
  const day = dayOf(phase.from, moment);
  return { kind: 'unstable', day, words: said('reason.unstable', { day: ofDay(day) }) };
}

function changedIn(facts: PatientFacts, moment: AgendaMoment): Reason | undefined {
  const { phase, planChanged } = facts;
  const isPhase = phase !== undefined && phase.phase !== 'unstable' && isSince(phase.from, moment);
  const civil = moment.since === undefined ? '' : civilMinute(new Date(moment.since), moment.timeZone);
  const isPlan = planChanged !== undefined && planChanged.to > civil;
  // Without a meeting before this one there is nothing to have changed since.
  if (moment.since === undefined || (!isPhase && !isPlan)) return undefined;
  const phaseDay = isPhase ? dayOf(phase.from, moment) : undefined;
  const planDay = isPlan ? planChanged.from.slice(0, 10) : undefined;
  const words = [
    ...(phaseDay === undefined || phase === undefined
      ? []
      : [said('reason.phase', { phase: phase.words, day: ofDay(phaseDay) })]),
    ...(planDay === undefined ? [] : [said('reason.plan', { day: ofDay(planDay) })]),
  ];
  const [day = today(moment)] = [phaseDay, planDay].filter((each) => each !== undefined).toSorted();
  return { kind: 'changed', day, words: joined(words) };
}

/** Only where both are known, and none of the places that were named is where the patient is. */
function placeIn({ wishes = [], here = [] }: PatientFacts, moment: AgendaMoment): Reason | undefined {
  if (wishes.length === 0 || here.length === 0) return undefined;
  if (here.some(({ place }) => wishes.some((wish) => wish.place === place))) return undefined;
  const words = said('reason.placeDiffers', {
    wish: joined(wishes.map((each) => each.words)),
    here: joined(here.map((each) => each.words)),
  });
  const [day = today(moment)] = here.flatMap(({ since }) => since ?? []).toSorted();
  return { kind: 'placeDiffers', day, words };
}

function carerIn({ carer }: PatientFacts, moment: AgendaMoment): Reason | undefined {
  if (carer === undefined || !isSince(carer.at, moment)) return undefined;
  const day = dayOf(carer.at, moment);
  return { kind: 'carer', day, words: said('reason.carer', { answer: carer.words, day: ofDay(day) }) };
}

function overdueIn({ openAdvice = [] }: PatientFacts, moment: AgendaMoment): Reason | undefined {
  const late = openAdvice
    .filter(({ dueOn }) => dueOn < today(moment))
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  const [first] = late;
  if (first === undefined) return undefined;
  const words =
    late.length === 1
      ? said('reason.overdue.one', { day: ofDay(first.dueOn), owner: same(first.owner ?? '?') })
      : said('reason.overdue.more', { count: same(String(late.length)), day: ofDay(first.dueOn) });
  const isUnchecked = late.some(({ unchecked }) => unchecked === true);
  return {
    kind: 'overdue',
    day: first.dueOn,
    words: isUnchecked ? joined([words, said('reason.unchecked')]) : words,
  };
}

function deathIn({ died, deathDiscussed }: PatientFacts, moment: AgendaMoment): Reason | undefined {
  if (died === undefined || deathDiscussed === true) return undefined;
  const { on } = died;
  if (on === undefined || on.length < 10)
    return { kind: 'death', day: today(moment), words: said('reason.death.unknown') };
  const day = dayOf(on, moment);
  return { kind: 'death', day, words: said('reason.death', { day: ofDay(day) }) };
}

const same = (words: string): BothWords => ({ nl: words, en: words });

const ofDay = (day: string) => same(typedDay(day));

function joined(all: readonly BothWords[]): BothWords {
  const in_ = (language: keyof BothWords) => all.map((each) => each[language]).join('; ');
  return { nl: in_('nl'), en: in_('en') };
}

/** A sentence in both languages, with values in each. */
function said(key: MessageKey, values: Readonly<Record<string, BothWords>> = {}): BothWords {
  const filled = (text: string, language: keyof BothWords) =>
    text.replaceAll(/\{\{(\w+)\}\}/g, (_all, name: string) => values[name]?.[language] ?? '');
  return { nl: filled(nl[key], 'nl'), en: filled(en[key], 'en') };
}

function byFirstDay(one: Proposal, other: Proposal): number {
  const [first, second] = [firstDay(one), firstDay(other)];
  if (first !== second) return first < second ? -1 : 1;
  return one.patient < other.patient ? -1 : 1;
}

const firstDay = ({ reasons }: Proposal) => reasons.map(({ day }) => day).toSorted()[0] ?? '';
