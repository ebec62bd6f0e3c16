import { actsAs, type OfficeCaller, Problem } from '@caecilia/kernel';

/** Everybody who works in the office; a partner who looks through a link is none of them. */
export const worksHere = (caller: OfficeCaller): boolean =>
  caller.link === undefined && caller.roles.length > 0;

/** Keeps calls, files and funders. */
export const keepsCalls = (caller: OfficeCaller): boolean =>
  worksHere(caller) && actsAs(caller, 'officer', 'head', 'administrator');

/** Decides whether a proposal goes on. */
export const decides = (caller: OfficeCaller): boolean => worksHere(caller) && actsAs(caller, 'head');

/** Sees what each partner asks for: restricted. Its owner sees their own. */
export const seesBudgets = (caller: OfficeCaller, owner: string): boolean =>
  worksHere(caller) && (caller.id === owner || actsAs(caller, 'officer', 'head', 'legal'));

/** Changes a proposal and its tasks: its owner, and who keeps the register. */
export const keepsProposal = (caller: OfficeCaller, owner: string): boolean =>
  worksHere(caller) && (caller.id === owner || actsAs(caller, 'officer', 'head'));

/** Throws `Problem('forbidden')` with what it would take. */
export function requireAccess(may: boolean, sentence: string): void {
  if (!may) throw new Problem('forbidden', sentence);
}
