import type { TeamNow, Words } from '@caecilia/careplan';
import { type Caller, civilMinute } from '@caecilia/kernel';
import type { TeamOverRecord } from '@caecilia/team';
import { type TeamKey, teamWords } from '@caecilia/team/ui';
import { onCallNow } from '../team/on-call-now.ts';

/** Whom others call: the physician of the team first. */
const CALLED = ['consult-physician', 'consult-nurse'] as const;

const both = (key: TeamKey, values?: Readonly<Record<string, string>>): Words => ({
  nl: teamWords('nl')(key, values),
  en: teamWords('en')(key, values),
});

/** Who of the consultation team answers now; a role in which nobody does is told as a gap. */
export async function teamNow(house: TeamOverRecord, caller: Caller): Promise<TeamNow> {
  const { team, roles, timeZone } = await onCallNow(house, caller);
  return {
    ...(team === undefined ? {} : { name: team.name }),
    duties: CALLED.flatMap((role) =>
      roles
        .filter((each) => each.role === role)
        .map(({ now, name, phone, planned }) => ({
          role: both(`role.${role}`),
          until: civilMinute(now.until, timeZone),
          ...(now.kind === 'gap'
            ? { gap: both(`gap.${now.because}`, { name: planned.join(', ') }) }
            : {
                ...(name === undefined ? {} : { name }),
                ...(phone === undefined ? {} : { phone, dial: phone.replace(/[^+\d]/g, '') }),
              }),
        })),
    ),
  };
}
