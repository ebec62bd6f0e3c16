import { LONGEST_FIELD } from '@caecilia/letter/ui';
import { type Drafted, useDraft, useSend } from '@caecilia/workspace';
import { useState } from 'react';
import { ofPatient, readyQuery } from './queries.ts';
import type { Faults } from './readyDraft.ts';
import { useLetterWords } from './words.ts';

/** A form for something new that may be given or lies ready: its draft, what is wrong with it, and its way. */
export interface ReadyFormState<Draft> {
  /** It is open where somebody opened it, or typed before and did not finish. */
  readonly isOpen: boolean;
  open(): void;
  close(): void;
  readonly value: Draft;
  change(more: Partial<Draft>): void;
  /** What is wrong with a field, in words. */
  wrong(field: string): string | undefined;
  /** Sends what was typed where nothing is wrong with it. */
  submit(body: Draft): void;
  readonly isSending: boolean;
  readonly failure: string | undefined;
}

export function useReadyForm<Draft extends { readonly clientId: string }, Answer extends object>(
  id: string,
  form: {
    readonly kind: 'order' | 'supply';
    readonly nothing: Draft;
    readonly isDraft: (value: unknown) => value is Draft;
    faultsIn(draft: Draft): Faults;
    /** What to say when it was kept. */
    saved(answer: Answer): string;
    say(words: string): void;
  },
): ReadyFormState<Draft> {
  const { kind, nothing, isDraft, faultsIn, saved, say } = form;
  const t = useLetterWords();
  const draft: Drafted<Draft> = useDraft(`${kind}/new/${id}`, nothing, isDraft);
  const [opened, setOpened] = useState(false);
  const [faults, setFaults] = useState<Faults>(new Map());
  const close = () => {
    draft.drop();
    setFaults(new Map());
    setOpened(false);
  };
  const { send, ...sending } = useSend<Draft, Answer>(
    ofPatient(id, kind === 'order' ? 'orders' : 'supplies'),
    {
      changes: [readyQuery(id).queryKey],
      done: (answer) => {
        close();
        say(saved(answer));
      },
    },
  );
  const { value } = draft;
  return {
    ...sending,
    isOpen: opened || draft.restoredAt !== undefined,
    open: () => setOpened(true),
    close,
    value,
    change: (more) => draft.change({ ...value, ...more, clientId: value.clientId || crypto.randomUUID() }),
    wrong(field) {
      const fault = faults.get(field);
      return fault === undefined ? undefined : `! ${t(fault, { count: String(LONGEST_FIELD) })}`;
    },
    submit(body) {
      const found = faultsIn(value);
      setFaults(found);
      say('');
      if (found.size === 0) send(body);
    },
  };
}
