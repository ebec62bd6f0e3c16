import type { FhirResource } from '@caecilia/fhir';
import type { Item } from './item/item.ts';
import { toComposition } from './item/itemResource.ts';
import type { Meeting } from './meeting/meeting.ts';
import { toAppointment } from './meeting/meetingResource.ts';

/** A meeting that was held, with what it said of each patient, for invented histories. */
export interface PastMeeting {
  readonly id: string;
  readonly meeting: Omit<Meeting, 'agenda'>;
  /** In the order of the agenda. Each has its own logical id. */
  readonly items: readonly { readonly id: string; readonly item: Omit<Item, 'meeting' | 'heldAt'> }[];
}

/**
 * The resources of a meeting that was held: one Appointment, and a Composition for each patient. A decision names the
 * Task that it became; who makes the history makes that Task. Pure: the same meeting, the same resources.
 */
export function pastMeeting({ id, meeting, items }: PastMeeting): readonly FhirResource[] {
  const agenda = items.map((each) => each.id);
  const { closed } = meeting;
  return [
    { ...toAppointment({ ...meeting, agenda }), id },
    ...items.map(({ id: own, item }) => {
      const whole: Item = { ...item, meeting: id, heldAt: meeting.startsAt };
      const settled =
        closed === undefined || item.frozen !== undefined ? whole : { ...whole, frozen: closed };
      return { ...toComposition(settled), id: own };
    }),
  ];
}
