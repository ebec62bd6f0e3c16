import { mayAct } from '@caecilia/consultation';
import type { Caller } from '@caecilia/kernel';

/** Whether somebody handles requests: the team that is asked, and its office. */
export const handles = ({ role }: Caller): boolean => mayAct(role, 'triage');
