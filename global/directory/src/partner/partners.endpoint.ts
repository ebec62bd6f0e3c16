import {
  keyOf,
  type OfficeCaller,
  type OfficeEndpoint,
  officeEndpoint,
  PAGE_QUERY,
  Problem,
  pageFrom,
  pageOf,
  revisionSeen,
} from '@caecilia/kernel';
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { given } from '../given.ts';
import { withAllBelow } from '../organisation/kin.ts';
import { ORGANISATION, organisationInList } from '../organisation/organisations.endpoint.ts';
import { organisationOf } from '../organisation/organisations.ts';
import { type DirectoryPorts, mayKeep, mayRead } from '../ports.ts';
import { CLASSES, COUNTRY, DAY, ID, TIER, WORDS } from '../schemas.ts';
import type { DirectoryTables, PartnerRow } from '../tables.ts';
import { checkClasses } from '../visible.ts';
import { checkMayChange, checkOwners, PARTNER_CLASSES, type Partner, partnerAsSeen } from './partner.ts';
import { type FoundPartner, foundOf } from './partners.ts';
import { qualityEndpoint } from './quality.endpoint.ts';

/** What of a partner its reader may see: fields that they may not are absent. */
const PARTNER = z.object({
  id: z.uuid(),
  rev: z.int(),
  organisation: ORGANISATION,
  tier: TIER.optional(),
  owner: z.string().nullable().optional(),
  backup_owner: z.string().nullable().optional(),
  focus_country: z.boolean().optional(),
  note: WORDS.optional(),
  public_summary: WORDS.optional(),
  last_contact: DAY.nullable().optional(),
});

const SECTION = z.object({
  name: z.string(),
  count: z.int(),
  items: z.array(z.object({ id: z.string(), title: WORDS, state: z.string(), deadline: DAY.optional() })),
});

/** Items of a section on the page of a partner; all are in the list of their module. */
const MOST_ITEMS = 5;

/** Partners, their page, and what is wrong with what we know of them. */
export function partnerEndpoints(ports: DirectoryPorts): readonly OfficeEndpoint[] {
  return [listing(ports), qualityEndpoint(ports), page(ports), making(ports), changing(ports)];
}

/** What a caller sees of partners; that they saw what is restricted is noted before it leaves. */
async function seenBy(
  { register }: DirectoryPorts,
  caller: OfficeCaller,
  found: readonly FoundPartner[],
): Promise<z.input<typeof PARTNER>[]> {
  const seen: z.input<typeof PARTNER>[] = [];
  for (const { partner, organisation } of found) {
    const { fields, restricted } = partnerAsSeen(caller, partner, partner.classes);
    if (restricted.length > 0)
      await register.noteRead(caller, { subject: 'partner', id: partner.id, fields: restricted });
    seen.push({ id: partner.id, rev: partner.rev, organisation, ...fields });
  }
  return seen;
}

async function partnersOf(
  db: Kysely<DirectoryTables>,
  query: { country?: string | undefined; limit: number; after?: string | undefined },
) {
  const [name, id] = query.after === undefined ? [] : keyOf(query.after, 2);
  const rows = await db
    .selectFrom('partner as p')
    .innerJoin('organisation as o', 'o.id', 'p.organisation_id')
    .select(['p.id', 'o.id as organisation', 'o.name'])
    .where('p.archived_at', 'is', null)
    .$if(query.country !== undefined, (some) => some.where('o.country', '=', query.country ?? ''))
    .$if(name !== undefined, (some) => some.where(sql<boolean>`(o.name, p.id) > (${name}, ${id}::uuid)`))
    .orderBy('o.name')
    .orderBy('p.id')
    .limit(query.limit + 1)
    .execute();
  const { items, next } = pageFrom(rows, query.limit, (row) => [row.name, row.id]);
  return { found: await foundOf(db, items), next };
}

function listing(ports: DirectoryPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/partners',
    summary: 'Partners by name, with what the caller may see of each.',
    query: PAGE_QUERY.extend({ country: COUNTRY.optional() }),
    answer: pageOf(PARTNER),
    may: mayRead,
    async handle({ caller, query }) {
      const { found, next } = await ports.register.read((db) => partnersOf(db, query));
      return { body: { items: await seenBy(ports, caller, found), next } };
    },
  });
}

