import { type Element, elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { coded, codeIn, known, strictReading } from '@caecilia/kernel';
import type { Coding } from '../instrument/instrument.ts';
import { clientIdentifier } from '../record/clientNumber.ts';
import { SYSTEMS } from '../terms.ts';
import type { PlannedTalk, TalkAct } from './talk.ts';
import { TALK_PLACES, type TalkPlace } from './talkChoices.ts';

const { unreadable, textIn, instantIn, oneOf, referenceIn, idIn } = strictReading('assessment');

const TYPE_SYSTEM = 'urn:caecilia:appointment';
const TYPE = 'care-conversation';
/** `system|code` of a planned conversation about care: no other appointment is read by this module. */
export const TALK_TOKEN = `${TYPE_SYSTEM}|${TYPE}`;

const PLACE_SYSTEM = 'urn:caecilia:talk-place';
const LEADS = 'lead';
const ALSO = 'also';
const EXTENSIONS = {
  planned: 'urn:caecilia:talk-planned',
  moved: 'urn:caecilia:talk-moved',
  ended: 'urn:caecilia:talk-ended',
} as const;

const STATUS = { planned: 'booked', calledOff: 'cancelled', held: 'fulfilled' } as const;

/** Words for who reads the appointment elsewhere. */
const PLACE_WORDS: Readonly<Record<TalkPlace, string>> = {
  home: 'Thuis',
  hospital: 'In het ziekenhuis',
  clinic: 'Op de polikliniek',
  telephone: 'Per telefoon',
};

/**
 * A planned conversation as an Appointment of the patient. `code` is what the standard calls such a conversation; of
 * `base`, as it stood before, stays what this module does not write. Pure.
 */
export function toAppointment(talk: PlannedTalk, code: Coding, base?: FhirResource): FhirResource {
  const { patientId, clientId, startsAt, endsAt, place, where, leads, others, state, planned, ended } = talk;
  const means = [{ coding: [{ ...code }] }];
  return {
    ...known({
      ...base,
      extension: [
        actExtension(EXTENSIONS.planned, planned),
        ...talk.moves.map(({ from, because, ...act }) =>
          actExtension(EXTENSIONS.moved, act, [
            { url: 'from', valueInstant: from },
            { url: 'because', valueString: because },
          ]),
        ),
        ...(ended === undefined ? [] : [actExtension(EXTENSIONS.ended, ended)]),
      ],
      identifier: [clientIdentifier(clientId)],
      status: STATUS[state],
      cancelationReason: state === 'calledOff' ? { text: ended?.because } : undefined,
      serviceType: means,
      appointmentType: coded(TYPE_SYSTEM, TYPE),
      reasonCode: means,
      description: 'Gesprek over de zorg',
      start: startsAt,
      end: endsAt,
      created: planned.at,
      participant: [
        { actor: { reference: `Patient/${patientId}` }, status: 'needs-action' },
        ...[leads, ...others].map((reference) => ({
          type: [coded(SYSTEMS.talk, reference === leads ? LEADS : ALSO)],
          actor: { reference },
          status: reference === planned.by ? 'accepted' : 'needs-action',
        })),
        // R4 has no place of an appointment but as one that takes part.
        {
          type: [coded(PLACE_SYSTEM, place)],
          actor: { display: where ?? PLACE_WORDS[place] },
          status: 'accepted',
        },
        ...elementsOf(base?.participant).filter((each) => !isOwn(each)),
      ],
    }),
    resourceType: 'Appointment',
  };
}

/** Whether a participant is written by this module. */
const isOwn = (participant: Element) =>
  String(elementOf(participant.actor).reference).startsWith('Patient/') ||
  [SYSTEMS.talk, PLACE_SYSTEM].some((system) => typeOf(participant, system) !== undefined);

const actExtension = (url: string, { by, at }: TalkAct, more: readonly Element[] = []): Element => ({
  url,
  extension: [{ url: 'by', valueReference: { reference: by } }, { url: 'at', valueInstant: at }, ...more],
});

/** Reads one. Throws `Problem('invariant')` with the place that is not as it is written here. */
export function fromAppointment(resource: FhirResource): PlannedTalk {
  if (resource.resourceType !== 'Appointment' || codeIn(resource.appointmentType, TYPE_SYSTEM) !== TYPE)
    throw unreadable('Appointment.appointmentType');
  const state = (['planned', 'calledOff', 'held'] as const).find((each) => STATUS[each] === resource.status);
  if (state === undefined) throw unreadable('Appointment.status');
  const all = elementsOf(resource.participant);
  const own = elementsOf(resource.identifier).find(({ system }) => system === SYSTEMS.client);
  const patient = all.find(({ actor }) => String(elementOf(actor).reference).startsWith('Patient/'));
  const ofTeam = (code: string) => all.filter((each) => typeOf(each, SYSTEMS.talk) === code).map(actorIn);
  const [leads] = ofTeam(LEADS);
  if (leads === undefined) throw unreadable('Appointment.participant');
  return {
    patientId: idIn(patient?.actor, 'Patient', 'Appointment.participant'),
    clientId: textIn(own?.value, 'Appointment.identifier'),
    startsAt: instantIn(resource.start, 'Appointment.start'),
    endsAt: instantIn(resource.end, 'Appointment.end'),
    ...placeIn(all),
    leads,
    others: ofTeam(ALSO),
    planned: actIn(partsOf(resource, EXTENSIONS.planned)[0]),
    moves: partsOf(resource, EXTENSIONS.moved).map((each) => ({
      ...actIn(each),
      from: instantIn(part(each, 'from')?.valueInstant, AT),
      because: textIn(part(each, 'because')?.valueString, AT),
    })),
    state,
    ...endIn(resource, state),
  };
}

const AT = 'Appointment.extension';
const typeOf = ({ type }: Element, system: string) => codeIn(elementsOf(type)[0], system);
const actorIn = ({ actor }: Element) => referenceIn(actor, 'Appointment.participant.actor');
const partsOf = (element: Element, url: string) =>
  elementsOf(element.extension).filter((each) => each.url === url);
const part = (element: Element, url: string) => partsOf(element, url)[0];

function placeIn(all: readonly Element[]): Pick<PlannedTalk, 'place' | 'where'> {
  const found = all.find((each) => typeOf(each, PLACE_SYSTEM) !== undefined);
  const place = oneOf(TALK_PLACES, found && typeOf(found, PLACE_SYSTEM), 'Appointment.participant.type');
  const where = textIn(elementOf(found?.actor).display, 'Appointment.participant.actor');
  return { place, ...(where === PLACE_WORDS[place] ? {} : { where }) };
}

function actIn(element: Element | undefined): TalkAct {
  if (element === undefined) throw unreadable(AT);
  return {
    by: referenceIn(part(element, 'by')?.valueReference, AT),
    at: instantIn(part(element, 'at')?.valueInstant, AT),
  };
}

function endIn(resource: FhirResource, state: PlannedTalk['state']): Pick<PlannedTalk, 'ended'> {
  const [found] = partsOf(resource, EXTENSIONS.ended);
  if ((found === undefined) !== (state === 'planned')) throw unreadable(AT);
  if (found === undefined) return {};
  const act = actIn(found);
  if (state === 'held') return { ended: act };
  const because = textIn(elementOf(resource.cancelationReason).text, 'Appointment.cancelationReason');
  return { ended: { ...act, because } };
}
