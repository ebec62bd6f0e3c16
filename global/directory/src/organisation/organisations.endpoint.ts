import {
  type OfficeEndpoint,
  officeEndpoint,
  PAGE_QUERY,
  Problem,
  pageOf,
  revisionSeen,
} from '@caecilia/kernel';
import { z } from 'zod';
import { type DirectoryPorts, mayKeep, mayRead } from '../ports.ts';
import { COUNTRY, DAY, FOREIGN_ID, ID, NAME, NAMED, STATE, TYPE, WORDS } from '../schemas.ts';
import type { OrganisationRow } from '../tables.ts';
import { kinOf } from './kin.ts';
import {
  alikeIn,
  checkAlike,
  enterOrganisation,
  listOrganisations,
  organisationOf,
  organisationsBy,
} from './organisations.ts';

/** An organisation in a list. */
export const ORGANISATION = z.object({
  id: z.uuid(),
  ror: z.string().nullable(),
  name: z.string(),
  status: z.enum(['active', 'inactive', 'withdrawn']),
  types: z.array(TYPE),
  country: z.string().nullable(),
  city: z.string().nullable(),
});

const REASON = z.object({ kind: z.string(), detail: z.string() });
const FOUND = ORGANISATION.extend({ score: z.number().nullable(), reasons: z.array(REASON) });

/** An organisation in a list, as it is answered. */
export function organisationInList(row: OrganisationRow): z.input<typeof ORGANISATION> {
  const { id, ror, name, status, types, country, city } = row;
  return { id, ror, name, status, types: [...types], country, city };
}

/** Search, page and record of organisations. */
export function organisationEndpoints(ports: DirectoryPorts): readonly OfficeEndpoint[] {
  return [
    searching(ports),
    alike(ports),
    page(ports),
    entering(ports),
    changing(ports),
    relating(ports),
    history(ports),
  ];
}

function searching({ register, finder }: DirectoryPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/organisations',
    summary: 'Organisations by name, or the best answers to what somebody types.',
    query: PAGE_QUERY.extend({
      q: z.string().max(300).optional().describe('What somebody types; forgives spelling'),
      country: COUNTRY.optional(),
      type: TYPE.optional(),
    }),
    answer: pageOf(FOUND),
    may: mayRead,
    async handle({ query: { q, ...query } }) {
      const wanted = q?.trim() ?? '';
      if (wanted === '') {
        const { items, next } = await register.read((db) => listOrganisations(db, query));
        return {
          body: {
            items: items.map((row) => ({ ...organisationInList(row), score: null, reasons: [] })),
            next,
          },
        };
      }
      const found = finder.search(wanted, query.limit);
      const rows = await register.read((db) =>
        organisationsBy(
          db,
          found.map(({ id }) => id),
        ),
      );
      const fits = rows.filter(
        ({ country, types }) =>
          (query.country === undefined || country === query.country) &&
          (query.type === undefined || types.includes(query.type)),
      );
      const items = fits.map((row) => {
        const hit = found.find(({ id }) => id === row.id);
        return { ...organisationInList(row), score: hit?.score ?? null, reasons: [...(hit?.reasons ?? [])] };
      });
      return { body: { items, next: null } };
    },
  });
}

const DRAFT = z.object({
  name: z.string().trim().min(1).max(300),
  country: COUNTRY.optional(),
  city: z.string().trim().max(200).optional(),
  website: z.url({ protocol: /^https?$/ }).optional(),
});

const ALIKE = z.object({ id: z.uuid(), name: z.string(), score: z.number(), reasons: z.array(REASON) });

function alike({ register, finder }: DirectoryPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/organisations/alike',
    summary: 'Records that may be what somebody is about to enter, with the reasons; asked while they type.',
    query: DRAFT.extend({ ror: z.string().optional() }),
    answer: z.object({ items: z.array(ALIKE) }),
    may: mayRead,
    async handle({ query }) {
      const items = await register.read((db) => alikeIn(db, finder, query));
      return { body: { items: items.map((one) => ({ ...one, reasons: [...one.reasons] })) } };
    },
  });
}

const KIN = z.object({
  kind: z.enum(['parent', 'child', 'related', 'successor', 'predecessor']),
  id: z.uuid().optional(),
  ror: z.string().optional(),
  name: z.string(),
  source: z.enum(['registry', 'own']),
});

const PAGE = ORGANISATION.extend({
  names: z.array(NAME),
  ownNames: z.array(NAME),
  ids: z.array(FOREIGN_ID),
  ownIds: z.array(FOREIGN_ID),
  links: z.array(z.object({ kind: z.string(), url: z.string() })),
  kin: z.array(KIN),
  units: z.array(z.object({ id: z.uuid(), rev: z.int(), parent: z.uuid().nullable(), name: WORDS })),
  networks: z.array(z.object({ id: z.uuid(), name: WORDS, from: DAY.nullable(), until: DAY.nullable() })),
  mergedInto: z.uuid().nullable(),
  source: z.object({ name: z.string(), release: z.string().nullable() }),
});

