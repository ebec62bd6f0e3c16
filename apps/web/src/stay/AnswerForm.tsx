import { LONGEST, type StayKey, type StayView } from '@caecilia/stay/ui';
import { useTyped } from '@caecilia/workspace';
import { Button, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Filled } from './StayActs.tsx';
import type { CardProps } from './StayCard.tsx';
import { useStayAct } from './useStayAct.ts';
import { daysWords, useStay } from './words.ts';

type Field = 'from' | 'until' | 'reason';

/** What is missing or wrong, by field. */
export function faultsOf(
  kind: Filled,
  { from, until, reason }: Readonly<Record<Field, string>>,
  { asked, state }: Pick<StayView, 'asked' | 'state'>,
  today: string,
): Readonly<Partial<Record<Field, StayKey>>> {
  if (kind === 'decline' || kind === 'withdraw')
    return reason.trim() === '' ? { reason: 'wrong.needed' } : {};
  const isThere = state === 'arrived';
  return {
    ...(from === '' ? { from: 'wrong.needed' as const } : {}),
    ...(from !== '' && !isThere && from < today ? { from: 'wrong.past' as const } : {}),
    ...(until === '' && asked.kind === 'time-out' ? { until: 'wrong.needed' as const } : {}),
    ...(until !== '' && until <= from ? { until: 'wrong.until' as const } : {}),
  };
}

/** A promise with its days, other days, or a no with the reason. What was typed stays until it was taken. */
export function AnswerForm(
  props: CardProps & { readonly kind: Filled; say(words: string): void; close(): void },
): ReactNode {
  const { stay: current, today, kind, say, close, saidIn } = props;
  const t = useStay();
  // As it stood when the form was opened: nobody answers what they did not see.
  const [stay] = useState(current);
  const begun = stay.promised ?? stay.asked;
  const typed = useTyped(`stay/${stay.id}/${kind}`, {
    from: begun.from,
    until: begun.until ?? '',
    reason: '',
  });
  const [isTried, setTried] = useState(false);
  const { from, until, reason } = typed.values;
  const faults = faultsOf(kind, typed.values, stay, today);
  const leave = typed.sent(close);
  const acting = useStayAct(stay, () => {
    leave();
    say(t(`done.${kind}`));
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(faults).length > 0) return;
    if (kind === 'decline' || kind === 'withdraw') return acting.act({ kind, reason });
    acting.act({ kind, from, ...(until === '' ? {} : { until }) });
  };
  const wrong = (field: Field) => {
    const fault = isTried ? faults[field] : undefined;
    return fault === undefined ? undefined : `! ${t(fault)}`;
  };
  if (acting.theirs !== undefined)
    return (
      <section className="stay-conflict" role="alert">
        <h4>{t('conflict.title')}</h4>
        <p>{t('conflict.body')}</p>
        <p>
          <b>{t(`state.${acting.theirs.state}`)}</b>{' '}
          {acting.theirs.promised === undefined ? '' : daysWords(acting.theirs.promised, t, saidIn)}{' '}
          {acting.theirs.reason ?? ''}
        </p>
        <Button variant="default" onClick={leave}>
          {t('conflict.look')}
        </Button>
      </section>
    );
  return (
    <form className="stay-form" noValidate aria-label={t(`act.${kind}`)} onSubmit={submit}>
      {kind === 'decline' || kind === 'withdraw' ? (
        <Textarea
          label={t('field.reason')}
          rows={2}
          maxLength={LONGEST.reason}
          value={reason}
          error={wrong('reason')}
          onChange={(event) => typed.set('reason', event.currentTarget.value)}
        />
      ) : (
        <>
          <TextInput
            type="date"
            label={t('field.from')}
            disabled={stay.state === 'arrived'}
            value={from}
            error={wrong('from')}
            onChange={(event) => typed.set('from', event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t('field.until')}
            value={until}
            error={wrong('until')}
            onChange={(event) => typed.set('until', event.currentTarget.value)}
          />
        </>
      )}
      <div className="stay-acts">
        <Button type="submit" loading={acting.isSending}>
          {t(`${kind}.save`)}
        </Button>
        <Button variant="default" onClick={leave}>
          {t('cancel')}
        </Button>
      </div>
      {acting.failure === undefined ? null : <p role="alert">! {acting.failure}</p>}
    </form>
  );
}
