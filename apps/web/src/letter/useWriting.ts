import type { LetterFacts, LetterSent, LetterSigned, LetterView, Recorded } from '@caecilia/letter/ui';
import { type Drafted, useDraft, useSend } from '@caecilia/workspace';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  begunWith,
  changedSince,
  type Faults,
  faultsIn,
  isLetterDraft,
  type LetterDraft,
  NOTHING,
  nextAfter,
} from './letterDraft.ts';
import { letterFactsQuery, lettersQuery, ofPatient } from './queries.ts';

/** A letter that is written: its draft, what the record says now, and its signature. */
export interface Writing {
  readonly draft: Pick<Drafted<LetterDraft>, 'restoredAt'>;
  /** As it stands: with the words to begin with, where nobody typed yet. */
  readonly value: LetterDraft;
  readonly facts: ReturnType<typeof useFacts>;
  /** Parts that the record says differently than when they were read. */
  readonly changed: readonly Recorded[];
  readonly faults: Faults;
  /** What a colleague signed meanwhile in the same place. */
  readonly theirs: LetterView | undefined;
  readonly isSending: boolean;
  readonly failure: string | undefined;
  change(more: Partial<LetterDraft>): void;
  /** Takes over what the record says now. */
  take(): void;
  /** Goes on from what the colleague signed. */
  goOn(): void;
  sign(): void;
  drop(): void;
}

const useFacts = (id: string, language: LetterDraft['language']) => useQuery(letterFactsQuery(id, language));

/** What the draft of a new letter is kept as, or of the next version of one. */
export const draftName = (id: string, before: LetterView | undefined) =>
  before === undefined ? `letter/new/${id}` : `letter/next/${before.id}`;

/** The draft of a new letter, or of the next version of one. */
export function useWriting(
  id: string,
  before: LetterView | undefined,
  done: (answer: Extract<LetterSigned, { kind: 'signed' }>) => void,
): Writing {
  const [first] = useState(() => (before === undefined ? NOTHING : nextAfter(before)));
  const draft = useDraft(draftName(id, before), first, isLetterDraft);
  const facts = useFacts(id, draft.value.language);
  const queries = useQueryClient();
  const [faults, setFaults] = useState<Faults>(new Map());
  const [theirs, setTheirs] = useState<LetterView>();
  const now = facts.data?.facts;
  const value = now === undefined ? draft.value : begunWith(draft.value, now);
  const changed = now === undefined ? [] : changedSince(value, now);
  const change = (more: Partial<LetterDraft>) =>
    draft.change({ ...value, ...more, clientId: value.clientId || crypto.randomUUID() });
  const sending = useSend<LetterSent, LetterSigned>(ofPatient(id, 'letters'), {
    changes: [lettersQuery(id).queryKey, letterFactsQuery(id, value.language).queryKey],
    done: (answer) => {
      if (answer.kind === 'changed') return told(answer.facts);
      if (answer.kind === 'conflict') return setTheirs(answer.theirs);
      draft.drop();
      return done(answer);
    },
  });
  const told = (next: LetterFacts) =>
    queries.setQueryData(letterFactsQuery(id, value.language).queryKey, (known) =>
      known === undefined ? known : { ...known, facts: next },
    );
  const sign = () => {
    const wrong = faultsIn(value);
    setFaults(wrong);
    if (wrong.size > 0 || now === undefined || changed.length > 0) return;
    const clientId = value.clientId || crypto.randomUUID();
    draft.change({ ...value, clientId });
    const { to, language, words, leftOut, replaces } = value;
    sending.send({
      clientId,
      to,
      language,
      words,
      leftOut,
      basis: now.basis,
      ...(replaces === undefined ? {} : { replaces }),
    });
  };
  return {
    draft,
    value,
    facts,
    changed,
    faults,
    theirs,
    isSending: sending.isSending,
    failure: sending.failure,
    change,
    take: () => (now === undefined ? undefined : change({ marks: now.marks })),
    goOn() {
      if (theirs !== undefined) change({ replaces: { id: theirs.id, versionId: theirs.versionId } });
      setTheirs(undefined);
    },
    sign,
    drop: draft.drop,
  };
}
