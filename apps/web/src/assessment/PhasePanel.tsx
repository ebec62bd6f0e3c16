import {
  type DeskPhase,
  type DeskStanding,
  type DeskStart,
  dayWords,
  momentWords,
  PHASES,
  type Phase,
  PhaseSign,
} from '@caecilia/assessment/ui';
import { Failure, isTypedOf, Loading, useDraft } from '@caecilia/workspace';
import { Button, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { shown } from './ContactParts.tsx';
import { serverErrors } from './fieldWords.ts';
import { Plates } from './Plates.tsx';
import { standingQuery } from './queries.ts';
import { isConflict, Restored, SendFailure, useSend, useWords } from './sending.tsx';

/** The phase as it is, how it came about, and the way to choose another. */
export function PhasePanel({ id, start }: { readonly id: string; readonly start: DeskStart }): ReactNode {
  const w = useWords();
  const standing = useQuery(standingQuery(id));
  const [isChoosing, choose] = useState(false);
  return (
    <section aria-labelledby="phase-title" className="card panel">
      <h3 id="phase-title">{w('phase.title')}</h3>
      {standing.isPending ? <Loading lines={2} /> : null}
      {standing.error ? <Failure error={standing.error} again={() => void standing.refetch()} /> : null}
      {standing.data && !standing.data.closed ? (
        <>
          <Running standing={standing.data} />
          {start.mayRecord && (isChoosing || hasDraft(id)) ? (
            <ChoosePhase
              id={id}
              start={start}
              running={standing.data.phase}
              done={() => choose(false)}
              again={() => void standing.refetch()}
            />
          ) : null}
          {start.mayRecord && !isChoosing && !hasDraft(id) ? (
            <Button variant="default" onClick={() => choose(true)}>
              {w(standing.data.phase ? 'phase.choose' : 'phase.first')}
            </Button>
          ) : null}
          <History id={id} phases={start.phases} running={standing.data.phase} start={start} />
        </>
      ) : null}
    </section>
  );
}

/** A phase with its sign and word. */
export function PhaseWord({ phase }: { readonly phase: Phase }): ReactNode {
  const w = useWords();
  return (
    <span className="phase-word">
      <PhaseSign phase={phase} /> {w(`phase.${phase}`)}
    </span>
  );
}

function Running({ standing }: { readonly standing: Extract<DeskStanding, { closed: false }> }): ReactNode {
  const w = useWords();
  const { language } = useSpeaking();
  const { phase, faults, timeZone } = standing;
  if (!phase) return <p>{w('standing.none')}</p>;
  return (
    <>
      <p className="phase-now">
        <PhaseWord phase={phase.phase} />{' '}
        <span className="form-hint">
          {w('standing.since', { day: momentWords(phase.from, timeZone, language) })}
          {phase.by === undefined ? '' : `, ${w('standing.by', { name: phase.by })}`}
        </span>
      </p>
      <p>{phase.reason}</p>
      {faults.length === 0 ? null : (
        <p className="banner-line">
          {w('standing.faults')} {faults.map((fault) => w(`fault.${fault}`)).join(' ')}
        </p>
      )}
    </>
  );
}

interface PhaseDraft {
  readonly clientId: string;
  readonly phase: string;
  readonly reason: string;
  readonly at: string;
}

const NEW_PHASE: PhaseDraft = { clientId: '', phase: '', reason: '', at: '' };
const nameOf = (id: string) => `assessment/phase/${id}`;

const isPhaseDraft = isTypedOf(NEW_PHASE);

/** Whether a choice was begun before a reload: then the form is open again. */
function hasDraft(id: string): boolean {
  return Object.keys(window.sessionStorage).some((key) => key.endsWith(`:${nameOf(id)}`));
}

interface ChooseProps {
  readonly id: string;
  readonly start: DeskStart;
  readonly running: DeskPhase | undefined;
  readonly done: () => void;
  readonly again: () => void;
}

/** What is wrong before it is sent. */
function wrongIn({
  phase,
  reason,
  at,
}: PhaseDraft): Readonly<Record<string, 'form.choose' | 'form.required' | 'form.moment'>> {
  return {
    ...(phase === '' ? { phase: 'form.choose' as const } : {}),
    ...(reason.trim() === '' ? { reason: 'form.required' as const } : {}),
    ...(at !== '' && !/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(at) ? { at: 'form.moment' as const } : {}),
  };
}

function useChoosing({ id, running, done, again }: ChooseProps) {
  const draft = useDraft(nameOf(id), NEW_PHASE, isPhaseDraft);
  const [made] = useState(() => crypto.randomUUID());
  // The phase that was in view when the choice began: a colleague's change shows as a conflict, not as this one.
  const [seen, see] = useState(running?.from ?? 'none');
  const [tried, setTried] = useState(false);
  const sending = useSend<DeskStanding>(id);
  const send = (on = seen) => {
    setTried(true);
    const { clientId, ...wish } = draft.value;
    if (sending.isPending || Object.keys(wrongIn(draft.value)).length > 0) return;
    sending.mutate(
      { part: 'phase', body: { ...wish, seen: on, clientId: clientId === '' ? made : clientId } },
      {
        onSuccess: () => {
          draft.drop();
          done();
        },
        onError: (error) => isConflict(error) && again(),
      },
    );
  };
  const change = (more: Partial<PhaseDraft>) => draft.change({ ...draft.value, clientId: made, ...more });
  return { draft, change, send, see, sending, wrong: tried ? wrongIn(draft.value) : {} };
}

function ChoosePhase(props: ChooseProps): ReactNode {
  const w = useWords();
  const { running, done } = props;
  const { draft, change, send, see, sending, wrong } = useChoosing(props);
  const { phase, reason, at } = draft.value;
  const own = Object.fromEntries(Object.entries(wrong).map(([field, key]) => [field, w(key)]));
  const errors: Readonly<Record<string, string>> = { ...serverErrors(sending.error, w), ...own };
  const cancel = () => {
    draft.drop();
    done();
  };
  return (
    <form
      className="record-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Restored at={draft.restoredAt} drop={draft.drop} />
      {running ? null : <p className="form-hint">{w('phase.firstNote')}</p>}
      <Plates
        wide
        label={w('phase.question')}
        name="phase"
        plates={PHASES.filter((each) => running || each !== 'bereaved').map((each) => ({
          value: each,
          label: w(`phase.${each}`),
          about: w(`phase.${each}.meaning`),
        }))}
        value={phase}
        choose={(chosen) => change({ phase: chosen })}
        error={errors.phase}
      />
      <Textarea
        label={w('phase.reason')}
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        error={shown(errors.reason)}
        onChange={(event) => change({ reason: event.currentTarget.value })}
      />
      <TextInput
        type="datetime-local"
        label={w('phase.at')}
        description={w('contact.whenHint')}
        value={at}
        error={shown(errors.at)}
        onChange={(event) => change({ at: event.currentTarget.value })}
      />
      {isConflict(sending.error) && running ? (
        <div className="state state--failure" role="alert">
          <p>
            {w('phase.conflict', {
              phase: w(`phase.${running.phase}`),
              own: w(`phase.${PHASES.find((each) => each === phase) ?? 'stable'}`),
            })}
          </p>
          <p>{running.reason}</p>
          <div className="form-acts">
            <Button
              onClick={() => {
                see(running.from);
                change({ at: '' });
                send(running.from);
              }}
            >
              {w('phase.own')}
            </Button>
            <Button variant="default" onClick={cancel}>
              {w('phase.theirs')}
            </Button>
          </div>
        </div>
      ) : (
        <SendFailure error={sending.error} />
      )}
      <div className="form-acts">
        <Button type="submit" loading={sending.isPending}>
          {w('phase.send')}
        </Button>
        <Button variant="default" onClick={cancel}>
          {w('form.cancel')}
        </Button>
      </div>
    </form>
  );
}

/** Phases so far, newest first; the last choice can be taken back with a reason. */
function History(props: {
  readonly id: string;
  readonly phases: readonly DeskPhase[];
  readonly running: DeskPhase | undefined;
  readonly start: DeskStart;
}): ReactNode {
  const w = useWords();
  const { language } = useSpeaking();
  const { id, phases, running, start } = props;
  const earlier = phases.filter(({ until }) => until !== undefined).toReversed();
  return (
    <>
      {running && start.mayRecord ? <TakeBack id={id} running={running} /> : null}
      {running && start.mayRecord ? <EndEpisode id={id} running={running} /> : null}
      {earlier.length === 0 ? null : (
        <details>
          <summary>{w('phase.history')}</summary>
          <ul className="plain-list">
            {earlier.map((each) => (
              <li key={`${each.episodeId} ${each.from}`}>
                <PhaseWord phase={each.phase} />{' '}
                <span className="form-hint">
                  {dayWords(each.from, start.timeZone, language)} –{' '}
                  {dayWords(each.until ?? each.from, start.timeZone, language)}
                </span>{' '}
                {each.reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function TakeBack({ id, running }: { readonly id: string; readonly running: DeskPhase }): ReactNode {
  const w = useWords();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const sending = useSend<DeskStanding>(id);
  const send = () => {
    setTried(true);
    if (reason.trim() === '' || sending.isPending) return;
    sending.mutate({ part: 'phase/undo', body: { episodeId: running.episodeId, reason } });
  };
  return (
    <details>
      <summary>{w('phase.undo')}</summary>
      <div className="form-row">
        <TextInput
          label={w('instrument.retractAsk')}
          value={reason}
          maxLength={500}
          error={tried && reason.trim() === '' ? shown(w('form.required')) : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button variant="default" loading={sending.isPending} onClick={send}>
          {w('phase.undoSend')}
        </Button>
      </div>
      <SendFailure error={sending.error} />
    </details>
  );
}

/** Ends the episode of the team, with its phase. It is asked once; a new phase begins another episode. */
function EndEpisode({ id, running }: { readonly id: string; readonly running: DeskPhase }): ReactNode {
  const w = useWords();
  const sending = useSend<DeskStanding>(id);
  const send = () => {
    if (sending.isPending) return;
    sending.mutate({ part: 'phase/end', body: { episodeId: running.episodeId, seen: running.from } });
  };
  return (
    <details>
      <summary>{w('episode.end')}</summary>
      <p>{w('episode.end.ask')}</p>
      <Button variant="default" loading={sending.isPending} onClick={send}>
        {w('episode.end.yes')}
      </Button>
      <SendFailure error={sending.error} />
    </details>
  );
}
