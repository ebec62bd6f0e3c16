import type { Contact } from '../plan.ts';
import { answersAtNight } from './openHours.ts';

/** Contacts in the two groups that paper can show as well: paper does not know the time. */
export interface CallGroups {
  /** People close to the patient, and professionals who answer at night. */
  readonly anyTime: readonly Contact[];
  /** Professionals of the daytime, and those whose hours were not recorded. */
  readonly office: readonly Contact[];
}

/** Whom to call by night first: a service that answers then, the representative, and who else is close. */
export function callGroups(contacts: readonly Contact[]): CallGroups {
  const isClose = ({ kind }: Contact) => kind === 'relatedPerson';
  const atNight = contacts.filter((each) => !isClose(each) && answersAtNight(each.hours));
  const [first, ...others] = atNight.toSorted(
    (left, right) => Number(right.reachableNow) - Number(left.reachableNow),
  );
  return {
    anyTime: [...(first ? [first] : []), ...contacts.filter(isClose), ...others],
    office: contacts.filter((each) => !isClose(each) && !atNight.includes(each)),
  };
}

/**
 * At most two to call at this moment: the professional who by recorded hours answers now, and whoever decides with the
 * patient.
 */
export function callsNow(contacts: readonly Contact[]): readonly Contact[] {
  const { anyTime, office } = callGroups(contacts);
  const callable = [...office, ...anyTime].filter(
    ({ phones, reachableNow }) => phones.length > 0 && reachableNow,
  );
  const professional = callable.find(({ kind, hours }) => kind !== 'relatedPerson' && hours !== undefined);
  const close = callable.find(({ kind }) => kind === 'relatedPerson');
  return [professional, close].filter((each) => each !== undefined);
}
