import { dateWords, type Language, type SignedIn, type Translate } from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import type { MessageKey } from '../messages.nl.ts';
import type { CarePlan, Original, Party, Words } from '../plan.ts';
import type { PlanDate } from '../reading/planDate.ts';

/** What every part of a page is drawn with. */
export interface View {
  readonly t: Translate<MessageKey>;
  readonly language: Language;
  /** Language of recorded words where the resource does not say (BCP 47). */
  readonly recordLanguage: string;
  /** Civil time now, see `reading/planDate.ts`. */
  readonly now: string;
  /** Who is signed in; absent for local tools and on pages for nobody in particular. */
  readonly who?: SignedIn | undefined;
}

/** A view of one patient: as much of the plan as an address needs. */
export interface PatientView extends View {
  readonly plan: Pick<CarePlan, 'patient'>;
}

/** A view of one plan. */
export interface PlanView extends PatientView {
  readonly plan: CarePlan;
  /** Where this reader chooses between sources that contradict; absent for who may not. */
  readonly resolveAt?: string | undefined;
}

/** Words in the language of the page where they are known in it; recorded words stay as they are, marked with their own language. */
export function say(words: Words, view: View, original?: Original): ReactElement | string {
  if (typeof words !== 'string') return words[view.language];
  const language = original?.language ?? view.recordLanguage;
  return language === view.language ? words : h('span', { lang: language }, words);
}

/** The same as plain text, for titles and labels. */
export function sayPlain(words: Words, view: View): string {
  return typeof words === 'string' ? words : words[view.language];
}

/** A date in words, or that it is not known. */
export function sayDate(date: PlanDate | undefined, view: View): string {
  return date ? dateWords(date.from, date.precision, view.language) : view.t('date.unknown');
}

/** Last day of a period, in words: a period to 5 December ends when that day ends. */
export function sayLastDay(date: PlanDate, view: View): string {
  return dateWords(date.from, date.precision, view.language);
}

/** Someone by name, with relation or specialty: "Gerrit Voorbeeld (echtgenoot)". The patient is "patiënt". */
export function sayParty(party: Party, view: View): string {
  if (party.kind === 'patient') return view.t('party.patient');
  const about = party.detail === undefined ? party.organization : sayPlain(party.detail, view);
  const name = party.name ?? view.t('party.unnamed');
  return about === undefined ? name : `${name} (${about})`;
}

/** The same by name alone, for lines that say who agreed; who they are stands elsewhere on the page. */
export function sayPartyShort(party: Party, view: View): string {
  return party.kind === 'patient' || party.name === undefined ? sayParty(party, view) : party.name;
}

/** Who made a decision or took part, in one line. */
export function sayParties(parties: readonly Party[], view: View): string {
  return parties.map((party) => sayParty(party, view)).join(', ');
}

/** True for words that somebody put between quotation marks: they are spoken words. */
export function isQuotation(words: string): boolean {
  return /^["'“”„‘«].*["'”’»]\.?$/su.test(words.trim());
}

/** Recorded words as a paragraph: spoken words in the voice of a person, a professional's words in plain type. */
export function Recorded(props: {
  readonly words: string;
  readonly view: View;
  readonly original: Original;
  readonly voice?: boolean;
  readonly label?: string;
}): ReactElement {
  const { words, view, original, label } = props;
  const spoken = props.voice ?? isQuotation(words);
  return h(
    'p',
    { className: spoken ? 'recorded voice' : 'recorded' },
    label ? h('span', { className: 'visually-hidden' }, label) : null,
    say(words, view, original),
  );
}

/** Address of the page that shows a resource as it was recorded. */
export function originalAddress(view: PatientView, original: Original): string {
  const { patient } = view.plan;
  return `/care/patients/${patient.id}/originals/${original.type}/${original.id}?lang=${view.language}`;
}
