import { type Element, elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { APPOINTMENT_SYSTEM, CLIENT_REQUEST_SYSTEM, DISCIPLINES, EXTENSIONS, ROLE_SYSTEM } from '../codes.ts';
import {
  coded,
  codeIn,
  extensionIn,
  idIn,
  instantIn,
  known,
  oneOf,
  partyIn,
  referenceIn,
  textIn,
  unreadable,
} from '../element.ts';
import type { Author } from '../item/item.ts';
import type { Attendance, Meeting } from './meeting.ts';

const STATUS: Readonly<Record<Meeting['state'], string>> = {
  planned: 'booked',
  running: 'arrived',
  closed: 'fulfilled',
};

/** Who called the meeting is a participant of this type, beside those who were there. */
const CALLER_TYPE = 'convener';

/**
 * A meeting as an Appointment without a patient: whom it speaks of is known only by references to what stands in the
 * record of each.
 */
export function toAppointment(meeting: Meeting, base?: FhirResource): FhirResource {
  const { clientId, startsAt, endsAt, calledBy, organization, state, agenda, attendance, closed } = meeting;
  const end: readonly Element[] =
    closed === undefined
      ? []
      : [
          {
            url: EXTENSIONS.closed,
            extension: [
              { url: 'by', valueReference: ofAuthor(closed.by) },
              { url: 'at', valueInstant: closed.at },
            ],
          },
        ];
  const team: readonly Element[] =
    organization === undefined ? [] : [{ url: EXTENSIONS.team, valueReference: { reference: organization } }];
  return {
    ...known({
      ...base,
      extension: [...team, ...end],
      identifier: [{ system: CLIENT_REQUEST_SYSTEM, value: clientId }],
      status: STATUS[state],
      appointmentType: coded(APPOINTMENT_SYSTEM, 'mdt'),
      description: 'Multidisciplinair overleg',
      supportingInformation: agenda.map((id) => ({ reference: `Composition/${id}` })),
      start: startsAt,
      end: endsAt,
      participant: [
        { type: [coded(APPOINTMENT_SYSTEM, CALLER_TYPE)], actor: ofAuthor(calledBy), status: 'accepted' },
        ...attendance.map(ofAttendance),
      ],
    }),
    resourceType: 'Appointment',
  };
}

const ofAuthor = ({ reference, name }: Author): Element => known({ reference, display: name });

function ofAttendance({ id, discipline, name, reference, there }: Attendance): Element {
  return {
    id,
    type: [coded(ROLE_SYSTEM, discipline)],
    actor: known({ reference, display: name }),
    status: there ? 'accepted' : 'declined',
  };
}

/** Reads a meeting. Throws `Problem('invariant')` with the place that is not as it is written here. */
export function fromAppointment(resource: FhirResource): Meeting {
  if (
    resource.resourceType !== 'Appointment' ||
    codeIn(resource.appointmentType, APPOINTMENT_SYSTEM) !== 'mdt'
  )
    throw unreadable('Appointment.appointmentType');
  const state = (['planned', 'running', 'closed'] as const).find((each) => STATUS[each] === resource.status);
  if (state === undefined) throw unreadable('Appointment.status');
  const participants = elementsOf(resource.participant);
  const isCaller = ({ type }: Element) => codeIn(elementsOf(type)[0], APPOINTMENT_SYSTEM) === CALLER_TYPE;
  const own = elementsOf(resource.identifier).find(({ system }) => system === CLIENT_REQUEST_SYSTEM);
  const team = extensionIn(resource, EXTENSIONS.team)?.valueReference;
  return {
    clientId: textIn(own?.value, 'Appointment.identifier'),
    startsAt: instantIn(resource.start, 'Appointment.start'),
    endsAt: instantIn(resource.end, 'Appointment.end'),
    calledBy: authorIn(participants.find(isCaller)?.actor, 'Appointment.participant'),
    ...(team === undefined ? {} : { organization: referenceIn(team, 'Appointment.extension') }),
    state,
    agenda: elementsOf(resource.supportingInformation).map((each) =>
      idIn(each, 'Composition', 'Appointment.supportingInformation'),
    ),
    attendance: participants.filter((each) => !isCaller(each)).map(attendanceIn),
    ...closedIn(resource, state),
  };
}

function closedIn(resource: FhirResource, state: Meeting['state']): Pick<Meeting, 'closed'> {
  const said = extensionIn(resource, EXTENSIONS.closed);
  if ((said === undefined) === (state === 'closed')) throw unreadable('Appointment.extension');
  if (said === undefined) return {};
  return {
    closed: {
      by: authorIn(extensionIn(said, 'by')?.valueReference, 'Appointment.extension'),
      at: instantIn(extensionIn(said, 'at')?.valueInstant, 'Appointment.extension'),
    },
  };
}

function attendanceIn(participant: Element): Attendance {
  const at = 'Appointment.participant';
  const { name, reference } = partyIn(participant.actor, at);
  const status = oneOf(['accepted', 'declined'], participant.status, `${at}.status`);
  return {
    id: textIn(participant.id, `${at}.id`),
    discipline: oneOf(DISCIPLINES, codeIn(elementsOf(participant.type)[0], ROLE_SYSTEM), `${at}.type`),
    name: textIn(name, `${at}.actor.display`),
    ...(reference === undefined ? {} : { reference }),
    there: status === 'accepted',
  };
}

function authorIn(value: unknown, expression: string): Author {
  const { reference, display } = elementOf(value);
  if (display !== undefined) textIn(display, expression);
  return {
    reference: referenceIn({ reference }, expression),
    ...(typeof display === 'string' ? { name: display } : {}),
  };
}
