import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { browserPath, NO_BROWSER } from './browser.ts';
import { deskInBrowser } from './desk.ts';
import { says, standsAt } from './says.ts';

const SENDER = /Femke Fictief/;
const GP = /Pim Proefman/;
const PATIENT = 'demo-wilhelmina';
const SENDING = `/desk/patients/${PATIENT}/sending`;
const ASKED = 'Wilt u bevestigen, en uw bereikbaarheid toevoegen?';
const ANSWER = 'Ontvangen en gelezen. Overdag 000-555 01 15, daarna de spoedpost.';

describe.skipIf(browserPath === undefined)(
  `the plan sent and received ${browserPath ? '' : NO_BROWSER}`,
  () => {
    const desk = deskInBrowser();
    const PRACTICE = 'Huisartsenpraktijk De Proefhoek';
    const card = (page: Page) =>
      page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: PRACTICE }) });

    it('goes from the nurse to the general practitioner, who opens and answers it; the nurse sees both by herself', async () => {
      const nurse = await desk.open(SENDER, `${SENDING}?lang=nl`);
      await nurse.getByLabel(PRACTICE).check();
      await nurse.getByLabel('In hun postvak hier').check();
      await nurse.getByLabel(/Wat vraagt u van hen/).fill(ASKED);
      await nurse.getByRole('button', { name: 'Verstuur', exact: true }).click();
      await says(card(nurse), 'Ligt in hun postvak', 'Nog niet geopend', ASKED);

      const gp = await desk.window(GP, '/desk/inbox?lang=nl');
      await gp.getByRole('link', { name: /Zorgplan, gestuurd door dr. Femke Fictief/ }).click();
      await says(gp.getByRole('main'), ASKED, 'Femke Fictief ziet dat u dit opende', 'Wat is afgesproken');
      await says(card(nurse), /Geopend door dr\. Pim Proefman, Huisartsenpraktijk De Proefhoek/);
      await gp.getByLabel('Uw antwoord').fill(ANSWER);
      await gp.getByRole('button', { name: 'Verstuur antwoord' }).click();
      await says(gp.getByRole('main'), 'Uw antwoord is verstuurd', 'U antwoordde eerder');
      await says(card(nurse), ANSWER);
      const path = new URL(gp.url()).pathname;
      expect(await desk.faults(gp, path)).toEqual([]);
      expect(await desk.faults(nurse, SENDING)).toEqual([]);
      await gp.goto(`${desk.house.url}${path}`);
      await gp.getByRole('link', { name: 'Open de pagina van deze patiënt' }).click();
      await standsAt(gp, `/desk/patients/${PATIENT}`);
    });
  },
);
