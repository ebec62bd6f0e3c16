import type { AgreementKind, Provision } from './kinds.ts';
import type { TermType } from './term.ts';
import type { Words } from './words.ts';

/** Which agreements a clause is for; absent: all. */
export interface ClauseTemplate {
  readonly key: string;
  readonly heading: Words;
  readonly text: Words;
  readonly kinds?: readonly AgreementKind[];
  readonly notKinds?: readonly AgreementKind[];
  readonly carries?: readonly Provision[];
  readonly term?: TermType;
}

/** Version of the texts below; it changes with them. */
export const TEMPLATE_VERSION = '2026-11';

/**
 * Clauses to begin a draft with: neutral texts of our own, to be read by a lawyer before anybody signs them. `{{…}}` is
 * filled in from the agreement; a draft with a place that cannot be filled is not made.
 */
export const CLAUSE_TEMPLATES: readonly ClauseTemplate[] = [
  {
    key: 'parties',
    heading: { nl: 'Partijen', en: 'Parties' },
    text: {
      nl: 'Deze {{kind}} is tussen {{own}} en {{partners}}.',
      en: 'This {{kind}} is between {{own}} and {{partners}}.',
    },
  },
  {
    key: 'purpose',
    heading: { nl: 'Doel', en: 'Purpose' },
    text: {
      nl: 'De partijen werken samen aan {{title}}, om palliatieve zorg beter te maken. Elke partij beslist mee en heeft er iets aan.',
      en: 'The parties work together on {{title}}, to make palliative care better. Each party has a say in it and gains from it.',
    },
  },
  {
    key: 'not-binding',
    kinds: ['mou'],
    heading: { nl: 'Intentie', en: 'Intention' },
    text: {
      nl: 'Dit stuk zegt wat de partijen willen. Het verplicht geen van hen tot iets, kost niets, geeft geen plaatsen en laat geen gegevens van patiënten uitwisselen. Daarvoor maken zij een aparte overeenkomst.',
      en: 'This document says what the parties intend. It obliges none of them, costs nothing, gives no places and lets no data of patients be exchanged. For that they make a separate agreement.',
    },
  },
  {
    key: 'places',
    carries: ['student-places', 'staff-places', 'doctoral-places'],
    heading: { nl: 'Plaatsen', en: 'Places' },
    text: {
      nl: 'De partijen bieden elkaar plaatsen voor mensen die leren of werken. Hoeveel en in welke richting staat in de lijst van toezeggingen bij deze overeenkomst. Wie komt, houdt zich aan de regels van het huis dat ontvangt.',
      en: 'The parties offer each other places for people who learn or work. How many, and in which direction, stands in the list of promises with this agreement. Whoever comes keeps to the rules of the house that receives them.',
    },
  },
  {
    key: 'costs',
    carries: ['money'],
    heading: { nl: 'Kosten', en: 'Costs' },
    text: {
      nl: 'Wie wat betaalt en wanneer, staat in een begroting die beide partijen hebben goedgekeurd. Zonder begroting betaalt elke partij haar eigen kosten.',
      en: 'Who pays what, and when, stands in a budget that both parties have approved. Without a budget each party pays its own costs.',
    },
  },
  {
    key: 'patient-data',
    carries: ['patient-data'],
    heading: { nl: 'Gegevens van patiënten', en: 'Patient data' },
    text: {
      nl: 'Gegevens van patiënten gaan alleen naar de andere partij als de wet van beide landen dat toestaat, de patiënt het weet en het mag weigeren, en niet meer dan nodig is. Zij worden beveiligd verstuurd, alleen voor dit doel gebruikt en daarna gewist. Wie een lek merkt, meldt dat de andere partij binnen een dag.',
      en: 'Data of patients go to the other party only where the law of both countries allows it, the patient knows of it and may refuse, and no more than is needed. They are sent securely, used for this purpose alone and erased afterwards. Whoever notices a breach tells the other party within a day.',
    },
  },
  {
    key: 'personal-data',
    heading: { nl: 'Gegevens van medewerkers', en: 'Data of staff' },
    text: {
      nl: 'De partijen houden van elkaars mensen alleen bij wat voor de samenwerking nodig is, en wissen het daarna.',
      en: 'The parties keep of each other’s people only what the work together needs, and erase it afterwards.',
    },
  },
  {
    key: 'results',
    notKinds: ['mou', 'designation'],
    heading: { nl: 'Uitkomsten en publiceren', en: 'Results and publishing' },
    text: {
      nl: 'Wat samen is gemaakt, is van samen. Elke partij mag erover publiceren, noemt de ander, en laat de tekst dertig dagen van tevoren zien.',
      en: 'What was made together belongs to both. Each party may publish on it, names the other, and shows the text thirty days ahead.',
    },
  },
  {
    key: 'confidentiality',
    notKinds: ['mou'],
    heading: { nl: 'Vertrouwelijkheid', en: 'Confidentiality' },
    text: {
      nl: 'Wat een partij vertrouwelijk noemt, houdt de andere voor zich, ook na afloop.',
      en: 'What one party calls confidential the other keeps to itself, also afterwards.',
    },
  },
  {
    key: 'contacts',
    heading: { nl: 'Aanspreekpunten', en: 'Contacts' },
    text: {
      nl: 'Bij {{own}} is dat {{unit}}; bij de partner {{contact}}. Zij spreken elkaar ten minste twee keer per jaar.',
      en: 'At {{own}} this is {{unit}}; at the partner {{contact}}. They speak at least twice a year.',
    },
  },
  {
    key: 'term',
    term: 'fixed',
    heading: { nl: 'Looptijd', en: 'Term' },
    text: {
      nl: 'Deze {{kind}} geldt van {{effective}} tot en met {{expires}}.',
      en: 'This {{kind}} counts from {{effective}} to {{expires}}, both days included.',
    },
  },
  {
    key: 'term',
    term: 'auto-renew',
    heading: { nl: 'Looptijd', en: 'Term' },
    text: {
      nl: 'Deze {{kind}} geldt van {{effective}} tot en met {{expires}}, en daarna steeds {{renewMonths}} maanden langer, tenzij een partij ten minste {{noticeDays}} dagen voor de laatste dag opzegt.',
      en: 'This {{kind}} counts from {{effective}} to {{expires}}, both days included, and then each time for {{renewMonths}} months more, unless a party gives notice at least {{noticeDays}} days before the last day.',
    },
  },
  {
    key: 'term',
    term: 'evergreen',
    heading: { nl: 'Looptijd', en: 'Term' },
    text: {
      nl: 'Deze {{kind}} geldt vanaf {{effective}}, zonder einde. De partijen herzien haar op {{reviewOn}} en daarna telkens opnieuw.',
      en: 'This {{kind}} counts from {{effective}} and has no end. The parties review it on {{reviewOn}} and again from then on.',
    },
  },
  {
    key: 'ending',
    heading: { nl: 'Stoppen', en: 'Ending' },
    text: {
      nl: 'Elke partij kan stoppen met een brief waarin de reden staat. Wie dan al onderweg is, mag afmaken waarvoor hij kwam.',
      en: 'Each party can end this by a letter that gives the reason. Whoever is on the way by then may finish what they came for.',
    },
  },
];
