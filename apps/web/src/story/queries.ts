import type { ToldEvent } from '@caecilia/story/ui';
import { ask, withParameters } from '@caecilia/workspace';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

/** What somebody wants to see, as it stands in the address. */
export interface StoryAsked {
  readonly kind?: string | undefined;
  readonly discipline?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly words?: string | undefined;
}

/** A part of the story, as the server gives it. */
interface StoryPart {
  readonly events: readonly ToldEvent[];
  readonly next?: string;
}

export const storyQuery = (id: string, asked: StoryAsked) =>
  infiniteQueryOptions({
    queryKey: ['patient', id, 'timeline', asked],
    queryFn: ({ signal, pageParam }) =>
      ask<StoryPart>(
        withParameters(`/patients/${encodeURIComponent(id)}/timeline`, { ...asked, before: pageParam }),
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });

/** A confidential note as the server gives it to its own discipline. */
export interface NoteEntry {
  readonly id: string;
  readonly versionId: number;
  readonly outcome: { readonly id: string; readonly versionId: number };
  /** Civil times of the house. */
  readonly writtenAt: string;
  readonly correctedAt?: string;
  readonly value: {
    readonly by: string;
    readonly note: string;
    readonly sharedOutcome: string;
    readonly inError?: string;
  };
}

/** The notes of one discipline about one patient. */
export interface NoteList {
  readonly discipline: 'spiritual-care-worker' | 'social-worker';
  /** Reference of who asks. */
  readonly me: string;
  readonly entries: readonly NoteEntry[];
  readonly unreadable: readonly string[];
  readonly more: boolean;
}

export const notesPath = (id: string) => `/patients/${encodeURIComponent(id)}/notes`;

export const notesQuery = (id: string) =>
  queryOptions({
    queryKey: ['patient', id, 'notes'],
    queryFn: ({ signal }) => ask<NoteList>(notesPath(id), signal),
  });
