import { ORDER_FIELDS, type OrderAnswer, type OrderView } from '@caecilia/letter/ui';
import { dateWords } from '@caecilia/ui';
import { FileButton, useSend, useTyped } from '@caecilia/workspace';
import { Button, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { ofPatient, readyQuery } from './queries.ts';
import { ReadyForm } from './ReadyForm.tsx';
import type { ReadyParts } from './ReadyPage.tsx';
import { useLetterWords, whenWords } from './words.ts';

interface CardProps extends ReadyParts {
  readonly order: OrderView;
}

/** One execution request, with who signed it, who has seen it, and whether it holds. */
export function OrderCard(props: CardProps): ReactNode {
  const { id, shown, order, say } = props;
  const { state, medication, until, signed, seen, withdrawn, isSeen } = order;
  const [isWithdrawing, withdraw] = useState(false);
  const { language } = useSpeaking();
  const t = useLetterWords();
  const when = (at: string) => whenWords(at, shown.timeZone, language);
  const title = `order-${order.id}`;
  const seeing = useSend<object, OrderAnswer>(ofPatient(id, 'orders', order.id, 'seen'), {
    changes: [readyQuery(id).queryKey],
    done: () => say(t('order.seen.saved', { medication })),
  });
  const isActive = state === 'active';
  const about = <span className="visually-hidden">: {medication}</span>;
  return (
    <li className="card letter-card__head" aria-labelledby={title}>
      <h4 id={title}>{medication}</h4>
      <p>
        <b className="letter-state">{t(`order.state.${state}`)}</b>
        {isActive ? null : ` ${t(`order.not.${state}`)}`}
      </p>
      <dl className="letter__facts">
        {ORDER_FIELDS.filter((field) => field !== 'medication').map((field) => (
          <div key={field}>
            <dt>{t(`order.${field}`)}</dt>
            <dd>{order[field]}</dd>
          </div>
        ))}
        <div>
          <dt>{t('order.until')}</dt>
          <dd>{dateWords(until, 'day', language)}</dd>
        </div>
        <div>
          <dt>{t('order.seen.title')}</dt>
          <dd>
            {seen.length === 0
              ? t('order.seen.nobody')
              : seen.map(({ name, at }) => t('order.seen.by', { name, when: when(at) })).join('; ')}
          </dd>
        </div>
      </dl>
      <p className="letter-note">{t('letter.signed', { name: signed.name, when: when(signed.at) })}</p>
      {withdrawn === undefined ? null : (
        <p>{t('order.withdrawn.by', { ...withdrawn, when: when(withdrawn.at) })}</p>
      )}
      {isWithdrawing ? <Withdraw {...props} close={() => withdraw(false)} /> : null}
      <div className="letter-acts">
        {isActive && shown.mayReport && !shown.mayOrder && !isSeen ? (
          <Button
            variant="default"
            size="compact-md"
            loading={seeing.isSending}
            onClick={() => seeing.send({})}
          >
            {t('order.seen.do')}
            {about}
          </Button>
        ) : null}
        {isActive && shown.mayOrder && !isWithdrawing ? (
          <Button variant="subtle" size="compact-md" onClick={() => withdraw(true)}>
            {t('order.withdraw')}
            {about}
          </Button>
        ) : null}
        <FileButton
          path={`${ofPatient(id, 'orders', order.id, 'pdf')}?lang=${language}`}
          name="execution-request.pdf"
          label={
            <>
              {t('pdf')}
              {about}
            </>
          }
        />
      </div>
      {seeing.failure === undefined ? null : <p role="alert">! {seeing.failure}</p>}
    </li>
  );
}

function Withdraw({ id, order, say, close }: CardProps & { close(): void }): ReactNode {
  const t = useLetterWords();
  const { values, set, sent } = useTyped(`order/withdraw/${order.id}`, { because: '' });
  const [isTried, setTried] = useState(false);
  const isMissing = values.because.trim() === '';
  const leave = sent(close);
  const { send, ...sending } = useSend<object, OrderAnswer>(ofPatient(id, 'orders', order.id, 'withdraw'), {
    changes: [readyQuery(id).queryKey],
    done: () => {
      leave();
      say(t('order.withdraw.saved', { medication: order.medication }));
    },
  });
  return (
    <ReadyForm
      label={`${t('order.withdraw')}: ${order.medication}`}
      save={t('order.withdraw')}
      {...sending}
      submit={() => {
        setTried(true);
        if (!isMissing) send(values);
      }}
      close={leave}
    >
      <Textarea
        label={t('order.withdraw.because')}
        description={t('order.withdraw.hint')}
        rows={2}
        value={values.because}
        error={isTried && isMissing ? `! ${t('wrong.missing')}` : undefined}
        onChange={(event) => set('because', event.currentTarget.value)}
      />
    </ReadyForm>
  );
}
