import { daysBetween, wholeMonths } from './civil-day.ts';
import { filled, type Words } from './words.ts';

/** Whether a partner stands in the registry of organisations. */
export type PartnerStanding = 'active' | 'inactive' | 'withdrawn';

/** What risk is reckoned from. What is not known is absent, and counts nothing. */
export interface RiskFacts {
  readonly today: string;
  /** Last day of the term, or the last day of notice where it renews itself; absent without an end. */
  readonly deadline?: string | undefined;
  /** Day of the last thing that happened under it, or of its first day where nothing did. */
  readonly lastActivity?: string | undefined;
  readonly promised: number;
  readonly delivered: number;
  readonly outgoing: number;
  readonly incoming: number;
  readonly backupOwner: boolean;
  /** The day on which the owner left the office. */
  readonly ownerLeftOn?: string | undefined;
  readonly recheckOn?: string | undefined;
  /** An evaluation should have begun by this day, and did not. */
  readonly evaluationDueOn?: string | undefined;
  readonly partner: PartnerStanding;
  /** Civil day on which it went out to be signed, while it is not. */
  readonly signingSince?: string | undefined;
}

export const RISK_CODES = [
  'deadline',
  'silence',
  'quota',
  'one-way',
  'back-up',
  'owner-left',
  'security',
  'evaluation',
  'partner',
  'unsigned',
] as const;
export type RiskCode = (typeof RISK_CODES)[number];

/** One reason, with its points: none is left out, also where it counts nothing. */
export interface RiskPoint {
  readonly code: RiskCode;
  readonly points: number;
  readonly why: Words;
}

/** The sum, with everything that it is made of. Source of the reasons: the office's own rules; no model. */
export interface Risk {
  readonly points: number;
  readonly reasons: readonly RiskPoint[];
}

/** What a number of days ahead counts; 0 for what lies further. */
const DEADLINE_BANDS = [
  { within: -1, points: 5 },
  { within: 30, points: 4 },
  { within: 90, points: 3 },
  { within: 180, points: 2 },
  { within: 365, points: 1 },
] as const;

type Found = Omit<RiskPoint, 'code'>;
const point = (points: number, nl: string, en: string): Found => ({ points, why: { nl, en } });

function deadline({ deadline: day, today }: RiskFacts): Found {
  if (day === undefined)
    return point(0, 'Geen einde en geen dag om op te zeggen.', 'No end and no day of notice.');
  const days = daysBetween(today, day);
  const points = DEADLINE_BANDS.find(({ within }) => days <= within)?.points ?? 0;
  if (days < 0) return point(points, `De laatste dag was ${day}.`, `The last day was ${day}.`);
  return { points, why: filled(DAYS_LEFT, { days, day }) };
}

const DAYS_LEFT: Words = {
  nl: 'Nog {{days}} dagen tot {{day}}, de laatste dag of de laatste om op te zeggen.',
  en: '{{days}} days left until {{day}}, the last day or the last day of notice.',
};

function silence({ lastActivity, today }: RiskFacts): Found {
  if (lastActivity === undefined) return point(0, 'Nog niet begonnen.', 'Not begun yet.');
  const months = lastActivity >= today ? 0 : wholeMonths(lastActivity, today);
  const points = months >= 12 ? 2 : 0;
  return point(
    points,
    `${months} maanden sinds er iets gebeurde (telt vanaf 12).`,
    `${months} months since something happened (counts from 12).`,
  );
}

function quota({ promised, delivered }: RiskFacts): Found {
  const points = promised > 0 && delivered < promised / 4 ? 2 : 0;
  return point(
    points,
    `${delivered} van ${promised} beloofd (telt onder een kwart).`,
    `${delivered} of ${promised} promised (counts below a quarter).`,
  );
}

function oneWay({ outgoing, incoming }: RiskFacts): Found {
  const [more, less] = [Math.max(outgoing, incoming), Math.min(outgoing, incoming)];
  const points = more > 3 * less && more >= 4 ? 2 : 0;
  return point(
    points,
    `${outgoing} heen en ${incoming} terug (telt boven 3 op 1, vanaf 4).`,
    `${outgoing} out and ${incoming} in (counts above 3 to 1, from 4 on).`,
  );
}

function backUp({ backupOwner }: RiskFacts): Found {
  return backupOwner
    ? point(0, 'Er is een vervanger van de eigenaar.', 'There is a back-up owner.')
    : point(1, 'Er is geen vervanger van de eigenaar.', 'There is no back-up owner.');
}

function ownerLeft({ ownerLeftOn, today }: RiskFacts): Found {
  if (ownerLeftOn === undefined || ownerLeftOn > today)
    return point(0, 'De eigenaar is er.', 'The owner is in post.');
  return point(3, `De eigenaar vertrok op ${ownerLeftOn}.`, `The owner left on ${ownerLeftOn}.`);
}

const RECHECK_DAYS = 70;

function security({ recheckOn, today }: RiskFacts): Found {
  if (recheckOn === undefined)
    return point(
      0,
      'Geen nieuwe toets op kennisveiligheid gepland.',
      'No new check on knowledge security planned.',
    );
  const days = daysBetween(today, recheckOn);
  const points = days < 0 ? 3 : days <= RECHECK_DAYS ? 1 : 0;
  return point(
    points,
    `Kennisveiligheid opnieuw toetsen op ${recheckOn} (telt vanaf ${RECHECK_DAYS} dagen ervoor).`,
    `Knowledge security to be looked at again on ${recheckOn} (counts from ${RECHECK_DAYS} days ahead).`,
  );
}

function evaluation({ evaluationDueOn, today }: RiskFacts): Found {
  if (evaluationDueOn === undefined || evaluationDueOn > today)
    return point(0, 'Er ontbreekt geen evaluatie.', 'No evaluation is missing.');
  return point(
    2,
    `De evaluatie had op ${evaluationDueOn} moeten beginnen.`,
    `The evaluation should have begun on ${evaluationDueOn}.`,
  );
}

function partner({ partner: standing }: RiskFacts): Found {
  if (standing === 'withdrawn')
    return point(
      3,
      'De partner is uit het register gehaald.',
      'The partner was withdrawn from the registry.',
    );
  if (standing === 'inactive')
    return point(
      2,
      'De partner staat als niet actief in het register.',
      'The partner is inactive in the registry.',
    );
  return point(0, 'De partner staat als actief in het register.', 'The partner is active in the registry.');
}

function unsigned({ signingSince, today }: RiskFacts): Found {
  if (signingSince === undefined) return point(0, 'Niets ligt ongetekend.', 'Nothing lies unsigned.');
  const days = daysBetween(signingSince, today);
  return point(
    days > 90 ? 2 : 0,
    `${days} dagen ongetekend (telt boven 90).`,
    `${days} days unsigned (counts above 90).`,
  );
}

const RULES: Readonly<Record<RiskCode, (facts: RiskFacts) => Found>> = {
  deadline,
  silence,
  quota,
  'one-way': oneWay,
  'back-up': backUp,
  'owner-left': ownerLeft,
  security,
  evaluation,
  partner,
  unsigned,
};

/** The risk of an agreement on a day: each reason with its points, zeros too. */
export function riskOf(facts: RiskFacts): Risk {
  const reasons = RISK_CODES.map((code) => ({ code, ...RULES[code](facts) }));
  return { points: reasons.reduce((sum, { points }) => sum + points, 0), reasons };
}
