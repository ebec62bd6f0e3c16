import { type Element, elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';
import { fhirInstant, periodOfSpan, spanOfPeriod } from '../instant.ts';
import { type MemberReference, referenceTo, type TeamReference } from '../members.ts';
import { roleConcept, rolesIn, type TeamRole } from '../roles.ts';
import type { ChangeKind, Doer, DutyChange, KeptDuty, NewDuty, SwapAsked } from './edit.ts';

/** The agenda of one member for one role in one team: the Schedule that their duties stand in. */
export interface Agenda {
  readonly id: string;
  readonly holder: MemberReference;
  readonly role: TeamRole;
}

/** One line of the history of a duty, as an extension of its Slot. */
export const DUTY_CHANGE_URL = 'urn:caecilia:duty-change';

/** A swap that was asked and not answered yet, as an extension of the Slot of who asks. */
export const SWAP_ASKED_URL = 'urn:caecilia:duty-swap-asked';

/** The Schedule of a member for a role in a team. */
export function toSchedule(holder: MemberReference, role: TeamRole, team: TeamReference): FhirResource {
  return {
    resourceType: 'Schedule',
    active: true,
    serviceType: [roleConcept(role)],
    actor: [{ reference: holder }, { reference: team }],
  };
}

/** Reads an agenda; undefined for a Schedule of another kind: surgeries, rooms, other teams. */
export function readSchedule(resource: FhirResource, team: TeamReference): Agenda | undefined {
  const [role, ...otherRoles] = rolesIn(resource.serviceType);
  const actors = elementsOf(resource.actor);
  const [holder, ...otherHolders] = actors.flatMap((actor) => referenceTo('PractitionerRole', actor) ?? []);
  const isOfTeam = actors.some(({ reference }) => reference === team);
  if (role === undefined || holder === undefined || resource.id === undefined) return undefined;
  const isOne = otherRoles.length === 0 && otherHolders.length === 0 && actors.length === 2;
  return isOne && isOfTeam ? { id: resource.id, holder, role } : undefined;
}

/** A duty as a Slot. One that was withdrawn is in the record for its history only. */
export function toSlot(
  duty: NewDuty & Pick<KeptDuty, 'asked'>,
  { id, role }: Agenda,
  status: 'busy' | 'entered-in-error' = 'busy',
): FhirResource {
  const extension = [
    ...duty.history.map(extensionOf),
    ...(duty.asked === undefined ? [] : [askedExtension(duty.asked)]),
  ];
  return {
    resourceType: 'Slot',
    ...(extension.length === 0 ? {} : { extension }),
    serviceType: [roleConcept(role)],
    schedule: { reference: `Schedule/${id}` },
    status,
    start: fhirInstant(duty.from),
    end: fhirInstant(duty.until),
  };
}

/**
 * Reads a duty in force. Throws `Problem('processing')` for one that cannot be read: who is on call must not be told
 * without it.
 */
export function readSlot(resource: FhirResource, versionId: number, agendas: readonly Agenda[]): KeptDuty {
  const schedule = referenceTo('Schedule', resource.schedule);
  const agenda = agendas.find(({ id }) => schedule === `Schedule/${id}`);
  const [from, until] = [instantIn(resource.start), instantIn(resource.end)];
  if (agenda === undefined || resource.id === undefined || !(from < until))
    throw new Problem('processing', 'A duty in the rota cannot be read; have it corrected in the record.', {
      expression: `Slot/${resource.id ?? ''}`,
    });
  const history = elementsOf(resource.extension).filter(({ url }) => url === DUTY_CHANGE_URL);
  const { holder, role } = agenda;
  const asked = elementsOf(resource.extension).find(({ url }) => url === SWAP_ASKED_URL);
  return {
    id: resource.id,
    versionId,
    from,
    until,
    holder,
    role,
    history: history.map(changeIn),
    ...(asked === undefined ? {} : { asked: askedIn(asked) }),
  };
}

/** NaN where it is no instant, which no comparison lets through. */
const instantIn = (value: unknown) =>
  typeof value === 'string' && /T.*(Z|[+-]\d\d:\d\d)$/.test(value) ? Date.parse(value) : Number.NaN;

const part = (url: string, value: Element | undefined) => (value === undefined ? [] : [{ url, ...value }]);
const words = (said: string | undefined) => (said === undefined ? undefined : { valueString: said });

function doer(by: Doer | undefined): Element | undefined {
  const who = {
    ...(by?.reference === undefined ? {} : { reference: by.reference }),
    ...(by?.name === undefined ? {} : { display: by.name }),
  };
  return Object.keys(who).length === 0 ? undefined : { valueReference: who };
}

function askedExtension({ at, by, why, for: other }: SwapAsked): Element {
  return {
    url: SWAP_ASKED_URL,
    extension: [
      ...part('at', { valueInstant: fhirInstant(at) }),
      ...part('by', doer(by)),
      ...part('for', { valueReference: { reference: `Slot/${other}` } }),
      ...part('why', words(why)),
    ],
  };
}

function askedIn(extension: Element): SwapAsked {
  const parts = elementsOf(extension.extension);
  const one = (name: string) => parts.find(({ url }) => url === name) ?? {};
  const other = referenceTo('Slot', one('for').valueReference);
  const at = instantIn(one('at').valueInstant);
  const why = one('why').valueString;
  if (other === undefined || Number.isNaN(at))
    throw new Problem('processing', 'A swap that was asked cannot be read; have it corrected in the record.');
  return {
    at,
    by: whoIn(elementOf(one('by').valueReference)),
    for: other.slice('Slot/'.length),
    ...(typeof why === 'string' ? { why } : {}),
  };
}

function extensionOf({ kind, at, by, askedBy, why, before, after, ...span }: DutyChange): Element {
  const reference = (to: string | undefined) =>
    to === undefined ? undefined : { valueReference: { reference: to } };
  return {
    url: DUTY_CHANGE_URL,
    extension: [
      ...part('kind', { valueCode: kind }),
      ...part('at', { valueInstant: fhirInstant(at) }),
      ...part('by', doer(by)),
      ...part('asked-by', doer(askedBy)),
      ...part('time', { valuePeriod: periodOfSpan(span) }),
      ...part('before', reference(before)),
      ...part('after', reference(after)),
      ...part('why', words(why)),
    ],
  };
}

const KINDS: readonly ChangeKind[] = ['published', 'handed-over', 'swapped', 'left-open'];

function changeIn(extension: Element): DutyChange {
  const parts = elementsOf(extension.extension);
  const part = (name: string) => parts.find(({ url }) => url === name) ?? {};
  const { valueCode } = part('kind');
  const kind = KINDS.find((each) => each === valueCode);
  const [askedBy, why] = [part('asked-by').valueReference, part('why').valueString];
  const at = instantIn(part('at').valueInstant);
  // Periods of this module carry instants, so the time zone has no say.
  const time = spanOfPeriod(part('time').valuePeriod, 'UTC');
  const before = referenceTo('PractitionerRole', part('before').valueReference);
  const after = referenceTo('PractitionerRole', part('after').valueReference);
  if (kind === undefined || time === undefined || Number.isNaN(at))
    throw new Problem('processing', 'The history of a duty cannot be read; have it corrected in the record.');
  return {
    kind,
    at,
    by: whoIn(elementOf(part('by').valueReference)),
    ...(askedBy === undefined ? {} : { askedBy: whoIn(elementOf(askedBy)) }),
    ...(typeof why === 'string' ? { why } : {}),
    ...time,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

function whoIn({ reference, display }: Element): Doer {
  return {
    ...(typeof reference === 'string' ? { reference } : {}),
    ...(typeof display === 'string' ? { name: display } : {}),
  };
}
