import { catalogue, type Language, type Translate } from '@caecilia/ui';

const nl = {
  title: 'Afdrukken en downloaden',
  intro:
    'Elk bestand dat u ophaalt, staat met uw naam in het logboek van deze patiënt. Bewaar het niet langer dan nodig.',
  emergency: 'Noodpagina',
  'emergency.what': 'Eén A4 in zwart-wit. Met de code erop ziet iedereen of het blad nog klopt.',
  plain: 'Het plan in gewone taal',
  'plain.what': 'Om aan de patiënt mee te geven. Wat de patiënt nog niet weet, staat er niet in.',
  'plain.nl': 'PDF in het Nederlands',
  'plain.en': 'PDF in het Engels',
  record: 'Plan om te bewaren',
  'record.what': 'PDF/A-3 met het dossier van het plan erin: een ander systeem kan het weer inlezen.',
  bundle: 'Gegevens voor een ander systeem',
  'bundle.what': 'Het dossier van het plan als FHIR-bundel.',
  pdf: 'PDF',
  'of.version': '{{what}}, PZP {{version}}',
  confidential:
    'In het dossier staat iets vertrouwelijks. Dat zit niet in het plan om te bewaren en niet in de gegevens.',
  'confidential.limit':
    'Een afspraak of doel in dit dossier is nog niet met de patiënt gedeeld. Zolang dat zo is, geven wij het plan om te bewaren en de gegevens niet mee: zonder die afspraak zou het plan iets anders zeggen.',
  emergencyOnly: 'U ziet dit dossier door noodtoegang. U kunt afdrukken; het dossier zelf gaat niet mee.',
  'unclaimed.one':
    'PZP {{version}} heeft voor één onderdeel geen plaats. Dat gaat mee zoals het is vastgelegd, zonder kenmerk van die versie.',
  'unclaimed.many':
    'PZP {{version}} heeft voor {{count}} onderdelen geen plaats. Die gaan mee zoals zij zijn vastgelegd, zonder kenmerk van die versie.',
  back: 'Terug naar de noodpagina',
  'file.emergency': 'noodpagina',
  'file.plain': 'plan-in-gewone-taal',
  'file.record': 'zorgplan',
  'own.download': 'Download dit plan (PDF)',
};

type DocumentKey = keyof typeof nl;

const en: Record<DocumentKey, string> = {
  title: 'Print and download',
  intro:
    'Each file that you fetch is in the log of this patient, with your name. Keep it no longer than you need it.',
  emergency: 'Emergency page',
  'emergency.what':
    'One A4 in black and white. The code on it tells everybody whether the sheet still holds.',
  plain: 'The plan in plain words',
  'plain.what': 'To give to the patient. What the patient does not know yet is not in it.',
  'plain.nl': 'PDF in Dutch',
  'plain.en': 'PDF in English',
  record: 'Plan to keep',
  'record.what': 'PDF/A-3 with the record of the plan in it: another system can read it in again.',
  bundle: 'Data for another system',
  'bundle.what': 'The record of the plan as a FHIR bundle.',
  pdf: 'PDF',
  'of.version': '{{what}}, PZP {{version}}',
  confidential:
    'The record holds something confidential. It is not in the plan to keep, and not in the data.',
  'confidential.limit':
    'An agreement or goal in this record was not shared with the patient yet. Until then the plan to keep and the data are not given out: without that agreement the plan would say something else.',
  emergencyOnly:
    'You see this record by emergency access. You can print; the record itself does not go along.',
  'unclaimed.one':
    'PZP {{version}} has no place for one part. It goes along as it was recorded, without the mark of that version.',
  'unclaimed.many':
    'PZP {{version}} has no place for {{count}} parts. They go along as they were recorded, without the mark of that version.',
  back: 'Back to the emergency page',
  'file.emergency': 'emergency-page',
  'file.plain': 'plan-in-plain-words',
  'file.record': 'care-plan',
  'own.download': 'Download this plan (PDF)',
};

/** The words of what is printed and downloaded. */
export const documentWords: (language: Language) => Translate<DocumentKey> = catalogue<DocumentKey>({
  nl,
  en,
});
