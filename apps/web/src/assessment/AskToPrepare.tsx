import type { DeskPreparations, DeskPreparer, PreparationKey } from '@caecilia/assessment/ui';
import { dayPlus } from '@caecilia/ui';
import { isTypedOf, useDraft } from '@caecilia/workspace';
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { shown } from './ContactParts.tsx';
import { Plates } from './Plates.tsx';
import { usePreparationWords } from './preparationWords.ts';
import { isConflict, placeOf, Restored, SendFailure, useSend } from './sending.tsx';

interface AskDraft {
  readonly clientId: string;
  readonly person: string;
  readonly dueOn: string;
}

const NEW_ASK: AskDraft = { clientId: '', person: '', dueOn: '' };

const isAskDraft = isTypedOf(NEW_ASK);

interface AskProps {
  readonly id: string;
  readonly all: DeskPreparations;
}

/** One act: for whom, and by when. Nobody is chosen beforehand; the day is tomorrow unless somebody says otherwise. */
export function AskToPrepare({ id, all }: AskProps): ReactNode {
  const w = usePreparationWords();
  const [isOpen, open] = useState(false);
  const [isSent, said] = useState(false);
  if (isOpen)
    return (
      <AskForm
        id={id}
        all={all}
        done={(sent) => {
          open(false);
          said(sent);
        }}
      />
    );
  return (
    <>
      {isSent ? (
        <p className="banner-line" role="status">
          {w('ask.sent')}
        </p>
      ) : null}
      <Button variant="default" onClick={() => open(true)}>
        {w('ask')}
      </Button>
    </>
  );
}

/** What is wrong before it is sent. */
function wrongIn({ person, dueOn }: AskDraft, today: string): Readonly<Record<string, PreparationKey>> {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(dueOn) && dueOn >= today && dueOn <= dayPlus(today, 366);
  return {
    ...(person === '' ? { person: 'ask.choose' as const } : {}),
    ...(isDay ? {} : { dueOn: 'ask.day' as const }),
  };
}

function useAsking({ id, all, done }: AskProps & { done(sent: boolean): void }) {
  const draft = useDraft(`assessment/prepare/${id}`, NEW_ASK, isAskDraft);
  const [made] = useState(() => crypto.randomUUID());
  const [tried, setTried] = useState(false);
  const sending = useSend<{ readonly id: string }>(id);
  const value: AskDraft = {
    ...draft.value,
    clientId: draft.value.clientId === '' ? made : draft.value.clientId,
    dueOn: draft.value.dueOn === '' ? dayPlus(all.today, 1) : draft.value.dueOn,
  };
  const wrong = wrongIn(value, all.today);
  const send = () => {
    setTried(true);
    if (sending.isPending || Object.keys(wrong).length > 0) return;
    sending.mutate(
      { part: 'preparation', body: value },
      {
        onSuccess: () => {
          draft.drop();
          done(true);
        },
      },
    );
  };
  const change = (more: Partial<AskDraft>) => {
    sending.reset();
    draft.change({ ...value, ...more });
  };
  return { draft, value, change, send, sending, wrong: tried ? wrong : {} };
}

function AskForm(props: AskProps & { done(sent: boolean): void }): ReactNode {
  const w = usePreparationWords();
  const { all, done } = props;
  const { draft, value, change, send, sending, wrong } = useAsking(props);
  const isAsked = isConflict(sending.error);
  const errorOf = (field: 'person' | 'dueOn') => {
    if (wrong[field] !== undefined) return w(wrong[field]);
    if (field === 'person' && isAsked) return w('ask.isAsked');
    return field === placeOf(sending.error) ? w(field === 'person' ? 'ask.choose' : 'ask.day') : undefined;
  };
  return (
    <form
      className="record-form"
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        send();
      }}
    >
      <Restored at={draft.restoredAt} drop={draft.drop} />
      <Plates
        wide
        label={w('ask.person')}
        name="person"
        plates={all.people.map((each) => ({ value: each.reference, ...plateWords(each, w) }))}
        value={value.person}
        choose={(person) => change({ person })}
        error={errorOf('person')}
      />
      <TextInput
        type="date"
        label={w('ask.dueOn')}
        value={value.dueOn}
        min={all.today}
        error={shown(errorOf('dueOn'))}
        onChange={(event) => change({ dueOn: event.currentTarget.value })}
      />
      {isAsked ? null : <SendFailure error={sending.error} />}
      <div className="form-acts">
        <Button type="submit" loading={sending.isPending}>
          {w('ask.send')}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            draft.drop();
            done(false);
          }}
        >
          {w('ask.cancel')}
        </Button>
      </div>
    </form>
  );
}

function plateWords(
  { name, relationship, reference, preparing, atHome }: DeskPreparer,
  w: ReturnType<typeof usePreparationWords>,
): { readonly label: string; readonly about?: string } {
  const called = name ?? reference;
  const label =
    preparing === 'patient'
      ? w('ask.patient', { name: called })
      : relationship === undefined
        ? called
        : `${called} (${relationship})`;
  return atHome ? { label } : { label, about: w('ask.paper') };
}
