import type { DeskPreparation, DeskPreparations, PreparationKey } from '@caecilia/assessment/ui';
import { Failure, Loading, useChanges } from '@caecilia/workspace';
import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { AgendaPoints } from './AgendaPoints.tsx';
import { AskToPrepare } from './AskToPrepare.tsx';
import { shown } from './ContactParts.tsx';
import { CopyPaper } from './CopyPaper.tsx';
import { stateSentence, usePreparationWords } from './preparationWords.ts';
import { preparationQuery } from './queries.ts';
import { isConflict, SendFailure, useSend } from './sending.tsx';

/** Who was asked to prepare at home, what they filled in as an agenda, and the way to ask. */
export function PreparationPanel({ id }: { readonly id: string }): ReactNode {
  const w = usePreparationWords();
  useChanges('/preparation/changes', preparationQuery(id).queryKey);
  const { data, error, refetch, isPending } = useQuery(preparationQuery(id));
  const { now, earlier } = sorted(data?.preparations ?? []);
  return (
    <section aria-labelledby="preparation-title" className="card panel preparation">
      <h3 id="preparation-title">{w('title')}</h3>
      {isPending ? <Loading lines={2} /> : null}
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data ? (
        <>
          {data.preparations.length === 0 && !data.died ? <p>{w('none')}</p> : null}
          {data.died ? <p className="banner-line">{w('died')}</p> : null}
          {now.map((each) => (
            <OnePreparation key={each.id} id={id} preparation={each} all={data} />
          ))}
          {data.mayAsk && !data.died ? <AskToPrepare id={id} all={data} /> : null}
          {earlier.length === 0 ? null : (
            <details>
              <summary>{w('earlier', { count: earlier.length })}</summary>
              {earlier.map((each) => (
                <OnePreparation key={each.id} id={id} preparation={each} all={data} />
              ))}
            </details>
          )}
        </>
      ) : null}
    </section>
  );
}

/** The newest of each person stands in view, unless it was withdrawn; the rest is told on asking. */
function sorted(all: readonly DeskPreparation[]) {
  const newest = new Set(
    [...new Map(all.toReversed().map((each) => [each.person.reference, each])).values()]
      .filter(({ state }) => state !== 'withdrawn')
      .map(({ id }) => id),
  );
  return {
    now: all.filter(({ id }) => newest.has(id)),
    earlier: all.filter(({ id }) => !newest.has(id)),
  };
}

interface OneProps {
  readonly id: string;
  readonly preparation: DeskPreparation;
  readonly all: Pick<DeskPreparations, 'timeZone' | 'mayAsk' | 'died'>;
  /** Beside a contact that is written there is only the agenda. */
  readonly beside?: boolean;
}

/** One preparation: who, where it stands, what was filled in, and what can be done. */
export function OnePreparation({ id, preparation, all, beside = false }: OneProps): ReactNode {
  const w = usePreparationWords();
  const { language } = useSpeaking();
  const { person, state, sent, closedToYou } = preparation;
  const { timeZone, mayAsk, died } = all;
  const title = `prepares-${preparation.id}`;
  const called = personName(preparation);
  const isOpen = state === 'asked' || state === 'filledIn';
  return (
    <article className="prepares" aria-labelledby={title} data-state={state}>
      <h4 id={title} className="prepares__head">
        <span>{called}</span> <span className="prepares__state">{w(stateKey(preparation, died))}</span>
      </h4>
      <p className="form-hint">{stateSentence(preparation, { w, timeZone, language })}</p>
      {closedToYou ? <p className="banner-line">{w('closedToYou')}</p> : null}
      {sent === undefined ? null : (
        <AgendaPoints
          id={id}
          preparation={preparation}
          sent={sent}
          timeZone={timeZone}
          mayMark={mayAsk && state === 'opened'}
        />
      )}
      {mayAsk && state === 'filledIn' && sent ? (
        <Begin id={id} preparation={preparation} seen={sent.answers} name={called} />
      ) : null}
      {isOpen && mayAsk && !died && !beside ? (
        <div className="prepares__rest">
          <PaperLinks id={id} reference={person.reference} />
          <CopyPaper id={id} preparation={preparation} />
          <Withdraw id={id} preparation={preparation} />
        </div>
      ) : null}
    </article>
  );
}

function personName({ person }: DeskPreparation): string {
  const called = person.name ?? person.reference;
  return person.relationship === undefined ? called : `${called} (${person.relationship})`;
}

function stateKey({ state, overdue }: DeskPreparation, died: boolean): PreparationKey {
  if (state === 'asked' && died) return 'lapsed';
  return state === 'asked' && overdue ? 'state.late' : `state.${state}`;
}

/** From here on it stands as it was filled in. */
function Begin(props: {
  readonly id: string;
  readonly preparation: DeskPreparation;
  readonly seen: string;
  readonly name: string;
}): ReactNode {
  const w = usePreparationWords();
  const { id, preparation, seen, name } = props;
  const queries = useQueryClient();
  const sending = useSend<{ readonly id: string }>(id);
  const send = () => {
    if (sending.isPending) return;
    sending.mutate(
      { part: `preparation/${preparation.id}/open`, body: { seen } },
      { onError: () => void queries.invalidateQueries(preparationQuery(id)) },
    );
  };
  return (
    <div className="form-acts">
      <Button loading={sending.isPending} onClick={send}>
        {w('open')}
      </Button>
      <span className="form-hint">{w('open.hint', { name })}</span>
      {isConflict(sending.error) ? (
        <p className="banner-line" role="alert">
          {w('open.conflict')}
        </p>
      ) : (
        <SendFailure error={sending.error} />
      )}
    </div>
  );
}

/** The sheet for who has no screen, in both languages. */
function PaperLinks({ id, reference }: { readonly id: string; readonly reference: string }): ReactNode {
  const w = usePreparationWords();
  const close = reference.startsWith('RelatedPerson/')
    ? `for=${encodeURIComponent(reference.slice('RelatedPerson/'.length))}&`
    : '';
  const href = (language: string) =>
    `/care/patients/${encodeURIComponent(id)}/preparation?${close}lang=${language}`;
  return (
    <p className="prepares__paper">
      {w('paper')}{' '}
      <a href={href('nl')} lang="nl">
        {w('paper.nl')}
      </a>{' '}
      <a href={href('en')} lang="en">
        {w('paper.en')}
      </a>
    </p>
  );
}

function Withdraw({
  id,
  preparation,
}: {
  readonly id: string;
  readonly preparation: DeskPreparation;
}): ReactNode {
  const w = usePreparationWords();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const sending = useSend<{ readonly id: string }>(id);
  const send = () => {
    setTried(true);
    if (reason.trim() === '' || sending.isPending) return;
    sending.mutate({ part: `preparation/${preparation.id}/withdraw`, body: { reason } });
  };
  return (
    <details>
      <summary>{w('withdraw')}</summary>
      <div className="form-row">
        <TextInput
          label={w('withdraw.reason')}
          description={w('withdraw.hint')}
          value={reason}
          maxLength={500}
          error={tried && reason.trim() === '' ? shown(w('withdraw.required')) : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button variant="default" loading={sending.isPending} onClick={send}>
          {w('withdraw.send')}
        </Button>
      </div>
      <SendFailure error={sending.error} />
    </details>
  );
}
