import { ORDER_FIELDS, type OrderAnswer } from '@caecilia/letter/ui';
import { readDay } from '@caecilia/ui';
import { Button, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { ReadyForm } from './ReadyForm.tsx';
import type { ReadyParts } from './ReadyPage.tsx';
import { isOrderDraft, NO_ORDER, type OrderDraft, orderFaults } from './readyDraft.ts';
import { useReadyForm } from './useReadyForm.ts';
import { useLetterWords } from './words.ts';

/** A physician types an execution request: every part of it, and nothing stands there beforehand. */
export function NewOrder({ id, shown, say }: ReadyParts): ReactNode {
  const t = useLetterWords();
  const form = useReadyForm<OrderDraft, OrderAnswer>(id, {
    kind: 'order',
    nothing: NO_ORDER,
    isDraft: isOrderDraft,
    faultsIn: (draft) => orderFaults(draft, shown.today),
    saved: ({ order: { medication }, again }) =>
      again ? t('order.again') : t('order.saved', { medication }),
    say,
  });
  const { isOpen, open, value, change, wrong } = form;
  if (!isOpen) return <Button onClick={open}>{t('order.new')}</Button>;
  const submit = () => form.submit({ ...value, until: readDay(value.until) ?? '' });
  return (
    <ReadyForm {...form} label={t('order.new')} save={t('order.sign')} submit={submit}>
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
