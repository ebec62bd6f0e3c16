import { describe, expect, it } from 'vitest';
import { browserPath, NO_BROWSER, nextPage } from './browser.ts';
import { deskInBrowser } from './desk.ts';

const PHYSICIAN = /Femke Fictief/;

const OF = '/desk/patients/demo-cornelis/conversation';

describe.skipIf(browserPath === undefined)(
  `what is around a conversation about care ${browserPath ? '' : NO_BROWSER}`,
  () => {
    const desk = deskInBrowser();

    it('leads from a contradiction on the emergency page to a choice, and to what changed by it', async () => {
      const looking = await desk.open(PHYSICIAN, `${OF}/conflicts`);
      await looking.getByRole('radio', { name: /Niet doen/ }).waitFor();
      expect(await desk.faults(looking, `${OF}/conflicts`)).toEqual([]);
      const page = await desk.open(PHYSICIAN, '/care/patients/demo-cornelis/emergency');
      await nextPage(page, () => page.getByRole('link', { name: 'Kies welke geldt' }).click());
      const one = page.getByRole('form', { name: 'Reanimatie' });
      await one.getByRole('button', { name: 'Leg deze keuze vast' }).click();
      await one.getByText('! Kies welke geldt.').waitFor();
      await one.getByRole('radio', { name: /Niet doen/ }).check();
      await one.getByRole('textbox', { name: 'Omdat' }).fill('Met Cornelis besproken.');
      await one.getByRole('button', { name: 'Leg deze keuze vast' }).click();
      await page.getByText('Vastgelegd. De andere bron is beëindigd en blijft leesbaar.').waitFor();
      await page.getByText('Er zijn geen bronnen die elkaar tegenspreken.').waitFor();
      await page.goto(`${desk.house.url}${OF}/changes`);
      await page.getByRole('heading', { name: 'Wat er veranderde' }).waitFor();
      const change = page.locator('.plan-change').filter({ hasText: 'Reanimatie' });
      await change.getByText('Niet doen', { exact: true }).waitFor();
      expect(await desk.faults(page, `${OF}/changes`)).toEqual([]);
    });

    it('asks for a new conversation, which the team finds in its tasks with a door to it, and ends it unchanged', async () => {
      const page = await desk.open(PHYSICIAN, '/desk/patients/demo-wilhelmina/conversation');
      await page.getByRole('button', { name: 'Vraag om een nieuw gesprek' }).click();
      await page.getByRole('textbox', { name: 'Waarom' }).fill('Mevrouw wil naar huis.');
      await page.getByRole('button', { name: 'Vraag het', exact: true }).click();
      await page.getByText('“Mevrouw wil naar huis.”').waitFor();
      await page.goto(`${desk.house.url}/desk/tasks`);
      const task = page.getByRole('listitem').filter({ hasText: 'Er is gevraagd om een nieuw gesprek' });
      await task
        .getByRole('link', { name: /Naar het gesprek/ })
        .first()
        .click();
      await page.getByRole('button', { name: 'Bekeken, blijft zo' }).click();
      await page.getByRole('button', { name: 'Leg vast dat het zo blijft' }).click();
      await page.getByText('! Zeg met wie u het hebt bekeken, of waarom het zo blijft.').waitFor();
      await page.getByRole('textbox', { name: /Met wie bekeken/ }).fill('Met haar en Gerrit.');
      await page.getByRole('button', { name: 'Leg vast dat het zo blijft' }).click();
      await page.getByText('Er staat geen nieuw gesprek open.').waitFor();
    });
  },
);
