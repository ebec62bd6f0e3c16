import type {
  ConversationNotes,
  DeskOpening,
  LimitNotes,
  LimitNotesState,
  PartyKey,
  PersonNotes,
} from '@caecilia/careplan/ui';

/** A conversation as it is typed, with where in it the screen stands. */
export interface Talk {
  /** Number of what is sent, so that it is recorded once. Empty: not begun. */
  readonly clientId: string;
  /** 1 to 8. */
  readonly step: number;
  /** Which treatment is asked about in step 5. */
  readonly question: number;
  readonly notes: ConversationNotes;
  /** What counted when the conversation began. */
  readonly seen: DeskOpening['seen'];
  /** Who read the plan back and agreed, and what they said to it. */
  readonly readBack?: { readonly by: readonly PartyKey[]; readonly words?: string };
}

export const STEPS = [1, 2, 3, 4, 5, 6, 7, 8] as const;
export type Step = (typeof STEPS)[number];

/** A conversation that nobody began. */
export const NOT_BEGUN: Talk = {
  clientId: '',
  step: 1,
  question: 0,
  seen: {},
  notes: {
    on: '',
    patient: { name: {} },
    professional: { name: {} },
    patientPresent: true,
    persons: [],
    limits: {},
    otherLimits: [],
  },
};

/** Whether what an earlier visit kept has the parts of a conversation of this release. */
export function isTalk(value: unknown): value is Talk {
  if (typeof value !== 'object' || value === null) return false;
  const { clientId, step, question, notes, seen } = value as Record<string, unknown>;
  return (
    typeof clientId === 'string' &&
    typeof step === 'number' &&
    typeof question === 'number' &&
    typeof seen === 'object' &&
    typeof notes === 'object' &&
    notes !== null &&
    ['persons', 'otherLimits'].every((part) => Array.isArray((notes as Record<string, unknown>)[part])) &&
    typeof (notes as Record<string, unknown>).limits === 'object'
  );
}

/** Begins with what the record knows. */
export const begun = (opening: DeskOpening, clientId: string): Talk => ({
  ...NOT_BEGUN,
  clientId,
  notes: opening.notes,
  seen: opening.seen,
});

/** Who is taken to agree until somebody says otherwise: the patient who is here and can decide, else who represents. */
export function usualParties({ patientPresent, capacity, persons }: ConversationNotes): readonly PartyKey[] {
  const patient = patientPresent && capacity?.capable !== false;
  const close = persons.filter(({ representative, present }) => representative && present);
  return [...(patient ? ['patient'] : []), ...close.map(({ key }) => key), 'professional'];
}

/** The limit with another state. Words of a condition stay, should somebody choose it again. */
export function withState(
  limit: LimitNotes | undefined,
  state: LimitNotesState,
  notes: ConversationNotes,
): LimitNotes {
  return { ...(limit ?? { parties: usualParties(notes) }), state };
}

/** The notes with one limit changed; `undefined` takes it away. */
export function withLimit(
  notes: ConversationNotes,
  key: string,
  limit: LimitNotes | undefined,
): ConversationNotes {
  const others = Object.entries(notes.limits).filter(([name]) => name !== key);
  return { ...notes, limits: Object.fromEntries(limit ? [...others, [key, limit]] : others) };
}

/** What keeps a limit from being recorded, as far as can be seen before it is sent. */
export function limitFault(limit: LimitNotes): 'conditionMissing' | 'twoParties' | undefined {
  if (limit.state === 'onlyIf' && (limit.condition ?? '').trim() === '') return 'conditionMissing';
  return new Set(limit.parties).size < 2 ? 'twoParties' : undefined;
}

/** Where the screen goes next: within step 5 over the treatments, then to the next step. */
export function onward(talk: Talk, questions: number): Pick<Talk, 'step' | 'question'> {
  if (talk.step === 5 && talk.question < questions - 1) return { step: 5, question: talk.question + 1 };
  return { step: Math.min(8, talk.step + 1), question: talk.step === 4 ? 0 : talk.question };
}

export function backward(talk: Talk): Pick<Talk, 'step' | 'question'> {
  if (talk.step === 5 && talk.question > 0) return { step: 5, question: talk.question - 1 };
  return { step: Math.max(1, talk.step - 1), question: talk.question };
}

/** A name as people say it. */
export const spoken = ({ name }: Pick<PersonNotes, 'name'>): string =>
  [name?.given, name?.prefix, name?.family].filter((part) => part !== undefined && part !== '').join(' ');
