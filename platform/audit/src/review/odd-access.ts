import { type AccessLine, REVIEW_RULES, type ReviewFacts, type ReviewRules } from './access-line.ts';
import { type BusyDay, busyDays } from './busy-days.ts';
import { dayOf, hourAt, isNight } from './local-time.ts';
import { explains, type Standing, standingAt, within } from './relation.ts';
import { type Figures, type ReviewRule, type Sentence, sentenceOf } from './sentences.ts';
import { sharedSurname } from './surname.ts';

/** Why an access is odd. */
export interface Reason {
  readonly rule: ReviewRule;
  /** 2: enough by itself; 1: counts together with another one. */
  readonly weight: 1 | 2;
  readonly figures: Figures;
  readonly sentence: Sentence;
}

/** What a reviewer is asked to look at: one person and one patient in the period, or one person's day. */
export interface Finding {
  readonly actor: string;
  readonly actorName: string;
  readonly role: string;
  readonly organization: string;
  /** Absent for `many-patients`, which is about a day. */
  readonly patient?: string;
  /** Local days of the lines, `2026-03-29`, in order. */
  readonly days: readonly string[];
  /** Heaviest first. */
  readonly reasons: readonly Reason[];
  /** The lines of the log it is about. */
  readonly lines: readonly string[];
}

/**
 * The odd accesses of a period, each with its reasons; in the order of person and day. A finding accuses nobody: it is
 * a question for the privacy officer. Relations, colleagues and rotas come through `facts`.
 */
export function oddAccesses(
  lines: readonly AccessLine[],
  facts: ReviewFacts,
  rules: ReviewRules = REVIEW_RULES,
): Finding[] {
  const judged = lines.filter(({ role }) => !rules.rolesLeftOut.includes(role));
  const review: Review = { facts, rules, nightShare: nightShares(judged, rules) };
  const looks = Map.groupBy(judged, (line) => `${line.actor}\n${line.patient}`);
  const findings = [...looks.values()].flatMap((look) => findingOf(look, review));
  const days = busyDays(judged, rules).flatMap(findingOfDay);
  return [...findings, ...days].sort(inOrder);
}

interface Review {
  readonly facts: ReviewFacts;
  readonly rules: ReviewRules;
  /** Share of a person's accesses that were at night. */
  readonly nightShare: ReadonlyMap<string, number>;
}

function findingOf(look: readonly AccessLine[], review: Review): Finding[] {
  const reasons = new Map<ReviewRule, Reason>();
  const odd: AccessLine[] = [];
  for (const line of look) {
    const ofLine = reasonsOf(line, review);
    if (!isEnough(ofLine)) continue;
    odd.push(line);
    for (const each of ofLine) {
      const known = reasons.get(each.rule);
      if (known === undefined || known.weight < each.weight) reasons.set(each.rule, each);
    }
  }
  const [first] = odd;
  if (first === undefined) return [];
  const { patient } = first;
  return [
    {
      ...person(first),
      patient,
      days: [...new Set(odd.map((line) => dayOf(line, review.rules.timeZone)))].sort(),
      reasons: [...reasons.values()].sort((one, other) => other.weight - one.weight),
      lines: odd.map(({ id }) => id),
    },
  ];
}

const person = ({ actor, actorName, role, organization }: AccessLine) => ({
  actor,
  actorName,
  role,
  organization,
});

/** A marked record is often a colleague's: the two tell one thing, whose record it is, and count once. */
const WHOSE: ReadonlySet<ReviewRule> = new Set(['colleague-as-patient', 'marked-record']);

function isEnough(reasons: readonly Reason[]): boolean {
  const whose = Math.max(0, ...reasons.filter(({ rule }) => WHOSE.has(rule)).map(({ weight }) => weight));
  const rest = reasons.filter(({ rule }) => !WHOSE.has(rule)).reduce((sum, { weight }) => sum + weight, 0);
  return whose + rest >= 2;
}

function reasonsOf(line: AccessLine, review: Review): Reason[] {
  const atMs = Date.parse(line.at);
  const { facts, rules } = review;
  const standing: Standing = rules.groundsWithoutRelation.includes(line.ground)
    ? { kind: 'duty' }
    : standingAt(facts.relationsOf(line.actor, line.patient), atMs, rules);
  return [
    ownRecord(line, facts),
    whoseRecord(line, standing, facts),
    marked(line, standing, facts),
    sameSurname(line, standing, review),
    relation(line, standing, rules),
    night(line, atMs, review),
  ].filter((reason) => reason !== undefined);
}

