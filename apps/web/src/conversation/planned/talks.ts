import {
  type DeskCompanions,
  type DeskTalk,
  type DeskTalkAnswer,
  type DeskTalks,
  type TalkKey,
  talkWords,
} from '@caecilia/assessment/ui';
import { dateWords, type Language, type Translate } from '@caecilia/ui';
import { ask, useSend } from '@caecilia/workspace';
import { queryOptions } from '@tanstack/react-query';
import { useState } from 'react';
import { useSpeaking } from '../../words/useSpeaking.ts';

/** Address of the planned conversations of a patient, or of an act on one. */
export const talksPath = (id: string, talk?: string, act?: string): string =>
  [
    '/patients',
    encodeURIComponent(id),
    'talks',
    ...(talk === undefined ? [] : [encodeURIComponent(talk), act]),
  ].join('/');

export const talksQuery = (id: string) =>
  queryOptions({
    queryKey: ['patient', id, 'talks'],
    queryFn: ({ signal }) => ask<DeskTalks>(talksPath(id), signal),
  });

/** The words of planning in the language of the screens. */
export function useTalkPlanWords(): Translate<TalkKey> {
  return talkWords(useSpeaking().language);
}

type Say = Translate<TalkKey>;

/** When it is, in a line. */
export function whenWords({ day, from, until }: DeskTalk, w: Say, language: Language): string {
  const clock = (time: string) => (language === 'nl' ? time.replace(':', '.') : time);
  const said = dateWords(day, 'day', language, true);
  return w('when.line', { day: said, from: clock(from), until: clock(until) });
}

const listed = (names: readonly string[], language: Language) =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(names);

/** Whom the patient wants there, in a sentence; nobody is made up where nothing was said. */
export function wantsWords(companions: DeskCompanions | undefined, w: Say, language: Language): string {
  const patient = w('patient');
  if (companions === undefined) return w('wants.none', { patient });
  if (companions.kind !== 'with') return w(`wants.${companions.kind}`, { patient });
  const called = companions.people.map(({ name, relationship, reference }) =>
    relationship === undefined ? (name ?? reference) : `${name ?? reference} (${relationship})`,
  );
  const all = [...called, ...(companions.words === undefined ? [] : [`“${companions.words}”`])];
  return w('wants.with', { patient, names: listed(all, language) });
}

/** What forms on planned conversations are given. */
export interface OnTalks {
  /** Logical id of the patient. */
  readonly id: string;
  readonly data: DeskTalks;
  say(words: string): void;
  close(): void;
}

/** Something on its way, and what a colleague made of it meanwhile. */
export interface TalkSending {
  send(body: object): void;
  readonly isSending: boolean;
  readonly failure: string | undefined;
  readonly theirs: DeskTalk | undefined;
}

/**
 * Sends what a form says, on the version that was seen when it was begun. Where a colleague was first theirs is kept to be
 * shown, and sending again is on theirs.
 */
export function useTalkSend(
  { id, say }: Pick<OnTalks, 'id' | 'say'>,
  on: { readonly talk?: string; readonly act?: string; readonly saved: TalkKey; leave(): void },
): TalkSending {
  const w = useTalkPlanWords();
  const [theirs, setTheirs] = useState<DeskTalk>();
  const sending = useSend<object, DeskTalkAnswer>(talksPath(id, on.talk, on.act), {
    changes: [talksQuery(id).queryKey],
    done: (answer) => {
      if ('theirs' in answer) return setTheirs(answer.theirs);
      on.leave();
      say(w(on.saved));
    },
  });
  return {
    theirs,
    isSending: sending.isSending,
    failure: sending.failure,
    send: (body) => sending.send(theirs === undefined ? body : { ...body, versionId: theirs.versionId }),
  };
}
