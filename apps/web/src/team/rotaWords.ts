import { lengthOf, type RoleRotaView } from '@caecilia/team/ui';
import { own, type Team, type TeamSpeaking } from './TeamFrame.tsx';

/** Who plans, and whoever has the role. */
export const mayFill = (team: Team, { role }: Pick<RoleRotaView, 'role'>): boolean =>
  team.mayPlan || own(team.members).some(({ roles }) => roles.includes(role));

/** How long it really is. */
export function lengthWords(
  w: TeamSpeaking['w'],
  span: { readonly from: number; readonly until: number },
): string {
  const { hours, minutes } = lengthOf(span);
  return minutes === 0 ? w('time.hours', { hours }) : w('time.hoursMinutes', { hours, minutes });
}
