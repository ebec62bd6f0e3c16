import { civilMinute } from '@caecilia/kernel';
import { catalogue, type Language, typedDay } from '@caecilia/ui';
import { TEAM_DISCIPLINES } from '../codes.ts';
import { type Item, isDiscussed, isOff, type Part } from '../item/item.ts';
import type { Attendance, Meeting } from '../meeting/meeting.ts';
import { en } from '../messages.en.ts';
import { type MessageKey, nl } from '../messages.nl.ts';

const words = catalogue<MessageKey>({ nl, en });

/** A patient in the minutes of one reader. */
export interface MinutesPatient {
  readonly name: string;
  /** FHIR date. */
  readonly birthDate?: string;
  readonly item: Item;
}

/** What minutes are made of, for one reader. */
export interface MinutesSource {
  readonly meeting: Meeting;
  /** In the order of the agenda. */
  readonly patients: readonly MinutesPatient[];
  /** Patients whom the reader may not see. */
  readonly leftOut: number;
  readonly unreadable: number;
  readonly reader: string;
  readonly now: Date;
  readonly timeZone: string;
  readonly demo: boolean;
}

/** Minutes in words: what is printed, and nothing else. */
export interface Minutes {
  readonly lang: Language;
  readonly title: string;
  readonly facts: readonly (readonly [name: string, words: string])[];
  /** What the reader has to know before they read: who is left out. */
  readonly notices: readonly string[];
  readonly patients: readonly MinutesEntry[];
  readonly words: Readonly<
    Record<'why' | 'said' | 'decisions' | 'what' | 'owner' | 'due' | 'additions', string>
  >;
  readonly footer: { readonly confidential: string; readonly page: string; readonly of: string };
}

export interface MinutesEntry {
  readonly name: string;
  readonly about: string;
  readonly reasons: readonly string[];
  /** Said of the whole of it: not discussed, or taken off the agenda. */
  readonly note?: string;
  readonly said: readonly Said[];
  readonly decisions: readonly { readonly what: string; readonly owner: string; readonly due: string }[];
  readonly additions: readonly Said[];
}

/** Words with who said them, and when. */
export interface Said {
  readonly by: string;
  readonly words: string;
}

/** Minutes in one language. What people wrote stands as they wrote it; only our own words are translated. */
export function minutesOf(source: MinutesSource, language: Language): Minutes {
  const t = words(language);
  const { meeting, patients, leftOut, unreadable, demo } = source;
  const day = typedDay(civilMinute(new Date(meeting.startsAt), source.timeZone).slice(0, 10));
  return {
    lang: language,
    title: t('pdf.title', { day }),
    facts: factsOf(source, language),
    notices: [
      ...(demo ? [t('pdf.demo')] : []),
      ...(leftOut === 0
        ? []
        : [t(leftOut === 1 ? 'agenda.leftOut.one' : 'agenda.leftOut.more', { count: leftOut })]),
      ...(unreadable === 0 ? [] : [t('agenda.unreadable', { count: unreadable })]),
      ...(patients.length === 0 ? [t('pdf.noPatients')] : []),
    ],
    patients: patients.map((each) => entryOf(each, source, language)),
    words: {
      why: t('pdf.why'),
      said: t('pdf.said'),
      decisions: t('pdf.decisions'),
      what: t('pdf.what'),
      owner: t('pdf.owner'),
      due: t('pdf.due'),
      additions: t('pdf.additions.title'),
    },
    footer: { confidential: t('pdf.confidential'), page: t('pdf.page'), of: t('pdf.of') },
  };
}

function momentIn(instant: string | Date, timeZone: string): string {
  const minute = civilMinute(new Date(instant), timeZone);
  return `${typedDay(minute.slice(0, 10))} ${minute.slice(11, 16)}`;
}

function factsOf(source: MinutesSource, language: Language): Minutes['facts'] {
  const t = words(language);
  const { meeting, reader, now, timeZone, patients } = source;
  const until = civilMinute(new Date(meeting.endsAt), timeZone).slice(11, 16);
  const additions = patients
    .flatMap(({ item }) => item.parts)
    .filter(({ kind }) => kind === 'addition').length;
  const { closed } = meeting;
  const version =
    closed === undefined
      ? t('pdf.draft', { time: momentIn(now, timeZone) })
      : t('pdf.final', { time: momentIn(closed.at, timeZone), name: nameOf(closed.by) });
  const there = meeting.attendance.filter((each) => each.there);
  const away = meeting.attendance.filter((each) => !each.there);
  const missing = TEAM_DISCIPLINES.filter((each) => !there.some(({ discipline }) => discipline === each));
  const named = (all: readonly Attendance[]) =>
    all.map(({ name, discipline }) => `${name} (${t(`discipline.${discipline}`)})`).join('; ');
  return [
    [t('pdf.when'), `${momentIn(meeting.startsAt, timeZone)}–${until}`],
    [
      t('pdf.who'),
      [named(there), ...missing.map((each) => `${t(`discipline.${each}`)}: ${t('attendance.nobody')}`)]
        .filter((each) => each !== '')
        .join('; '),
    ],
    ...(away.length === 0 ? [] : [[t('pdf.away'), named(away)] as const]),
    [t('pdf.version'), additions === 0 ? version : `${version}. ${t('pdf.additions', { count: additions })}`],
    [t('pdf.printed'), t('pdf.printed.by', { time: momentIn(now, timeZone), name: reader })],
  ];
}

function entryOf(
  { name, birthDate, item }: MinutesPatient,
  source: MinutesSource,
  language: Language,
): MinutesEntry {
  const t = words(language);
  const of = (kind: Part['kind']) => item.parts.filter((part) => part.kind === kind);
  const saidOf = ({ author, at, words: text }: Part): Said => ({
    by: t('part.by', { name: nameOf(author), time: momentIn(at, source.timeZone) }),
    words: text,
  });
  const note = noteOf(item, language);
  return {
    name,
    about: birthDate === undefined ? '' : `${t('pdf.born')} ${typedDay(birthDate)}`,
    reasons: item.reasons.map(({ kind, words: why }) => `${t(`reason.kind.${kind}`)}: ${why[language]}`),
    ...(note === undefined ? {} : { note }),
    said: of('note').map(saidOf),
    decisions: of('decision').flatMap(({ words: what, decision }) =>
      decision === undefined
        ? []
        : [{ what, owner: ownerWords(decision, language), due: typedDay(decision.dueOn) }],
    ),
    additions: of('addition').map(saidOf),
  };
}

/** Whose it is, in words: a role of the team is kept by its code. */
export function ownerWords({ for: side, owner }: NonNullable<Part['decision']>, language: Language): string {
  const name = owner.name ?? owner.reference ?? '';
  const key = `discipline.${name}`;
  return side === 'team' && key in nl ? words(language)(key as MessageKey) : name;
}

function noteOf(item: Item, language: Language): string | undefined {
  const t = words(language);
  if (isOff(item)) {
    const step = item.steps.findLast(({ kind }) => kind === 'removed');
    return t('agenda.removed', { name: nameOf(step?.by), words: step?.words ?? '' });
  }
  if (item.parts.length > 0) return undefined;
  return t(isDiscussed(item) ? 'pdf.nothing' : 'pdf.notDiscussed');
}

const nameOf = (author: { readonly name?: string; readonly reference: string } | undefined) =>
  author?.name ?? author?.reference ?? '';
