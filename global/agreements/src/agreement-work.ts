import { type OfficeCaller, Problem, type Written } from '@caecilia/kernel';
import {
  type Agreement,
  type AgreementChange,
  demandMayChange,
  held,
  keepsAgreements,
  officeDay,
} from './agreement-row.ts';
import { sayAfter, sayBefore } from './alert-book.ts';
import { activated, beginApproval } from './arrivals.ts';
import { dayAt, dayNumber } from './civil-day.ts';
import { type ChosenClasses, refusedClass } from './fields.ts';
import { endOfPresentTerm, missingFacts } from './jump-facts.ts';
import { notOfKind } from './kinds.ts';
import { type AgreementState, JUMPS, refusedJump } from './lifecycle.ts';
import type { AgreementPorts } from './ports.ts';
import { agreementCode } from './proposal.ts';
import type { AgreementRow, AgreementTables } from './schema.ts';
import { demandNot } from './words.ts';

/** What somebody fills in; everything else of a row is the house's. */
export type AgreementInput = Partial<
  Pick<
    Agreement,
    | 'kind'
    | 'title'
    | 'summary'
    | 'why'
    | 'parties'
    | 'contact'
    | 'unit'
    | 'strands'
    | 'countries'
    | 'carries'
    | 'exchanges'
    | 'amends_id'
    | 'renews_id'
    | 'parent_id'
    | 'backup_owner_id'
    | 'owner_id'
    | 'term_type'
    | 'effective'
    | 'expires'
    | 'renew_months'
    | 'notice_days'
    | 'review_on'
    | 'review_months'
    | 'evaluation_months'
    | 'classes'
  >
>;

const EMPTY = {
  kind: 'mou',
  title: {},
  summary: {},
  why: null,
  parties: [],
  contact: null,
  unit: null,
  strands: [],
  countries: [],
  carries: [],
  exchanges: [],
  amends_id: null,
  renews_id: null,
  parent_id: null,
  backup_owner_id: null,
  term_type: 'fixed',
  effective: null,
  expires: null,
  renew_months: null,
  notice_days: null,
  review_on: null,
  review_months: null,
  evaluation_months: 8,
  classes: {},
} as const;

/** Begins an agreement as an idea of who asks, with whatever is filled in by then. */
export async function startAgreement(
  ports: AgreementPorts,
  caller: OfficeCaller,
  input: AgreementInput,
): Promise<Agreement> {
  await demandKnownParties(ports, input);
  return await ports.register.change(caller, 'a new idea', async (change) => {
    await demandFitting(change, { ...EMPTY, ...input });
    const row = await change.insert('agreement', {
      ...EMPTY,
      owner_id: caller.id,
      ...input,
      code: null,
      state: 'idea',
      proposed_by: caller.id,
      proposed_on: null,
      stopped_on: null,
      recheck_on: null,
      signing_since: null,
      watched_from: officeDay(change.now),
    });
    await enter(change, row, 'idea');
    return row;
  });
}

/** Columns that say what an agreement is about and who is bound: fixed once a text of it was signed. */
const BOUND: readonly (keyof AgreementInput)[] = [
  'kind',
  'parties',
  'carries',
  'exchanges',
  'amends_id',
  'term_type',
  'effective',
];

/** Changes what is filled in. What the kind cannot carry is refused, and so is what a signed text has settled. */
export async function editAgreement(
  ports: AgreementPorts,
  caller: OfficeCaller,
  seen: { readonly id: string; readonly rev: number },
  input: AgreementInput,
): Promise<Agreement> {
  await demandKnownParties(ports, input);
  return await ports.register.change(caller, 'edited', async (change) => {
    const row = await held(change, seen.id);
    demandMayChange(caller, row);
    demandOpen(row, input);
    await demandFitting(change, { ...row, ...input });
    demandClasses(caller, row, input.classes);
    await sayBefore(change, row);
    const dated = datesChange(row, input) ? { watched_from: officeDay(change.now) } : {};
    const after = await change.update('agreement', seen, { ...input, ...dated });
    await sayAfter(change, after);
    return after;
  });
}

/** A party out of the directory has to be in it. */
async function demandKnownParties(ports: AgreementPorts, { parties = [] }: AgreementInput): Promise<void> {
  const ids = parties.flatMap(({ org }) => (org === undefined ? [] : [org]));
  if (ids.length === 0) return;
  const known = await ports.organisations(ids);
  const unknown = parties.findIndex(({ org }) => org !== undefined && !known.has(org));
  if (unknown >= 0)
    throw new Problem('invalid', 'there is no such organisation in the directory', {
      expression: `parties.${unknown}.org`,
    });
}

function demandOpen(row: Agreement, input: AgreementInput): void {
  const live: readonly AgreementState[] = ['active', 'evaluation'];
  if (
    ['renewed', 'ended', 'terminated', 'declined'].includes(row.state) &&
    Object.keys(input).some((key) => key !== 'classes')
  )
    throw new Problem(
      'business-rule',
      `this agreement is ${row.state}; only who may see it can still be changed`,
    );
  const bound = BOUND.find(
    (key) => input[key] !== undefined && JSON.stringify(input[key]) !== JSON.stringify(row[key]),
  );
  if ((live.includes(row.state) || row.state === 'signing') && bound !== undefined)
    throw new Problem('business-rule', `what is signed stays as it is; change ${bound} by an amendment`, {
      expression: bound,
    });
}

