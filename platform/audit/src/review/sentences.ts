/** The rules by which an access can be odd. */
export type ReviewRule =
  | 'own-record'
  | 'colleague-as-patient'
  | 'same-surname'
  | 'no-relation'
  | 'relation-ended'
  | 'night-outside-duty'
  | 'many-patients'
  | 'marked-record';

/** The figures that a reason rests on: counts, days, hours, shares. No names. */
export type Figures = Readonly<Record<string, number>>;

/** A sentence for the reviewer, in both languages of the house. It names nobody. */
export interface Sentence {
  readonly nl: string;
  readonly en: string;
}

const oneIn = (share: number): number => Math.round(1 / Math.max(share, 1e-6));

const SENTENCES: Readonly<Record<ReviewRule, (figures: Figures) => Sentence>> = {
  'own-record': () => ({
    nl: 'De medewerker keek in het eigen dossier.',
    en: 'The employee looked at their own record.',
  }),
  'colleague-as-patient': ({ held }) => ({
    nl: `De patiënt is een collega uit dezelfde organisatie; een zorgrelatie was er ${held ? 'wel' : 'niet'}.`,
    en: `The patient is a colleague in the same organisation; there was ${held ? 'a' : 'no'} care relation.`,
  }),
  'same-surname': ({ share = 0, exact }) => ({
    nl: `Medewerker en patiënt hebben ${exact ? 'dezelfde' : 'op het voorvoegsel na dezelfde'} achternaam; ${borneNl(share)}.`,
    en: `Employee and patient bear the same surname${exact ? '' : ' but for its prefix'}; ${borneEn(share)}.`,
  }),
  'no-relation': ({ followHours }) => ({
    nl: `Er was geen zorgrelatie met de patiënt, en binnen ${followHours} uur kwam die er ook niet.`,
    en: `There was no care relation with the patient, nor did one begin within ${followHours} hours.`,
  }),
  'relation-ended': ({ days, afterworkDays }) => ({
    nl: `De zorgrelatie was ${days} dagen eerder geëindigd; voor nazorg en afronding staan ${afterworkDays} dagen.`,
    en: `The care relation had ended ${days} days before; finishing work may take ${afterworkDays} days.`,
  }),
  'night-outside-duty': ({ hour, rota }) => ({
    nl: rota
      ? `De inzage was ’s nachts (na ${hour} uur), buiten het rooster van de medewerker.`
      : `De inzage was ’s nachts (na ${hour} uur); deze medewerker werkt anders niet ’s nachts.`,
    en: rota
      ? `The access was at night (after ${hour}:00), outside the employee’s rota.`
      : `The access was at night (after ${hour}:00); this employee does not otherwise work at night.`,
  }),
  'many-patients': ({ patients, own, peers }) => ({
    nl: `Op één dag keek de medewerker in ${patients} dossiers; gewoonlijk zijn het er ${own}, bij collega’s met dezelfde rol ${peers}.`,
    en: `In one day the employee looked at ${patients} records; usually it is ${own}, for others in the same role ${peers}.`,
  }),
  'marked-record': ({ held }) => ({
    nl: `Het dossier is gemarkeerd als bijzonder beschermd; een zorgrelatie was er ${held ? 'wel' : 'niet'}.`,
    en: `The record is marked for special protection; there was ${held ? 'a' : 'no'} care relation.`,
  }),
};

const borneNl = (share: number) => `ongeveer 1 op de ${oneIn(share)} mensen heet zo`;
const borneEn = (share: number) => `about 1 in ${oneIn(share)} people has this name`;

/** Says a reason in words. */
export function sentenceOf(rule: ReviewRule, figures: Figures): Sentence {
  return SENTENCES[rule](figures);
}
