import { ask, Empty, Failure, Loading, withParameters } from '@caecilia/workspace';
import '@caecilia/story/story.css';
import './around.css';
import type { DeskChanges, PlanChange, SaidThen } from '@caecilia/careplan/ui';
import { limitShapes } from '@caecilia/careplan/ui';
import { StateIcon } from '@caecilia/ui';
import { Button, TextInput } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { SectionTitle } from '../patients/SectionTitle.tsx';
import { PrintHead } from '../story/PrintHead.tsx';
import { useSpeaking } from '../words/useSpeaking.ts';
import { FormLosses } from './FormLosses.tsx';
import { useDay, usePlanWords } from './planWords.ts';
import { inLanguage, quoted } from './said.ts';

interface Span {
  readonly from?: string;
  readonly to?: string;
}

const changesQuery = (id: string, { from, to }: Span) =>
  queryOptions({
    queryKey: ['patient', id, 'plan-changes', from, to],
    queryFn: ({ signal }) =>
      ask<DeskChanges>(
        withParameters(`/patients/${encodeURIComponent(id)}/plan-changes`, { from, to }),
        signal,
      ),
  });

/** The difference between two days of a plan, on a screen and on paper, and what only the form holds. */
export function ChangesPage(): ReactNode {
  const { id } = useParams({ from: '/patients/$id' });
  const w = usePlanWords();
  const [span, choose] = useState<Span>({});
  const { data, error, refetch, isPending } = useQuery(changesQuery(id, span));
  return (
    <section className="plan-changes">
      <PrintHead id={id} heading={(values) => w('changes.print', values)} />
      <div className="story__screen">
        <SectionTitle title={w('changes.title')} />
        <SpanForm
          key={data === undefined ? 'waiting' : `${data.from}/${data.to ?? ''}`}
          data={data}
          choose={choose}
        />
      </div>
      {isPending ? <Loading lines={4} /> : null}
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data ? <Changes data={data} /> : null}
      <FormLosses id={id} />
    </section>
  );
}

const dayOf = (date: string | undefined) => (date === undefined ? '' : date.slice(0, 10));

function SpanForm(props: { readonly data: DeskChanges | undefined; choose(span: Span): void }): ReactNode {
  const { data, choose } = props;
  const w = usePlanWords();
  const day = useDay();
  const [from, setFrom] = useState(dayOf(data?.from));
  const [to, setTo] = useState(dayOf(data?.to));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    choose({ ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }) });
  };
  const [conversation] = data?.conversations ?? [];
  return (
    <form className="plan-changes__span no-print" onSubmit={submit}>
      <TextInput
        type="date"
        label={w('changes.from')}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={w('changes.to')}
        description={w('changes.toHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <div className="form-acts">
        <Button type="submit">{w('changes.show')}</Button>
        {data?.lastLook === undefined ? null : (
          <Button variant="default" onClick={() => choose({})}>
            {w('changes.look', { date: day(data.lastLook) })}
          </Button>
        )}
        {conversation === undefined ? null : (
          <Button variant="default" onClick={() => choose({ from: dayBefore(conversation) })}>
            {w('changes.conversation', { date: day(conversation) })}
          </Button>
        )}
        <Button variant="default" onClick={() => window.print()}>
          {w('changes.paper')}
        </Button>
      </div>
    </form>
  );
}

/** What was said at a conversation is what changed on its day: from the day before on. */
function dayBefore(date: string): string {
  const [year = 0, month = 1, day = 1] = date.slice(0, 10).split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day - 1)).toISOString().slice(0, 10);
}

function Changes({ data }: { readonly data: DeskChanges }): ReactNode {
  const w = usePlanWords();
  const day = useDay();
  const { changes, from, to } = data;
  return (
    <>
      <p className="plan-changes__of">
        {w('changes.span', { from: day(from), to: to === undefined ? w('changes.now') : day(to) })}
      </p>
      {changes.length === 0 ? <Empty>{w('changes.none')}</Empty> : null}
      <ul className="plan-changes__list">
        {changes.map((change) => (
          <OneChange key={`${change.kind} ${change.key}`} change={change} isNow={to === undefined} />
        ))}
      </ul>
    </>
  );
}

const QUESTIONS = [
  'goal',
  'specificCareWishes',
  'senseOfPurpose',
  'preferredPlaceOfDeath',
  'positionRegardingEuthanasia',
  'organDonationChoiceRegistration',
] as const;

function OneChange({ change, isNow }: { readonly change: PlanChange; readonly isNow: boolean }): ReactNode {
  const w = usePlanWords();
  const { language } = useSpeaking();
  const { kind, key, treatment, before, after } = change;
  const question = QUESTIONS.find((each) => each === key);
  const name =
    kind === 'question' && question !== undefined
      ? w(`subject.${question}`)
      : treatment === undefined
        ? w('subject.unnamed')
        : inLanguage(treatment, language);
  return (
    <li className="card plan-change">
      <h3>{name}</h3>
      <Said title={w('changes.was')} said={before} kind={kind} />
      <Said title={w(isNow ? 'changes.is' : 'changes.then')} said={after} kind={kind} />
    </li>
  );
}

function Said(props: {
  readonly title: string;
  readonly said: SaidThen;
  readonly kind: PlanChange['kind'];
}): ReactNode {
  const { title, said, kind } = props;
  const w = usePlanWords();
  const day = useDay();
  const { by, because, recorded } = said;
  const names = by.join(', ');
  return (
    <div className="plan-change__said">
      <h4>{title}</h4>
      <StateWords said={said} />
      {recorded.length === 0 ? null : <p className="talk-before">{recorded.map(day).join(', ')}</p>}
      {names === '' ? null : (
        <p className="talk-before">{w(kind === 'limit' ? 'changes.by' : 'changes.said', { names })}</p>
      )}
      {because.map((words) => (
        <p key={words} className="talk-quote">
          {w('changes.because', { words: quoted(words) })}
        </p>
      ))}
    </div>
  );
}

function StateWords({ said }: { readonly said: SaidThen }): ReactNode {
  const w = usePlanWords();
  const { language } = useSpeaking();
  const { state, words } = said;
  const all = words.map((each) => inLanguage(each, language));
  if (state === 'known') return <p className="talk-quote">{all.join('; ')}</p>;
  const shape =
    state === 'contradiction' || state === 'unreadable' || state === 'none' ? undefined : limitShapes[state];
  return (
    <p>
      {shape === undefined ? null : <StateIcon shape={shape} />}{' '}
      <b>{w(`state.${state}`, { words: all.join('; ') })}</b>
      {/* Words that narrow what was agreed stand beside it, as on every page. */}
      {state === 'onlyIf' || all.length === 0 ? null : ` ${all.map(quoted).join('; ')}`}
    </p>
  );
}
