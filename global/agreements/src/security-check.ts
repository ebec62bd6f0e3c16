import { actsAs, type OfficeCaller, type OfficeRole } from '@caecilia/kernel';
import { monthsAfter } from './civil-day.ts';
import {
  SECURITY_GROUNDS,
  SECURITY_LEVELS,
  SECURITY_QUESTIONS,
  type SecurityGround,
  type SecurityLevel,
} from './security-questions.ts';
import type { Refusal } from './words.ts';

export const ANSWERS = ['yes', 'no', 'unknown'] as const;

/** One answer, with what whoever asks wants to say about it. */
export interface SecurityAnswer {
  readonly code: string;
  readonly answer: (typeof ANSWERS)[number];
  readonly note?: string | undefined;
}

export const SECURITY_OUTCOMES = ['pending', 'go', 'go-with-measures', 'no-go'] as const;
export type SecurityOutcome = (typeof SECURITY_OUTCOMES)[number];

const higher = (a: SecurityLevel, b: SecurityLevel) =>
  SECURITY_LEVELS.indexOf(a) >= SECURITY_LEVELS.indexOf(b) ? a : b;

function levelOfAnswer({ code, answer }: SecurityAnswer): SecurityLevel {
  if (answer === 'no') return 'low';
  const question = SECURITY_QUESTIONS.find((each) => each.code === code);
  return answer === 'unknown' ? 'adviser' : (question?.yes ?? 'committee');
}

/** What the answers ask for: the highest of all. Not knowing is never low. */
export function levelOf(answers: readonly SecurityAnswer[]): SecurityLevel {
  return answers.map(levelOfAnswer).reduce(higher, 'low');
}

/** The same for each of the three grounds. */
export function levelsByGround(
  answers: readonly SecurityAnswer[],
): Readonly<Record<SecurityGround, SecurityLevel>> {
  const of = (ground: SecurityGround) => {
    const codes = SECURITY_QUESTIONS.filter((each) => each.ground === ground).map(({ code }) => code);
    return levelOf(answers.filter(({ code }) => codes.includes(code)));
  };
  return Object.fromEntries(SECURITY_GROUNDS.map((ground) => [ground, of(ground)])) as Record<
    SecurityGround,
    SecurityLevel
  >;
}

/** Why these are not the answers to all questions, each once; undefined where they are. */
export function incompleteAnswers(answers: readonly SecurityAnswer[]): Refusal | undefined {
  const given = answers.map(({ code }) => code);
  const open = SECURITY_QUESTIONS.filter(({ code }) => given.filter((each) => each === code).length !== 1);
  const strange = given.filter((code) => SECURITY_QUESTIONS.every((each) => each.code !== code));
  if (open.length === 0 && strange.length === 0) return undefined;
  const codes = [...open.map(({ code }) => code), ...strange].join(', ');
  return {
    code: 'security.answers',
    words: {
      nl: `Beantwoord elke vraag één keer; „weet ik niet” mag. Het gaat om: ${codes}.`,
      en: `Answer each question once; "I do not know" is an answer. This is about: ${codes}.`,
    },
  };
}

/** Who gives the outcome at a level. A committee is an adviser who advises and a head who decides: with who asks, three. */
export const DECIDERS: Readonly<Record<SecurityLevel, readonly OfficeRole[]>> = {
  low: ['officer', 'head', 'security-adviser'],
  adviser: ['security-adviser'],
  committee: ['head'],
};

/** Longest time before knowledge security is looked at again, in months, by level. Our own rule. */
export const MOST_RECHECK_MONTHS: Readonly<Record<SecurityLevel, number>> = {
  low: 36,
  adviser: 24,
  committee: 12,
};

/** A check as the rules see it. */
export interface SecurityCheck {
  readonly level: SecurityLevel;
  readonly outcome: SecurityOutcome;
  readonly askedBy: string;
  readonly advisedBy?: string | undefined;
  readonly recheckOn?: string | undefined;
  /** What it was asked about (`securityBasis`), as text. */
  readonly basis: string;
}

/** Who acts: themselves, or as the deputy of somebody who is away. */
export interface Acting {
  readonly caller: Pick<OfficeCaller, 'id' | 'roles'>;
  /** UUID of whom they stand in for. The roles that count are then those of that person, given in `roles`. */
  readonly onBehalfOf?: { readonly id: string; readonly roles: readonly OfficeRole[] } | undefined;
}

/** What is decided. */
export interface SecurityDecision {
  readonly outcome: Exclude<SecurityOutcome, 'pending'>;
  readonly measures: readonly string[];
  readonly reason?: string | undefined;
  readonly recheckOn?: string | undefined;
}

const no = (code: string, nl: string, en: string): Refusal => ({ code, words: { nl, en } });

const FOUR_EYES = no(
  'security.four-eyes',
  'Wie de toets vroeg, besluit er niet over, ook niet als of door een vervanger. Laat een ander besluiten.',
  'Who asked for the check does not decide on it, nor as or through a deputy. Have somebody else decide.',
);

