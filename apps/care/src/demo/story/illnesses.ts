import type { Domain } from '@caecilia/consultation';

/** A symptom of the project's own list (`care/assessment/src/instrument/symptoms.ts`), by its `linkId`. */
export type Symptom =
  | 'pain'
  | 'breathlessness'
  | 'tiredness'
  | 'sleep'
  | 'drowsiness'
  | 'nausea'
  | 'eating'
  | 'mouth'
  | 'bowels'
  | 'worry'
  | 'sadness';

/** What the team might advise: words for who treats, never a dose. */
export interface AdviceWords {
  readonly words: string;
  readonly domain: Domain;
}

/** An illness of the demo, with what people ask and find. In words: no code is named that was not looked up. */
export interface Illness {
  readonly id: string;
  readonly words: string;
  readonly cancer: boolean;
  /** Id in `WARDS` of the demo. */
  readonly ward: string;
  readonly also: readonly string[];
  /** Worst first. */
  readonly symptoms: readonly [Symptom, Symptom, Symptom];
  readonly questions: readonly string[];
  readonly findings: readonly string[];
  readonly advice: readonly AdviceWords[];
  /** Item ids of the prompt lists that a clinician ticked (`care/consultation/src/prompts/lists.ts`). */
  readonly prompts: readonly string[];
}

const physical = (words: string): AdviceWords => ({ words, domain: 'physical' });

