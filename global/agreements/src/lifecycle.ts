import { filled, type Refusal, type Words } from './words.ts';

/** Where an agreement is on its way. */
export const STATES = [
  'idea',
  'proposed',
  'screened',
  'drafting',
  'partner-review',
  'approval',
  'signing',
  'active',
  'evaluation',
  'renewed',
  'ended',
  'terminated',
  'declined',
] as const;
export type AgreementState = (typeof STATES)[number];

export const STATE_NAMES: Readonly<Record<AgreementState, Words>> = {
  idea: { nl: 'idee', en: 'idea' },
  proposed: { nl: 'voorgesteld', en: 'proposed' },
  screened: { nl: 'getoetst', en: 'screened' },
  drafting: { nl: 'in opstelling', en: 'drafting' },
  'partner-review': { nl: 'bij de partner', en: 'partner review' },
  approval: { nl: 'ter goedkeuring', en: 'approval' },
  signing: { nl: 'ter ondertekening', en: 'signing' },
  active: { nl: 'van kracht', en: 'active' },
  evaluation: { nl: 'in evaluatie', en: 'evaluation' },
  renewed: { nl: 'verlengd', en: 'renewed' },
  ended: { nl: 'afgelopen', en: 'ended' },
  terminated: { nl: 'beëindigd', en: 'terminated' },
  declined: { nl: 'afgewezen', en: 'declined' },
};

/** What has to be so before a jump. Who knows the facts answers it (`MissingFacts`). */
export const REQUIREMENTS = [
  'proposal-complete',
  'security-allows',
  'partner-known',
  'has-version',
  'route-complete',
  'signed-by-all',
  'has-term',
  'evaluation-decided-renew',
  'successor-exists',
  'evaluation-decided-end',
  'reason',
] as const;
export type Requirement = (typeof REQUIREMENTS)[number];

export const REQUIREMENT_WORDS: Readonly<Record<Requirement, Words>> = {
  'proposal-complete': { nl: 'maak het voorstel compleet', en: 'complete the proposal' },
  'security-allows': {
    nl: 'wacht op een toets op kennisveiligheid die dit toestaat en nog geldt',
    en: 'get a knowledge-security outcome that allows this and still counts',
  },
  'partner-known': {
    nl: 'kies elke partij uit het bestand van organisaties',
    en: 'choose each party from the directory',
  },
  'has-version': { nl: 'maak een versie met tekst', en: 'make a version with a text' },
  'route-complete': {
    nl: 'laat de laatste versie langs de hele goedkeuring gaan',
    en: 'have the latest version approved along the whole route',
  },
  'signed-by-all': {
    nl: 'laat elke partij de laatste versie ondertekenen',
    en: 'have every party sign the latest version',
  },
  'has-term': { nl: 'vul in wanneer het ingaat en afloopt', en: 'fill in when it begins and how it ends' },
  'evaluation-decided-renew': {
    nl: 'besluit in de evaluatie tot verlengen, met een toelichting',
    en: 'decide in the evaluation to renew, with a decision note',
  },
  'successor-exists': {
    nl: 'maak de overeenkomst die deze opvolgt',
    en: 'make the agreement that follows this one',
  },
  'evaluation-decided-end': {
    nl: 'besluit in de evaluatie tot stoppen, of wacht tot na de laatste dag',
    en: 'decide in the evaluation to end, or wait until after the last day',
  },
  reason: { nl: 'geef een reden', en: 'give a reason' },
};

/** One jump that is legal, with what it asks. */
export interface Jump {
  readonly from: AgreementState;
  readonly to: AgreementState;
  readonly needs: readonly Requirement[];
}

const jump = (from: AgreementState, to: AgreementState, ...needs: Requirement[]): Jump => ({
  from,
  to,
  needs,
});

const BEFORE_ACTIVE: readonly AgreementState[] = [
  'idea',
  'proposed',
  'screened',
  'drafting',
  'partner-review',
  'approval',
  'signing',
];

/**
 * The legal jumps. The outcome on knowledge security is asked again at each step on: it can expire on the way, and what
 * it was about can change.
 */
