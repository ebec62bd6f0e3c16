import {
  type DischargeChanged,
  type DischargeView,
  ITEM_STATES,
  LONGEST_WHO,
  type PatientStays,
} from '@caecilia/stay/ui';
import { dateWords } from '@caecilia/ui';
import { useSend, useTyped } from '@caecilia/workspace';
import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { OneOf } from '../requests/choices.tsx';
import { useSpeaking } from '../words/useSpeaking.ts';
import { dischargeIsNow, STAYS } from './queries.ts';
import { byWords, useStay } from './words.ts';

/** What has to be there before somebody goes home: bed, oxygen, home nursing; who arranges it and when. */
export function Discharge({ id, shown }: { readonly id: string; readonly shown: PatientStays }): ReactNode {
  const t = useStay();
  const [said, say] = useState('');
  return (
    <section className="stays" aria-labelledby="discharge-title">
      <h2 id="discharge-title">{t('discharge.title')}</h2>
      <p className="work__intro">{t('discharge.intro')}</p>
      <ul className="discharge">
        {shown.discharge.map((view) => (
          <Entry key={view.item} id={id} view={view} shown={shown} say={say} />
        ))}
      </ul>
      <p role="status" className="stay__said">
        {said}
      </p>
    </section>
  );
}

interface EntryProps {
  readonly id: string;
  readonly view: DischargeView;
  readonly shown: PatientStays;
  say(words: string): void;
}

function Entry(props: EntryProps): ReactNode {
  const { view, shown } = props;
  const { item, state, who, due, said } = view;
  const t = useStay();
  const { language } = useSpeaking();
  const [isOpen, open] = useState(false);
  return (
    <li className="card discharge__item">
      <p>
        <b>{t(`item.${item}`)}</b>{' '}
        <span className={`stand discharge--${state ?? 'none'}`}>{t(`itemState.${state ?? 'none'}`)}</span>
        {who === undefined ? '' : ` · ${who}`}
        {due === undefined ? '' : ` · ${t('item.dueBy', { date: dateWords(due, 'day', language, true) })}`}
      </p>
      {said === undefined ? null : (
        <p className="work__about">
          {t('item.said', { who: byWords(said, t, { language, timeZone: shown.timeZone }) })}
        </p>
      )}
      {isOpen ? <EntryForm {...props} close={() => open(false)} /> : null}
      {shown.mayAsk && !isOpen ? (
        <Button variant="subtle" size="compact-md" onClick={() => open(true)}>
          {t('item.change')}
          <span className="visually-hidden">: {t(`item.${item}`)}</span>
        </Button>
      ) : null}
    </li>
  );
}

function EntryForm({ id, view: current, say, close }: EntryProps & { close(): void }): ReactNode {
  const t = useStay();
  const [view] = useState(current);
  const queries = useQueryClient();
  const [theirs, setTheirs] = useState<DischargeView>();
  const [isTried, setTried] = useState(false);
  const { item } = view;
  const typed = useTyped(`stay/discharge/${id}/${item}`, {
    state: view.state ?? '',
    who: view.who ?? '',
    due: view.due ?? '',
  });
  const { state, who, due } = typed.values;
  const leave = typed.sent(close);
  const send = useSend<object, DischargeChanged>(`/patients/${encodeURIComponent(id)}/discharge/${item}`, {
    changes: [STAYS],
    done: (answer) => {
      if (answer.kind === 'conflict') return setTheirs(answer.theirs);
      dischargeIsNow(queries, id, answer.now);
      leave();
      say(t('item.saved', { item: t(`item.${item}`), state: t(`itemState.${answer.now.state ?? 'none'}`) }));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (state !== '') send.send({ state, who, due, versionId: (theirs ?? view).versionId });
  };
  return (
    <form className="stay-form" noValidate aria-label={t(`item.${item}`)} onSubmit={submit}>
      {theirs === undefined ? null : (
        <p role="alert">
          ! {t('conflict.title')}: {t(`itemState.${theirs.state ?? 'none'}`)} {theirs.who ?? ''}
        </p>
      )}
      <OneOf
        name={`state-${item}`}
        label={t('item.state')}
        choices={ITEM_STATES.map((value) => ({ value, label: t(`itemState.${value}`) }))}
        value={state}
        wrong={isTried && state === '' ? t('wrong.needed') : undefined}
        change={(value) => typed.set('state', value)}
      />
      <div className="stay-days">
        <TextInput
          label={`${t('item.who')} (${t('field.optional')})`}
          maxLength={LONGEST_WHO}
          autoComplete="off"
          value={who}
          onChange={(event) => typed.set('who', event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={`${t('item.due')} (${t('field.optional')})`}
          value={due}
          onChange={(event) => typed.set('due', event.currentTarget.value)}
        />
      </div>
      <div className="stay-acts">
        <Button type="submit" loading={send.isSending}>
          {t('item.save')}
        </Button>
        <Button variant="default" onClick={leave}>
          {t('cancel')}
        </Button>
      </div>
      {send.failure === undefined ? null : <p role="alert">! {send.failure}</p>}
    </form>
  );
}
