import { ask, Empty, Failure, Loading, useSend, useTyped } from '@caecilia/workspace';
import './around.css';
import type { Chosen, ConflictOption, DeskConflicts, PlanConflict } from '@caecilia/careplan/ui';
import { limitShapes } from '@caecilia/careplan/ui';
import { StateIcon } from '@caecilia/ui';
import { Button, Radio, Textarea } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { SectionTitle } from '../patients/SectionTitle.tsx';
import { useSpeaking } from '../words/useSpeaking.ts';
import { useDay, usePlanWords } from './planWords.ts';
import { inLanguage, quoted } from './said.ts';

const path = (id: string) => `/patients/${encodeURIComponent(id)}/plan-conflicts`;

export const conflictsQuery = (id: string) =>
  queryOptions({
    queryKey: ['patient', id, 'plan-conflicts'],
    queryFn: ({ signal }) => ask<DeskConflicts>(path(id), signal),
  });

/** Sources that contradict each other, beside each other; a person chooses which one counts. */
export function ConflictsPage(): ReactNode {
  const { id } = useParams({ from: '/patients/$id' });
  const w = usePlanWords();
  const { data, error, refetch, isPending } = useQuery(conflictsQuery(id));
  const [said, say] = useState('');
  return (
    <>
      <SectionTitle title={w('conflicts.title')} />
      {isPending ? <Loading lines={4} /> : null}
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      <p role="status">{said}</p>
      {data && data.conflicts.length === 0 ? <Empty>{w('conflicts.none')}</Empty> : null}
      {data && data.conflicts.length > 0 ? (
        <p className="work__intro">{w(data.mayResolve ? 'conflicts.intro' : 'conflicts.readOnly')}</p>
      ) : null}
      {data?.conflicts.map((conflict) => (
        <OneConflict
          // What was chosen on other versions is chosen anew.
          key={`${conflict.key} ${conflict.seen.join(' ')}`}
          id={id}
          conflict={conflict}
          mayResolve={data.mayResolve}
          say={say}
        />
      ))}
    </>
  );
}

function OneConflict(props: {
  readonly id: string;
  readonly conflict: PlanConflict;
  readonly mayResolve: boolean;
  say(words: string): void;
}): ReactNode {
  const { id, conflict, mayResolve, say } = props;
  const w = usePlanWords();
  const { language } = useSpeaking();
  const { key, treatment, options, seen } = conflict;
  const name =
    key === 'goal'
      ? w('subject.goal')
      : treatment === undefined
        ? w('subject.unnamed')
        : inLanguage(treatment, language);
  const { values, set, sent } = useTyped(`plan-conflict/${id}/${key}`, { keep: '', because: '' });
  const [isTried, setTried] = useState(false);
  const sending = useSend<object, Chosen>(path(id), {
    changes: [['patient', id]],
    done: (answer) => {
      if (answer.kind === 'conflict') return say(w('conflicts.overtaken'));
      sent(() => say(w('conflicts.saved')))();
    },
  });
  const keep = options.some(({ reference }) => reference === values.keep) ? values.keep : '';
  const because = values.because.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (keep !== '' && because !== '') sending.send({ key, keep, seen, because });
  };
  return (
    <form className="card plan-conflict" onSubmit={submit} noValidate aria-label={name}>
      <h3>{name}</h3>
      {mayResolve ? (
        <Radio.Group
          label={w('conflicts.keep')}
          name={`keep-${key}`}
          value={keep}
          onChange={(value) => set('keep', value)}
          error={isTried && keep === '' ? `! ${w('conflicts.keep.missing')}` : undefined}
        >
          <div className="plan-conflict__options">
            {options.map((option) => (
              <Radio
                key={option.reference}
                value={option.reference}
                disabled={!option.readable}
                label={<OptionWords option={option} />}
              />
            ))}
          </div>
        </Radio.Group>
      ) : (
        <ul className="plan-conflict__options">
          {options.map((option) => (
            <li key={option.reference}>
              <OptionWords option={option} />
            </li>
          ))}
        </ul>
      )}
      {mayResolve ? (
        <>
          <Textarea
            label={w('conflicts.because')}
            description={w('conflicts.because.hint')}
            autosize
            minRows={2}
            maxLength={1000}
            value={values.because}
            error={isTried && because === '' ? `! ${w('conflicts.because.missing')}` : undefined}
            onChange={(event) => set('because', event.currentTarget.value)}
          />
          {sending.failure === undefined ? null : (
            <p role="alert" className="banner-line">
              ! {sending.failure}
            </p>
          )}
          <div className="form-acts">
            <Button type="submit" loading={sending.isSending}>
              {w('conflicts.save')}
            </Button>
          </div>
        </>
      ) : null}
    </form>
  );
}

/** One source: what it says, of when, who agreed, because of what. */
function OptionWords({ option }: { readonly option: ConflictOption }): ReactNode {
  const w = usePlanWords();
  const day = useDay();
  const { language } = useSpeaking();
  const { kind, condition = '', value, because, recorded, parties, declaration } = option;
  const words =
    kind === undefined ? inLanguage(value ?? '', language) : w(`state.${kind}`, { words: condition });
  const names = parties
    .map(({ name, organization }) => (organization === undefined ? name : `${name} (${organization})`))
    .join(', ');
  return (
    <span className="plan-conflict__option">
      <span>
        {kind === undefined || kind === 'unreadable' ? null : <StateIcon shape={limitShapes[kind]} />}{' '}
        <b>{words}</b>
        {' · '}
        {recorded === undefined ? w('conflicts.undated') : day(recorded)}
      </span>
      <span className="talk-before">
        {declaration
          ? w('conflicts.declaration')
          : names === ''
            ? w('conflicts.noParties')
            : w('conflicts.parties', { names })}
      </span>
      {because === undefined ? null : <span className="talk-quote">{quoted(because)}</span>}
    </span>
  );
}
