/** Words of what is around the conversation: reviews, what changed, what contradicts, and what comes after. */
export const nl = {
  'review.title': 'Opnieuw bespreken',
  'review.none': 'Er staat geen nieuw gesprek open.',
  'review.admission': 'Opgenomen op {{date}}',
  'review.phaseChange': 'Andere fase sinds {{date}}',
  'review.halfYear': 'Een half jaar geleden besproken, op {{date}}',
  'review.request': 'Gevraagd op {{date}}',
  'review.by': 'door {{name}}',
  'review.due': 'bekijken uiterlijk {{date}}',
  'review.unchanged': 'Bekeken, blijft zo',
  'review.unchanged.ask': 'Met wie bekeken, of waarom blijft het zo?',
  'review.unchanged.hint': 'Alle afspraken blijven staan. Wat u hier zegt, staat bij de taak.',
  'review.unchanged.missing': 'Zeg met wie u het hebt bekeken, of waarom het zo blijft.',
  'review.unchanged.save': 'Leg vast dat het zo blijft',
  'review.ask': 'Vraag om een nieuw gesprek',
  'review.ask.why': 'Waarom',
  'review.ask.hint': 'Het consultteam krijgt een taak, voor binnen een week.',
  'review.ask.save': 'Vraag het',
  'review.asked': 'Gevraagd. Het consultteam ziet het in de takenlijst.',
  'review.saved': 'Vastgelegd: bekeken, blijft zo.',
  'review.ends': 'Een gesprek dat wordt vastgelegd, rondt dit af.',
  cancel: 'Toch niet',
} as const;

export type PlanKey = keyof typeof nl;
