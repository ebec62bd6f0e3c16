import { parseContact, toEncounter } from '@caecilia/assessment';
import { OPEN_FOR_MS, toHandOverTask } from '@caecilia/exchange';
import { type Meeting, toAppointment } from '@caecilia/mdt';
import type { Page } from 'playwright-core';
import { begunImport } from './begun-import.ts';
import type { SignedInHouse } from './signed-in.ts';

/** Of whom pages are looked at. */
export const PATIENT = 'demo-wilhelmina';
const PHYSICIAN = /Femke Fictief/;
const GP = /Pim Proefman/;
const NURSE = /Iris Imaginair/;
const SECRETARY = /Sanne Schijn/;
const ADMINISTRATOR = /Bas Beheerder/;
const OFFICER = /Puck Privacy/;
const WILHELMINA = /Wilhelmina Voorbeeld/;

/** A page with somebody who may see it, at an address where there is something to see. */
export interface PageOfHouse {
  /** As the server or the router of the app declares it. */
  readonly route: string;
  readonly who: RegExp;
  readonly path: string | ((page: Page) => Promise<string>);
  /** Where it is another than 200. */
  readonly status?: number;
}

const at = (who: RegExp, route: string, path: PageOfHouse['path'] = route): PageOfHouse => ({
  route,
  who,
  path,
});

const onDesk = (who: RegExp, route: string, path = route): PageOfHouse =>
  at(who, route, `/desk${path.replace('$id', PATIENT)}`);

/** Every page of the app, by the paths of its router. */
export const DESK_PAGES: readonly PageOfHouse[] = [
  onDesk(PHYSICIAN, '/patients'),
  onDesk(PHYSICIAN, '/register'),
  onDesk(PHYSICIAN, '/counts'),
  onDesk(NURSE, '/board'),
  onDesk(NURSE, '/requests'),
  onDesk(NURSE, '/requests/new'),
  onDesk(SECRETARY, '/rota'),
  onDesk(SECRETARY, '/rota/plan'),
  onDesk(NURSE, '/tasks'),
  onDesk(SECRETARY, '/caseload'),
  onDesk(NURSE, '/hand-over'),
  onDesk(PHYSICIAN, '/advice'),
  onDesk(PHYSICIAN, '/mdt'),
  onDesk(/Bart Bedenksel/, '/agreements'),
  onDesk(/Pien Pretentie/, '/checks'),
  onDesk(/Hanna Hersenspinsel/, '/stays'),
  onDesk(GP, '/inbox'),
  onDesk(GP, '/inbox/$message', '/inbox/axe-hand-over'),
  onDesk(PHYSICIAN, '/mdt/$meeting', '/mdt/axe-meeting'),
  onDesk(/Pim Proefman/, '/patients/$id'),
  onDesk(PHYSICIAN, '/patients/$id/overview'),
  onDesk(/Mees Verzinsel/, '/patients/$id/in-short'),
  onDesk(PHYSICIAN, '/patients/$id/requests'),
  onDesk(PHYSICIAN, '/patients/$id/requests/new'),
  onDesk(PHYSICIAN, '/patients/$id/advice'),
  onDesk(PHYSICIAN, '/patients/$id/assessment'),
  onDesk(PHYSICIAN, '/patients/$id/conversation'),
  onDesk(PHYSICIAN, '/patients/$id/conversation/changes'),
  at(
    PHYSICIAN,
    '/patients/$id/conversation/conflicts',
    '/desk/patients/demo-cornelis/conversation/conflicts',
  ),
  onDesk(PHYSICIAN, '/patients/$id/assessment/contact'),
  onDesk(
    PHYSICIAN,
    '/patients/$id/assessment/contact/$contact',
    '/patients/$id/assessment/contact/axe-contact',
  ),
  onDesk(
    PHYSICIAN,
    '/patients/$id/assessment/instruments/$instrument',
    '/patients/$id/assessment/instruments/esas-r',
  ),
  onDesk(PHYSICIAN, '/patients/$id/prompts'),
  onDesk(PHYSICIAN, '/patients/$id/scenarios'),
  onDesk(PHYSICIAN, '/patients/$id/sending'),
  onDesk(PHYSICIAN, '/patients/$id/letters'),
  onDesk(PHYSICIAN, '/patients/$id/stays'),
  onDesk(PHYSICIAN, '/patients/$id/ready'),
  onDesk(PHYSICIAN, '/patients/$id/timeline'),
  onDesk(PHYSICIAN, '/patients/$id/import'),
  onDesk(PHYSICIAN, '/import'),
  at(PHYSICIAN, '/import/$import', async (page) => `/desk/import/${await begunImport(page)}`),
  at(
    PHYSICIAN,
    '/patients/$id/import/$import',
    async (page) => `/desk/patients/${PATIENT}/import/${await begunImport(page, PATIENT)}`,
  ),
  onDesk(/Simon Sprookje/, '/patients/$id/notes'),
  onDesk(PHYSICIAN, '/patients/$id/tasks'),
];

