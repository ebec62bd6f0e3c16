import {
  type OfficeEndpoint,
  officeEndpoint,
  Problem,
  type Register,
  type RegisterChange,
} from '@caecilia/kernel';
import { parseRorId } from '@caecilia/matching';
import { z } from 'zod';
import { keepsCalls, worksHere } from './access.ts';
import { isDay } from './call.ts';
import { crossrefFunderId } from './funders.ts';
import { proposalOf } from './proposals.ts';
import type { FundingTables, GrantRow } from './schema.ts';

const day = z.string().refine(isDay, 'has to be a day of the calendar, as 2027-01-01');

const grant = z.object({
  id: z.string(),
  rev: z.number(),
  proposal: z.string(),
  funder: z.string(),
  awardId: z.string(),
  amount: z.number().nullable(),
  currency: z.string(),
  from: z.string(),
  until: z.string(),
  cordisId: z.string().nullable(),
});

const shown = (row: GrantRow): z.output<typeof grant> => ({
  id: row.id,
  rev: row.rev,
  proposal: row.proposal_id,
  funder: row.funder,
  awardId: row.award_id,
  amount: row.amount,
  currency: row.currency,
  from: row.from_day,
  until: row.until_day,
  cordisId: row.cordis_id,
});

/** What was awarded. */
export function grantEndpoints(register: Register<FundingTables>): readonly OfficeEndpoint[] {
  return [
    officeEndpoint({
      method: 'GET',
      path: '/funding-grants',
      summary: 'Grants, those that end last first.',
      query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(200) }),
      answer: z.object({ grants: z.array(grant) }),
      may: worksHere,
      async handle({ query: { limit } }) {
        const rows = await register.read((db) =>
          db
            .selectFrom('funding_grant')
            .selectAll()
            .where('archived_at', 'is', null)
            .orderBy('until_day', 'desc')
            .orderBy('id')
            .limit(limit)
            .execute(),
        );
        return { body: { grants: rows.map(shown) } };
      },
    }),
    officeEndpoint({
      method: 'POST',
      path: '/funding-proposals/:id/grant',
      summary:
        'Keeps the grant of a proposal that was awarded; its funder by a Crossref Funder id or a ROR id.',
      params: z.object({ id: z.uuid() }),
      body: z
        .object({
          funder: z.string().max(200),
          awardId: z.string().trim().min(1).max(100),
          amount: z.number().nonnegative().finite().nullable().default(null),
          currency: z
            .string()
            .regex(/^[A-Z]{3}$/)
            .default('EUR'),
          from: day,
          until: day,
          cordisId: z.string().max(50).nullable().default(null),
        })
        .refine(({ from, until }) => from <= until, { path: ['until'], error: 'has to be on or after from' }),
      answer: grant,
      may: keepsCalls,
      async handle({ caller, params: { id }, body }) {
        const row = await register.change(caller, 'kept a grant', async (change) => {
          const { proposal } = await proposalOf(change, id);
          if (proposal.state !== 'awarded') {
            throw new Problem(
              'business-rule',
              `This proposal is ${proposal.state}; a grant belongs to one that was awarded.`,
            );
          }
          return await change.insert('funding_grant', {
            proposal_id: id,
            funder: await funderKey(change, body.funder),
            award_id: body.awardId,
            amount: body.amount,
            currency: body.currency,
            from_day: body.from,
            until_day: body.until,
            cordis_id: body.cordisId,
          });
        });
        return { body: shown(row), rev: row.rev, status: 201 };
      },
    }),
  ];
}

/** The organisation of ROR where one is known, so that a funder of many numbers is one; else the number itself. */
async function funderKey({ db }: RegisterChange<FundingTables>, id: string): Promise<string> {
  const [ror, crossrefId] = [parseRorId(id), crossrefFunderId(id)];
  if (ror !== undefined) return ror;
  if (crossrefId === undefined) {
    throw new Problem('invalid', 'A funder is named by a Crossref Funder id or a ROR id; this is neither.');
  }
  const known = await db
    .selectFrom('funding_funder')
    .select('ror')
    .where('crossref_id', '=', crossrefId)
    .executeTakeFirst();
  return known?.ror ?? crossrefId;
}
