import { contactsOverRecord } from '@caecilia/assessment';
import { type AssessmentKey, assessmentWords } from '@caecilia/assessment/ui';
import type { ContactSince, Words } from '@caecilia/careplan';
import { type Caller, civilMinute } from '@caecilia/kernel';
import { assessmentDesk } from '../assessment/desk-area.ts';
import type { DeskHouse } from '../desk/area.ts';
import { namesOf } from '../mdt/names.ts';

/** So many contacts are looked at; who was away longer reads the timeline. */
const MOST = 10;

const both = (key: AssessmentKey): Words => ({
  nl: assessmentWords('nl')(key),
  en: assessmentWords('en')(key),
});

/** Contacts that began after an instant, newest first: of what kind, with whom, and what comes next. */
export async function contactsSince(
  house: DeskHouse,
  caller: Caller,
  { patientId, since }: { readonly patientId: string; readonly since: Date },
): Promise<readonly ContactSince[]> {
  const latest = await contactsOverRecord(assessmentDesk(house)).latest(caller, patientId, MOST);
  const recent = latest.filter(({ contact: { start } }) => start > since);
  const names = await namesOf(
    house.session(caller),
    recent.flatMap(({ contact }) => contact.professionals),
  );
  return recent.map(({ contact: { kind, start, professionals, nextStep } }) => ({
    kind: both(`contact.${kind}`),
    at: civilMinute(start, house.timeZone),
    by: professionals.flatMap((each) => names.get(each) ?? []),
    ...(nextStep === undefined ? {} : { nextStep }),
  }));
}
