import { OFFICE_ROLES, type OfficeCaller, type OfficeRole, Problem, type Register } from '@caecilia/kernel';
import type { AccessTables } from '../access/schema.ts';
import { openOfficeRegister } from '../house.ts';
import { type Command, UsageError } from './command.ts';

const OPERATOR: OfficeCaller = { id: 'system:operator', name: 'operator, on the command line', roles: [] };
const USAGE = 'global-user list | global-user roles ID ROLE…';

/** Who may do what in the office, for who operates the machine: the first administrator is made here. */
export const user: Command = {
  name: 'global-user',
  usage: USAGE,
  summary: `who works in the office; roles: ${OFFICE_ROLES.join(', ')}`,
  async run({ settings, args: [action, id, ...roles], print }) {
    if (action !== 'list' && action !== 'roles') throw new UsageError(USAGE);
    const opened = await openOfficeRegister(settings);
    try {
      const register = opened.of<AccessTables>();
      if (action === 'roles') await setRoles(register, id, roles.map(roleOf));
      const all = await register.read((db) =>
        db.selectFrom('office_user').selectAll().orderBy('name').orderBy('id').execute(),
      );
      for (const each of all)
        print(
          `${each.id}  ${each.name} <${each.email ?? each.subject}>  ${each.roles.join(', ')}${each.archived_at === null ? '' : '  (let in no more)'}\n`,
        );
      return 0;
    } finally {
      await opened.close();
    }
  },
};

async function setRoles(
  register: Register<AccessTables>,
  id: string | undefined,
  roles: readonly OfficeRole[],
): Promise<void> {
  if (id === undefined || roles.length === 0) throw new UsageError(USAGE);
  await register.change(OPERATOR, 'given on the command line', async (change) => {
    const found = await change.db
      .selectFrom('office_user')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    if (found === undefined) throw new Problem('not-found', `there is no user ${id}; see global-user list`);
    await change.update('office_user', found, { roles });
  });
}

function roleOf(text: string): OfficeRole {
  const role = OFFICE_ROLES.find((each) => each === text);
  if (role === undefined)
    throw new UsageError(`${text} is no role; the roles are ${OFFICE_ROLES.join(', ')}`);
  return role;
}
