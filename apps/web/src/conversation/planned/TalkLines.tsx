import type { DeskTalk } from '@caecilia/assessment/ui';
import { dateWords } from '@caecilia/ui';
import type { ReactNode } from 'react';
import { useSpeaking } from '../../words/useSpeaking.ts';
import { useDay } from '../planWords.ts';
import { useTalkPlanWords, wantsWords, whenWords } from './talks.ts';

/** A planned conversation in words: when, where, who, whom the patient wants there, and what became of it. */
export function TalkLines({ talk }: { readonly talk: DeskTalk }): ReactNode {
  const w = useTalkPlanWords();
  const { language } = useSpeaking();
  const day = useDay();
  const { place, where, leads, others, plannedBy, plannedAt, moves } = talk;
  return (
    <div className="talk-planned__lines">
      <p className="talk-planned__when">
        <b>{whenWords(talk, w, language)}</b> · {w(`place.${place}`)}
        {where === undefined ? null : `, ${where}`}
      </p>
      <p>
        {w('leads', { name: leads.name })}
        {others.length === 0 ? null : `; ${w('also', { names: others.map(({ name }) => name).join(', ') })}`}
      </p>
      <Wants talk={talk} />
      {moves.map(({ at, by, from, because }) => (
        <p key={at} className="talk-before">
          {w(by === undefined ? 'moved' : 'moved.by', {
            name: by ?? '',
            from: dateWords(from, 'time', language),
            because,
          })}
        </p>
      ))}
      <p className="talk-before">
        {w(plannedBy === undefined ? 'planned' : 'planned.by', {
          day: day(plannedAt),
          name: plannedBy ?? '',
        })}
      </p>
      <Ended talk={talk} />
    </div>
  );
}

/** Whom the patient wants there, and from whom that is known. */
export function Wants({ talk }: { readonly talk: Pick<DeskTalk, 'companions'> }): ReactNode {
  const w = useTalkPlanWords();
  const { language } = useSpeaking();
  const day = useDay();
  const { companions } = talk;
  const from =
    companions === undefined
      ? undefined
      : companions.notedBy === undefined
        ? w('wants.own', { day: day(companions.at) })
        : w('wants.noted', { day: day(companions.at), name: companions.notedBy });
  return (
    <p>
      <b>{wantsWords(companions, w, language)}.</b>
      {from === undefined ? null : <span className="talk-before"> {from}</span>}
    </p>
  );
}

function Ended({ talk: { state, ended } }: { readonly talk: DeskTalk }): ReactNode {
  const w = useTalkPlanWords();
  if (state === 'planned') return null;
  if (state === 'held') return <p>{w('state.held')}</p>;
  const because = ended?.because ?? '';
  return (
    <p>
      {w(ended?.by === undefined ? 'state.calledOff' : 'state.calledOff.by', {
        name: ended?.by ?? '',
        because,
      })}
    </p>
  );
}
