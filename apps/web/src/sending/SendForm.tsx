import type { Attached, HandOverMade, RecipientView } from '@caecilia/exchange/ui';
import { useDraft, useSend } from '@caecilia/workspace';
import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { Said } from '../register/Said.tsx';
import { goToWrong } from '../requests/choices.tsx';
import type { Code } from './CodeCard.tsx';
import { HowField } from './HowField.tsx';
import { othersQuery, sendingPath, sendingQuery } from './queries.ts';
import { bodyOf, chosen, type Faults, faultsIn, isSendDraft, NOTHING, type SendDraft } from './sendDraft.ts';
import { WhoField } from './WhoField.tsx';
import { useExchange } from './words.ts';

/** Choosing to whom, how and with which question. What was typed stays until it was sent. */
export function SendForm(props: {
  readonly id: string;
  readonly recipients: readonly RecipientView[];
  readonly attachable: readonly Attached[];
  say(words: string): void;
  tell(code: Code): void;
}): ReactNode {
  const { id, recipients, attachable, say, tell } = props;
  const t = useExchange();
  const draft = useDraft(`sending/${id}`, NOTHING, isSendDraft);
  const [faults, setFaults] = useState<Faults>(new Map());
  const [looked, look] = useState('');
  const { data: others } = useQuery(othersQuery(id, looked));
  const form = useRef<HTMLFormElement>(null);
  const { value } = draft;
  const to = [...recipients, ...(others?.recipients ?? [])].find(({ reference }) => reference === value.to);
  const sending = useSend<object, HandOverMade>(sendingPath(id), {
    changes: [sendingQuery(id).queryKey],
    done: ({ handOver, code }) => {
      draft.drop();
      setFaults(new Map());
      const { name } = handOver.to;
      if (code !== undefined) tell({ code, name: handOver.person?.name ?? name, phone: to?.phone });
      if (handOver.failure !== undefined) say(t('sent.failed', { name }));
      else say(t(handOver.channel === 'print' ? 'sent.print' : 'sent.done', { name }));
    },
  });
  const change = (next: SendDraft) =>
    draft.change({ ...next, clientId: value.clientId || crypto.randomUUID() });
  const set = (more: Partial<SendDraft>) => change({ ...value, ...more });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = faultsIn(value, to);
    setFaults(wrong);
    say('');
    goToWrong(form.current, [...wrong.keys()]);
    if (wrong.size === 0 && to !== undefined) sending.send(bodyOf(value, to));
  };
  const wrong = (field: string) => {
    const fault = faults.get(field);
    return fault === undefined ? undefined : `! ${t(...fault)}`;
  };
  return (
    <form ref={form} className="sending-form" noValidate onSubmit={submit} aria-label={t('title')}>
      <WhoField
        recipients={recipients}
        others={others}
        looked={looked}
        look={look}
        value={value.to}
        wrong={wrong('to')}
        choose={(recipient) => change(chosen(value, recipient))}
      />
      {to?.ground === undefined ? null : (
        <>
          <HowField
            channels={to.channels}
            value={value.channel}
            wrong={wrong('channel')}
            choose={(channel) => set({ channel })}
          />
          {value.channel === 'link' ? <PersonFields value={value} wrong={wrong} set={set} /> : null}
          <WhatGoes attachable={attachable} value={value} wrong={wrong('asked')} set={set} />
        </>
      )}
      <Said failure={sending.failure} />
      <div className="sending-acts">
        <Button type="submit" loading={sending.isSending}>
          {t(sending.isSending ? 'sending' : value.channel === 'print' ? 'send.print' : 'send')}
        </Button>
      </div>
    </form>
  );
}

interface FieldsProps {
  readonly value: SendDraft;
  set(more: Partial<SendDraft>): void;
}

function PersonFields({
  value,
  wrong,
  set,
}: FieldsProps & { wrong(field: string): string | undefined }): ReactNode {
  const t = useExchange();
  return (
    <div className="sending-person">
      <TextInput
        label={t('person.name')}
        description={t('person.name.hint')}
        value={value.person}
        error={wrong('person')}
        data-field="person"
        autoComplete="off"
        maxLength={200}
        onChange={(event) => set({ person: event.currentTarget.value })}
      />
      <TextInput
        type="email"
        label={t('person.email')}
        value={value.email}
        error={wrong('email')}
        data-field="email"
        autoComplete="off"
        maxLength={254}
        onChange={(event) => set({ email: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('person.language')}
        value={value.language}
        data={(['nl', 'en'] as const).map((each) => ({ value: each, label: t(`language.${each}`) }))}
        onChange={(event) => set({ language: event.currentTarget.value })}
      />
    </div>
  );
}

function WhatGoes({
  value,
  wrong,
  set,
  attachable,
}: FieldsProps & {
  readonly wrong: string | undefined;
  readonly attachable: readonly Attached[];
}): ReactNode {
  const t = useExchange();
  const isSystem = value.channel === 'fhir';
  return (
    <>
      <section aria-labelledby="sending-what">
        <h3 id="sending-what">{t('what.title')}</h3>
        <p>{t('what.plan')}</p>
        {isSystem || attachable.length === 0 ? null : (
          <Checkbox.Group
            label={t('along.label')}
            value={value.along.split('\n').filter((each) => each !== '')}
            onChange={(along) => set({ along: along.join('\n') })}
            data-field="along"
          >
            <div className="sending-choices">
              {attachable.map(({ reference, title }) => (
                <Checkbox key={reference} value={reference} label={title} />
              ))}
            </div>
          </Checkbox.Group>
        )}
        {value.channel === 'print' && value.along !== '' ? (
          <p className="sending-note">{t('along.paper')}</p>
        ) : null}
      </section>
      {isSystem ? (
        <p className="sending-note">{t('asked.fhir')}</p>
      ) : (
        <Textarea
          label={`${t('asked.label')} (${t('optional')})`}
          description={t('asked.hint')}
          rows={3}
          value={value.asked}
          error={wrong}
          data-field="asked"
          onChange={(event) => set({ asked: event.currentTarget.value })}
        />
      )}
    </>
  );
}
