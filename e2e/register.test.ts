import { civilDay, startOfDay } from '@caecilia/kernel';
import { describe, expect, it } from 'vitest';
import {
  applied,
  MARK_TOKEN,
  marked,
  markIn,
  markResource,
  received,
  toResources,
  unmarked,
} from '../care/consultation/src/index.ts';
import type { FhirResource } from '../packages/fhir/src/index.ts';
import { accessibilityFindings, browserPath, NO_BROWSER, paperPages } from './browser.ts';
import { deskInBrowser } from './desk.ts';
import { says } from './says.ts';
import type { SignedInHouse } from './signed-in.ts';

const PHYSICIAN = /Femke Fictief/;
const DOCTOR = 'PractitionerRole/demo-fictief';
const EARLY = '/desk/patients/demo-wilhelmina/prompts';
const OWN = '/my-record/consultation';
const ZONE = 'Europe/Amsterdam';

describe.skipIf(browserPath === undefined)(
  `recognising early, the register and asking from home ${browserPath ? '' : NO_BROWSER}`,
  () => {
    const desk = deskInBrowser();

    it('keeps a list that a clinician ticks from the keyboard, with its version and who ticked, and asks for nothing', async () => {
      const page = await desk.open(PHYSICIAN, `${EARLY}?lang=nl`);
      const lung = page.getByLabel('Longziekte');
      await lung.waitFor();
      await expect.poll(() => page.getByRole('checkbox', { checked: true }).count()).toBe(0);
      await lung.focus();
      await page.keyboard.press('Space');
      await page.reload();
      await lung.waitFor();
      await expect.poll(() => lung.isChecked()).toBe(true);
      await page
        .getByRole('button', { name: 'Bewaar deze lijst: Bij een andere ziekte dan kanker' })
        .press('Enter');
      await page.getByText('Bewaard: Bij een andere ziekte dan kanker.').waitFor();
      const answer = page.locator('.answers > li').first();
      await answer.waitFor();
      await expect
        .poll(() => answer.innerText())
        .toMatch(/Versie 1[\s\S]*dr\. Femke Fictief[\s\S]*Longziekte/);
      await expect.poll(() => lung.isChecked()).toBe(false);
      // The demo asked her to prepare a conversation; nothing else was asked.
      const tasks = JSON.stringify(await desk.house.fhir('Task?patient=Patient/demo-wilhelmina'));
      expect(tasks.match(/"resourceType":"Task"/g)).toHaveLength(1);
      expect(tasks).toContain('urn:caecilia:preparation');
      await page.getByRole('link', { name: 'Vraag een consult' }).click();
      await page.waitForURL(/\/demo-wilhelmina\/requests\/new/);
      await page.getByLabel('Wat is uw vraag?').waitFor();
    });

    it('says what went wrong without a connection, keeps what was ticked and typed, and marks once', async () => {
      const page = await desk.open(PHYSICIAN, `${EARLY}?lang=nl`);
      const mark = page.getByRole('button', { name: 'Markeren' });
      await mark.click();
      await page.getByText('! Schrijf op waarom. Eén zin is genoeg.').waitFor();
      await page.getByLabel('Reden').fill('Twee opnames dit jaar.');
      await page.context().setOffline(true);
      await mark.click();
      await page.locator('.said__wrong').waitFor();
      await expect.poll(() => page.getByLabel('Reden').inputValue()).toBe('Twee opnames dit jaar.');
      await page.context().setOffline(false);
      await mark.click();
      await page.getByText('Gemarkeerd.', { exact: true }).waitFor();
      await expect.poll(() => page.locator('.marks > li').count()).toBe(1);
      expect(await desk.faults(page, EARLY)).toEqual([]);
    });

    it('lists whom somebody marked, and shows both where a colleague took a mark away first', async () => {
      const page = await desk.open(PHYSICIAN, '/desk/register?lang=nl');
      await page.getByRole('button', { name: 'Markering weghalen' }).click();
      await page.getByLabel('Waarom haalt u de markering weg?').fill('Verhuisd.');
      const [mark] = await marksOf(desk.house);
      if (mark === undefined) throw new Error('nobody marked');
      // A colleague on the ward was first.
      const end = { on: markIn(mark).on, by: 'PractitionerRole/demo-verzinsel', reason: 'Hersteld.' };
      await desk.house.put(`Observation/${mark.id}`, markResource(unmarked(markIn(mark), end), mark));
      await page.getByRole('button', { name: 'Markering weghalen' }).click();
      const conflict = page.getByRole('alert');
      await conflict.waitFor();
      await expect
        .poll(() => conflict.innerText())
        .toMatch(/Een collega was u voor[\s\S]*Hersteld\.[\s\S]*Verhuisd\./);
      expect(await accessibilityFindings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Gezien' }).click();
      await page.getByText(/^U hebt niemand gemarkeerd\./).waitFor();
      expect((await marksOf(desk.house)).map((each) => markIn(each).ended?.reason)).toEqual(['Hersteld.']);
    });

    it('prints the agenda on whole sheets of A4, black on white, and gives it as a file', async () => {
      const reasons = Array.from({ length: 14 }, (_, index) =>
        index % 2 === 0 ? 'Kort.' : 'Woorden '.repeat(62),
      );
      for (const [index, reason] of reasons.entries())
        await desk.house.put(`Observation/mark-${index}`, {
          ...markResource(marked('demo-wilhelmina', { on: '2026-11-01', by: DOCTOR, reason })),
          id: `mark-${index}`,
        });
      const page = await desk.open(PHYSICIAN, '/desk/register?lang=nl');
      expect(await desk.faults(page, '/desk/register')).toEqual([]);
      await page.goto(`${desk.house.url}/desk/register?lang=nl`);
      await page.getByRole('link', { name: 'Agenda bekijken en printen' }).click();
      await page.getByRole('heading', { name: /Blad 1 van/ }).waitFor();
      await expect.poll(() => page.locator('.agenda tbody tr').count()).toBe(reasons.length);
      const sheets = await page.locator('.agenda__sheet').count();
      expect(sheets).toBeGreaterThan(1);
      expect(await paperPages(page)).toBe(sheets);
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Agenda als bestand (CSV)' }).click();
      expect((await download).suggestedFilename()).toMatch(/^patz-\d{4}-\d\d-\d\d\.csv$/);
      expect(await desk.faults(page, '/register/agenda')).toEqual([]);
    });

    it('takes a question of a patient without any script, and says that nobody has confirmed it', async () => {
      const page = await desk.open(/Wilhelmina Voorbeeld/, `${OWN}?lang=nl`);
      await page.route('**/*.js', (route) => route.abort());
      await page.getByRole('link', { name: 'Stel een vraag aan Consultteam palliatieve zorg' }).click();
      await page.getByRole('button', { name: 'Stuur mijn vraag' }).click();
      await page.getByRole('alert').waitFor();
      await page.getByLabel('Wat wilt u vragen?').fill('Ik wil met iemand praten.');
      await page.getByLabel(/bang, somber/).check();
      await page.getByLabel('Gewoon').check();
      await page.getByLabel('Dat heb ik niet gevraagd').check();
      await page.getByLabel('Op welk nummer kunnen we u bellen?').fill('06 - 00 00 00 01');
      await page.getByRole('button', { name: 'Stuur mijn vraag' }).click();
      await page.getByText('Uw vraag is verstuurd.').waitFor();
      await page.getByText(/^Nog niemand heeft uw vraag bevestigd/).waitFor();
      const path = new URL(page.url()).pathname;
      await page.unroute('**/*.js');
      for (const each of [OWN, `${OWN}/new`, path]) expect(await desk.faults(page, each)).toEqual([]);
    });

    it('counts for whose duty it is, with numerator and denominator, and for nobody else', async () => {
      await haveRequests(desk.house);
      const page = await desk.open(PHYSICIAN, '/desk/counts?lang=nl');
      const row = page.getByRole('row', { name: /^Op tijd: dezelfde of de volgende dag/ });
      await row.waitFor();
      await says(row, /\t\s*2\s*\t\s*3\s*\t\s*67%$/);
      await page.getByLabel('Tot en met').fill('2000-01-01');
      await page.getByRole('button', { name: 'Toon' }).click();
      await page.getByText('! De laatste dag ligt voor de eerste. Draai ze om.').waitFor();
      await page.getByRole('button', { name: 'Vorige maand' }).click();
      await page.getByText('In deze periode is niets gevraagd.').waitFor();
      for (const each of ['/desk/counts', '/counts']) expect(await desk.faults(page, each)).toEqual([]);
      // The same numbers without a script, for who counts and has no patients.
      await page.goto(`${desk.house.url}/counts?lang=nl`);
      const plain = page.getByRole('row', { name: /^Op tijd/ });
      await says(plain, /\t\s*2\s*\t\s*3\s*\t\s*67%$/);
      const nurse = await desk.open(/Mees Verzinsel/, '/desk/patients?lang=nl');
      await nurse.getByRole('link', { name: 'Gemarkeerde patiënten' }).waitFor();
      await expect.poll(() => nurse.getByRole('link', { name: 'Cijfers van het team' }).count()).toBe(0);
      const refused = await nurse.request.get(`${desk.house.url}/desk/api/counts?period=year`);
      expect(refused.status()).toBe(403);
      const far = await desk.open(/Nora Nergens/, '/desk/patients?lang=nl');
      const forbidden = await far.request.get(`${desk.house.url}/desk/api/register`);
      expect(forbidden.status()).toBe(403);
      for (const path of ['/register/agenda.csv', '/counts', '/instruments'])
        expect((await far.request.get(`${desk.house.url}${path}`)).status(), path).toBe(404);
    });

    it('shows the office which instruments there are, and that one without a licence cannot be activated', async () => {
      const page = await desk.open(/Bas Beheerder/, '/instruments?lang=nl');
      const mayNot = page.getByRole('region', { name: 'Kan niet in gebruik' });
      await mayNot.getByText('toestemming nodig').first().waitFor();
      await expect.poll(() => page.getByRole('main').getByRole('button').count()).toBe(0);
      expect(await desk.faults(page, '/instruments')).toEqual([]);
    });
  },
);

/** Marks of the patient as the record has them. */
async function marksOf(house: SignedInHouse): Promise<readonly FhirResource[]> {
  const path = `Observation?patient=Patient/demo-wilhelmina&code=${encodeURIComponent(MARK_TOKEN)}`;
  const { entry = [] } = (await house.fhir(path)) as {
    readonly entry?: readonly { readonly resource: FhirResource }[];
  };
  return entry.map(({ resource }) => resource);
}

/** Three orders of today that were answered: at once, an hour later, and one that had been ready for three days. */
async function haveRequests(house: SignedInHouse): Promise<void> {
  const now = Date.now();
  // All of it today, also just after midnight: counts are of months.
  const began = startOfDay(civilDay(now, ZONE), ZONE);
  const at = (minutesAgo: number) => new Date(Math.max(began, now - minutesAgo * 60_000)).toISOString();
  const threeDaysAgo = new Date(now - 3 * 86_400_000).toISOString();
  const by = DOCTOR;
  for (const [index, ready] of [at(2), at(1), threeDaysAgo].entries()) {
    const asked = received(
      {
        source: 'ward',
        intent: 'order',
        patient: 'demo-wilhelmina',
        requester: { reference: DOCTOR },
        team: 'Organization/demo-consult-team',
        clientId: `e2e-register-0000000${index}`,
        readyForCare: ready,
        asked: {
          question: 'Verzonnen vraag.',
          domains: ['physical'],
          urgency: 'routine',
          patientInformed: true,
          treatingPhysicianAgrees: 'yes',
          callBack: 'sein 4321',
        },
      },
      { by, at: at(2) },
    );
    const triaged = applied(
      asked,
      { kind: 'triage', urgency: 'routine', domains: ['physical'], goes: ['consult-nurse'] },
      { by, at: at(2) },
    );
    const accepted = applied(triaged, { kind: 'accept', owner: { reference: DOCTOR } }, { by, at: at(1) });
    const begun = applied(accepted, { kind: 'start', firstContact: at(0) }, { by, at: at(0) });
    const ids = { request: `counted-${index}`, task: `counted-task-${index}` };
    const { request, task } = toResources(begun, ids);
    await house.put(`ServiceRequest/${ids.request}`, { ...request, id: ids.request });
    await house.put(`Task/${ids.task}`, { ...task, id: ids.task });
  }
}
