import {
  type Act,
  applied,
  type ConsultationRequest,
  confirmed,
  type Discipline,
  type Doing,
  type Domain,
  received,
  type Source,
  toResources,
} from '@caecilia/consultation';
import type { FhirResource } from '@caecilia/fhir';
import { type Random, randomOf } from '../random.ts';
import { TEAM } from '../resources.ts';
import { instantAt, type Life } from './care.ts';
import type { Asked, Moment } from './course.ts';
import { HOSPICE_NURSE, type Person } from './person.ts';

const DOMAINS: readonly Domain[] = ['physical', 'psychological', 'social', 'spiritual'];
const SECRETARY = 'Practitioner/demo-schijn';

const ANSWERS = {
  redirected: {
    reason: 'De vraag gaat over de pijnbehandeling na de operatie.',
    advice: 'Vraag het pijnteam van het ziekenhuis; zij kunnen vandaag meekijken.',
    recipient: 'de verpleegkundige van de polikliniek, telefonisch',
  },
  declined: {
    reason: 'De huisarts heeft een collega met deze vraag al gesproken, en het plan loopt.',
    advice: 'Volg het plan van vorige week; bel opnieuw als de klachten toenemen.',
    recipient: 'de huisarts, telefonisch',
  },
} as const;

/** The consultations that were asked for, as their two resources each. */
export function requestsOf(life: Life): readonly FhirResource[] {
  return life.course.asked.flatMap((asked) => oneRequest(life, asked));
}

/** Id of the ServiceRequest under which the team works. */
export const orderIdOf = ({ id }: Pick<Person, 'id'>, { key, state }: Asked) =>
  state === 'confirmed' ? `${id}-${key}-order` : `${id}-${key}`;

function oneRequest(life: Life, asked: Asked): readonly FhirResource[] {
  const { person, seed } = life;
  const random = randomOf(seed, 'request', person.n, asked.key);
  const id = `${person.id}-${asked.key}`;
  const first = newRequest(life, asked, random);
  if (asked.state !== 'confirmed') {
    const request = actsFor(life, asked, random).reduce(
      (standing, [act, doing]) => applied(standing, act, doing),
      first,
    );
    return written(request, id);
  }
  const orderId = orderIdOf(person, asked);
  const doing = { by: SECRETARY, at: later(life, asked.at, 25) };
  const both = confirmed(first, { proposalId: id, orderId }, doing);
  const asOrder: Asked = { ...asked, state: 'inProgress', proposal: false };
  const order = actsFor(life, asOrder, random).reduce(
    (standing, [act, each]) => applied(standing, act, each),
    both.order,
  );
  return [...written(both.proposal, id), ...written(order, orderId)];
}

function written(request: ConsultationRequest, id: string): readonly FhirResource[] {
  const { request: asked, task } = toResources(request, { request: id, task: `${id}-task` });
  return [asked, task];
}

function newRequest(life: Life, asked: Asked, random: Random): ConsultationRequest {
  const { person } = life;
  const { by, requester, phone } = whoAsks(person, asked);
  return received(
    {
      source: asked.source,
      intent: asked.proposal ? 'proposal' : 'order',
      patient: person.id,
      requester,
      team: TEAM,
      clientId: `${person.id}-${asked.key}-form`.padEnd(20, '0'),
      asked: {
        question: questionOf(person, asked.source, random),
        domains: DOMAINS.filter((domain) => domain === 'physical' || random.chance(0.35)),
        urgency: asked.urgency,
        patientInformed: asked.source === 'patient' || random.chance(0.9),
        treatingPhysicianAgrees: random.one(['yes', 'yes', 'yes', 'notAsked', 'no']),
        callBack: phone,
      },
    },
    { by, at: instantAt(life, asked.at) },
  );
}

function questionOf({ illness, called }: Person, source: Source, random: Random): string {
  if (source === 'patient')
    return called.speaksEnglish
      ? 'I cannot sleep and I have questions about what comes next. Could somebody call me?'
      : 'Ik slaap slecht en heb vragen over wat er komt. Kan iemand mij bellen?';
  if (source === 'carer') return 'Het gaat thuis bijna niet meer. Met wie kan ik overleggen?';
  return random.one(illness.questions);
}

