import { LONGEST_FIELD, ORDER_FIELDS, type OrderAnswer } from '@caecilia/letter/ui';
import { readDay } from '@caecilia/ui';
import { Button, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useDraft } from '../drafts/useDraft.ts';
import { useSend } from '../register/useSend.ts';
import { ofPatient, readyQuery } from './queries.ts';
import { ReadyForm } from './ReadyForm.tsx';
import type { ReadyParts } from './ReadyPage.tsx';
import { type Faults, isOrderDraft, NO_ORDER, type OrderDraft, orderFaults } from './readyDraft.ts';
import { useLetterWords } from './words.ts';

/** A physician types an execution request: every part of it, and nothing stands there beforehand. */
export function NewOrder({ id, shown, say }: ReadyParts): ReactNode {
  const t = useLetterWords();
  const draft = useDraft(`order/new/${id}`, NO_ORDER, isOrderDraft);
  const [opened, open] = useState(false);
  const [faults, setFaults] = useState<Faults>(new Map());
  const close = () => {
    draft.drop();
    setFaults(new Map());
    open(false);
  };
  const { send, ...sending } = useSend<OrderDraft, OrderAnswer>(ofPatient(id, 'orders'), {
    changes: [readyQuery(id).queryKey],
    done: ({ order: { medication }, again }) => {
      close();
      say(again ? t('order.again') : t('order.saved', { medication }));
    },
  });
  if (!opened && draft.restoredAt === undefined)
    return <Button onClick={() => open(true)}>{t('order.new')}</Button>;
  const { value } = draft;
  const change = (more: Partial<OrderDraft>) =>
    draft.change({ ...value, ...more, clientId: value.clientId || crypto.randomUUID() });
  const wrong = (field: string) => {
    const fault = faults.get(field);
    return fault === undefined ? undefined : `! ${t(fault, { count: String(LONGEST_FIELD) })}`;
  };
  const submit = () => {
    const found = orderFaults(value, shown.today);
    setFaults(found);
    say('');
    if (found.size === 0) send({ ...value, until: readDay(value.until) ?? '' });
  };
  return (
    <ReadyForm label={t('order.new')} save={t('order.sign')} {...sending} submit={submit} close={close}>
      <p className="letter-note">{t('order.typed')}</p>
      {ORDER_FIELDS.map((field) => (
        <Textarea
          key={field}
          label={t(`order.${field}`)}
          rows={field === 'whenToCall' ? 2 : 1}
          autoComplete="off"
          value={value[field]}
          error={wrong(field)}
          onChange={(event) => change({ [field]: event.currentTarget.value })}
        />
      ))}
      <TextInput
        label={t('order.until')}
        description={t('day.hint')}
        autoComplete="off"
        value={value.until}
        error={wrong('until')}
        onChange={(event) => change({ until: event.currentTarget.value })}
      />
    </ReadyForm>
  );
}
