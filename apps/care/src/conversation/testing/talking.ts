import {
  type CarePlan,
  type ConversationDesk,
  conversationEndpoints,
  type DeskConcluded,
  type DeskOpening,
  readCarePlan,
} from '@caecilia/careplan';
import type { FhirResource } from '@caecilia/fhir';
import { type Caller, type PageVisit, resourceOf } from '@caecilia/kernel';
import { standardsOf } from '../../care-plan.ts';
import {
  type ConsultationRecord,
  openConsultationRecord,
} from '../../consultation/testing/consultation-record.ts';
import { conversationDesk } from '../desk-area.ts';

/** The record as the house itself sees it. */
export const EVERYTHING: Caller = { id: 'system:test', role: 'system', scope: { kind: 'everything' } };

const TYPES = [
  'Patient',
  'RelatedPerson',
  'Consent',
  'Goal',
  'Observation',
  'Procedure',
  'Encounter',
  'QuestionnaireResponse',
  'CommunicationRequest',
  'Communication',
  'Practitioner',
  'PractitionerRole',
];

/** A record with people around an invented patient, and what the app asks about conversations with her. */
export interface Talking {
  readonly record: ConsultationRecord;
  readonly desk: ConversationDesk;
  get<T extends object>(caller: Caller, path: string, query?: Record<string, string>): Promise<T>;
  post<T extends object>(caller: Caller, path: string, body: object): Promise<T>;
  open(caller: Caller): Promise<DeskOpening>;
  /** Records a conversation in which this is said. */
  say(caller: Caller, said: object, more?: object): Promise<DeskConcluded>;
  all(type: string): Promise<readonly FhirResource[]>;
  plan(): Promise<CarePlan>;
}

let forms = 0;

/** A number as a form has. */
export function formNumber(): string {
  forms += 1;
  return `0b1f6d3e-0000-4000-8400-${String(forms).padStart(12, '0')}`;
}

export const agreed = (state: string, more: object = {}) => ({
  state,
  parties: ['patient', 'professional'],
  ...more,
});

export async function openTalking(patient = 'anna'): Promise<Talking> {
  const record = await openConsultationRecord();
  const { store, packs } = record.record;
  const desk = conversationDesk({ ...record.house, store, standards: standardsOf(packs) });
  const session = (caller: Caller) => store.session(caller);
  const visit = (caller: Caller, query: Record<string, string> = {}) =>
    ({ caller, params: { id: patient }, query }) as unknown as PageVisit;
  const endpoint = (path: string) => {
    const found = conversationEndpoints(desk).find((each) => each.path === `/patients/:id/${path}`);
    if (!found) throw new Error(`there is no ${path}`);
    return found;
  };
  const get = async <T extends object>(caller: Caller, path: string, query?: Record<string, string>) =>
    (await endpoint(path).read?.(session(caller), visit(caller, query))) as T;
  const post = async <T extends object>(caller: Caller, path: string, body: object) =>
    (await endpoint(path).write?.(session(caller), { ...visit(caller), body })) as T;
  const open = async (caller: Caller) => await get<DeskOpening>(caller, 'conversation');
  const all = async (type: string) => {
    const page = await session(EVERYTHING).search(record.house.readSearch([type], [['_count', '500']]));
    return page.matches.map(resourceOf);
  };
  return {
    record,
    desk,
    get,
    post,
    open,
    all,
    async say(caller, said, more = {}) {
      const { notes, seen } = await open(caller);
      return await post<DeskConcluded>(caller, 'conversation', {
        notes: { ...notes, ...said },
        seen,
        clientId: formNumber(),
        ...more,
      });
    },
    async plan() {
      const resources = (await Promise.all(TYPES.map(all))).flat();
      return readCarePlan(resources, {
        standards: desk.standards,
        patientId: patient,
        now: record.house.now(),
        timeZone: desk.timeZone,
      });
    },
  };
}