function demandClasses(caller: OfficeCaller, row: Agreement, classes: ChosenClasses | undefined): void {
  if (classes === undefined || JSON.stringify(classes) === JSON.stringify(row.classes)) return;
  if (!keepsAgreements(caller))
    throw new Problem('forbidden', 'who may see what is chosen by the officers of the office');
  for (const [field, wanted] of Object.entries(classes))
    demandNot(refusedClass(field as keyof ChosenClasses, wanted));
}

/** Refuses what the kind cannot carry, and an amendment of nothing. */
async function demandFitting(
  change: AgreementChange,
  row: AgreementInput & Pick<Agreement, 'kind' | 'carries' | 'exchanges'>,
): Promise<void> {
  const amended = row.amends_id ? (await held(change, row.amends_id)).kind : undefined;
  if (row.kind === 'amendment' && amended === undefined)
    throw new Problem('required', 'say which agreement is amended', { expression: 'amends' });
  const [refusal] = notOfKind({ kind: row.kind, amended }, row);
  demandNot(refusal);
}

const DATES: readonly (keyof AgreementInput)[] = [
  'term_type',
  'effective',
  'expires',
  'renew_months',
  'notice_days',
  'review_on',
  'review_months',
  'evaluation_months',
  'kind',
];

const datesChange = (row: Agreement, input: AgreementInput): boolean =>
  DATES.some((key) => input[key] !== undefined && input[key] !== row[key]);

/** A jump that somebody asks for. */
export interface JumpAsked {
  readonly to: AgreementState;
  readonly reason?: string | undefined;
  /** Last day on which an agreement that is terminated, or ends without a term, still counts; today where none is given. */
  readonly lastDay?: string | undefined;
}

/** Lets an agreement jump, or refuses with what has to come first. */
export async function jumpAgreement(
  ports: AgreementPorts,
  caller: OfficeCaller,
  seen: { readonly id: string; readonly rev: number },
  asked: JumpAsked,
): Promise<Agreement> {
  return await ports.register.change(caller, asked.reason?.trim() || `to ${asked.to}`, async (change) => {
    const row = await held(change, seen.id);
    demandMayJump(caller, row, asked.to);
    const needs = JUMPS.find(({ from, to }) => from === row.state && to === asked.to)?.needs ?? [];
    demandNot(
      refusedJump(row.state, asked.to, await missingFacts(change, row, { needs, reason: asked.reason })),
    );
    return await jumped(change, { ...row, rev: seen.rev }, asked);
  });
}

/** Proposing one's own idea is for everybody; what comes after is for the office. */
function demandMayJump(caller: OfficeCaller, row: Agreement, to: AgreementState): void {
  demandMayChange(caller, row);
  const own = row.state === 'idea' && (to === 'proposed' || to === 'declined');
  if (!own && !keepsAgreements(caller))
    throw new Problem('forbidden', 'what comes after a proposal is for the officers of the office');
}

/** The jump itself, with what comes with it: number, dates, alerts, the route. Who calls it has asked whether it may be. */
export async function jumped(change: AgreementChange, row: Agreement, asked: JumpAsked): Promise<Agreement> {
  await sayBefore(change, row);
  const after = await change.update('agreement', row, {
    state: asked.to,
    watched_from: officeDay(change.now),
    ...(await withJump(change, row, asked)),
  });
  await enter(change, after, asked.to);
  if (asked.to === 'approval') await beginApproval(change, after);
  if (asked.to === 'active' && row.state === 'signing') await activated(change, after);
  await sayAfter(change, after);
  await change.tell({
    kind: 'agreement.state',
    subject: 'agreement',
    id: row.id,
    facts: { from: row.state, to: asked.to },
  });
  return after;
}

type Patch = Partial<Written<AgreementTables['agreement']>>;

async function withJump(change: AgreementChange, row: Agreement, asked: JumpAsked): Promise<Patch> {
  const today = officeDay(change.now);
  if (asked.to === 'proposed') return row.code === null ? await numbered(change, today) : {};
  if (asked.to === 'signing') return { signing_since: today };
  if (asked.to === 'terminated' || asked.to === 'ended') return stopped(row, asked, today);
  return row.state === 'signing' ? { signing_since: null } : {};
}

async function numbered(change: AgreementChange, today: string): Promise<Patch> {
  const year = Number(today.slice(0, 4));
  const { count } = await change.db
    .insertInto('agreement_count')
    .values({ year, count: 1 })
    .onConflict((conflict) =>
      conflict.column('year').doUpdateSet((eb) => ({ count: eb('agreement_count.count', '+', 1) })),
    )
    .returning('count')
    .executeTakeFirstOrThrow();
  return { code: agreementCode(year, count), proposed_on: today };
}

/** From when it counts no more. What has a term and ends, ends with its term. */
function stopped(row: Agreement, { to, lastDay }: JumpAsked, today: string): Patch {
  const end = endOfPresentTerm(row, today);
  const last = to === 'ended' && end !== undefined ? end : (lastDay ?? today);
  if (to === 'terminated' && row.effective !== null && last < row.effective)
    throw new Problem('invalid', 'the last day lies before the first', { expression: 'lastDay' });
  return { stopped_on: dayAt(dayNumber(last) + 1) };
}

/** Notes that an agreement came into a state. */
async function enter(
  change: AgreementChange,
  row: Pick<AgreementRow, 'id'>,
  state: AgreementState,
): Promise<void> {
  await change.db
    .updateTable('agreement_stage')
    .set({ left_at: change.now })
    .where('agreement_id', '=', row.id)
    .where('left_at', 'is', null)
    .execute();
  await change.db
    .insertInto('agreement_stage')
    .values({ agreement_id: row.id, state, entered_at: change.now, left_at: null, by: change.caller.id })
    .execute();
}
