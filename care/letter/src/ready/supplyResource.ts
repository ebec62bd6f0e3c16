import { elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { CLIENT_REQUEST_SYSTEM, codeIn, known, strictReading } from '@caecilia/kernel';
import { doneExtension, donesIn } from './done.ts';
import { GIVERS, SUPPLY_ACTS, type Supply, type SupplyEvent } from './supply.ts';

const KIND_SYSTEM = 'urn:caecilia:medication-dispense-kind';

/** `system|code` of what lies ready, for searches. */
export const SUPPLY_TOKEN = `${KIND_SYSTEM}|anticipatory`;

/** The month in which something expires, for as long as nobody was told: what upkeep looks for. */
export const EXPIRES_SYSTEM = 'urn:caecilia:supply-expires';

const EXTENSIONS = {
  indication: 'urn:caecilia:supply-indication',
  giver: 'urn:caecilia:supply-giver',
  event: 'urn:caecilia:supply-event',
} as const;

const strict = strictReading('letter');
const { unreadable, textIn, instantIn, dayIn, oneOf, idIn, referenceIn } = strict;
const KINDS = [...SUPPLY_ACTS, 'told'] as const;

/**
 * One thing that lies ready as one MedicationDispense: what it is and until when it is good stand in the Medication
 * inside, where it lies is its destination. Pure.
 */
export function toMedicationDispense(supply: Supply, base?: FhirResource): FhirResource {
  const { patient, clientId, item, indication, givers, place, expires, placed, events } = supply;
  const own: readonly string[] = Object.values(EXTENSIONS);
  const isWatched = events.every(({ kind }) => kind === 'moved');
  return {
    ...known({
      ...base,
      contained: [
        { resourceType: 'Medication', id: 'item', code: { text: item }, batch: { expirationDate: expires } },
      ],
      extension: [
        ...elementsOf(base?.extension).filter(({ url }) => !own.includes(String(url))),
        { url: EXTENSIONS.indication, valueString: indication },
        ...givers.map((giver) => ({ url: EXTENSIONS.giver, valueCode: giver })),
        ...events.map((event) =>
          doneExtension(EXTENSIONS.event, event, [
            { url: 'kind', valueCode: event.kind },
            ...(event.words === undefined ? [] : [{ url: 'words', valueString: event.words }]),
          ]),
        ),
      ],
      identifier: [
        { system: CLIENT_REQUEST_SYSTEM, value: clientId },
        ...(isWatched ? [{ system: EXPIRES_SYSTEM, value: expires.slice(0, 7) }] : []),
      ],
      status: 'completed',
      medicationReference: { reference: '#item', display: item },
      subject: { reference: `Patient/${patient}` },
      performer: [{ actor: { reference: placed.by, display: placed.name } }],
      type: { coding: [{ system: KIND_SYSTEM, code: 'anticipatory' }] },
      whenHandedOver: placed.at,
      destination: { display: place },
    }),
    resourceType: 'MedicationDispense',
  };
}

/** Reads such a dispense. Throws `Problem('invariant')` for what is not as this module writes it. */
export function fromMedicationDispense(dispense: FhirResource): Supply {
  oneOf(['completed'], dispense.status, 'MedicationDispense.status');
  if (dispense.modifierExtension !== undefined) throw unreadable('MedicationDispense.modifierExtension');
  const extensions = elementsOf(dispense.extension);
  const contained = elementsOf(dispense.contained);
  const medication = contained.find(({ id }) => id === 'item');
  if (medication === undefined || contained.length !== 1) throw unreadable('MedicationDispense.contained');
  const own = elementsOf(dispense.identifier).find(({ system }) => system === CLIENT_REQUEST_SYSTEM);
  const [performer, ...others] = elementsOf(dispense.performer);
  if (others.length > 0) throw unreadable('MedicationDispense.performer');
  const actor = elementOf(performer?.actor);
  const indications = extensions.filter(({ url }) => url === EXTENSIONS.indication);
  const givers = extensions.filter(({ url }) => url === EXTENSIONS.giver);
  if (indications.length !== 1 || givers.length === 0) throw unreadable('MedicationDispense.extension');
  return {
    patient: idIn(dispense.subject, 'Patient', 'MedicationDispense.subject'),
    clientId: textIn(own?.value, 'MedicationDispense.identifier'),
    item: textIn(elementOf(medication.code).text, 'MedicationDispense.contained'),
    indication: textIn(indications[0]?.valueString, 'MedicationDispense.extension'),
    givers: givers.map(({ valueCode }) => oneOf(GIVERS, valueCode, 'MedicationDispense.extension')),
    place: textIn(elementOf(dispense.destination).display, 'MedicationDispense.destination'),
    expires: dayIn(elementOf(medication.batch).expirationDate, 'MedicationDispense.contained'),
    placed: {
      by: referenceIn(actor, 'MedicationDispense.performer'),
      name: textIn(actor.display, 'MedicationDispense.performer'),
      at: instantIn(dispense.whenHandedOver, 'MedicationDispense.whenHandedOver'),
    },
    events: donesIn(dispense.extension, EXTENSIONS.event, strict).map(({ done, part }): SupplyEvent => {
      const { valueString } = part('words');
      return {
        kind: oneOf(KINDS, part('kind').valueCode, 'MedicationDispense.extension'),
        ...done,
        ...(valueString === undefined ? {} : { words: textIn(valueString, 'MedicationDispense.extension') }),
      };
    }),
  };
}

/** Whether a dispense is something that lies ready; others are not this module's. */
export function isSupply({ type }: FhirResource): boolean {
  return codeIn(type, KIND_SYSTEM) === 'anticipatory';
}
