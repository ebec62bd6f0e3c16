import type { ConversationNotes, DeskOpening } from '@caecilia/careplan/ui';
import type { Talk } from './talk.ts';

/** A part of what was said; `undefined` takes it away. */
export type Part = { readonly [K in keyof ConversationNotes]?: ConversationNotes[K] | undefined };

/** What every step of the conversation is given. */
export interface StepProps {
  readonly talk: Talk;
  readonly opening: DeskOpening;
  /** Changes what was said. */
  readonly say: (part: Part) => void;
  /** Changes who read the plan back. */
  readonly readBack: (readBack: NonNullable<Talk['readBack']>) => void;
}

/** The notes with a part changed. */
export function saidAlso(notes: ConversationNotes, part: Part): ConversationNotes {
  const all = Object.entries({ ...notes, ...part }).filter(([, value]) => value !== undefined);
  // Only optional members can be taken away: the others are never `undefined` in a part that a step makes.
  return Object.fromEntries(all) as unknown as ConversationNotes;
}
