import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { openMailSink, textOf } from '../platform/mail/src/testing/sink.ts';
import { browserPath, NO_BROWSER, nextPage } from './browser.ts';
import { deskInBrowser } from './desk.ts';
import { says, standsAt } from './says.ts';
import { settled } from './settled.ts';
import { faultsAt, faultsHere } from './sights.ts';

const SENDER = /Femke Fictief/;
const GP = /Pim Proefman/;
const PATIENT = 'demo-wilhelmina';
const SENDING = `/desk/patients/${PATIENT}/sending`;
const ASKED = 'Wilt u bevestigen, en uw bereikbaarheid toevoegen?';
const ANSWER = 'Ontvangen en gelezen. Overdag 000-555 01 15, daarna de spoedpost.';

const sink = await openMailSink();

describe.skipIf(browserPath === undefined)(
  `the plan sent and received ${browserPath ? '' : NO_BROWSER}`,
  () => {
    const desk = deskInBrowser({
      environment: {
        CAECILIA_SMTP_HOST: '127.0.0.1',
        CAECILIA_SMTP_PORT: String(sink.port),
        CAECILIA_SMTP_SECURITY: 'none',
        CAECILIA_MAIL_FROM: 'caecilia@verzonnen.example',
      },
    });
    afterAll(async () => await sink.close());
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

    it('goes to somebody without an account by a link and a code, and on paper with a cover sheet; both are said in the list', async () => {
      const sender = await desk.open(SENDER, `${SENDING}?lang=nl`);
      // Every field of the form, at both sights.
      const filled = async () => {
        await sender.getByRole('radio', { name: 'Thuiszorg De Fictie' }).check();
        await sender.locator('input[name=channel][value=link]').check();
        await sender.locator('.sending-person').waitFor();
      };
      expect(await desk.faults(sender, SENDING, { prepare: filled })).toEqual([]);
      await sender.goto(`${desk.house.url}${SENDING}?lang=nl`);
      await sender.getByRole('radio', { name: 'Thuiszorg De Fictie' }).check();
      await sender.getByLabel('Met een link per e-mail en een code per telefoon').check();
      await sender.getByLabel('Voor wie is de link?').fill('Zonder Account');
      await sender.getByLabel('E-mailadres van die persoon').fill('niemand');
      await sender.getByRole('button', { name: 'Verstuur', exact: true }).click();
      await sender.getByText('! Dit is geen e-mailadres.').waitFor();
      await sender.getByLabel('E-mailadres van die persoon').fill('z.account@thuiszorg.example');
      await sender.getByRole('button', { name: 'Verstuur', exact: true }).click();
      const card = sender.getByRole('region', { name: 'De code voor Zonder Account' });
      await says(card, 'Bel Zonder Account', '000-555 01 16');
      await settled(sender);
      expect(await faultsHere(sender)).toEqual([]);
      const code = (await card.locator('output').textContent()) ?? '';
      const mail = sink.received.at(-1);
      const link = new URL(/http\S+/.exec(mail === undefined ? '' : textOf(mail))?.[0] ?? '');

      // Nobody is signed in there.
      const reader = await desk.house.newWindow([]);
      expect(await faultsAt(reader, link.href)).toEqual([]);
      await reader.goto(link.href);
      await reader.getByLabel('Code').fill(code);
      await nextPage(reader, () => reader.getByRole('button', { name: 'Open het zorgplan' }).click());
      await says(reader.locator('main'), 'dr. Femke Fictief', 'Reanimatie');
      expect(await faultsAt(reader, link.href)).toEqual([]);
      await card.getByRole('button', { name: 'Ik heb de code doorgegeven' }).click();
      const home = sender
        .getByRole('listitem')
        .filter({ has: sender.getByRole('heading', { name: 'Thuiszorg De Fictie' }) });
      await says(home, 'Geopend door Zonder Account, Thuiszorg De Fictie');

      await sender.getByRole('radio', { name: 'Spoedpost Nergens' }).check();
      await sender.getByLabel('Op papier').check();
      await sender.getByRole('button', { name: 'Maak klaar voor papier' }).click();
      const post = sender
        .getByRole('listitem')
        .filter({ has: sender.getByRole('heading', { name: 'Spoedpost Nergens' }) });
      await says(post, 'Klaar om te printen');
      const paper = (await post.getByRole('link', { name: /Voorblad en plan/ }).getAttribute('href')) ?? '';
      await post.getByRole('button', { name: /Is geprint/ }).click();
      await says(post, /Geprint door dr\. Femke Fictief, op/);
      await post.getByRole('button', { name: /Is afgegeven/ }).click();
      await says(post, /Afgegeven door dr\. Femke Fictief, op/, 'Of het gelezen is, weten wij niet');
      await sender.goto(`${desk.house.url}${paper}`);
      await says(sender.locator('main'), 'Voorblad bij een zorgplan', 'Spoedpost Nergens', 'Reanimatie');
    });
  },
);
