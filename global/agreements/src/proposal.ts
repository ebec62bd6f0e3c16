import { type ClosedDays, workingDaysAfter } from './civil-day.ts';
import type { Route } from './route.ts';
import type { SecurityLevel } from './security-questions.ts';
import type { Words } from './words.ts';

/** A proposal as it stands: it may be saved at any moment, with whatever is filled in by then. */
export interface Proposal {
  readonly title?: Partial<Words> | undefined;
  readonly why?: string | undefined;
  /** Partners by name or out of the directory. */
  readonly partners: readonly { readonly org?: string | undefined; readonly name?: string | undefined }[];
  readonly strands: readonly string[];
  readonly countries: readonly string[];
  readonly contact?: string | undefined;
  readonly unit?: string | undefined;
}

/** What a proposal has to say before it can be handed in. */
export const PROPOSAL_FIELDS = [
  'title',
  'why',
  'partners',
  'strands',
  'countries',
  'contact',
  'unit',
] as const;
export type ProposalField = (typeof PROPOSAL_FIELDS)[number];

export const PROPOSAL_QUESTIONS: Readonly<Record<ProposalField, Words>> = {
  title: { nl: 'Hoe heet het?', en: 'What is it called?' },
  why: { nl: 'Waarom, en wat wordt er beter van?', en: 'Why, and what gets better by it?' },
  partners: { nl: 'Met wie?', en: 'With whom?' },
  strands: { nl: 'Onderzoek, onderwijs of zorg?', en: 'Research, education or care?' },
  countries: { nl: 'In welke landen?', en: 'In which countries?' },
  contact: { nl: 'Wie is daar de contactpersoon?', en: 'Who is the contact there?' },
  unit: { nl: 'Namens welke afdeling?', en: 'For which of our units?' },
};

const said = (text: string | undefined) => (text ?? '').trim() !== '';

/** What is still to be filled in. */
export function missingFromProposal(proposal: Proposal): readonly ProposalField[] {
  const there: Readonly<Record<ProposalField, boolean>> = {
    title: said(proposal.title?.nl) || said(proposal.title?.en),
    why: said(proposal.why),
    partners: proposal.partners.some(({ org, name }) => said(org) || said(name)),
    strands: proposal.strands.length > 0,
    countries: proposal.countries.length > 0,
    contact: said(proposal.contact),
    unit: said(proposal.unit),
  };
  return PROPOSAL_FIELDS.filter((field) => !there[field]);
}

/** Number of an agreement: the year in which it was proposed and a count that begins again each year. */
export const agreementCode = (year: number, count: number): string =>
  `AG-${year}-${String(count).padStart(3, '0')}`;

/** One decision that a proposal waits for: who takes it, and by when. */
export interface ExpectedDecision {
  readonly what: Words;
  readonly who: Words;
  readonly by: string;
}

/** Working days for the outcome on knowledge security, by level. Our own rule. */
const SECURITY_DAYS: Readonly<Record<SecurityLevel, number>> = { low: 3, adviser: 10, committee: 20 };

const SECURITY: Words = { nl: 'Toets op kennisveiligheid', en: 'Knowledge-security check' };
const SECURITY_WHO: Readonly<Record<SecurityLevel, Words>> = {
  low: { nl: 'het internationaal bureau', en: 'the international office' },
  adviser: { nl: 'de adviseur kennisveiligheid', en: 'the adviser on knowledge security' },
  committee: { nl: 'de commissie kennisveiligheid', en: 'the committee on knowledge security' },
};
const DRAFT: Words = { nl: 'Tekst', en: 'Draft' };
const OFFICE: Words = { nl: 'het internationaal bureau', en: 'the international office' };
const APPROVAL: Words = { nl: 'Goedkeuring', en: 'Approval' };
const DRAFT_DAYS = 10;

/** Who decides when, reckoned from a day: what whoever proposes is told at once. */
export function expectedDecisions(
  level: SecurityLevel,
  route: Route | undefined,
  today: string,
  closed: ClosedDays,
): readonly ExpectedDecision[] {
  const security = workingDaysAfter(today, SECURITY_DAYS[level], closed);
  const draft = workingDaysAfter(security, DRAFT_DAYS, closed);
  const plan: ExpectedDecision[] = [
    { what: SECURITY, who: SECURITY_WHO[level], by: security },
    { what: DRAFT, who: OFFICE, by: draft },
  ];
  let day = draft;
  for (const { steps } of route?.stages ?? []) {
    day = workingDaysAfter(day, Math.max(...steps.map(({ remindAfter }) => remindAfter)), closed);
    plan.push(...steps.map(({ name }) => ({ what: APPROVAL, who: name, by: day })));
  }
  return plan;
}