/** Where a page of the house leads to an address of this form. */
async function linkOn(page: Page, path: string, form: RegExp): Promise<string> {
  await page.goto(new URL(path, page.url()).href);
  const links = await page
    .locator('main a[href]')
    .evaluateAll((all) => all.map((each) => each.getAttribute('href')));
  const found = links.find((href) => href !== null && form.test(href));
  if (!found) throw new Error(`nothing on ${path} leads to ${form.source}`);
  return found;
}

const endOfRelation = async (page: Page) => await linkOn(page, `/network/relations/${PATIENT}`, /\/end\//);

/** A request of a patient that is not decided yet. */
async function withdrawal(page: Page): Promise<string> {
  await page.goto(new URL('/privacy/my-record/requests/new/destruction', page.url()).href);
  await page.getByLabel('Wat wilt u laten wissen?').fill('Alles (verzonnen).');
  await page.getByLabel('Ik begrijp dat het niet terugkomt').check();
  await page.getByRole('button', { name: 'Vraag de vernietiging' }).click();
  await page.waitForURL(/requests(\?|$)/);
  return await linkOn(page, '/privacy/my-record/requests', /\/withdraw/);
}

async function lockedUp(page: Page): Promise<string> {
  const { origin } = new URL(page.url());
  await page.request.post(`${origin}/session/lock`, { headers: { origin, 'sec-fetch-site': 'same-origin' } });
  return '/session/unlock';
}

const CARE = `/care/patients/${PATIENT}`;
const ORGANIZATION = '/network/organizations/demo-hospital';

/** Every page of the server, by the paths that it declares, but for those of `ELSEWHERE`. */
export const SERVER_PAGES: readonly PageOfHouse[] = [
  at(PHYSICIAN, '/', '/?list=all'),
  at(PHYSICIAN, '/account'),
  at(PHYSICIAN, '/account/sessions'),
  at(PHYSICIAN, '/account/role'),
  at(PHYSICIAN, '/session/unlock', lockedUp),
  at(PHYSICIAN, '/care/emergency-access'),
  at(PHYSICIAN, '/care/patients/:id/emergency', `${CARE}/emergency`),
  at(/Pim Proefman/, '/care/patients/:id/in-short', `${CARE}/in-short`),
  at(PHYSICIAN, '/signed-out'),
  at(
    /Mees Verzinsel/,
    '/care/patients/:id/emergency-access',
    '/care/patients/demo-hendrika/emergency-access',
  ),
  at(PHYSICIAN, '/care/patients/:id/invitations', '/care/patients/demo-cornelis/invitations'),
  at(
    PHYSICIAN,
    '/care/patients/:id/invitations/new',
    '/care/patients/demo-cornelis/invitations/new?person=Patient/demo-cornelis',
  ),
  at(PHYSICIAN, '/care/patients/:id/originals/:type/:resourceId', `${CARE}/originals/Patient/${PATIENT}`),
  at(PHYSICIAN, '/care/hand-overs/:id/paper', '/care/hand-overs/axe-on-paper/paper'),
  at(PHYSICIAN, '/care/patients/:id/documents', `${CARE}/documents`),
  at(PHYSICIAN, '/care/patients/:id/plain', `${CARE}/plain`),
  at(PHYSICIAN, '/care/patients/:id/preparation', `${CARE}/preparation`),
  at(PHYSICIAN, '/counts'),
  at(PHYSICIAN, '/register/agenda'),
  at(ADMINISTRATOR, '/instruments'),
  at(WILHELMINA, '/my-record'),
  at(WILHELMINA, '/my-record/ask'),
  at(WILHELMINA, '/my-record/consultation'),
  at(WILHELMINA, '/my-record/consultation/new'),
  at(WILHELMINA, '/my-record/contacts'),
  at(WILHELMINA, '/my-record/conversation'),
  at(WILHELMINA, '/my-record/plan'),
  at(WILHELMINA, '/my-record/preparation'),
  at(WILHELMINA, '/my-record/words'),
  at(ADMINISTRATOR, '/network'),
  at(ADMINISTRATOR, '/network/end/:type/:id', '/network/end/Organization/demo-gp'),
  at(ADMINISTRATOR, '/network/endpoints/:id/edit', '/network/endpoints/axe-endpoint/edit'),
  at(ADMINISTRATOR, '/network/organizations/:id', ORGANIZATION),
  at(ADMINISTRATOR, '/network/organizations/:id/affiliations/new', `${ORGANIZATION}/affiliations/new`),
  at(ADMINISTRATOR, '/network/organizations/:id/edit', `${ORGANIZATION}/edit`),
  at(ADMINISTRATOR, '/network/organizations/:id/endpoints/new', `${ORGANIZATION}/endpoints/new`),
  at(ADMINISTRATOR, '/network/organizations/:id/services/new', `${ORGANIZATION}/services/new`),
  at(ADMINISTRATOR, '/network/organizations/new'),
  at(ADMINISTRATOR, '/network/professionals'),
  at(ADMINISTRATOR, '/network/professionals/:id', '/network/professionals/demo-fictief'),
  at(ADMINISTRATOR, '/network/professionals/:id/edit', '/network/professionals/demo-fictief/edit'),
  at(ADMINISTRATOR, '/network/professionals/:id/roles/new', '/network/professionals/demo-fictief/roles/new'),
  at(ADMINISTRATOR, '/network/professionals/new'),
  at(ADMINISTRATOR, '/network/relations'),
  at(ADMINISTRATOR, '/network/relations/:id', `/network/relations/${PATIENT}`),
  at(ADMINISTRATOR, '/network/relations/:id/end/:type/:relation', endOfRelation),
  at(ADMINISTRATOR, '/network/relations/:id/new', `/network/relations/${PATIENT}/new`),
  at(ADMINISTRATOR, '/network/roles/:id/edit', '/network/roles/demo-fictief/edit'),
  at(ADMINISTRATOR, '/network/services/:id', '/network/services/axe-service'),
  at(ADMINISTRATOR, '/network/services/:id/edit', '/network/services/axe-service/edit'),
  at(ADMINISTRATOR, '/network/users'),
  at(ADMINISTRATOR, '/network/users/:id', '/network/users/demo-verzinsel'),
  at(ADMINISTRATOR, '/network/users/:id/confirm-reset', '/network/users/demo-verzinsel/confirm-reset'),
  at(ADMINISTRATOR, '/network/users/:id/reactivate', '/network/users/demo-verzinsel/reactivate'),
  at(ADMINISTRATOR, '/network/users/:id/deactivate', '/network/users/demo-verzinsel/deactivate'),
  at(ADMINISTRATOR, '/network/users/:id/reset', '/network/users/demo-verzinsel/reset'),
  at(ADMINISTRATOR, '/network/users/:id/roles', '/network/users/demo-verzinsel/roles'),
  at(ADMINISTRATOR, '/network/users/invite'),
  at(OFFICER, '/privacy/accesses'),
  at(OFFICER, '/privacy/accesses/list', `/privacy/accesses/list?patient=${PATIENT}`),
  at(OFFICER, '/privacy/emergencies'),
  at(OFFICER, '/privacy/requests'),
  at(OFFICER, '/privacy/review'),
  at(OFFICER, '/privacy/sample'),
  at(WILHELMINA, '/my-record/call-me'),
  at(WILHELMINA, '/my-record/diary'),
  at(WILHELMINA, '/privacy/my-record'),
  at(WILHELMINA, '/privacy/my-record/log'),
  at(WILHELMINA, '/privacy/my-record/mandates'),
  at(WILHELMINA, '/privacy/my-record/mandates/new'),
  at(WILHELMINA, '/privacy/my-record/requests'),
  at(WILHELMINA, '/privacy/my-record/requests/:id/withdraw', withdrawal),
  at(WILHELMINA, '/privacy/my-record/requests/new/:kind', '/privacy/my-record/requests/new/destruction'),
  at(WILHELMINA, '/privacy/my-record/sharing'),
];

/** Pages that need a history before they stand: examined, at the same sights, where it is made. */
export const ELSEWHERE: Readonly<Record<string, string>> = {
  '/paper/:mark': 'emergency-page.test.ts',
  '/received/:secret': 'sending.test.ts',
  '/sign-in/:uid': 'sign-in-pages.test.ts',
  '/sign-in/:uid/invitation': 'sign-in-pages.test.ts',
  '/account/confirm': 'account-pages.test.ts',
  '/account/passkeys/:id': 'account-pages.test.ts',
  '/account/passkeys/new': 'account-pages.test.ts',
  '/account/password': 'account-pages.test.ts',
  '/account/recovery': 'account-pages.test.ts',
  '/account/totp': 'account-pages.test.ts',
  '/my-record/consultation/:id': 'register.test.ts',
  '/my-record/preparation/:id': 'assessment.test.ts',
  '/privacy/my-record/mandates/:id/withdraw': 'privacy-screens-access.test.ts',
  '/privacy/my-record/question': 'privacy-screens-access.test.ts',
  '/privacy/requests/:id': 'privacy-screens-access.test.ts',
  '/privacy/review/:id': 'privacy-screens-access.test.ts',
};

/** What is answered to GET and is no page of its own. */
export const NO_PAGES: readonly RegExp[] = [
  /^\/(fhir|oauth|\.well-known|health|metrics|admin|web)(\/|$)/,
  // The app, whose pages its router knows.
  /^\/desk(\/|$)/,
  /\.(css|js|svg|woff2|ico|png|csv)$/,
  /\/(download|copy)$/,
  /^\/session\/state$/,
  // They lead on, to a page or out of the house.
  /^\/sign-in\/(:uid\/(:step|continue)|outside\/:id)$/,
  /^\/(session\/unlock|account\/confirm)\/:way$/,
  // Says that it takes a form only.
  /^\/network\/users\/:id\/end-session$/,
];

const NOW = new Date();

/** What has to stand in the record for the pages that show one thing of it. */
export async function preparePages(house: SignedInHouse): Promise<void> {
  const hospital = { reference: 'Organization/demo-hospital' };
  const by = 'PractitionerRole/demo-fictief';
  const contact = parseContact(
    {
      kind: 'bedside',
      start: NOW.toISOString(),
      professionals: [by],
      present: { patient: true, close: [] },
    },
    { patientId: PATIENT, now: NOW },
  );
  const meeting: Meeting = {
    clientId: '0b1f6d3e-0000-4000-8000-00000000a0e0',
    startsAt: NOW.toISOString(),
    endsAt: new Date(NOW.getTime() + 3_600_000).toISOString(),
    calledBy: { reference: by, name: 'dr. Femke Fictief' },
    organization: hospital.reference,
    state: 'planned',
    agenda: [],
    attendance: [],
  };
  const resources = [
    {
      resourceType: 'CareTeam',
      id: 'axe-team',
      status: 'active',
      subject: { reference: `Patient/${PATIENT}` },
      participant: [{ member: { reference: 'Practitioner/demo-sprookje' } }],
    },
    { ...toEncounter(contact), id: 'axe-contact' },
    { ...messageTo('Organization/demo-gp', 'inbox'), id: 'axe-hand-over' },
    { ...messageTo('Organization/demo-gp', 'print'), id: 'axe-on-paper' },
    { ...toAppointment(meeting), id: 'axe-meeting' },
    {
      resourceType: 'HealthcareService',
      id: 'axe-service',
      active: true,
      providedBy: hospital,
      name: 'Verzonnen zorg',
    },
    {
      resourceType: 'Endpoint',
      id: 'axe-endpoint',
      status: 'active',
      connectionType: {
        system: 'http://terminology.hl7.org/CodeSystem/endpoint-connection-type',
        code: 'hl7-fhir-rest',
      },
      managingOrganization: hospital,
      payloadType: [{ text: 'any' }],
      address: 'https://voorbeeld.example/fhir',
    },
  ];
  await house.load(resources);
}

/** A plan that lies in the inbox of an organisation. */
function messageTo(reference: `Organization/${string}`, channel: 'inbox' | 'print') {
  return toHandOverTask({
    patient: `Patient/${PATIENT}`,
    channel,
    ground: 'treatment',
    standard: 'caecilia.pzp|1.0.0-rc2',
    sender: { name: 'dr. Femke Fictief' },
    team: 'HealthcareService/demo-consult-team',
    role: 'consult-physician',
    to: { reference, name: 'Huisartsenpraktijk De Proefhoek' },
    asked: 'Wilt u bevestigen, en uw bereikbaarheid toevoegen? (verzonnen)',
    madeAt: NOW.getTime(),
    until: NOW.getTime() + OPEN_FOR_MS,
    events: [{ kind: 'delivered', at: NOW.getTime() }],
  });
}
