import { type OfficeEndpoint, officeEndpoint } from '@caecilia/kernel';
import { z } from 'zod';
import { ORGANISATION } from '../organisation/organisations.endpoint.ts';
import { type DirectoryPorts, mayKeep } from '../ports.ts';
import { foundOf } from './partners.ts';
import { SHORTCOMINGS, shortcomingsOf } from './quality.ts';

/** What is wrong with what we know of partners. */
export function qualityEndpoint(ports: DirectoryPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/partners/quality',
    summary: 'Partners of whom something is missing or wrong, the worst first in each.',
    query: z.object({ only: z.enum(SHORTCOMINGS).optional() }),
    answer: z.object({
      items: z.array(
        z.object({
          partner: z.uuid(),
          rev: z.int(),
          organisation: ORGANISATION,
          shortcomings: z.array(z.enum(SHORTCOMINGS)),
        }),
      ),
    }),
    may: mayKeep,
    async handle({ query: { only }, now }) {
      const found = await ports.register.read(async (db) => {
        const pairs = await db
          .selectFrom('partner as p')
          .innerJoin('organisation as o', 'o.id', 'p.organisation_id')
          .select(['p.id', 'o.id as organisation'])
          .where('p.archived_at', 'is', null)
          .orderBy('o.name')
          .execute();
        return await foundOf(db, pairs);
      });
      const items = found.map(({ partner, organisation }) => ({
        partner: partner.id,
        rev: partner.rev,
        organisation,
        shortcomings: shortcomingsOf(
          {
            tier: partner.tier,
            owner: partner.owner,
            backupOwner: partner.backup_owner,
            lastContact: partner.last_contact,
            since: partner.created_at.slice(0, 10),
            ror: organisation.ror,
            status: organisation.status,
          },
          now.toISOString().slice(0, 10),
          ports.isHere,
        ),
      }));
      const wrong = items.filter(({ shortcomings }) =>
        only === undefined ? shortcomings.length > 0 : shortcomings.includes(only),
      );
      return { body: { items: wrong } };
    },
  });
}