const mayAct = ({ caller, onBehalfOf }: Acting, roles: readonly OfficeRole[]) =>
  actsAs(onBehalfOf ?? caller, ...roles);

const isOneOf = ({ caller, onBehalfOf }: Acting, people: readonly (string | undefined)[]) =>
  people.includes(caller.id) || (onBehalfOf !== undefined && people.includes(onBehalfOf.id));

/** Why somebody may not advise, or undefined where they may. Advice is for the adviser, before a committee decides. */
export function refusedAdvice(check: SecurityCheck, acting: Acting): Refusal | undefined {
  if (check.outcome !== 'pending') return ALREADY;
  if (isOneOf(acting, [check.askedBy])) return FOUR_EYES;
  if (!mayAct(acting, ['security-adviser']))
    return no(
      'security.adviser',
      'Adviseren is aan de adviseur kennisveiligheid.',
      'Advice is for the adviser on knowledge security.',
    );
  return undefined;
}

const ALREADY = no(
  'security.decided',
  'Over deze toets is al besloten. Vraag een nieuwe.',
  'This check was decided already. Ask for a new one.',
);

/** Why an outcome cannot be given by who acts, or as it is; undefined where it can. */
export function refusedDecision(
  check: SecurityCheck,
  acting: Acting,
  decision: SecurityDecision,
  today: string,
): Refusal | undefined {
  if (check.outcome !== 'pending') return ALREADY;
  if (isOneOf(acting, [check.askedBy])) return FOUR_EYES;
  if (!mayAct(acting, DECIDERS[check.level]))
    return no(
      'security.decider',
      `Bij dit niveau besluit: ${DECIDERS[check.level].join(', ')}.`,
      `At this level the decision is for: ${DECIDERS[check.level].join(', ')}.`,
    );
  return refusedForCommittee(check, acting) ?? refusedOutcome(check.level, decision, today);
}

function refusedForCommittee({ level, advisedBy }: SecurityCheck, acting: Acting): Refusal | undefined {
  if (level !== 'committee') return undefined;
  if (advisedBy === undefined)
    return no(
      'security.advice-first',
      'Bij dit niveau adviseert eerst de adviseur kennisveiligheid.',
      'At this level the adviser on knowledge security advises first.',
    );
  if (!isOneOf(acting, [advisedBy])) return undefined;
  return no(
    'security.three',
    'Wie adviseerde, besluit niet. Laat een ander besluiten.',
    'Who advised does not decide. Have somebody else decide.',
  );
}

function refusedOutcome(
  level: SecurityLevel,
  { outcome, measures, reason, recheckOn }: SecurityDecision,
  today: string,
): Refusal | undefined {
  if (outcome === 'no-go')
    return reason?.trim()
      ? undefined
      : no('security.reason', 'Geef de reden waarom het niet kan.', 'Give the reason why it cannot be.');
  if (outcome === 'go-with-measures' && measures.every((each) => each.trim() === ''))
    return no('security.measures', 'Noem ten minste één maatregel.', 'Name at least one measure.');
  const latest = monthsAfter(today, MOST_RECHECK_MONTHS[level]);
  if (recheckOn === undefined || recheckOn <= today || recheckOn > latest)
    return no(
      'security.recheck',
      `Kies wanneer hier opnieuw naar wordt gekeken: na vandaag en uiterlijk ${latest}.`,
      `Choose when this is looked at again: after today and by ${latest}.`,
    );
  return undefined;
}

/** What a check is about. Once any of this is another, the outcome says nothing of it and has to be asked again. */
export interface SecuritySubject {
  readonly kind: string;
  readonly parties: readonly string[];
  readonly countries: readonly string[];
  readonly carries: readonly string[];
  readonly exchanges: readonly string[];
}

/** The subject of a check as text that is the same for the same subject, in whatever order it was entered. */
export function securityBasis({ kind, parties, countries, carries, exchanges }: SecuritySubject): string {
  return JSON.stringify([kind, ...[parties, countries, carries, exchanges].map((each) => each.toSorted())]);
}

/** Whether a check lets its subject go on, on a day: decided so, not past its date, and about what it is about now. */
export function allows(check: SecurityCheck | undefined, basis: string, today: string): boolean {
  if (check === undefined || check.basis !== basis) return false;
  if (check.outcome !== 'go' && check.outcome !== 'go-with-measures') return false;
  return check.recheckOn !== undefined && today <= check.recheckOn;
}

/** Who may see a check at all: whose work it is, and who asked. Never a partner, never who only reads. */
export function maySeeCheck(caller: Pick<OfficeCaller, 'id' | 'roles' | 'link'>, askedBy: string): boolean {
  if (caller.link !== undefined) return false;
  return maySeeAllChecks(caller) || caller.id === askedBy;
}

/** Whether somebody sees the whole of each check: the advice and the reasons too. */
export function maySeeAllChecks(caller: Pick<OfficeCaller, 'roles' | 'link'>): boolean {
  return caller.link === undefined && actsAs(caller, 'security-adviser', 'head', 'legal');
}
