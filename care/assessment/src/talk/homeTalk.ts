import { civilMinute, LinkButton, Section } from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import type { HomeAsked, HomeView } from '../preparation/homeView.ts';
import { dayIn } from '../preparation/homeView.ts';
import { namesOf } from '../record/names.ts';
import type { Companions } from './companions.ts';
import { mayChoose, nextTalk, type PlannedTalk, timesOfTalk } from './talk.ts';
import { talkHomeWords } from './talkHomeWords.ts';
import { type KeptTalk, talksOf } from './talksOverRecord.ts';

/** Where a patient says who is there. */
export const OWN_TALK = '/my-record/conversation';

export const wordsIn = ({ language }: HomeView) => talkHomeWords(language);

/** What a patient is told of a planned conversation. */
export interface OwnTalk {
  readonly talk?: KeptTalk;
  /** One that was called off and would still have come, where nothing else is planned. */
  readonly calledOff?: PlannedTalk;
  readonly isUnreadable: boolean;
  readonly names: ReadonlyMap<string, string>;
}

/** Reads it as the patient may see their own record. */
export async function ownTalk(asked: Pick<HomeAsked, 'visit' | 'house' | 'patientId'>): Promise<OwnTalk> {
  const { visit, house, patientId } = asked;
  const session = house.session(visit.caller);
  const now = house.now();
  const { talks, unreadable } = await talksOf(house, session, patientId);
  const talk = nextTalk(talks, now);
  const calledOff = talks
    .map(({ value }) => value)
    .find(({ state, startsAt }) => state === 'calledOff' && Date.parse(startsAt) > now.getTime());
  const named =
    talk === undefined
      ? []
      : [
          talk.value.leads,
          ...talk.value.others,
          ...(talk.chosen === undefined ? [] : [talk.chosen.enteredBy]),
          ...peopleIn(talk.chosen?.companions),
        ];
  return {
    ...(talk === undefined ? (calledOff === undefined ? {} : { calledOff }) : { talk }),
    isUnreadable: unreadable.length > 0,
    names: await namesOf(session, named),
  };
}

export const peopleIn = (companions: Companions | undefined) =>
  companions?.kind === 'with' ? companions.people : [];

/** Names as they are said after each other. */
const listWords = (names: readonly string[], { language }: HomeView) =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(names);

const clock = (time: string, { language }: HomeView) => (language === 'nl' ? time.replace(':', '.') : time);

/** When and where it is and with whom, a sentence each. */
export function momentOf(
  talk: PlannedTalk,
  names: ReadonlyMap<string, string>,
  view: HomeView,
): readonly string[] {
  const t = wordsIn(view);
  const { place, where, leads, others, moves } = talk;
  const { day, from, until } = timesOfTalk(talk, view.timeZone);
  const called = [leads, ...others].flatMap((each) => names.get(each) ?? []);
  const before = moves.at(-1)?.from;
  const former = before === undefined ? undefined : civilMinute(new Date(before), view.timeZone);
  return [
    t('when', { day: dayIn(day, view), from: clock(from, view), until: clock(until, view) }),
    t(`place.${place}`),
    ...(where === undefined ? [] : [t('where', { where })]),
    ...(called.length === 0 ? [] : [t('with', { names: listWords(called, view) })]),
    ...(former === undefined || before === talk.startsAt
      ? []
      : [t('moved', { day: dayIn(former.slice(0, 10), view), from: clock(former.slice(11), view) })]),
  ];
}

/** Whom the patient wants there, in a sentence. */
function chosenWords({ chosen }: KeptTalk, names: ReadonlyMap<string, string>, view: HomeView): string {
  const t = wordsIn(view);
  if (chosen === undefined) return t('chosen.none');
  const { companions, enteredBy } = chosen;
  const noted = enteredBy.startsWith('Patient/') ? undefined : names.get(enteredBy);
  const after = noted === undefined ? '' : ` ${t('noted', { name: noted })}`;
  if (companions.kind !== 'with') return `${t(`chosen.${companions.kind}`)}${after}`;
  const called = companions.people.map((each) => names.get(each) ?? '…');
  const all = [...called, ...(companions.words === undefined ? [] : [companions.words])];
  return `${t('chosen.with', { names: listWords(all, view) })}${after}`;
}

/** The planned conversation in the patient's own pages; nothing where none is. */
export function TalkSection(props: {
  readonly own: OwnTalk;
  readonly asked: Pick<HomeAsked, 'view' | 'house'>;
  readonly chooses: boolean;
}): ReactElement | null {
  const { own, asked, chooses } = props;
  const { view, house } = asked;
  const { talk, calledOff, isUnreadable, names } = own;
  const t = wordsIn(view);
  if (talk === undefined) {
    if (calledOff !== undefined)
      return h(
        'p',
        { className: 'heed' },
        t('calledOff', { day: dayIn(new Date(calledOff.startsAt), view) }),
      );
    return isUnreadable ? h('p', { className: 'heed' }, t('unreadable')) : null;
  }
  const label = t(talk.chosen === undefined ? 'choose' : 'change');
  const isOpen = mayChoose(talk.value, house.now());
  return h(
    Section,
    { id: 'talk', title: t('title') },
    momentOf(talk.value, names, view).map((sentence) => h('p', { key: sentence }, sentence)),
    h('p', null, h('b', null, chosenWords(talk, names, view))),
    isOpen ? null : h('p', null, t('began')),
    isOpen && chooses
      ? h('p', { className: 'no-print' }, h(LinkButton, { view, href: OWN_TALK, label }))
      : null,
  );
}