export const ILLNESSES: readonly Illness[] = [
  {
    id: 'copd',
    words: 'COPD, GOLD IV',
    cancer: false,
    ward: 'demo-ward-lung',
    also: ['Osteoporose', 'Hartfalen'],
    symptoms: ['breathlessness', 'worry', 'tiredness'],
    questions: [
      'Derde opname dit jaar, benauwd bij elke inspanning en bang om te stikken. Wat kunnen we nog doen?',
      'Wil niet meer aan het masker. Kunnen jullie meedenken over wat dan wel?',
    ],
    findings: [
      'Benauwd bij wassen en aankleden, hersteltijd ruim een kwartier.',
      'Slaapt rechtop, schrikt wakker van benauwdheid.',
    ],
    advice: [
      physical('Handventilator en ademtechniek uitleggen, ook aan de naaste.'),
      physical('Met de apotheker bezien welk middel tegen benauwdheid past bij de nierfunctie.'),
      { words: 'Samen een noodplan voor een aanval van benauwdheid opschrijven.', domain: 'psychological' },
    ],
    prompts: ['lung', 'admissions', 'symptoms'],
  },
  {
    id: 'lung-cancer',
    words: 'Longkanker, uitgezaaid',
    cancer: true,
    ward: 'demo-ward-lung',
    also: ['Longembolie', 'Diabetes mellitus type 2'],
    symptoms: ['pain', 'breathlessness', 'eating'],
    questions: [
      'Pijn in de flank ondanks pijnstilling, en steeds meer in bed. Graag advies.',
      'Behandeling is gestopt. Patiënt en familie willen weten wat er nu komt.',
    ],
    findings: ['Pijn in de flank, erger bij hoesten.', 'Eet halve porties, valt af.'],
    advice: [
      physical('Pijn opnieuw beoordelen na de eerste aanpassing; meet in rust en bij bewegen.'),
      physical('Nagaan of bestraling van de pijnlijke plek zin heeft.'),
      { words: 'Gesprek over verwachtingen met patiënt en gezin plannen.', domain: 'psychological' },
    ],
    prompts: ['advancedDiagnosis', 'secondLine'],
  },
  {
    id: 'heart-failure',
    words: 'Hartfalen, eindstadium',
    cancer: false,
    ward: 'demo-ward-cardiology',
    also: ['Boezemfibrilleren', 'Chronische nierschade'],
    symptoms: ['breathlessness', 'tiredness', 'sleep'],
    questions: [
      'Vijfde opname met vocht. ICD staat nog aan. Wie bespreekt dit met mevrouw of meneer?',
      'Moe, benauwd en somber; het gesprek over wat nog zinvol is komt niet op gang.',
    ],
    findings: ['Kan niet plat liggen, enkels dik.', 'Loopt van bed naar stoel met rust halverwege.'],
    advice: [
      physical('Met de cardioloog bespreken of de ICD uitgezet wordt, en wanneer.'),
      physical('Vochtregime laten bepalen door wat klachten geeft, niet alleen door het gewicht.'),
      { words: 'Vragen wat het huis nodig heeft: bed beneden, hulp bij de was.', domain: 'social' },
    ],
    prompts: ['heart', 'admissions', 'functioning'],
  },
  {
    id: 'als',
    words: 'ALS',
    cancer: false,
    ward: 'demo-ward-neurology',
    also: [],
    symptoms: ['tiredness', 'mouth', 'worry'],
    questions: [
      'Slikken gaat slecht en de spraak wordt zwakker. Graag nu de gesprekken voeren die er nog kunnen zijn.',
      'Wil geen beademing; wat spreken we af voor benauwdheid thuis?',
    ],
    findings: ['Spreekt in korte zinnen, schrijft het belangrijkste op.', 'Verslikt zich bij dun vloeibaar.'],
    advice: [
      physical('Logopedist en diëtist samen laten kijken naar slikken en voeding.'),
      { words: 'Vastleggen hoe de patiënt later ja en nee zegt.', domain: 'psychological' },
      { words: 'Hulpmiddelen thuis via de wijkverpleging aanvragen.', domain: 'social' },
    ],
    prompts: ['neurological', 'dependent'],
  },
  {
    id: 'dementia',
    words: 'Dementie, gevorderd',
    cancer: false,
    ward: 'demo-ward-geriatrics',
    also: ['Heupfractuur, hersteld', 'Hypertensie'],
    symptoms: ['eating', 'drowsiness', 'sadness'],
    questions: [
      'Eet en drinkt nauwelijks. Familie vraagt om een sonde; hoe bespreken we dat?',
      'Onrustig in de nacht, vermoeden van pijn. Kunnen jullie meekijken?',
    ],
    findings: ['Kreunt bij draaien, ontspant bij muziek.', 'Neemt kleine hapjes van bekende handen.'],
    advice: [
      physical('Pijn observeren met de familie: zij kennen het gezicht.'),
      { words: 'Met de familie bespreken wat eten en drinken nu nog betekent.', domain: 'social' },
      { words: 'Vragen of een geestelijk verzorger mag langskomen.', domain: 'spiritual' },
    ],
    prompts: ['frailty', 'dependent', 'weight'],
  },
  {
    id: 'kidney-failure',
    words: 'Nierfalen, zonder dialyse',
    cancer: false,
    ward: 'demo-ward-geriatrics',
    also: ['Perifeer vaatlijden', 'Diabetes mellitus type 2'],
    symptoms: ['tiredness', 'nausea', 'bowels'],
    questions: [
      'Ziet af van dialyse. Jeuk, misselijk en moe. Graag een plan voor de komende weken.',
      'Twijfelt over stoppen met dialyse. Kunnen jullie het gesprek voeren?',
    ],
    findings: ['Jeuk vooral in de avond, slaapt slecht.', 'Misselijk in de ochtend, braakt niet.'],
    advice: [
      physical('Met de apotheker alle middelen nalopen op stapeling bij nierfalen.'),
      physical('Jeuk: huid vet houden, koele kamer, nagels kort.'),
      { words: 'Gesprek over stoppen met dialyse met nefroloog en partner samen.', domain: 'psychological' },
    ],
    prompts: ['kidney', 'symptoms'],
  },
  {
    id: 'pancreatic-cancer',
    words: 'Alvleesklierkanker, uitgezaaid',
    cancer: true,
    ward: 'demo-ward-oncology',
    also: ['Diabetes mellitus'],
    symptoms: ['pain', 'nausea', 'eating'],
    questions: [
      'Pijn in bovenbuik en rug, onvoldoende onder controle. Graag vandaag advies.',
      'Wil zo snel mogelijk naar huis. Wat is er thuis nodig?',
    ],
    findings: ['Pijn trekt naar de rug, zit voorover.', 'Misselijk na elke maaltijd.'],
    advice: [
      physical('Pijnteam vragen of een zenuwblokkade mogelijk is.'),
      physical('Klysma of laxans afspreken: geen ontlasting sinds dagen.'),
      { words: 'Financiën en verlof van de partner bespreken.', domain: 'social' },
    ],
    prompts: ['advancedDiagnosis'],
  },
  {
    id: 'breast-cancer',
    words: 'Borstkanker met botuitzaaiingen',
    cancer: true,
    ward: 'demo-ward-oncology',
    also: ['Wervelinzakking'],
    symptoms: ['pain', 'tiredness', 'sleep'],
    questions: [
      'Pijn in de rug bij bewegen; bang voor een dwarslaesie. Graag meekijken.',
      'Jonge kinderen thuis. Hoe bereiden we hen voor?',
    ],
    findings: ['Pijn bij opstaan, in rust goed.', 'Ligt wakker van zorgen om de kinderen.'],
    advice: [
      physical('Alarmsignalen van een dwarslaesie met patiënt en naaste doornemen.'),
      { words: 'Maatschappelijk werk: kinderen voorbereiden, school informeren.', domain: 'social' },
      { words: 'Herinneringen maken: aanbod geestelijk verzorger.', domain: 'spiritual' },
    ],
    prompts: ['spinalCord', 'secondLine'],
  },
  {
    id: 'brain-tumour',
    words: 'Hersentumor, hooggradig',
    cancer: true,
    ward: 'demo-ward-neurology',
    also: ['Epilepsie'],
    symptoms: ['drowsiness', 'worry', 'sadness'],
    questions: [
      'Karakterverandering en onrust; partner houdt het niet meer vol. Wat nu?',
      'Wat spreken we af bij een insult thuis?',
    ],
    findings: ['Snel afgeleid, zoekt naar woorden.', 'Partner slaapt op de gang om te kunnen horen.'],
    advice: [
      physical('Noodplan bij een insult op papier, bij het bed.'),
      { words: 'Nachtzorg aanvragen zodat de partner slaapt.', domain: 'social' },
      { words: 'Tijdig vastleggen wie beslist als de patiënt dat niet meer kan.', domain: 'psychological' },
    ],
    prompts: ['secondLine'],
  },
  {
    id: 'colon-cancer',
    words: 'Darmkanker met leveruitzaaiingen',
    cancer: true,
    ward: 'demo-ward-oncology',
    also: ['Stoma'],
    symptoms: ['bowels', 'tiredness', 'eating'],
    questions: [
      'Dreigende afsluiting van de darm, wil geen operatie. Hoe houden we het dragelijk?',
      'Moe en misselijk; vraagt zelf of het niet genoeg is geweest.',
    ],
    findings: ['Opgezette buik, kramp in golven.', 'Praat over de begrafenis, is daar rustig onder.'],
    advice: [
      physical('Bij braken vroeg bellen: plan voor een afsluiting ligt klaar.'),
      { words: 'Ruimte maken voor de vraag naar zin: geestelijk verzorger.', domain: 'spiritual' },
    ],
    prompts: ['advancedDiagnosis', 'secondLine'],
  },
  {
    id: 'parkinson',
    words: 'Ziekte van Parkinson, laat stadium',
    cancer: false,
    ward: 'demo-ward-neurology',
    also: ['Longontsteking, herhaald'],
    symptoms: ['sleep', 'drowsiness', 'bowels'],
    questions: [
      'Tweede longontsteking door verslikken. Willen we nog antibiotica? Graag hulp bij het gesprek.',
      'Kan de tabletten niet meer slikken. Hoe verder?',
    ],
    findings: [
      'Stijf in de ochtend, twee uur voor het op gang komt.',
      'Ziet dingen die er niet zijn, schrikt er niet van.',
    ],
    advice: [
      physical('Met neuroloog en apotheker bezien wat zonder slikken kan.'),
      { words: 'Afspraken over antibiotica opschrijven en delen met de huisarts.', domain: 'psychological' },
    ],
    prompts: ['neurological', 'frailty'],
  },
  {
    id: 'liver-cirrhosis',
    words: 'Levercirrose, eindstadium',
    cancer: false,
    ward: 'demo-ward-geriatrics',
    also: ['Vocht in de buik'],
    symptoms: ['tiredness', 'drowsiness', 'nausea'],
    questions: [
      'Elke week vocht uit de buik. Komt niet in aanmerking voor transplantatie. Wat wil hij of zij zelf?',
      'Verward in de nacht, broer is de enige naaste. Kunnen jullie meedenken?',
    ],
    findings: [
      'Gespannen buik, kortademig bij zitten.',
      'Wisselend helder; in de ochtend het best aanspreekbaar.',
    ],
    advice: [
      physical('Drain voor thuis met de MDL-arts bespreken.'),
      { words: 'Belangrijke gesprekken in de ochtend plannen.', domain: 'psychological' },
    ],
    prompts: ['liver', 'admissions'],
  },
];
