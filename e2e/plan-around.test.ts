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
      // From its top: a part above that is half beneath the header that stays is no fault of this page.
      const prepare = async () => {
        await looking.getByRole('radio').first().waitFor();
        await looking.evaluate(() => window.scrollTo(0, 0));
      };
      expect(await desk.faults(looking, `${OF}/conflicts`, { prepare })).toEqual([]);
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
      const atTop = async () => {
        await page.locator('.plan-change').first().waitFor();
        await page.evaluate(() => window.scrollTo(0, 0));
      };
      expect(await desk.faults(page, `${OF}/changes`, { prepare: atTop })).toEqual([]);
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

    it('ends a conversation with who read it back, permission in one press, and limits to change in the hospital', async () => {
      const page = await desk.open(PHYSICIAN, '/desk/patients/demo-wilhelmina/conversation');
      await page.getByRole('button', { name: 'Gesprek invullen' }).click();
      await page.getByRole('button', { name: /5 Behandelgrenzen/ }).click();
      await page.getByRole('button', { name: 'Antibiotica' }).click();
      await page.getByRole('radio', { name: /Niet doen/ }).check();
      await page.getByRole('button', { name: /8 Teruglezen/ }).click();
      await page.getByRole('heading', { name: /Stap 8/ }).waitFor();
      const readBack = page.getByRole('group', {
        name: 'Wie heeft het plan teruggelezen en is het ermee eens?',
      });
      await readBack.getByRole('checkbox').first().check();
      await page.getByLabel('Wat zeiden zij erbij').fill('Zo is het goed.');
      await page
        .getByRole('radiogroup', { name: /Mogen deze afspraken gedeeld worden/ })
        .getByText('ja')
        .click();
      await page.getByRole('button', { name: 'Leg het gesprek vast' }).click();
      await page.getByText('Het gesprek is vastgelegd.').waitFor();
      const sharing = page.getByRole('region', { name: 'Toestemming om het dossier op te halen' });
      await sharing.getByText(/Toestemming voor:/).waitFor();
      await sharing.getByRole('button', { name: 'Trek alle toestemming in' }).click();
      await sharing.getByText('Niemand buiten dit ziekenhuis mag het dossier nu zelf ophalen.').waitFor();
      const elsewhere = page.getByRole('region', { name: /Nog bijwerken in het eigen dossier/ });
      await elsewhere.getByRole('button', { name: 'Gedaan, ook daar veranderd' }).click();
      await elsewhere.waitFor({ state: 'detached' });
    });
  },
);