export const JUMPS: readonly Jump[] = [
  jump('idea', 'proposed', 'proposal-complete'),
  jump('proposed', 'idea', 'reason'),
  jump('proposed', 'screened', 'security-allows'),
  jump('screened', 'drafting', 'security-allows', 'partner-known'),
  jump('drafting', 'approval', 'has-version', 'security-allows'),
  jump('drafting', 'partner-review', 'has-version', 'security-allows'),
  jump('partner-review', 'drafting', 'reason'),
  jump('partner-review', 'approval', 'has-version', 'security-allows'),
  jump('partner-review', 'signing', 'route-complete', 'security-allows', 'has-term'),
  jump('approval', 'drafting', 'reason'),
  jump('approval', 'partner-review', 'route-complete'),
  jump('approval', 'signing', 'route-complete', 'security-allows', 'has-term'),
  jump('signing', 'drafting', 'reason'),
  jump('signing', 'active', 'signed-by-all', 'has-term', 'security-allows'),
  jump('active', 'evaluation'),
  jump('active', 'ended', 'evaluation-decided-end'),
  jump('active', 'terminated', 'reason'),
  jump('evaluation', 'active', 'reason'),
  jump('evaluation', 'renewed', 'evaluation-decided-renew', 'successor-exists'),
  jump('evaluation', 'ended', 'evaluation-decided-end'),
  jump('evaluation', 'terminated', 'reason'),
  ...BEFORE_ACTIVE.map((from) => jump(from, 'declined', 'reason')),
];

/** Whether nothing comes after a state. */
export const isFinal = (state: AgreementState): boolean => JUMPS.every(({ from }) => from !== state);

/** The shortest legal way from a state to another, without the first; undefined where there is none. */
export function wayTo(from: AgreementState, to: AgreementState): readonly AgreementState[] | undefined {
  const ways: AgreementState[][] = [[from]];
  const seen = new Set<AgreementState>([from]);
  for (const way of ways) {
    const here = way.at(-1) ?? from;
    if (here === to) return way.slice(1);
    for (const next of JUMPS.filter((each) => each.from === here && !seen.has(each.to))) {
      seen.add(next.to);
      ways.push([...way, next.to]);
    }
  }
  return undefined;
}

const FINAL: Words = {
  nl: 'Deze overeenkomst is {{from}}; daarna komt niets meer. Maak een nieuwe.',
  en: 'This agreement is {{from}}; nothing comes after that. Make a new one.',
};
const NO_WAY: Words = {
  nl: 'Van {{from}} kan een overeenkomst niet meer naar {{to}}.',
  en: 'An agreement that is in {{from}} cannot go back to {{to}}.',
};
const TOO_FAR: Words = {
  nl: 'Van {{from}} naar {{to}} kan niet in één stap. Eerst komt: {{way}}.',
  en: 'From {{from}} to {{to}} is not one step. First comes: {{way}}.',
};
const NOT_YET: Words = {
  nl: 'Nog niet naar {{to}}. Eerst: {{first}}.',
  en: 'Not to {{to}} yet. First: {{first}}.',
};

const listed = (all: readonly Words[], between: string): Words => ({
  nl: all.map(({ nl }) => nl).join(between),
  en: all.map(({ en }) => en).join(between),
});

/** What is missing of what a jump asks. */
export type MissingFacts = (needs: readonly Requirement[]) => readonly Requirement[];

/** Why a jump is refused, and what has to come first. */
export interface JumpRefusal extends Refusal {
  readonly missing: readonly Requirement[];
  /** States to go through first, where the jump is not one step. */
  readonly through: readonly AgreementState[];
}

/** Why an agreement cannot jump, or undefined where it can. */
export function refusedJump(
  from: AgreementState,
  to: AgreementState,
  missingOf: MissingFacts,
): JumpRefusal | undefined {
  const found = JUMPS.find((each) => each.from === from && each.to === to);
  if (found === undefined) return illegal(from, to);
  const missing = missingOf(found.needs);
  if (missing.length === 0) return undefined;
  const first = listed(
    missing.map((each) => REQUIREMENT_WORDS[each]),
    '; ',
  );
  return {
    code: 'jump.not-yet',
    missing,
    through: [],
    words: filled(NOT_YET, { to: STATE_NAMES[to], first }),
  };
}

function illegal(from: AgreementState, to: AgreementState): JumpRefusal {
  const names = { from: STATE_NAMES[from], to: STATE_NAMES[to] };
  if (isFinal(from)) return { code: 'jump.final', missing: [], through: [], words: filled(FINAL, names) };
  const way = from === to ? undefined : wayTo(from, to)?.slice(0, -1);
  if (way === undefined)
    return { code: 'jump.no-way', missing: [], through: [], words: filled(NO_WAY, names) };
  const through = way.map((state) => STATE_NAMES[state]);
  return {
    code: 'jump.too-far',
    missing: [],
    through: way,
    words: filled(TOO_FAR, { ...names, way: listed(through, ', ') }),
  };
}

/** The jumps from a state, in the order in which a screen offers them. */
export const jumpsFrom = (state: AgreementState): readonly Jump[] =>
  JUMPS.filter(({ from }) => from === state);
