import { type OfficeEndpoint, officeEndpoint, Problem, type Register } from '@caecilia/kernel';
import { parseRorId } from '@caecilia/matching';
import { z } from 'zod';
import { keepsCalls, worksHere } from './access.ts';
import { crossrefFunderId, type FunderIdentity, readFunderMap } from './funders.ts';
import type { FundingTables } from './schema.ts';

const ROWS = 5_000;

/** Loads the map of funders; what changed is changed, and the same file again changes nothing. */
export async function loadFunders(
  register: Register<FundingTables>,
  caller: Parameters<Register<FundingTables>['change']>[0],
  csv: string,
) {
  const { identities, issues } = readFunderMap(csv);
  return await register.change(caller, 'load of the map of funders', async ({ db }) => {
    const rows = await db.selectFrom('funding_funder').selectAll().execute();
    const known = new Map(rows.map(({ crossref_id, ror }) => [crossref_id, ror]));
    const written = identities.filter(({ crossrefId, ror }) => known.get(crossrefId) !== ror);
    for (let at = 0; at < written.length; at += ROWS) {
      await db
        .insertInto('funding_funder')
        .values(written.slice(at, at + ROWS).map(asRow))
        .onConflict((conflict) =>
          conflict.column('crossref_id').doUpdateSet((is) => ({ ror: is.ref('excluded.ror') })),
        )
        .execute();
    }
    return { written: written.length, unchanged: identities.length - written.length, issues };
  });
}

const asRow = ({ crossrefId, ror }: FunderIdentity) => ({ crossref_id: crossrefId, ror });

const funder = z.object({ ror: z.string().nullable(), crossrefIds: z.array(z.string()) });

/** Who funds: the map of numbers, and one funder with all of theirs. */
export function funderEndpoints(register: Register<FundingTables>): readonly OfficeEndpoint[] {
  return [
    officeEndpoint({
      method: 'GET',
      path: '/funding-funders',
      summary: 'One funder by a Crossref Funder id or a ROR id, with every number that is theirs.',
      query: z.object({ id: z.string().max(200) }),
      answer: funder,
      may: worksHere,
      async handle({ query: { id } }) {
        const [crossrefId, asked] = [crossrefFunderId(id), parseRorId(id)];
        if (crossrefId === undefined && asked === undefined) {
          throw new Problem(
            'invalid',
            'A funder is named by a Crossref Funder id or a ROR id; this is neither.',
          );
        }
        const body = await register.read(async (db) => {
          const named = db.selectFrom('funding_funder').selectAll();
          const one =
            crossrefId === undefined
              ? undefined
              : await named.where('crossref_id', '=', crossrefId).executeTakeFirst();
          const ror = asked ?? one?.ror;
          if (ror === undefined)
            return { ror: null, crossrefIds: crossrefId === undefined ? [] : [crossrefId] };
          const all = await named.where('ror', '=', ror).orderBy('crossref_id').execute();
          return { ror, crossrefIds: all.map(({ crossref_id }) => crossref_id) };
        });
        return { body };
      },
    }),
    officeEndpoint({
      method: 'POST',
      path: '/funding-funders/load',
      summary: 'Loads the map of Crossref Funder ids to ROR (CSV, Funder ID and ROR ID).',
      body: z.object({ csv: z.string().max(20_000_000) }),
      answer: z.object({
        written: z.number(),
        unchanged: z.number(),
        issues: z.array(z.object({ line: z.number(), column: z.string(), sentence: z.string() })).readonly(),
      }),
      mostBytes: 25_000_000,
      may: keepsCalls,
      handle: async ({ caller, body: { csv } }) => ({ body: await loadFunders(register, caller, csv) }),
    }),
  ];
}
