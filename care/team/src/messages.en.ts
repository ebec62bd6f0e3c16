import type { MessageKey } from './messages.nl.ts';

/** What people read about the team, in English: exactly the keys of the Dutch messages. */
export const en: Readonly<Record<MessageKey, string>> = {
  'role.consult-nurse': 'Consult team nurse',
  'role.consult-physician': 'Consult team physician',
  'role.social-worker': 'Social worker',
  'role.spiritual-care-worker': 'Spiritual care worker',
  'role.pharmacist': 'Pharmacist',
  'role.team-secretary': 'Team secretary',
  'role.researcher': 'Researcher',

  'onCall.title': 'On call now',
  'onCall.until': 'until {{time}}',
  'gap.nobody': 'Nobody is planned',
  'gap.away': 'Nobody: {{name}} is away',
  'gap.left': 'Nobody: {{name}} does not work here then',
  'gap.contradiction': 'Not certain: two people are planned. Call one of them and ask.',

  'change.published': 'Rota published',
  'change.handed-over': 'Taken over',
  'change.swapped': 'Swapped',
  'change.left-open': 'Left open',
  'change.line': '{{when}}, by {{who}}: from {{before}} to {{after}}',
  'change.nobody': 'nobody',

  'publish.gaps': 'At times there is nobody in this rota. Publish it if that is what you mean.',
  'publish.agree': 'Publish with these gaps',
  'conflict.rota': 'A colleague changed this rota in the meantime. Both are below; choose which is to hold.',

  'absence.away': 'Away',
  'absence.gaps': 'Because of this absence the rota needs somebody:',

  'task.with.role': 'With: {{role}}',
  'task.because.unassigned': 'given to nobody yet',
  'task.because.away': 'who had it is away',
  'task.because.left': 'who had it no longer works here',
  'task.because.overdue': 'overdue',
  'task.nobodyThere': 'Nobody of this discipline is there now.',

  'sheet.title': 'Hand-over',
  'sheet.phase': 'Phase',
  'sheet.phase.stable': 'stable',
  'sheet.phase.unstable': 'unstable',
  'sheet.phase.deteriorating': 'deteriorating',
  'sheet.phase.terminal': 'terminal',
  'sheet.akps': 'AKPS',
  'sheet.limits': 'Treatment limits',
  'sheet.limits.unread': 'Cannot be read: open the care plan',
  'sheet.plan': 'Agreed for whoever is on call',
  'sheet.plan.none': 'Nothing agreed for whoever is on call',
  'sheet.notRecorded': 'not recorded',
  'sheet.page': 'Page {{number}} of {{count}}',
  'sheet.withoutAnybody': 'Everybody in the team who treats them is away',
};
