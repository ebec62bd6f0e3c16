import {
  type DeskPoint,
  type DeskPreparation,
  type DeskSent,
  type Mark,
  momentWords,
  type PreparationKey,
} from '@caecilia/assessment/ui';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { usePreparationWords } from './preparationWords.ts';
import { preparationQuery } from './queries.ts';
import { isConflict, SendFailure, useSend } from './sending.tsx';

interface AgendaProps {
  readonly id: string;
  readonly preparation: DeskPreparation;
  readonly sent: DeskSent;
  readonly timeZone: string;
  /** The conversation began, and who looks records in it. */
  readonly mayMark: boolean;
}

/** What somebody wants to talk about, the first thing first, each with what became of it; and their numbers. */
export function AgendaPoints(props: AgendaProps): ReactNode {
  const w = usePreparationWords();
  const { preparation, sent } = props;
  const { points } = sent;
  return (
    <>
      <p className="form-hint">
        {w('reporter')}: {w(reporterKey(preparation, sent))}.{copiedWords(sent, w)}
        {sent.withheld ? ` ${w('withheld')}` : ''}
      </p>
      {points.length === 0 ? <p>{w('agenda.none')}</p> : null}
      <ol className="agenda-points">
        {points.map((point) => (
          <Point key={point.point} {...props} point={point} />
        ))}
      </ol>
      <Numbers sent={sent} />
    </>
  );
}

function copiedWords({ copied }: DeskSent, w: ReturnType<typeof usePreparationWords>): string {
  if (copied === undefined) return '';
  return ` ${copied.by === undefined ? w('copied') : w('copied.by', { by: copied.by })}`;
}

function reporterKey({ person }: DeskPreparation, { reporter }: DeskSent): PreparationKey {
  if (person.preparing === 'carer') return 'reporter.carer';
  return reporter === 'self' || reporter === 'helped' ? `reporter.${reporter}` : 'reporter.unknown';
}

const MARKS = ['discussed', 'later'] as const satisfies readonly Mark[];

function Point({
  id,
  preparation,
  point,
  timeZone,
  mayMark,
}: AgendaProps & { readonly point: DeskPoint }): ReactNode {
  const w = usePreparationWords();
  const { language } = useSpeaking();
  const [own, setOwn] = useState<Mark>();
  const sending = useSend<{ readonly id: string }>(id);
  const queries = useQueryClient();
  const { mark, written, text } = point;
  const send = (as: Mark) => {
    setOwn(as);
    if (sending.isPending) return;
    sending.mutate(
      {
        part: `preparation/${preparation.id}/mark`,
        body: { point: point.point, mark: as, seen: mark?.id ?? 'none' },
      },
      // What a colleague said in between comes in view beside the own choice.
      { onError: () => void queries.invalidateQueries(preparationQuery(id)) },
    );
  };
  const aboutPoint = useAbout(timeZone);
  const label = point.point === 'first' ? w('first') : point.point === 'own' ? w('own') : undefined;
  const words = written ?? text?.[language] ?? '';
  return (
    <li className="agenda-point" data-mark={mark?.as ?? 'open'}>
      <div className="agenda-point__what">
        {label === undefined ? null : <p className="agenda-point__label">{label}</p>}
        <p className={written === undefined ? undefined : 'voice agenda-point__words'}>{words}</p>
        <p className="agenda-point__mark">{aboutPoint(point, preparation.state).join(' · ')}</p>
      </div>
      {mayMark ? (
        <div className="agenda-point__acts">
          {MARKS.map((as) => (
            <Button
              key={as}
              variant={mark?.as === as ? 'filled' : 'default'}
              aria-pressed={mark?.as === as}
              aria-label={`${w(`mark.${as}`)}: ${words}`}
              loading={sending.isPending && own === as}
              onClick={() => send(as)}
            >
              {w(`mark.${as}`)}
            </Button>
          ))}
        </div>
      ) : null}
      <PointProblem own={own} sending={sending} send={send} />
    </li>
  );
}

/** Where a point belongs, and once the conversation began what became of it. */
function useAbout(timeZone: string) {
  const w = usePreparationWords();
  const { language } = useSpeaking();
  return ({ group, mark }: DeskPoint, state: DeskPreparation['state']): readonly string[] => [
    ...(group === undefined ? [] : [w(`group.${group}`)]),
    ...(mark === undefined
      ? state === 'opened'
        ? [w('mark.open')]
        : []
      : [
          [
            w(`marked.${mark.as}`, { on: momentWords(mark.at, timeZone, language) }),
            ...(mark.by === undefined ? [] : [w('marked.by', { by: mark.by })]),
          ].join(' '),
        ]),
  ];
}

/** Of two who marked at once, the second sees both and chooses. */
function PointProblem(props: {
  readonly own: Mark | undefined;
  readonly sending: ReturnType<typeof useSend<{ readonly id: string }>>;
  readonly send: (as: Mark) => void;
}): ReactNode {
  const w = usePreparationWords();
  const { own, sending, send } = props;
  if (own === undefined || !isConflict(sending.error)) return <SendFailure error={sending.error} />;
  return (
    <div className="state state--failure agenda-point__problem" role="alert">
      <p>{w('mark.conflict', { own: w(`mark.${own}`) })}</p>
      <div className="form-acts">
        <Button onClick={() => send(own)}>{w('mark.own')}</Button>
        <Button variant="default" onClick={() => sending.reset()}>
          {w('mark.theirs')}
        </Button>
      </div>
    </div>
  );
}

/** The numbers that came with it: they are measurements like any other. */
function Numbers({ sent: { scores } }: { readonly sent: DeskSent }): ReactNode {
  const w = usePreparationWords();
  const { language } = useSpeaking();
  if (scores === undefined) return null;
  const { reporter, values } = scores;
  const known = reporter === 'self' || reporter === 'helped' || reporter === 'proxy';
  return (
    <div className="agenda-scores">
      <p className="agenda-scores__title">{w(known ? `scores.${reporter}` : 'scores')}</p>
      <ul>
        {values.map(({ label, value }) => (
          <li key={label.nl}>
            {label[language]} <b>{value === 'cannotAnswer' ? w('cannotAnswer') : value}</b>
          </li>
        ))}
      </ul>
      <p className="form-hint">{w('scores.joined')}</p>
    </div>
  );
}
