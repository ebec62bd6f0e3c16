/** Wat mensen lezen over het team, in het Nederlands. */
export const nl = {
  'role.consult-nurse': 'Verpleegkundige consultteam',
  'role.consult-physician': 'Arts consultteam',
  'role.social-worker': 'Maatschappelijk werker',
  'role.spiritual-care-worker': 'Geestelijk verzorger',
  'role.pharmacist': 'Apotheker',
  'role.team-secretary': 'Secretaris van het team',
  'role.researcher': 'Onderzoeker',

  'onCall.title': 'Dienst nu',
  'onCall.until': 'tot {{time}}',
  'gap.nobody': 'Niemand ingeroosterd',
  'gap.away': 'Niemand: {{name}} is afwezig',
  'gap.left': 'Niemand: {{name}} werkt hier dan niet',
  'gap.contradiction': 'Niet zeker: er staan twee mensen ingeroosterd. Bel een van hen en vraag het na.',

  'change.published': 'Rooster vastgesteld',
  'change.handed-over': 'Overgenomen',
  'change.swapped': 'Geruild',
  'change.left-open': 'Opengelaten',
  'change.line': '{{when}}, door {{who}}: van {{before}} naar {{after}}',
  'change.nobody': 'niemand',

  'publish.gaps': 'In dit rooster is er soms niemand. Stel het vast als dat zo bedoeld is.',
  'publish.agree': 'Vaststellen met deze gaten',
  'conflict.rota':
    'Een collega heeft dit rooster intussen veranderd. Hieronder staan beide; kies wat er moet gelden.',

  'absence.away': 'Afwezig',
  'absence.gaps': 'Door deze afwezigheid is er in het rooster iemand nodig:',

  'task.with.role': 'Bij: {{role}}',
  'task.because.unassigned': 'nog aan niemand gegeven',
  'task.because.away': 'wie het had is afwezig',
  'task.because.left': 'wie het had werkt hier niet meer',
  'task.because.overdue': 'over de datum',
  'task.nobodyThere': 'Van deze discipline is nu niemand aanwezig.',

  'sheet.title': 'Overdracht',
  'sheet.phase': 'Fase',
  'sheet.phase.stable': 'stabiel',
  'sheet.phase.unstable': 'instabiel',
  'sheet.phase.deteriorating': 'achteruitgaand',
  'sheet.phase.terminal': 'stervend',
  'sheet.akps': 'AKPS',
  'sheet.limits': 'Behandelgrenzen',
  'sheet.limits.unread': 'Niet te lezen: open het zorgplan',
  'sheet.plan': 'Afspraken voor de dienst',
  'sheet.plan.none': 'Niets afgesproken voor de dienst',
  'sheet.notRecorded': 'niet vastgelegd',
  'sheet.page': 'Blad {{number}} van {{count}}',
  'sheet.withoutAnybody': 'Al hun zorgverleners in het team zijn afwezig',
} as const;

/** A word of this module. */
export type MessageKey = keyof typeof nl;
