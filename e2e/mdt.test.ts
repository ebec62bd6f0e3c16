import { received, toResources } from '@caecilia/consultation';
import { civilDay, dayPlus } from '@caecilia/kernel';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { browserPath, NO_BROWSER } from './browser.ts';
import { deskInBrowser } from './desk.ts';
import { pdfText } from './pdf-text.ts';
import { isForAnotherDay } from './sights.ts';
import type { SignedInHouse } from './signed-in.ts';

const PHYSICIAN = /Femke Fictief/;
const NURSE = /Mees Verzinsel/;
const PATIENT = 'demo-wilhelmina';
const SAID = [
  'Benauwdheid staat voorop; de ventilator helpt.',
  'Haar man slaapt slecht en vraagt om rust.',
] as const;

/** A day from today, as a field of the browser takes it. */
const dayFrom = (days: number) => dayPlus(civilDay(new Date(), 'Europe/Amsterdam'), days);

describe.skipIf(browserPath === undefined)(
  `advice and the meeting of the team ${browserPath ? '' : NO_BROWSER}`,
  () => {
    let physician: Page;
    let nurse: Page;
    const desk = deskInBrowser({
      prepare: async ({ house, open, window }) => {
        await askForConsultation(house);
        physician = await open(PHYSICIAN, '/desk');
        nurse = await window(NURSE, '/desk');
      },
    });

    it('gives advice one after the other, and the ward says of one why it is not followed', async () => {
      await physician.goto(`${desk.house.url}/desk/patients/${PATIENT}/advice?lang=nl`);
      const form = physician.getByRole('region', { name: 'Geef advies' });
      await form.getByRole('button', { name: 'Geef dit advies' }).click();
      await form.getByText('! Schrijf op wat u adviseert.').waitFor();
      for (const [count, words] of [
        'Ventilator aan het bed.',
        'Morfine bespreken met de apotheker.',
      ].entries()) {
        await form.getByLabel('Wat adviseert u?').fill(words);
        await form.getByLabel('Omdat').fill('Benauwdheid is haar eerste klacht.');
        await form.getByLabel('Wie beslist').selectOption({ index: 1 });
        await form.getByLabel('Uiterlijk').fill(dayFrom(1 + count));
        await form.getByLabel('Dimensie').selectOption('physical');
        // For the first one nobody asks the pharmacist, and the wish does not stay for the next.
        if (count === 1) await form.getByLabel('Laat de apotheker dit ook nakijken').check();
        await form.getByRole('button', { name: 'Geef dit advies' }).click();
        await physician.getByText(`Gegeven: ${count + 1}.`).waitFor();
      }
      await expect.poll(() => physician.locator('.advice').count()).toBe(2);
      await nurse.goto(`${desk.house.url}/desk/advice?lang=nl`);
      await nurse.getByRole('button', { name: 'Van al mijn patiënten' }).click();
      const second = nurse.locator('.advice', { hasText: 'Morfine bespreken' });
      await second.getByText('Nog niet gecontroleerd door de apotheker').waitFor();
      await second.getByRole('button', { name: 'Wat is ermee gedaan?' }).click();
      await second.getByText('De apotheker keek dit nog niet na. U kunt wel beslissen.').waitFor();
      await second.getByLabel('Afgewezen').check();
      await second.getByRole('button', { name: 'Leg vast' }).click();
      await second.getByText('! Schrijf waarom niet.').waitFor();
      await second.getByLabel('Waarom niet?').fill('Zij wil geen opiaten.');
      await second.getByRole('button', { name: 'Leg vast' }).click();
      await second.waitFor({ state: 'detached' });
      // The page of the physician follows by itself.
      const done = physician.getByRole('region', { name: 'Adviezen met een uitkomst' });
      await done.getByText('Zij wil geen opiaten.').waitFor();
      await expect.poll(() => done.innerText()).toMatch(/Afgewezen[\s\S]*Mees Verzinsel/);
    });

    it('shows both and asks where a colleague was first, also by telephone', async () => {
      await physician.goto(`${desk.house.url}/desk/patients/${PATIENT}/advice?lang=nl`);
      const mine = physician.locator('.advice', { hasText: 'Ventilator aan het bed' });
      await mine.getByRole('button', { name: 'Noteer wat de behandelaar zei' }).click();
      await nurse.goto(`${desk.house.url}/desk/patients/${PATIENT}/advice?lang=nl`);
      const theirs = nurse.locator('.advice', { hasText: 'Ventilator aan het bed' });
      await theirs.getByRole('button', { name: 'Wat is ermee gedaan?' }).click();
      // Both have it open; the live update would close the form of the second.
      await physician.context().setOffline(true);
      await theirs.getByLabel('Overgenomen').check();
      await theirs.getByRole('button', { name: 'Leg vast' }).click();
      await nurse
        .getByRole('region', { name: 'Adviezen met een uitkomst' })
        .getByText('Ventilator')
        .waitFor();
      await physician.route('**/desk/api/patients/*/advice', (route) => route.abort());
      await physician.context().setOffline(false);
      await mine.getByLabel('Aangepast').check();
      await mine.getByLabel('Wat gebeurt er in plaats daarvan?').fill('Raam open.');
      await mine.getByLabel('Wie zei dit?').fill('zaalarts, telefonisch');
      await mine.getByRole('button', { name: 'Leg vast' }).click();
      await mine.getByText('Een collega was u voor').waitFor();
      await expect
        .poll(() => mine.getByLabel('Wat gebeurt er in plaats daarvan?').inputValue())
        .toBe('Raam open.');
      await physician.unroute('**/desk/api/patients/*/advice');
      await mine.getByRole('button', { name: 'Laat staan wat er staat' }).click();
    });

    it('builds its agenda from the record, and two who type at once lose nothing, one of them offline in between', async () => {
      await physician.goto(`${desk.house.url}/desk/mdt?lang=nl`);
      await physician.getByLabel('Dag').fill(dayFrom(0));
      await physician.getByLabel('Van').fill('09:00');
      await physician.getByLabel('Tot').fill('17:00');
      await physician.getByRole('button', { name: 'Plan een overleg' }).click();
      await physician.locator('.mdt-row', { hasText: '09:00' }).waitFor();
      await physician.locator('.mdt-row').click();
      await physician
        .getByText(/Consult gevraagd op/)
        .first()
        .waitFor();
      await physician.getByRole('button', { name: 'Ik ben er' }).click();
      await physician.getByText(/dr\. Femke Fictief: aanwezig/).waitFor();
      const address = new URL(physician.url());
      await physician.getByRole('button', { name: 'Begin het overleg' }).click();
      await physician.getByRole('list', { name: 'Behandelgrenzen' }).waitFor();
      await nurse.goto(
        `${desk.house.url}${new URL(physician.url()).pathname}${new URL(physician.url()).search}`,
      );
      await nurse.getByRole('list', { name: 'Behandelgrenzen' }).waitFor();
      const [hers, his] = [physician, nurse].map((page) => page.getByLabel(/^Uw inbreng over/));
      if (!hers || !his) throw new Error('nobody writes');
      await Promise.all([
        hers.pressSequentially(SAID[0], { delay: 15 }),
        (async () => {
          await his.pressSequentially(SAID[1].slice(0, 15), { delay: 15 });
          await nurse.context().setOffline(true);
          await his.pressSequentially(SAID[1].slice(15), { delay: 15 });
        })(),
      ]);
      await nurse.getByText(/Op dit apparaat bewaard/).waitFor();
      await physician.getByText(/^Bewaard om/).waitFor();
      await nurse.context().setOffline(false);
      await nurse.getByText(/^Bewaard om/).waitFor();
      await physician.locator('.mdt-parts').getByText(SAID[1]).waitFor();
      await nurse.locator('.mdt-parts').getByText(SAID[0]).waitFor();
      expect(address.pathname).toMatch(/^\/desk\/mdt\//);
    });

    it('makes a decision into advice at once, goes on by the keyboard, and gives minutes that hold it all', async () => {
      const form = physician.getByRole('form', { name: 'Besluiten' });
      await form.getByLabel('Wat is besloten?').fill('Gesprek over thuis sterven.');
      await form.getByLabel('Wie doet het?').selectOption({ index: 1 });
      await form.getByLabel('Uiterlijk').fill(dayFrom(3));
      await form.getByRole('button', { name: 'Leg dit besluit vast' }).click();
      await form.getByText('Kies waarover het gaat.').waitFor();
      await form.getByLabel('Dimensie').selectOption('social');
      await form.getByRole('button', { name: 'Leg dit besluit vast' }).click();
      await physician.locator('.mdt-parts').getByText('Gesprek over thuis sterven.').waitFor();
      await physician.getByLabel(/^Uw inbreng over/).focus();
      await physician.keyboard.press('Control+Enter');
      await physician.getByText('Besproken', { exact: false }).first().waitFor();
      await physician.getByRole('button', { name: 'Sluit het overleg' }).click();
      await nurse.getByLabel(/^Uw inbreng over/).fill('Nog iets, te laat.');
      await nurse.getByText(/^Bewaard om/).waitFor();
      await physician.getByRole('button', { name: /^Ja, sluit/ }).click();
      await physician.getByText(/^Gesloten op/).waitFor();
      const { pathname } = new URL(physician.url());
      const minutes = await physician.request.get(
        `${desk.house.url}/desk/api${pathname.replace('/desk', '')}/minutes?lang=nl`,
      );
      expect(minutes.headers()['content-type']).toBe('application/pdf');
      const words = pdfText(await minutes.body()).replaceAll('\n', ' ');
      for (const each of [
        SAID[0],
        'Gesprek over thuis sterven.',
        'Vastgesteld op',
        'dr. Femke Fictief',
        'Pagina 1 van',
      ])
        expect(words).toContain(each);
      const [download] = await Promise.all([
        physician.waitForEvent('download'),
        physician.getByRole('button', { name: /Download het verslag/ }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^mdt-\d{4}-\d\d-\d\d-nl\.pdf$/);
      await nurse.getByLabel('Voeg iets toe aan dit verslag').fill('Haar dochter komt zondag.');
      await nurse.getByRole('button', { name: 'Voeg toe' }).click();
      await nurse.locator('.mdt-parts').getByText('Haar dochter komt zondag.').waitFor();
      await physician.goto(`${desk.house.url}/desk/patients/${PATIENT}/advice?lang=nl`);
      const advice = physician.locator('.advice', { hasText: 'Gesprek over thuis sterven.' });
      await advice.getByText(/Sociaal/).waitFor();
    });

    it.skipIf(isForAnotherDay('mdt'))(
      'has nothing that axe finds and no sideways scroll, in both languages, to 320 pixels',
      async () => {
        const item = new URL(nurse.url());
        const pages = [
          [physician, `/desk/patients/${PATIENT}/advice`, /Open adviezen|Open advice/],
          [physician, '/desk/advice', /Open adviezen|Open advice/],
          [physician, '/desk/mdt', /Gesloten|Closed/],
          [physician, item.pathname, /Wie is er|Who is there/],
          [nurse, `${item.pathname}?item=${item.searchParams.get('item')}`, /Besluiten|Decisions/],
        ] as const;
        const found: string[] = [];
        for (const [page, path, isThere] of pages)
          found.push(
            ...(await desk.faults(page, path, {
              prepare: async () => await page.getByText(isThere).first().waitFor(),
            })),
          );
        expect(found).toEqual([]);
      },
    );
  },
);

/** A ward asks the team about a patient of the demo: an order opens the record to it. */
async function askForConsultation(house: SignedInHouse): Promise<void> {
  const request = received(
    {
      source: 'ward',
      intent: 'order',
      patient: PATIENT,
      requester: { reference: 'PractitionerRole/demo-verzinsel' },
      team: 'Organization/demo-hospital',
      clientId: '0b1f6d3e-0000-4000-8000-00000000e2e0',
      asked: {
        question: 'Benauwd: wat kunnen we doen?',
        domains: ['physical'],
        urgency: 'urgent',
        patientInformed: true,
        treatingPhysicianAgrees: 'yes',
        callBack: 'sein 4321',
      },
    },
    { by: 'PractitionerRole/demo-verzinsel', at: new Date().toISOString() },
  );
  const ids = { request: 'e2e-request', task: 'e2e-task' };
  const made = toResources(request, ids);
  await house.put('ServiceRequest/e2e-request', { ...made.request, id: ids.request });
  await house.put('Task/e2e-task', { ...made.task, id: ids.task });
}
