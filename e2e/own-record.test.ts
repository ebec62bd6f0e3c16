import { describe, expect, it } from 'vitest';
import { browserPath, NO_BROWSER, nextPage } from './browser.ts';
import { deskInBrowser } from './desk.ts';
import { says } from './says.ts';

const WILHELMINA = /Wilhelmina Voorbeeld/;
const PHYSICIAN = /Femke Fictief/;
const CARER = /Arie Bedacht/;
const PHONE = { width: 320, height: 640 };

describe.skipIf(browserPath === undefined)(
  `the first page of a patient ${browserPath ? '' : NO_BROWSER}`,
  () => {
    const desk = deskInBrowser();

    it('shows the plan, who has it and who looked, takes their own words and a new number, and asks for a conversation', async () => {
      const page = await desk.open(WILHELMINA, '/my-record');
      await page.setViewportSize(PHONE);
      for (const heading of [
        'Uw plan',
        'In uw eigen woorden',
        'Wie heeft uw plan',
        'Delen met anderen',
        'Uw gegevens',
      ])
        await page.getByRole('heading', { level: 2, name: heading, exact: true }).waitFor();
      await nextPage(page, () => page.getByRole('link', { name: 'Schrijf iets' }).click());
      await nextPage(page, () => page.getByRole('button', { name: 'Bewaar' }).click());
      await says(page.getByRole('alert'), 'Schrijf eerst iets op.');
      await page.getByLabel('Uw woorden').fill('Ik wil mijn hond nog zien.');
      await nextPage(page, () => page.getByRole('button', { name: 'Bewaar' }).click());
      await page.getByText('Ik wil mijn hond nog zien.').waitFor();
      await nextPage(page, () => page.getByRole('link', { name: 'Verbeter uw gegevens' }).click());
      await page.getByLabel('Telefoon').fill('geen');
      await nextPage(page, () => page.getByRole('button', { name: 'Bewaar' }).click());
      await says(page.getByRole('alert'), 'Dit is geen telefoonnummer. Schrijf het zo: 06 12345678.');
      await page.getByLabel('Telefoon').fill('06 12345678');
      await nextPage(page, () => page.getByRole('button', { name: 'Bewaar' }).click());
      await page.getByText('06 12345678').waitFor();
      await nextPage(page, () => page.getByRole('link', { name: 'Vraag om een gesprek' }).click());
      await page.getByLabel('Waarover wilt u praten?').fill('Over thuis blijven.');
      await nextPage(page, () => page.getByRole('button', { name: 'Vraag om een gesprek' }).click());
      await page.getByText('Verstuurd. Uw team kijkt er binnen een week naar.').waitFor();
      expect(await desk.faults(page, '/my-record')).toEqual([]);
      expect(await desk.faults(page, '/my-record/contacts')).toEqual([]);
    });

    it('is read by the team as the words of the patient, and what was asked as a review', async () => {
      const page = await desk.open(PHYSICIAN, '/desk/patients/demo-wilhelmina/conversation');
      const own = page.getByRole('region', { name: 'In de woorden van de patiënt' });
      await own.getByText('“Ik wil mijn hond nog zien.”').waitFor();
      await page.getByText('“Over thuis blijven.”').waitFor();
    });

    it('is in part for a carer with a mandate: their own words, and nothing of contacts, sharing or the plan', async () => {
      const page = await desk.open(CARER, '/my-record');
      await page.getByRole('heading', { name: 'In uw eigen woorden', exact: true }).waitFor();
      await expect.poll(() => page.getByRole('heading', { name: 'Delen met anderen' }).count()).toBe(0);
      for (const path of ['/my-record/contacts', '/my-record/ask'])
        expect((await page.goto(`${desk.house.url}${path}`))?.status()).toBe(403);
    });
  },
);
