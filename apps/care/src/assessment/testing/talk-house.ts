import { type DeskTalk, type DeskTalkAnswer, type DeskTalks, talkEndpoints } from '@caecilia/assessment';
import type { Caller, EndpointPost, Page, PageAnswer, PagePost, PageVisit } from '@caecilia/kernel';
import { standardsOf } from '../../care-plan.ts';
import { openConsultationRecord } from '../../consultation/testing/consultation-record.ts';
import { wardNurse } from '../../consultation/testing/people.ts';
import { preparationFloors } from '../preparation-floors.ts';
import { talkDesk } from '../talk-area.ts';

export const OWN = '/my-record/conversation';
export const HOME = '/my-record/preparation';
export const PAPER = '/care/patients/:id/preparation';
export const NURSE = 'PractitionerRole/nurse-role';

let forms = 0;
/** The number of a new form. */
export const form = () => {
  forms += 1;
  return `0b1f6d3e-0000-4000-8400-${String(forms).padStart(12, '0')}`;
};

/** A conversation as a form plans it. */
export const wish = (more: object = {}) => ({
  clientId: form(),
  day: '2026-11-26',
  from: '14:00',
  until: '15:00',
  place: 'home',
  leads: 'PractitionerRole/doctor-role',
  others: [NURSE],
  ...more,
});

export const html = (answer: PageAnswer | undefined) => (answer && 'html' in answer ? answer.html : '');
export const status = (answer: PageAnswer | undefined) =>
  answer && 'status' in answer ? answer.status : 303;

/** A record with a patient, who treats her and who is close, the endpoints of planned conversations, and her pages. */
export async function openTalkHouse() {
  const record = await openConsultationRecord();
  const { store, packs } = record.record;
  const house = { ...record.house, store, standards: standardsOf(packs) };
  const endpoints = talkEndpoints(talkDesk(house));
  const pages = preparationFloors({ ...house, demo: true }).flatMap((floor) => floor.pages);
  await fill(record.put);
  const session = (caller: Caller) => record.house.session(caller);
  const endpoint = (path: string) => {
    const found = endpoints.find((each) => each.path === path);
    if (!found) throw new Error(`there is no ${path}`);
    return found;
  };
  const see = async (caller: Caller, id = 'anna') =>
    (await endpoint('/patients/:id/talks').read?.(session(caller), {
      caller,
      params: { id },
      query: {},
    } as unknown as PageVisit)) as DeskTalks;
  const send = async (caller: Caller, body: object, talk?: string, act?: string, id = 'anna') => {
    const params = { id, ...(talk === undefined ? {} : { talk }) };
    const post = { caller, params, query: {}, body } as unknown as EndpointPost;
    const path = `/patients/:id/talks${talk === undefined ? '' : `/:talk/${act}`}`;
    return (await endpoint(path).write?.(session(caller), post)) as DeskTalkAnswer;
  };
  const standing = async (): Promise<DeskTalk> => {
    const [talk] = (await see(wardNurse)).talks;
    if (!talk) throw new Error('there is a planned conversation');
    return talk;
  };
  const pageAt = (path: string): Page => {
    const found = pages.find((page) => page.path === path);
    if (found === undefined) throw new Error(`there is no ${path}`);
    return found;
  };
  const show = (caller: Caller, path: string, more: Partial<PagePost> = {}) =>
    pageAt(path).handler(session(caller), visit(caller, more));
  const choose = async (caller: Caller, given: PagePost['fields']) => {
    const fields = { clientId: [form()], talk: [(await standing()).id], ...given };
    return await pageAt(OWN).submit?.(session(caller), visit(caller, { fields }));
  };
  return { record, see, send, standing, show, choose };
}

const visit = (caller: Caller, more: Partial<PagePost>): PagePost => ({
  caller,
  params: {},
  query: { lang: 'nl' },
  headers: {},
  origin: '',
  formToken: '',
  fields: {},
  ...more,
});

type Put = Awaited<ReturnType<typeof openConsultationRecord>>['put'];

async function fill(put: Put): Promise<void> {
  const named = (text: string) => ({ name: [{ text }] });
  await put('Practitioner', 'ward-nurse', named('Mees Verzinsel'));
  await put('Practitioner', 'doctor', named('Femke Fictief'));
  for (const [role, person] of [
    ['doctor-role', 'doctor'],
    ['nurse-role', 'ward-nurse'],
  ] as const)
    await put('PractitionerRole', role, {
      active: true,
      practitioner: { reference: `Practitioner/${person}` },
      organization: { reference: 'Organization/ward' },
    });
  for (const [id, text] of [
    ['husband', 'Arie Verzonnen'],
    ['daughter', 'Bea Verzonnen'],
  ] as const)
    await put('RelatedPerson', id, { patient: { reference: 'Patient/anna' }, ...named(text) });
}