function page({ register }: DirectoryPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/organisations/:id',
    summary: 'An organisation with its names, identifiers, relations, units and networks.',
    params: ID,
    answer: PAGE,
    may: mayRead,
    async handle({ params: { id }, now }) {
      return await register.read(async (db) => {
        const row = await organisationOf(db, id);
        const units = await db
          .selectFrom('organisation_unit')
          .select(['id', 'rev', 'parent_id as parent', 'name'])
          .where('organisation_id', '=', id)
          .where('archived_at', 'is', null)
          .orderBy('created_at')
          .execute();
        const networks = await db
          .selectFrom('network_member as m')
          .innerJoin('network as n', 'n.id', 'm.network_id')
          .select(['n.id', 'n.name', 'm.from_day as from', 'm.until_day as until'])
          .where('m.organisation_id', '=', id)
          .where('m.archived_at', 'is', null)
          .execute();
        const kin = await kinOf(db, row, now.toISOString().slice(0, 10));
        return { rev: row.rev, body: { ...pageOfRow(row), units, networks, kin: [...kin] } };
      });
    },
  });
}

function pageOfRow(row: OrganisationRow) {
  return {
    ...organisationInList(row),
    names: row.names.map((name) => ({ ...name, kinds: [...name.kinds] })),
    ownNames: row.own_names.map((name) => ({ ...name, kinds: [...name.kinds] })),
    ids: [...row.ids],
    ownIds: [...row.own_ids],
    links: [...row.links],
    mergedInto: row.merged_into,
    source: { name: row.source, release: row.source_release },
  };
}

function entering({ register, finder }: DirectoryPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/organisations',
    summary:
      'Enters an organisation that no registry has; refused where there is one like it, unless it is named.',
    body: DRAFT.extend({
      types: z.array(TYPE).default([]),
      notTheSameAs: z.array(z.uuid()).max(30).default([]).describe('Records that were shown and are others'),
    }),
    answer: ORGANISATION,
    may: mayKeep,
    async handle({ caller, body: { notTheSameAs, ...draft } }) {
      const row = await register.change(caller, 'entered by hand', async (change) => {
        checkAlike(await alikeIn(change.db, finder, draft), notTheSameAs);
        return await enterOrganisation(change, draft);
      });
      finder.put(row);
      return {
        status: 201,
        rev: row.rev,
        location: `/organisations/${row.id}`,
        body: organisationInList(row),
      };
    },
  });
}

function changing({ register, finder }: DirectoryPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'PATCH',
    path: '/organisations/:id',
    summary: 'Changes what we ourselves say of an organisation; what a registry says is changed there.',
    params: ID,
    body: z.object({
      name: z.string().trim().min(1).max(300).optional(),
      ownNames: z.array(NAME).max(50).optional(),
      ownIds: z.array(FOREIGN_ID).max(50).optional(),
      why: z.string().trim().min(1).max(300),
    }),
    answer: ORGANISATION,
    may: mayKeep,
    async handle(call) {
      const { name, ownNames, ownIds, why } = call.body;
      const seen = { id: call.params.id, rev: revisionSeen(call) };
      const row = await register.change(call.caller, why, async (change) => {
        const now = await organisationOf(change.db, seen.id);
        if (name !== undefined && now.source === 'ror')
          throw new Problem(
            'business-rule',
            'This name is that of ROR; add another name, or correct it at ROR.',
            {
              expression: 'name',
            },
          );
        return await change.update('organisation', seen, {
          ...(name === undefined ? {} : { name }),
          ...(ownNames === undefined ? {} : { own_names: ownNames }),
          ...(ownIds === undefined ? {} : { own_ids: ownIds }),
        });
      });
      finder.put(row);
      return { rev: row.rev, body: organisationInList(row) };
    },
  });
}

function relating({ register }: DirectoryPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/organisations/:id/units',
    summary: 'Adds a faculty or department to an organisation.',
    params: ID,
    body: z.object({ name: NAMED, parent: z.uuid().nullable().default(null) }),
    answer: z.object({ id: z.uuid() }),
    may: mayKeep,
    async handle({ caller, params, body: { name, parent } }) {
      const row = await register.change(caller, 'a new unit', async (change) => {
        await organisationOf(change.db, params.id);
        return await change.insert('organisation_unit', {
          organisation_id: params.id,
          parent_id: parent,
          name,
        });
      });
      return { status: 201, rev: row.rev, body: { id: row.id } };
    },
  });
}

function history({ register }: DirectoryPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/organisations/:id/history',
    summary: 'The states that an organisation was in, the newest first, with who changed it and why.',
    params: ID,
    answer: z.object({ items: z.array(STATE.extend({ name: z.string(), status: z.string() })) }),
    may: mayRead,
    async handle({ params: { id } }) {
      const states = await register.history('organisation', id);
      const items = states.map(({ rev, at, by, byName, why, row }) => ({
        ...{ rev, at, by, byName, why },
        name: row.name,
        status: row.status,
      }));
      return { body: { items } };
    },
  });
}
