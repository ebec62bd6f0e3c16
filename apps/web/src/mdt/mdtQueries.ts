import type { AdviceOfPatient, OpenAdvice } from '@caecilia/consultation/ui';
import type { ItemView, MeetingAnswer, MeetingList, OwnerChoices, Pulse } from '@caecilia/mdt/ui';
import { ask } from '@caecilia/workspace';
import { queryOptions } from '@tanstack/react-query';

const part = encodeURIComponent;

/** Address of what is known or done of one meeting. */
export const ofMeeting = (meeting: string, rest = ''): string =>
  `/mdt/${part(meeting)}${rest === '' ? '' : `/${rest}`}`;

export const ofItem = (meeting: string, item: string, rest = ''): string =>
  ofMeeting(meeting, `items/${part(item)}${rest === '' ? '' : `/${rest}`}`);

export const meetingsQuery = queryOptions({
  queryKey: ['mdt', 'all'],
  queryFn: ({ signal }) => ask<MeetingList>('/mdt', signal),
});

export const meetingQuery = (meeting: string) =>
  queryOptions({
    queryKey: ['mdt', meeting, 'meeting'],
    queryFn: ({ signal }) => ask<MeetingAnswer>(ofMeeting(meeting), signal),
  });

export const pulseQuery = (meeting: string) =>
  queryOptions({
    queryKey: ['mdt', meeting, 'pulse'],
    queryFn: ({ signal }) => ask<Pulse>(ofMeeting(meeting, 'pulse'), signal),
  });

export const itemQuery = (meeting: string, item: string) =>
  queryOptions({
    queryKey: ['mdt', meeting, 'item', item],
    queryFn: async ({ signal }) => (await ask<{ item: ItemView }>(ofItem(meeting, item), signal)).item,
  });

export const ownersQuery = (meeting: string, item: string) =>
  queryOptions({
    queryKey: ['mdt', meeting, 'owners', item],
    queryFn: ({ signal }) => ask<OwnerChoices>(ofItem(meeting, item, 'decisions'), signal),
  });

export const adviceQuery = (patient: string) =>
  queryOptions({
    queryKey: ['advice', 'of', patient],
    queryFn: ({ signal }) => ask<AdviceOfPatient>(`/patients/${part(patient)}/advice`, signal),
  });

/** A minute: also where nothing can be told, the count in the menu is never further behind. */
const AT_LEAST_MS = 60_000;

export const checksQuery = queryOptions({
  queryKey: ['advice', 'checks'],
  queryFn: ({ signal }) => ask<OpenAdvice>('/advice/checks', signal),
  refetchInterval: AT_LEAST_MS,
});

export const openAdviceQuery = (of: 'mine' | 'all') =>
  queryOptions({
    queryKey: ['advice', 'open', of],
    queryFn: ({ signal }) => ask<OpenAdvice>(`/advice?of=${of}`, signal),
  });
