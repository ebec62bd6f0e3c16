import { dayPlus } from '@caecilia/ui';
import { describe, expect, it } from 'vitest';
import { browserPath, NO_BROWSER } from './browser.ts';
import { deskInBrowser } from './desk.ts';
import { isForAnotherDay } from './sights.ts';

const TRANSFER = /Toos Toverhoed/;
const HANNA = /Hanna Hersenspinsel/;
const PLACE = '/desk/patients/demo-alida/stays';
const TODAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(new Date());

describe.skipIf(browserPath === undefined)(`a stay in a hospice ${browserPath ? '' : NO_BROWSER}`, () => {
  const desk = deskInBrowser();

  it('is asked by the transfer nurse, promised by the hospice, and the answer comes by itself', async () => {
    const page = await desk.open(TRANSFER, PLACE);
    await page.getByRole('button', { name: 'Vraag een verblijf' }).click();
    await page.getByRole('button', { name: 'Vraag het hospice' }).click();
    await page.getByText('Vraag dit eerst: het hospice krijgt te horen om wie het gaat.').waitFor();
    await page.getByLabel('Welk hospice').selectOption({ index: 1 });
    await page.getByRole('radio', { name: /Time-out/ }).check();
    await page.getByLabel('Vanaf').fill(dayPlus(TODAY, 4));
    await page.getByLabel('Wat vraagt u het hospice').fill('Twee weken rust voor haar man');
    await page.getByLabel(/Welke zorg is nodig/).fill('Zuurstof, hulp bij alles');
    await page.getByLabel('Waar u te bereiken bent').fill('000-555 02 13');
    await page.getByRole('checkbox', { name: /vindt het goed/ }).check();
    // A time-out has a day of return; what was typed outlives a reload.
    await page.getByRole('button', { name: 'Vraag het hospice' }).click();
    await page.getByText('Vul dit in.').waitFor();
    await page.reload();
    const question = page.getByLabel('Wat vraagt u het hospice');
    await expect.poll(() => question.inputValue()).toBe('Twee weken rust voor haar man');
    await page.getByLabel('Terug naar huis op').fill(dayPlus(TODAY, 18));
    await page.getByRole('button', { name: 'Vraag het hospice' }).click();
    await page.getByText('Gevraagd aan Hospice De Verzonnen Linde.').waitFor();

    const hospice = await desk.window(HANNA, '/desk/stays');
    const card = hospice.getByRole('article', { name: /Bedacht|Fictie/ });
    await card.getByText('Zuurstof, hulp bij alles').waitFor();
    // Before the promise the record is closed, and no link leads to it.
    await expect.poll(() => card.getByRole('link').count()).toBe(0);
    const tickOff = async (check: string) => {
      await card.getByRole('button', { name: new RegExp(`Afvinken.*${check}`) }).click();
      await card.getByText(`Afgevinkt: ${check}.`).waitFor();
    };
    await tickOff('Teruggebeld');
    // The list comes again as late as it likes: what is done next is done on what was done before.
    const late = Promise.withResolvers<void>();
    await hospice.route(/\/desk\/api\/stays$/, async (route) => {
      await late.promise;
      // Who asked may have asked anew since, and given this one up.
      await route.fallback().catch(() => undefined);
    });
    await tickOff('Verzekering gecontroleerd');
    await card.getByRole('button', { name: /Zeg een plaats toe/ }).click();
    await card.getByRole('button', { name: 'Zeg toe', exact: true }).click();
    await card.getByText('Toegezegd. Wie het vroeg ziet het nu.').waitFor();
    late.resolve();
    await card.getByRole('link', { name: /Bedacht|Fictie/ }).waitFor();

    await page.getByText('Nieuw antwoord').waitFor();
    await page.getByRole('button', { name: /^Gelezen/ }).click();
    await page.getByText(/Antwoord gelezen/).waitFor();
    await hospice.getByText(/Antwoord gelezen/).waitFor();
    await page.getByRole('button', { name: /Wijzig.*Zuurstof/ }).click();
    await page.getByRole('radio', { name: 'Geregeld' }).check();
    await page.getByLabel(/Wie regelt het/).fill('Zuurstofleverancier');
    await page.getByRole('button', { name: 'Opslaan' }).click();
    await page.getByText('Zuurstof: Geregeld.').waitFor();
  });

  it.skipIf(isForAnotherDay('stay'))(
    'has no fault where it is asked and where it is answered, at a desk and on a phone',
    async () => {
      const page = await desk.open(TRANSFER, PLACE);
      const opened = async () => {
        const open = page.getByRole('button', { name: /Vraag een verblijf|Ask for a stay/ });
        const field = page.getByLabel(/Welk hospice|Which hospice/);
        await open.or(field).first().waitFor();
        if (await open.isVisible()) await open.click();
        await field.waitFor();
      };
      expect(await desk.faults(page, PLACE, { prepare: opened })).toEqual([]);
      const hospice = await desk.open(HANNA, '/desk/stays');
      const answering = async () => {
        const accept = hospice.getByRole('button', { name: /Zeg een plaats toe|Promise a place/ }).first();
        await accept.click();
        await hospice.getByLabel(/Vanaf|From/).waitFor();
      };
      expect(await desk.faults(hospice, '/desk/stays', { prepare: answering })).toEqual([]);
    },
  );
});
