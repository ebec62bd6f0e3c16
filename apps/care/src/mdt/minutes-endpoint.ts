import { civilDay, type Endpoint, resourceOf } from '@caecilia/kernel';
import { minutesOf, minutesPdf } from '@caecilia/mdt';
import { chooseLanguage } from '@caecilia/ui';
import type { MeetingParts } from './meeting-endpoints.ts';
import { personIn } from './names.ts';

/**
 * The minutes as PDF, for one reader: only of patients whom they may see, and with how many are left out. Each of these
 * records has a line in the log that it was taken out, written before the file is given.
 */
export function minutesEndpoint({ house, meetings, items }: MeetingParts): Endpoint {
  return {
    path: '/mdt/:meeting/minutes',
    async file(session, { caller, params, query, headers }) {
      const language = chooseLanguage(query.lang, headers['accept-language']);
      const meeting = await meetings.read(caller, params.meeting ?? '');
      const seen = await items.of(caller, meeting);
      const found = await session.readMany(
        seen.items.map(({ value }) => ({ type: 'Patient', id: value.patient })),
      );
      const known = new Map(
        found.filter(({ deleted }) => !deleted).map((each) => [each.id, resourceOf(each)]),
      );
      const now = house.now();
      const minutes = minutesOf(
        {
          meeting: meeting.value,
          patients: seen.items.map(({ value }) => {
            const person = known.get(value.patient);
            const birthDate = person?.birthDate;
            return {
              name: personIn(person) ?? value.patient,
              ...(typeof birthDate === 'string' ? { birthDate } : {}),
              item: value,
            };
          }),
          leftOut: seen.leftOut,
          unreadable: seen.unreadable.length,
          reader: caller.name ?? caller.id,
          now,
          timeZone: house.timeZone,
          demo: house.demo,
        },
        language,
      );
      const content = await minutesPdf(minutes);
      for (const { id, value, versionId } of seen.items)
        await house.store.log.write({
          event: 'export',
          action: 'R',
          outcome: 0,
          caller,
          patient: value.patient,
          object: { type: 'Composition', id, versionId },
          detail: 'minutes of a meeting',
        });
      const day = civilDay(new Date(meeting.value.startsAt), house.timeZone);
      return { name: `mdt-${day}-${language}.pdf`, contentType: 'application/pdf', content };
    },
  };
}
