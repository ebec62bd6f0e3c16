import { type Element, elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { CLIENT_REQUEST_SYSTEM, codeIn, known, strictReading } from '@caecilia/kernel';
import { doneExtension, donesIn } from './done.ts';
import type { Order } from './order.ts';

const KIND_SYSTEM = 'urn:caecilia:medication-request-kind';

/** `system|code` of an execution request, for searches. */
export const ORDER_TOKEN = `${KIND_SYSTEM}|execution-request`;

const EXTENSIONS = {
  dose: 'urn:caecilia:execution-request-dose',
  maximum: 'urn:caecilia:execution-request-maximum',
  whenToCall: 'urn:caecilia:execution-request-when-to-call',
  seen: 'urn:caecilia:execution-request-seen',
  withdrawn: 'urn:caecilia:execution-request-withdrawn',
} as const;

const strict = strictReading('letter');
const { unreadable, textIn, instantIn, dayIn, oneOf, idIn, referenceIn } = strict;

/**
 * An execution request as one MedicationRequest. The text of the dosage says all of it, so that nobody who knows no
 * extension reads a dose without its maximum. Pure.
 */
export function toMedicationRequest(order: Order, base?: FhirResource): FhirResource {
  const { patient, clientId, medication, indication, dose, route, maximum, whenToCall, until } = order;
  const { signed, seen, withdrawn } = order;
  const own: readonly string[] = [EXTENSIONS.seen, EXTENSIONS.withdrawn];
  return {
    ...known({
      ...base,
      extension: [
        ...elementsOf(base?.extension).filter(({ url }) => !own.includes(String(url))),
        ...seen.map((each) => doneExtension(EXTENSIONS.seen, each)),
        ...(withdrawn === undefined ? [] : [doneExtension(EXTENSIONS.withdrawn, withdrawn)]),
      ],
      identifier: [{ system: CLIENT_REQUEST_SYSTEM, value: clientId }],
      status: withdrawn === undefined ? 'active' : 'stopped',
      statusReason: withdrawn === undefined ? undefined : { text: withdrawn.because },
      intent: 'order',
      category: [{ coding: [{ system: KIND_SYSTEM, code: 'execution-request' }] }],
      medicationCodeableConcept: { text: medication },
      subject: { reference: `Patient/${patient}` },
      authoredOn: signed.at,
      requester: { reference: signed.by, display: signed.name },
      reasonCode: [{ text: indication }],
      dosageInstruction: [
        {
          extension: [
            { url: EXTENSIONS.dose, valueString: dose },
            { url: EXTENSIONS.maximum, valueString: maximum },
            { url: EXTENSIONS.whenToCall, valueString: whenToCall },
          ],
          text: wholeOf(order),
          timing: { repeat: { boundsPeriod: { start: signed.at.slice(0, 10), end: until } } },
          route: { text: route },
        },
      ],
    }),
    resourceType: 'MedicationRequest',
  };
}

/** All that who gives it must know, in one text, in the language of the record. */
function wholeOf({
  dose,
  route,
  maximum,
  whenToCall,
}: Pick<Order, 'dose' | 'route' | 'maximum' | 'whenToCall'>) {
  return `${dose}; ${route}; maximum: ${maximum}; bellen: ${whenToCall}`;
}

/** Reads such a request. Throws `Problem('invariant')` for what is not as this module writes it. */
export function fromMedicationRequest(request: FhirResource): Order {
  const status = oneOf(['active', 'stopped'], request.status, 'MedicationRequest.status');
  if (request.intent !== 'order' || request.doNotPerform === true || request.modifierExtension !== undefined)
    throw unreadable('MedicationRequest.intent');
  const withdrawals = donesIn(request.extension, EXTENSIONS.withdrawn, strict);
  const [withdrawal] = withdrawals;
  if (withdrawals.length > 1 || (status === 'stopped') !== (withdrawal !== undefined))
    throw unreadable('MedicationRequest.extension');
  const own = elementsOf(request.identifier).find(({ system }) => system === CLIENT_REQUEST_SYSTEM);
  const requester = elementOf(request.requester);
  return {
    patient: idIn(request.subject, 'Patient', 'MedicationRequest.subject'),
    clientId: textIn(own?.value, 'MedicationRequest.identifier'),
    medication: textIn(elementOf(request.medicationCodeableConcept).text, 'MedicationRequest.medication'),
    indication: onlyText(request.reasonCode, 'MedicationRequest.reasonCode'),
    ...dosageIn(request.dosageInstruction),
    signed: {
      by: referenceIn(requester, 'MedicationRequest.requester'),
      name: textIn(requester.display, 'MedicationRequest.requester'),
      at: instantIn(request.authoredOn, 'MedicationRequest.authoredOn'),
    },
    seen: donesIn(request.extension, EXTENSIONS.seen, strict).map(({ done }) => done),
    ...(withdrawal === undefined
      ? {}
      : {
          withdrawn: {
            ...withdrawal.done,
            because: textIn(elementOf(request.statusReason).text, 'MedicationRequest.statusReason'),
          },
        }),
  };
}

const DOSAGE_PARTS = new Set(['extension', 'text', 'timing', 'route']);

function dosageIn(instructions: unknown) {
  const at = 'MedicationRequest.dosageInstruction';
  const all = elementsOf(instructions);
  const [dosage = {}] = all;
  // A part that this module does not write could say another dose.
  if (all.length !== 1 || Object.keys(dosage).some((name) => !DOSAGE_PARTS.has(name))) throw unreadable(at);
  const said = (url: string) => {
    const found = elementsOf(dosage.extension).filter((each) => each.url === url);
    if (found.length !== 1) throw unreadable(at);
    return textIn(found[0]?.valueString, at);
  };
  const period = elementOf(elementOf(elementOf(dosage.timing).repeat).boundsPeriod);
  const found = {
    dose: said(EXTENSIONS.dose),
    maximum: said(EXTENSIONS.maximum),
    whenToCall: said(EXTENSIONS.whenToCall),
    route: textIn(elementOf(dosage.route).text, at),
    until: dayIn(period.end, at),
  };
  if (dosage.text !== wholeOf(found)) throw unreadable(at);
  return found;
}

function onlyText(concepts: unknown, at: string): string {
  const all = elementsOf(concepts);
  if (all.length !== 1) throw unreadable(at);
  return textIn((all[0] as Element).text, at);
}

/** Whether a request is an execution request; others are not this module's. */
export function isOrder({ category }: FhirResource): boolean {
  return elementsOf(category).some((each) => codeIn(each, KIND_SYSTEM) === 'execution-request');
}
