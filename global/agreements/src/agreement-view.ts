import { actsAs, type OfficeCaller, VISIBILITIES } from '@caecilia/kernel';
import { z } from 'zod';
import type { Agreement } from './agreement-row.ts';
import { isDay } from './civil-day.ts';
import { AGREEMENT_FIELDS, type AgreementField, classOf, seenFields, sightOf } from './fields.ts';
import { AGREEMENT_KINDS, EXCHANGES, kindName, PROVISIONS } from './kinds.ts';
import { STATE_NAMES, STATES } from './lifecycle.ts';
import { TERM_TYPES } from './term.ts';

export const WORDS = z.object({ nl: z.string(), en: z.string() });
const SOME_WORDS = z.object({ nl: z.string().max(4000).optional(), en: z.string().max(4000).optional() });
export const DAY = z.string().refine(isDay, 'write a day of the calendar as 2026-10-31');
const COUNTRY = z.string().regex(/^[A-Z]{2}$/, 'two capital letters of ISO 3166-1');
const PARTY = z.object({
  role: z.enum(['own', 'partner', 'third']),
  org: z.uuid().optional(),
  name: z.string().max(300).optional(),
  unit: z.string().max(300).optional(),
  theirRef: z.string().max(100).optional(),
});
const CLASSES = z.partialRecord(
  z.enum(AGREEMENT_FIELDS as [AgreementField, ...AgreementField[]]),
  z.enum(VISIBILITIES),
);

/** What can be filled in of an agreement. */
export const INPUT = z
  .object({
    kind: z.enum(AGREEMENT_KINDS),
    title: SOME_WORDS,
    summary: SOME_WORDS,
    why: z.string().max(4000).nullable(),
    parties: z.array(PARTY).max(30),
    contact: z.string().max(300).nullable(),
    unit: z.string().max(300).nullable(),
    strands: z.array(z.enum(['research', 'education', 'care'])).max(3),
    countries: z.array(COUNTRY).max(60),
    carries: z.array(z.enum(PROVISIONS)),
    exchanges: z.array(z.enum(EXCHANGES)),
    amends: z.uuid().nullable(),
    renews: z.uuid().nullable(),
    parent: z.uuid().nullable(),
    owner: z.string().max(100),
    backupOwner: z.string().max(100).nullable(),
    termType: z.enum(TERM_TYPES),
    effective: DAY.nullable(),
    expires: DAY.nullable(),
    renewMonths: z.int().min(1).max(240).nullable(),
    noticeDays: z.int().min(1).max(730).nullable(),
    reviewOn: DAY.nullable(),
    reviewMonths: z.int().min(1).max(240).nullable(),
    evaluationMonths: z.int().min(1).max(24),
    classes: CLASSES,
  })
  .partial();

const COLUMNS = {
  amends: 'amends_id',
  renews: 'renews_id',
  parent: 'parent_id',
  owner: 'owner_id',
  backupOwner: 'backup_owner_id',
  termType: 'term_type',
  renewMonths: 'renew_months',
  noticeDays: 'notice_days',
  reviewOn: 'review_on',
  reviewMonths: 'review_months',
  evaluationMonths: 'evaluation_months',
} as const;

/** What was filled in, by the names of the columns. */
export const columnsOf = (input: z.output<typeof INPUT>) =>
  Object.fromEntries(
    Object.entries(input).map(([name, value]) => [COLUMNS[name as keyof typeof COLUMNS] ?? name, value]),
  );

const PERIOD = z.object({
  type: z.enum(TERM_TYPES),
  effective: z.string().nullable(),
  expires: z.string().nullable(),
  renewMonths: z.number().nullable(),
  noticeDays: z.number().nullable(),
  reviewOn: z.string().nullable(),
  reviewMonths: z.number().nullable(),
  evaluationMonths: z.number(),
  stoppedOn: z.string().nullable(),
});

/** An agreement as somebody sees it: fields that are not theirs are not there. */
export const AGREEMENT_VIEW = z.object({
  id: z.string(),
  rev: z.number(),
  title: z.object({ nl: z.string().optional(), en: z.string().optional() }).optional(),
  kind: z.object({ code: z.string(), name: WORDS }).optional(),
  code: z.string().nullable().optional(),
  state: z.object({ code: z.enum(STATES), name: WORDS }).optional(),
  parties: z
    .array(
      z.object({
        role: z.string(),
        org: z.string().optional(),
        name: z.string().optional(),
        unit: z.string().optional(),
        theirRef: z.string().optional(),
      }),
    )
    .optional(),
  countries: z.array(z.string()).optional(),
  strands: z.array(z.string()).optional(),
  period: PERIOD.optional(),
  summary: z.object({ nl: z.string().optional(), en: z.string().optional() }).optional(),
  exchanges: z.object({ named: z.array(z.string()), carries: z.array(z.string()) }).optional(),
  contacts: z.object({ contact: z.string().nullable(), unit: z.string().nullable() }).optional(),
  why: z.string().nullable().optional(),
  owner: z
    .object({ owner: z.string(), backupOwner: z.string().nullable(), proposedBy: z.string() })
    .optional(),
  security: z.object({ recheckOn: z.string().nullable() }).optional(),
  chain: z
    .object({ amends: z.string().nullable(), renews: z.string().nullable(), parent: z.string().nullable() })
    .optional(),
  classes: z.record(z.string(), z.string()).optional(),
});
export type AgreementView = z.input<typeof AGREEMENT_VIEW>;

const fieldsOf = (row: Agreement) =>
  ({
    title: row.title,
    kind: { code: row.kind, name: kindName(row.kind) },
    code: row.code,
    state: { code: row.state, name: STATE_NAMES[row.state] },
    parties: row.parties.map((party) => ({ ...party })),
    countries: [...row.countries],
    strands: [...row.strands],
    period: {
      type: row.term_type,
      effective: row.effective,
      expires: row.expires,
      renewMonths: row.renew_months,
      noticeDays: row.notice_days,
      reviewOn: row.review_on,
      reviewMonths: row.review_months,
      evaluationMonths: row.evaluation_months,
      stoppedOn: row.stopped_on,
    },
    summary: row.summary,
    exchanges: { named: [...row.exchanges], carries: [...row.carries] },
    contacts: { contact: row.contact, unit: row.unit },
    why: row.why,
    owner: { owner: row.owner_id, backupOwner: row.backup_owner_id, proposedBy: row.proposed_by },
    security: { recheckOn: row.recheck_on },
  }) satisfies Partial<Record<AgreementField, unknown>>;

/** An agreement for somebody: what they may not see is left out here, and nowhere later. */
export function viewOf(caller: OfficeCaller, row: Agreement): AgreementView {
  const sight = sightOf(caller);
  const inside = sight === 'internal' || sight === 'restricted';
  const shown = seenFields(fieldsOf(row), sight, row.classes);
  if (!inside) return { id: row.id, rev: row.rev, ...shown };
  return {
    id: row.id,
    rev: row.rev,
    ...shown,
    chain: { amends: row.amends_id, renews: row.renews_id, parent: row.parent_id },
    classes: Object.fromEntries(AGREEMENT_FIELDS.map((field) => [field, classOf(field, row.classes)])),
  };
}

/** Whether somebody works in the office at all: everybody with a role reads what is internal. */
export const worksHere = (caller: OfficeCaller): boolean =>
  caller.link === undefined && caller.roles.length > 0;

/** Whether somebody changes how the house works. */
export const administers = (caller: OfficeCaller): boolean =>
  caller.link === undefined && actsAs(caller, 'administrator');
