import { GIVERS, type SupplyAnswer } from '@caecilia/letter/ui';
import { readDay } from '@caecilia/ui';
import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { ReadyForm } from './ReadyForm.tsx';
import type { ReadyParts } from './ReadyPage.tsx';
import { isSupplyDraft, NO_SUPPLY, type SupplyDraft, supplyFaults } from './readyDraft.ts';
import { useReadyForm } from './useReadyForm.ts';
import { useLetterWords } from './words.ts';

/** Writes down one thing that lies ready: what, for what, who may give it, where it lies and until when it is good. */
export function NewSupply({ id, shown, say }: ReadyParts): ReactNode {
  const t = useLetterWords();
  const form = useReadyForm<SupplyDraft, SupplyAnswer>(id, {
    kind: 'supply',
    nothing: NO_SUPPLY,
    isDraft: isSupplyDraft,
    faultsIn: (draft) => supplyFaults(draft, shown.today),
    saved: ({ supply: { item }, again }) => (again ? t('supply.again') : t('supply.saved', { item })),
    say,
  });
  const { isOpen, open, value, change, wrong } = form;
  if (!isOpen) return <Button onClick={open}>{t('supply.new')}</Button>;
  const submit = () => form.submit({ ...value, expires: readDay(value.expires) ?? '' });
  return (
    <ReadyForm {...form} label={t('supply.new')} save={t('supply.save')} submit={submit}>
      <Fields value={value} items={shown.items} wrong={wrong} change={change} />
    </ReadyForm>
  );
}

function Fields(props: {
  readonly value: SupplyDraft;
  /** Names that the house installed, to choose from; another can be typed. */
  readonly items: readonly string[];
  wrong(field: string): string | undefined;
  change(more: Partial<SupplyDraft>): void;
}): ReactNode {
  const { value, items, wrong, change } = props;
  const t = useLetterWords();
  const text = (field: 'item' | 'indication' | 'place' | 'expires') => ({
    value: value[field],
    error: wrong(field),
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      change({ [field]: event.currentTarget.value }),
  });
  return (
    <>
      <TextInput
        label={t('supply.item')}
        description={t('supply.item.hint')}
        autoComplete="off"
        list="supply-items"
        {...text('item')}
      />
      <datalist id="supply-items">
        {items.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <TextInput label={t('supply.indication')} autoComplete="off" {...text('indication')} />
      <Checkbox.Group
        label={t('supply.givers')}
        value={[...value.givers]}
        error={wrong('givers')}
        onChange={(givers) => change({ givers })}
      >
        <div className="letter-acts">
          {GIVERS.map((each) => (
            <Checkbox key={each} value={each} label={t(`giver.${each}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <Textarea label={t('supply.place')} description={t('supply.place.hint')} rows={2} {...text('place')} />
      <TextInput
        label={t('supply.expires')}
        description={t('day.hint')}
        autoComplete="off"
        {...text('expires')}
      />
    </>
  );
}
