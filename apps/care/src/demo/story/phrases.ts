import type { ConfidentialDiscipline } from '@caecilia/consultation';
import type { Symptom } from './illnesses.ts';

/** What was found and said, in words of the demo. */

export const PSYCHOLOGICAL = {
  clear: [
    'Bang voor de nacht, overdag rustiger.',
    'Rustig, wil weten waar hij of zij aan toe is.',
    'Somber sinds de laatste uitslag, praat er met de partner over.',
    'Piekert over wat er thuis moet gebeuren.',
    'Helder en bij de tijd; neemt zelf de beslissingen.',
  ],
  unclear: [
    'Onrustig in de avond, rustig bij een bekend gezicht.',
    'Volgt met de ogen, antwoordt met ja en nee.',
  ],
} as const;

export const SOCIAL = [
  'Woont gelijkvloers; de wijkverpleging komt twee keer per dag.',
  'Kinderen komen om de beurt; de jongste woont ver weg.',
  'Zorgen over de huur en over werk van de partner.',
  'Buurvrouw heeft een sleutel en kookt drie dagen per week.',
  'Wil het huis zelf nog opruimen.',
];

export const SPIRITUAL = [
  'Vindt rust in muziek; wil geen gebed aan bed.',
  'Katholiek opgevoed, wil graag bezoek van iemand van de kerk.',
  '“Waarom ik?” – wil daarover praten, niet vandaag.',
  'Trots op de kinderen; heeft brieven voor hen geschreven.',
  'Kijkt terug op een goed leven, is niet bang voor de dood.',
];

export const CARER = [
  'Partner slaapt slecht en is moe; wil het volhouden tot het einde.',
  'Dochter doet de nachten en werkt overdag.',
  'Zoon belt elke dag, kan niet vaker komen.',
  'Partner wil niet dat er vreemden in huis komen.',
  'Gaat goed zolang de nachtzorg er is.',
];

export const NEXT_STEPS = [
  'Morgen bellen hoe de nacht was.',
  'Over een week opnieuw op de polikliniek.',
  'Huisarts neemt het over; wij bellen vrijdag.',
  'Na het gesprek met de familie opnieuw langsgaan.',
  'In het MDO van deze week bespreken.',
];

export const SYMPTOM_NAMES: Readonly<Record<Symptom, string>> = {
  pain: 'Pijn',
  breathlessness: 'Benauwdheid',
  tiredness: 'Moeheid',
  sleep: 'Slecht slapen',
  drowsiness: 'Sufheid',
  nausea: 'Misselijkheid',
  eating: 'Geen eetlust',
  mouth: 'Droge mond',
  bowels: 'Stoelgang',
  worry: 'Angst',
  sadness: 'Somberheid',
};

export const PHASE_REASONS: Readonly<Record<string, readonly string[]>> = {
  unstable: [
    'Nieuwe klacht, het plan moet vandaag anders.',
    'Klachten snel erger dan verwacht.',
    'Thuis loopt het vast: de mantelzorger houdt het niet vol.',
  ],
  stable: ['Klachten onder controle, plan werkt.', 'Nachten rustig, niets te wijzigen.'],
  deteriorating: ['Wordt in kleine stappen minder, zoals verwacht.', 'Meer in bed, eet minder.'],
  terminal: ['Overlijden binnen enkele dagen te verwachten.'],
  bereaved: ['Nazorg voor de naasten.'],
};

/** The note that only the own discipline reads, and the line for everybody. */
export const NOTES: Readonly<
  Record<ConfidentialDiscipline, readonly (readonly [note: string, shared: string])[]>
> = {
  'spiritual-care-worker': [
    [
      'Sprak lang over een broer met wie het nooit is goedgekomen. Wil dit met niemand anders delen.',
      'Wil graag een ritueel bij het afscheid; geestelijk verzorger komt donderdag terug.',
    ],
    [
      'Twijfelt aan wat hij of zij altijd geloofd heeft en schaamt zich daarvoor.',
      'Zoekt naar woorden voor het einde; bezoek van geestelijke verzorging doet goed.',
    ],
    [
      'Vertelde over een kind dat jong is gestorven. Niemand in de familie weet dat zij hier nog elke dag aan denkt.',
      'Oud verdriet speelt mee; rust en tijd aan bed helpen.',
    ],
  ],
  'social-worker': [
    [
      'Schulden waarvan de kinderen niet weten. Partner heeft beslag op loon.',
      'Zorgen om geld; maatschappelijk werk regelt de aanvraag voor hulp in huis.',
    ],
    [
      'Partner vertelde over drinken in het verleden en is bang terug te vallen.',
      'Partner heeft zelf steun nodig; gesprek met de huisarts is afgesproken.',
    ],
    [
      'Kinderen praten niet meer met elkaar over de erfenis.',
      'Familiegesprek is gewenst; één kind is aanspreekpunt.',
    ],
  ],
};

export const TASKS = [
  ['consult-nurse', 'Bellen hoe de nacht was'],
  ['consult-nurse', 'Huisarts terugbellen over de afspraken'],
  ['consult-physician', 'Overleggen met de behandelaar over het plan'],
  ['social-worker', 'Partner bellen over hulp in huis'],
  ['spiritual-care-worker', 'Langsgaan, patiënt heeft erom gevraagd'],
  ['pharmacist', 'Medicatielijst nalopen op wat kan stoppen'],
  ['team-secretary', 'Afspraak op de polikliniek maken'],
] as const;

export const DISCUSSED = [
  'Partner geeft aan dat de nachten te zwaar worden; aanvraag nachtzorg loopt.',
  'Kinderen willen een familiegesprek; maatschappelijk werk plant het.',
  'Financiële zorgen zijn besproken, formulieren zijn ingevuld.',
];

export const DECIDED = [
  'Morgen bellen met de huisarts over het plan voor het weekend.',
  'Familiegesprek plannen met arts en maatschappelijk werk samen.',
  'Nagaan of er plaats is in het hospice voor een time-out.',
  'Afspraken over behandeling opnieuw doornemen met de patiënt.',
];