function reason(rule: ReviewRule, weight: 1 | 2, figures: Figures = {}): Reason {
  return { rule, weight, figures, sentence: sentenceOf(rule, figures) };
}

function ownRecord({ actor, patient }: AccessLine, facts: ReviewFacts): Reason | undefined {
  return facts.accountOf(patient)?.actor === actor ? reason('own-record', 2) : undefined;
}

/** A colleague in care is treated by colleagues; without a relation nothing explains the look, an emergency included. */
function whoseRecord(line: AccessLine, standing: Standing, facts: ReviewFacts): Reason | undefined {
  const account = facts.accountOf(line.patient);
  if (account === undefined || account.actor === line.actor) return undefined;
  if (account.organization !== line.organization) return undefined;
  const held = explains(standing);
  return reason('colleague-as-patient', held ? 1 : 2, { held: Number(held) });
}

function marked(line: AccessLine, standing: Standing, facts: ReviewFacts): Reason | undefined {
  if (!facts.isMarked(line.patient)) return undefined;
  const held = explains(standing);
  return reason('marked-record', held ? 1 : 2, { held: Number(held) });
}

/** A rare name says much, a common one little: a De Jong who treats a De Jong is no news. */
function sameSurname(line: AccessLine, standing: Standing, { facts, rules }: Review): Reason | undefined {
  const mine = facts.familyNameOfActor(line.actor);
  const theirs = facts.familyNameOfPatient(line.patient);
  if (mine === undefined || theirs === undefined) return undefined;
  const shared = sharedSurname(mine, theirs);
  if (shared === undefined) return undefined;
  const share = facts.surnameShare(shared.name);
  const figures = { share, exact: Number(shared.exact) };
  const unexplained = !explains(standing);
  if (shared.exact && (share < rules.rareSurnameShare || unexplained))
    return reason('same-surname', 2, figures);
  return unexplained || share < rules.commonSurnameShare ? reason('same-surname', 1, figures) : undefined;
}

/** An emergency access is reviewed one by one elsewhere: that it had no relation is what it is for. */
function relation(line: AccessLine, standing: Standing, rules: ReviewRules): Reason | undefined {
  if (line.emergency) return undefined;
  if (standing.kind === 'none') return reason('no-relation', 2, { followHours: rules.relationFollowsHours });
  if (standing.kind !== 'ended') return undefined;
  return reason('relation-ended', 2, { days: standing.days, afterworkDays: rules.afterworkDays });
}

/** Share of night accesses above which a person without a rota is somebody who works at night. */
const WORKS_NIGHTS = 0.05;

function night(line: AccessLine, atMs: number, review: Review): Reason | undefined {
  const { rules, facts } = review;
  const hour = hourAt(atMs, rules.timeZone);
  if (!isNight(hour, rules.night)) return undefined;
  const duties = facts.dutiesOf(line.actor);
  if (duties === undefined) {
    const usual = (review.nightShare.get(line.actor) ?? 0) > WORKS_NIGHTS;
    return usual ? undefined : reason('night-outside-duty', 1, { hour, rota: 0 });
  }
  if (within(duties, atMs, rules.aroundDutyMinutes)) return undefined;
  // The emergency procedure gives its own reason for the hour; it is reviewed one by one.
  return line.emergency ? undefined : reason('night-outside-duty', 2, { hour, rota: 1 });
}

function nightShares(lines: readonly AccessLine[], { night: hours, timeZone }: ReviewRules) {
  return new Map(
    [...Map.groupBy(lines, ({ actor }) => actor)].map(([actor, own]) => {
      const atNight = own.filter(({ at }) => isNight(hourAt(Date.parse(at), timeZone), hours));
      return [actor, atNight.length / own.length] as const;
    }),
  );
}

function findingOfDay({ lines, patients, own, peers, day }: BusyDay): Finding[] {
  const [first] = lines;
  if (first === undefined) return [];
  return [
    {
      ...person(first),
      days: [day],
      reasons: [reason('many-patients', 2, { patients, own, peers })],
      lines: lines.map(({ id }) => id),
    },
  ];
}

function inOrder(one: Finding, other: Finding): number {
  const key = ({ actor, days, patient = '' }: Finding) => `${actor}\n${days[0]}\n${patient}`;
  return key(one) < key(other) ? -1 : 1;
}
