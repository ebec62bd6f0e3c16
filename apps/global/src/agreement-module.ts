import {
  AGREEMENT_SCHEMA,
  type AgreementPorts,
  lookAtAlerts,
  officeEndpointsOfAgreements,
} from '@caecilia/agreements';
import { civilDay } from '@caecilia/kernel';
import type { OpenedRegister } from '@caecilia/register';
import type { AccessTables } from './access/schema.ts';
import type { GlobalModule } from './modules.ts';

const OFFICE_ZONE = 'Europe/Amsterdam';

/** The day for which a register was looked through already; who starts again looks again, which changes nothing. */
const looked = new WeakMap<OpenedRegister, string>();

/** The agreements, with what they need of the rest of this house. */
export const AGREEMENTS: GlobalModule = {
  ...AGREEMENT_SCHEMA,
  endpoints: ({ register }) => officeEndpointsOfAgreements(portsOf(register)),
  async upkeep({ register, now }) {
    const today = civilDay(now(), OFFICE_ZONE);
    if (looked.get(register) === today) return;
    await lookAtAlerts(register.of(), CLOSED);
    looked.set(register, today);
  },
};

/** Days on which the office is closed beside weekends: none is kept yet. */
const CLOSED: ReadonlySet<string> = new Set();

/** What the house itself does has an id that is none: `system:` and a name. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function portsOf(register: OpenedRegister): AgreementPorts {
  const users = register.of<AccessTables>();
  return {
    register: register.of(),
    async person(id) {
      if (!UUID.test(id)) return undefined;
      const user = await users.read((db) =>
        db.selectFrom('office_user').selectAll().where('id', '=', id).executeTakeFirst(),
      );
      if (user === undefined) return undefined;
      const leftOn =
        user.archived_at === null ? undefined : civilDay(Date.parse(user.archived_at), OFFICE_ZONE);
      return { name: user.name, roles: user.roles, leftOn };
    },
    // No organisation is known before the directory stands on the register: until then a partner has a name only, and
    // nothing comes to drafting.
    organisations: () => Promise.resolve(new Map()),
    closed: CLOSED,
  };
}
