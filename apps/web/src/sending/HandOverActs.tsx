import type { HandOverMade, HandOverView } from '@caecilia/exchange/ui';
import { type Sending, useSend, useTyped } from '@caecilia/workspace';
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Said } from '../register/Said.tsx';
import { useSpeaking } from '../words/useSpeaking.ts';
import type { Code } from './CodeCard.tsx';
import { handOverPath, sendingQuery } from './queries.ts';
import { useExchange } from './words.ts';

interface ActsProps {
  readonly id: string;
  readonly handOver: HandOverView;
  readonly phone: string | undefined;
  tell(code: Code): void;
}

/** What a sender does with a hand-over that is under way. */
export function HandOverActs(props: ActsProps): ReactNode {
  const { id, handOver } = props;
  const t = useExchange();
  const { here } = useSpeaking();
  const [doing, setDoing] = useState<'withdraw' | 'told'>();
  const act = useActs(id, handOver.id);
  const { channel, state, to } = handOver;
  const about = <span className="visually-hidden">: {to.name}</span>;
  const close = () => setDoing(undefined);
  const button = (label: string, press: () => void, isSending = false) => (
    <Button variant="subtle" size="compact-md" loading={isSending} onClick={press}>
      {label}
      {about}
    </Button>
  );
  return (
    <>
      <div className="sending-acts">
        {channel === 'print' ? (
          <a href={here(`/care/hand-overs/${handOver.id}/paper`)} target="_blank" rel="noreferrer">
            {t('act.paper')}
            {about}
          </a>
        ) : null}
        {channel === 'print' && state === 'made'
          ? button(t('act.printed'), () => act.printed.send({}), act.printed.isSending)
          : null}
        {channel === 'print' && (state === 'made' || state === 'notified')
          ? button(t('act.handed'), () => act.handed.send({}), act.handed.isSending)
          : null}
        {channel === 'fhir' && state === 'failed'
          ? button(t('act.again'), () => act.again.send({}), act.again.isSending)
          : null}
        {channel === 'link' && state !== 'opened' ? <NewLink {...props} /> : null}
        {state === 'opened' ? null : button(t('act.told'), () => setDoing('told'))}
        {button(t('act.withdraw'), () => setDoing('withdraw'))}
      </div>
      {doing === 'withdraw' ? (
        <div className="sending-acts">
          <Button size="compact-md" loading={act.withdraw.isSending} onClick={() => act.withdraw.send({})}>
            {t('act.withdraw.sure')}
          </Button>
          <Button variant="default" size="compact-md" onClick={close}>
            {t('act.keep')}
          </Button>
        </div>
      ) : null}
      {doing === 'told' ? <Told id={handOver.id} sending={act.told} close={close} /> : null}
      <Said failure={Object.values(act).find(({ failure }) => failure !== undefined)?.failure} />
    </>
  );
}

function useActs(patient: string, id: string) {
  const how = { changes: [sendingQuery(patient).queryKey], done: () => undefined };
  return {
    withdraw: useSend<object, HandOverView>(handOverPath(id, 'withdraw'), how),
    printed: useSend<object, HandOverView>(handOverPath(id, 'printed'), how),
    handed: useSend<object, HandOverView>(handOverPath(id, 'handed'), how),
    again: useSend<object, HandOverView>(handOverPath(id, 'again'), how),
    told: useSend<object, HandOverView>(handOverPath(id, 'told'), how),
  };
}

/** A new link and a new code: what was sent and told before opens nothing any more. */
function NewLink({ id, handOver, phone, tell }: ActsProps): ReactNode {
  const t = useExchange();
  const sending = useSend<object, HandOverMade>(handOverPath(handOver.id, 'link'), {
    changes: [sendingQuery(id).queryKey],
    done: ({ code }) => {
      if (code !== undefined) tell({ code, name: handOver.person?.name ?? handOver.to.name, phone });
    },
  });
  return (
    <>
      <Button variant="subtle" size="compact-md" loading={sending.isSending} onClick={() => sending.send({})}>
        {t('act.again.link')}
        <span className="visually-hidden">: {handOver.to.name}</span>
      </Button>
      <Said failure={sending.failure} />
    </>
  );
}

/** Somebody said on the telephone that they read it. */
function Told(props: { readonly id: string; readonly sending: Sending<object>; close(): void }): ReactNode {
  const { id, sending, close } = props;
  const t = useExchange();
  const { values, set } = useTyped(`sending/told/${id}`, { name: '' });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (values.name.trim() !== '') sending.send({ name: values.name.trim() });
  };
  return (
    <form className="sending-told" onSubmit={submit} aria-label={t('act.told')}>
      <TextInput
        label={t('act.told.name')}
        value={values.name}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => set('name', event.currentTarget.value)}
      />
      <div className="sending-acts">
        <Button type="submit" size="compact-md" loading={sending.isSending}>
          {t('act.told.save')}
        </Button>
        <Button variant="default" size="compact-md" onClick={close}>
          {t('act.cancel')}
        </Button>
      </div>
    </form>
  );
}
