import type { AccessLog, LogEntry } from '@caecilia/kernel';
import { careRelationsOverRecord, mayByRole, networkAssets, networkPages } from '@caecilia/network';
import { type HandmadeUsers, inventedUsers } from '../care/network/src/testing/handmadeUsers.ts';
import { MORNING, openScreensHouse, person, type ScreensHouse, TIME_ZONE } from './screens-house.ts';

/** The network screens on a real record, with accounts in memory and a log that can be read back. */
export interface NetworkHouse extends ScreensHouse {
  readonly users: HandmadeUsers;
  readonly log: LogEntry[];
}

/** Opens it. */
export async function openNetworkHouse(): Promise<NetworkHouse> {
  const now = () => MORNING;
  const users = inventedUsers(now);
  const log: LogEntry[] = [];
  const accessLog: AccessLog = { write: async (entry) => void log.push(entry) };
  const people = {
    admin: person('functional-administrator', 'admin-1'),
    admin2: person('functional-administrator', 'admin-2'),
    lead: person('team-lead', 'lead-1'),
    nurse: person('consult-nurse', 'nurse-1'),
  };
  const house = await openScreensHouse(people, ({ store, readSearch }) => ({
    assets: networkAssets(),
    pages: networkPages({
      readSearch,
      now,
      users,
      timeZone: TIME_ZONE,
      demo: true,
      may: mayByRole,
      relations: careRelationsOverRecord({
        readSearch,
        now,
        timeZone: TIME_ZONE,
        log: accessLog,
        session: (caller) => store.session(caller),
      }),
    }),
  }));
  return { ...house, users, log };
}
