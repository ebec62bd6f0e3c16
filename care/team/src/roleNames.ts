/** Disciplines and roles of an expert team. The codes are those by which the access policy knows people at work. */
export const TEAM_ROLES = [
  'consult-nurse',
  'consult-physician',
  'social-worker',
  'spiritual-care-worker',
  'pharmacist',
  'team-secretary',
  'researcher',
] as const;
export type TeamRole = (typeof TEAM_ROLES)[number];

/** Roles that answer day and night, in the order to show them. A secretary and a researcher are not called at night. */
export const ON_CALL_ROLES = [
  'consult-nurse',
  'consult-physician',
  'social-worker',
  'spiritual-care-worker',
  'pharmacist',
] as const satisfies readonly TeamRole[];

/** Whether a text is the code of a role in the team. */
export function isTeamRole(code: unknown): code is TeamRole {
  return TEAM_ROLES.some((role) => role === code);
}
