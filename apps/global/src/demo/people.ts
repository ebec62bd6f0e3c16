import type { OfficeRole } from '@caecilia/kernel';

/** The invented people of the office: one for each role. Their accounts at the demo of the care house have these ids. */
export const DEMO_OFFICE: readonly { readonly subject: string; readonly roles: readonly OfficeRole[] }[] = [
  { subject: 'demo-office-reader', roles: ['reader'] },
  { subject: 'demo-office-officer', roles: ['officer'] },
  { subject: 'demo-office-head', roles: ['head'] },
  { subject: 'demo-office-adviser', roles: ['security-adviser'] },
  { subject: 'demo-office-legal', roles: ['legal'] },
  { subject: 'demo-office-privacy', roles: ['privacy-officer'] },
  { subject: 'demo-office-editor', roles: ['editor'] },
  { subject: 'demo-office-admin', roles: ['administrator'] },
];

/** Roles of somebody who signs in for the first time; in the demo its invented people have theirs at once. */
export function firstRolesOf(subject: string, demo: boolean): readonly OfficeRole[] {
  const known = demo ? DEMO_OFFICE.find((person) => person.subject === subject) : undefined;
  return known?.roles ?? ['reader'];
}
