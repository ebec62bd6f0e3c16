/** What people read at the authorization server itself, in Dutch. */
export const nl = {
  'refused.title': 'Dit verzoek kan niet doorgaan',
  'refused.app': 'De app die u hierheen stuurde deed een verzoek dat wij niet kunnen uitvoeren.',
  'refused.expired': 'Dit verzoek is verlopen of hoort bij een ander venster.',
  'refused.again':
    'Ga terug naar de app en begin opnieuw. Blijft dit gebeuren, vraag dan de beheerder om hulp.',
  'refused.code': 'Melding voor de beheerder: {{code}}',
  'failed.title': 'Er ging iets mis bij ons',
  'failed.again': 'Probeer het over een minuut opnieuw. Er is niets gedeeld met een app.',
  'logout.title': 'Uitloggen',
  'logout.question': 'Wilt u uitloggen? Apps die via dit inloggen werken, stoppen dan ook.',
  'logout.yes': 'Ja, log mij uit',
  'logout.no': 'Nee, blijf ingelogd',
  'loggedOut.title': 'U bent uitgelogd',
  'loggedOut.close': 'U kunt dit venster sluiten.',
} as const;

export type MessageKey = keyof typeof nl;