interface WhoAsks {
  readonly by: string;
  readonly requester: { readonly reference?: string; readonly name?: string };
  readonly phone: string;
}

function whoAsks({ carers, close, called, id }: Person, { source, proposal }: Asked): WhoAsks {
  const worker = ({ reference, name, phone }: Person['carers']['gp']) => ({
    by: reference,
    requester: { reference, name },
    phone,
  });
  const [relative] = close;
  switch (source) {
    case 'gp':
      // A practice that calls: the team writes it down, and the office confirms it.
      return proposal
        ? { by: carers.nurse.reference, requester: { name: carers.gp.name }, phone: carers.gp.phone }
        : worker(carers.gp);
    case 'hospice':
      return worker(HOSPICE_NURSE);
    case 'patient':
      return {
        by: `Patient/${id}`,
        requester: { reference: `Patient/${id}`, name: `${called.name.given} ${called.name.family}` },
        phone: '000-555 06 01',
      };
    case 'carer':
      return relative === undefined
        ? { by: carers.nurse.reference, requester: { name: 'een buurvrouw' }, phone: '000-555 06 02' }
        : {
            by: `RelatedPerson/${relative.id}`,
            requester: {
              reference: `RelatedPerson/${relative.id}`,
              name: `${relative.draft.name.given} ${relative.draft.name.family}`,
            },
            phone: relative.draft.phone ?? '000-555 06 03',
          };
    case 'ward':
    case 'outpatient':
      return worker(carers.wardNurse);
  }
}

/** What was done with it, in order, up to where it stands. */
function actsFor(life: Life, asked: Asked, random: Random): readonly (readonly [Act, Doing])[] {
  const { carers } = life.person;
  const { state, at, firstContact, ended } = asked;
  const by = random.chance(0.5) ? SECRETARY : carers.nurse.reference;
  const triage = () => [triageOf(asked, random), { by, at: later(life, at, random.int(10, 70)) }] as const;
  const accept = () =>
    [
      { kind: 'accept', owner: { reference: carers.nurse.reference, name: carers.nurse.name } },
      { by: carers.nurse.reference, at: later(life, at, 80) },
    ] as const;
  const start = () =>
    [
      { kind: 'start', firstContact: instantAt(life, firstContact ?? at) },
      { by: carers.nurse.reference, at: later(life, firstContact ?? at, 30) },
    ] as const;
  switch (state) {
    case 'received':
    case 'confirmed':
      return [];
    case 'triaged':
      return [triage()];
    case 'accepted':
      return [triage(), accept()];
    case 'inProgress':
      return [triage(), accept(), start()];
    case 'completed':
      return [
        triage(),
        accept(),
        start(),
        [{ kind: 'complete' }, { by: carers.nurse.reference, at: instantAt(life, ended ?? at) }],
      ];
    case 'redirected':
    case 'declined': {
      const kind = state === 'declined' ? 'decline' : 'redirect';
      return [
        triage(),
        [
          { kind, ...ANSWERS[state] },
          { by: carers.nurse.reference, at: later(life, at, 95) },
        ],
      ];
    }
    case 'withdrawn':
      return [
        [
          { kind: 'withdraw', reason: 'Patiënt is eerder naar huis gegaan.' },
          { by: carers.wardNurse.reference, at: later(life, at, 180) },
        ],
      ];
  }
}

function triageOf({ urgency }: Asked, random: Random): Act {
  const goes: readonly Discipline[] = [
    'consult-nurse',
    ...random.some<Discipline>(
      ['consult-physician', 'social-worker', 'spiritual-care-worker'],
      random.int(0, 2),
    ),
  ];
  return {
    kind: 'triage',
    urgency,
    domains: DOMAINS.filter((domain) => domain === 'physical' || random.chance(0.4)),
    goes,
  };
}

/** So many minutes after a moment. */
function later(life: Life, moment: Moment, minutes: number): string {
  return new Date(Date.parse(instantAt(life, moment)) + minutes * 60_000).toISOString();
}