function page(ports: DirectoryPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/partners/:id',
    summary: 'Everything about one partner, with that of its faculties and institutes counted once.',
    params: ID,
    answer: PARTNER.extend({ sections: z.array(SECTION), nextDeadline: DAY.nullable() }),
    may: mayRead,
    async handle({ caller, params: { id }, now }) {
      const { found, below } = await ports.register.read(async (db) => {
        const partner = await db
          .selectFrom('partner')
          .select('organisation_id')
          .where('id', '=', id)
          .executeTakeFirst();
        const organisation = await organisationOf(db, partner?.organisation_id ?? id);
        return {
          found: await foundOf(db, [{ id, organisation: organisation.id }]),
          below: await withAllBelow(db, organisation.id),
        };
      });
      const [seen] = await seenBy(ports, caller, found);
      if (seen === undefined) throw partnerMissing();
      const sections = await sectionsOf(ports, caller, below);
      const today = now.toISOString().slice(0, 10);
      return {
        rev: seen.rev,
        body: {
          ...seen,
          sections: sections.map(({ shown }) => shown),
          nextDeadline: nextOf(sections, today),
        },
      };
    },
  });
}

const partnerMissing = () => new Problem('not-found', 'There is no such partner.');

async function sectionsOf(
  { sections }: DirectoryPorts,
  caller: OfficeCaller,
  organisations: readonly string[],
) {
  return await Promise.all(
    sections.map(async ({ name, of }) => {
      const items = new Map((await of(caller, organisations)).map((item) => [item.id, item]));
      const shown = { name, count: items.size, items: [...items.values()].slice(0, MOST_ITEMS) };
      return { shown, deadlines: [...items.values()].flatMap(({ deadline }) => deadline ?? []) };
    }),
  );
}

function nextOf(
  sections: readonly { readonly deadlines: readonly string[] }[],
  today: string,
): string | null {
  return (
    sections
      .flatMap(({ deadlines }) => deadlines)
      .filter((day) => day >= today)
      .sort()[0] ?? null
  );
}

const WRITTEN = z.object({
  tier: TIER,
  owner: z.string().max(200).nullable(),
  backup_owner: z.string().max(200).nullable(),
  focus_country: z.boolean(),
  note: WORDS,
  public_summary: WORDS,
  last_contact: DAY.nullable(),
  classes: CLASSES,
});

const BEGUN: Partner & Pick<PartnerRow, 'classes'> = {
  tier: 'exploring',
  classes: {},
  owner: null,
  backup_owner: null,
  focus_country: false,
  note: {},
  public_summary: {},
  last_contact: null,
};

function making(ports: DirectoryPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/partners',
    summary: 'Makes an organisation a partner; refused where it is one already.',
    body: WRITTEN.partial().extend({ organisation: z.uuid(), tier: TIER.default('exploring') }),
    answer: PARTNER,
    may: mayKeep,
    async handle({ caller, body: { organisation: id, ...body } }) {
      const { partner, organisation } = await ports.register.change(
        caller,
        'a new partner',
        async (change) => {
          const columns = { ...BEGUN, ...given(body), tier: body.tier };
          checkOwners(columns);
          checkClasses(PARTNER_CLASSES, columns.classes);
          const row = await organisationOf(change.db, id);
          const made = await change.insert('partner', { ...columns, organisation_id: row.id });
          return { partner: made, organisation: organisationInList(row) };
        },
      );
      const [seen] = await seenBy(ports, caller, [{ partner, organisation }]);
      if (seen === undefined) throw partnerMissing();
      return { status: 201, rev: partner.rev, location: `/partners/${partner.id}`, body: seen };
    },
  });
}

function changing(ports: DirectoryPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'PATCH',
    path: '/partners/:id',
    summary: 'Changes what we note of a partner, and who sees which of it.',
    params: ID,
    body: WRITTEN.partial().extend({ why: z.string().trim().min(1).max(300) }),
    answer: PARTNER,
    may: mayKeep,
    async handle(call) {
      const { why, ...patch } = call.body;
      const seen = { id: call.params.id, rev: revisionSeen(call) };
      const found = await ports.register.change(call.caller, why, async (change) => {
        const now = await change.db
          .selectFrom('partner')
          .selectAll()
          .where('id', '=', seen.id)
          .executeTakeFirst();
        if (now === undefined) throw partnerMissing();
        checkMayChange(call.caller, now, patch);
        const partner = await change.update('partner', seen, given(patch));
        checkOwners(partner);
        checkClasses(PARTNER_CLASSES, partner.classes);
        return {
          partner,
          organisation: organisationInList(await organisationOf(change.db, partner.organisation_id)),
        };
      });
      const [shown] = await seenBy(ports, call.caller, [found]);
      if (shown === undefined) throw partnerMissing();
      return { rev: found.partner.rev, body: shown };
    },
  });
}
