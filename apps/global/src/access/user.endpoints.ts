import {
  actsAs,
  keyOf,
  OFFICE_ROLES,
  type OfficeEndpoint,
  officeEndpoint,
  PAGE_QUERY,
  Problem,
  pageFrom,
  pageOf,
  type Register,
  revisionSeen,
} from '@caecilia/kernel';
import { z } from 'zod';
import type { AccessTables } from './schema.ts';
import type { OfficeUser } from './users.ts';

const ROLE = z.enum(OFFICE_ROLES);
const USER = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string().nullable(),
  roles: z.array(ROLE),
  active: z.boolean(),
});

/** Who may sign in, and what they may do: for administrators. */
export function userEndpoints(register: Register<AccessTables>): readonly OfficeEndpoint[] {
  const list = officeEndpoint({
    method: 'GET',
    path: '/users',
    summary: 'Everybody who signed in at least once, by name',
    query: PAGE_QUERY,
    answer: pageOf(USER),
    may: (caller) => actsAs(caller, 'administrator'),
    async handle({ query: { limit, after } }) {
      const rows = await register.read((db) => {
        const all = db
          .selectFrom('office_user')
          .selectAll()
          .orderBy('name')
          .orderBy('id')
          .limit(limit + 1);
        if (after === undefined) return all.execute();
        const [name, id] = keyOf(after, 2).map(String);
        return all
          .where(({ eb, refTuple, tuple }) => eb(refTuple('name', 'id'), '>', tuple(name ?? '', id ?? '')))
          .execute();
      });
      const { items, next } = pageFrom(rows, limit, (row) => [row.name, row.id]);
      return { body: { items: items.map(shown), next } };
    },
  });
  const one = officeEndpoint({
    method: 'GET',
    path: '/users/:id',
    summary: 'One of them, with the revision that a change of roles needs',
    params: z.object({ id: z.uuid() }),
    answer: USER,
    may: (caller) => actsAs(caller, 'administrator'),
    async handle({ params }) {
      const row = await register.read((db) =>
        db.selectFrom('office_user').selectAll().where('id', '=', params.id).executeTakeFirst(),
      );
      if (row === undefined) throw new Problem('not-found', 'there is no such user');
      return { body: shown(row), rev: row.rev };
    },
  });
  return [list, one, changeOf(register)];
}

function changeOf(register: Register<AccessTables>): OfficeEndpoint {
  return officeEndpoint({
    method: 'PATCH',
    path: '/users/:id',
    summary: 'Gives somebody roles, or lets them in no more',
    params: z.object({ id: z.uuid() }),
    body: z.object({
      roles: z.array(ROLE).max(OFFICE_ROLES.length).optional(),
      active: z.boolean().optional(),
      why: z.string().trim().min(3).max(500).describe('Why, for the log'),
    }),
    answer: USER,
    may: (caller) => actsAs(caller, 'administrator'),
    async handle({ caller, params, body, ifMatch, now, ...call }) {
      const rev = revisionSeen({ ifMatch, ...call });
      if (params.id === caller.id)
        throw new Problem(
          'business-rule',
          'nobody changes their own rights; another administrator does that',
        );
      const row = await register.change(caller, body.why, ({ update }) =>
        update(
          'office_user',
          { id: params.id, rev },
          {
            ...(body.roles === undefined ? {} : { roles: [...new Set(body.roles)] }),
            ...(body.active === undefined ? {} : { archived_at: body.active ? null : now.toISOString() }),
          },
        ),
      );
      return { body: shown(row), rev: row.rev };
    },
  });
}

function shown({ id, name, email, roles, archived_at }: OfficeUser) {
  return { id, name, email, roles: [...roles], active: archived_at === null };
}
