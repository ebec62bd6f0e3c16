import { civilDay, dayPlus } from '@caecilia/kernel';
import { placedSupply, signedOrder, toMedicationDispense, toMedicationRequest } from '@caecilia/letter';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { browserPath, NO_BROWSER, paperPages } from './browser.ts';
import { deskInBrowser } from './desk.ts';
import { says, standsAt } from './says.ts';

const PHYSICIAN = /Femke Fictief/;
const CONSULT_NURSE = /Iris Imaginair/;
const GP = /Pim Proefman/;
const HOME_CARE = /Tess Thuiszorg/;
const OUT_OF_HOURS = /Nora Nergens/;
const WARD = /Mees Verzinsel/;
const ID = 'demo-wilhelmina';
const PATIENT = `/desk/patients/${ID}`;
const PAGE = `/care/patients/${ID}/in-short`;

const BEGUN = new Date();
const NOW = BEGUN.toISOString();
const TODAY = civilDay(BEGUN, 'Europe/Amsterdam');
const IN_TWO_WEEKS = dayPlus(TODAY, 14);
const ORDER = {
  medication: 'Middel V (verzonnen)',
  indication: 'benauwdheid',
  dose: 'zoals getekend',
  route: 'onder de huid',
  maximum: 'zoals getekend',
  whenToCall: 'als het niet helpt',
  until: IN_TWO_WEEKS,
};
const SUPPLY = {
  item: 'Doosje V (verzonnen)',
  indication: 'benauwdheid',
  givers: ['homeCare'],
  place: 'bovenste keukenla',
  expires: IN_TWO_WEEKS,
} as const;

describe.skipIf(browserPath === undefined)(
  `the plan in short for who treats elsewhere ${browserPath ? '' : NO_BROWSER}`,
  () => {
    const desk = deskInBrowser({
      prepare: async ({ house }) => {
        const signed = { by: 'PractitionerRole/demo-fictief', name: 'dr. Femke Fictief', at: NOW };
        const form = { patient: ID, clientId: '0e1f6d3e-0000-4000-8000-000000000004' };
        await house.put('MedicationRequest/short-order', {
          ...toMedicationRequest(signedOrder({ ...form, words: ORDER }, signed, TODAY)),
          id: 'short-order',
        });
        await house.put('MedicationDispense/short-supply', {
          ...toMedicationDispense(placedSupply({ ...form, words: SUPPLY }, signed, TODAY)),
          id: 'short-supply',
        });
        await house.put('Task/short-ask', {
          resourceType: 'Task',
          id: 'short-ask',
          status: 'requested',
          intent: 'order',
          for: { reference: `Patient/${ID}` },
          description: 'Bel mevrouw maandag (verzonnen).',
          requester: { display: 'dr. Femke Fictief' },
          owner: { reference: 'PractitionerRole/demo-proefman' },
        });
      },
    });
    const region = (page: Page, name: string | RegExp) => page.getByRole('region', { name });
    /** Asks the app's server as the page does. */
    const sent = async (page: Page, path: string, body: object) =>
      await page.evaluate(
        async ([address, text]) => {
          const me = (await (await fetch('/desk/api/me')).json()) as { formToken: string };
          const answer = await fetch(`/desk/api${address}`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'x-caecilia-form': me.formToken },
            body: text,
          });
          return answer.status;
        },
        [path, JSON.stringify(body)] as const,
      );

    it('shows the practice what is asked, whom to call, what changed, limits and plans, and until when a message holds', async () => {
      const team = await desk.open(PHYSICIAN, PATIENT);
      for (const [to, clientId] of [
        ['Organization/demo-gp', '0e1f6d3e-0000-4000-8000-000000000001'],
        ['Organization/demo-out-of-hours', '0e1f6d3e-0000-4000-8000-000000000002'],
      ])
        expect(
          await sent(team, `/patients/${ID}/hand-overs`, {
            channel: 'inbox',
            ground: 'treatment',
            to,
            clientId,
          }),
        ).toBe(200);
      // What the physician on call agreed by telephone is logged in that form, and told to the practice.
      expect(
        await sent(team, `/patients/${ID}/contacts`, {
          kind: 'phone',
          nextStep: 'Afgesproken met de huisartsenpost: thuis blijven (verzonnen).',
          close: 'open',
          clientId: '0e1f6d3e-0000-4000-8000-000000000003',
        }),
      ).toBe(200);
      const page = await desk.open(GP, PATIENT);
      await page.getByRole('heading', { level: 2, name: 'In het kort' }).waitFor();
      await says(
        region(page, 'Gevraagd van u'),
        'Bel mevrouw maandag (verzonnen).',
        /Aan u gestuurd door .*Fictief.* op .*Geldig tot/,
      );
      await says(region(page, /^Bel nu/), /Arts consultteam, dienst tot/, /Gerrit Voorbeeld\s+000-555 01 13/);
      // Nobody is told to call themselves.
      await expect
        .poll(() =>
          region(page, /^Bel nu/)
            .getByText('Proefman')
            .count(),
        )
        .toBe(0);
      await says(
        region(page, /^Veranderd/),
        'U opent dit voor het eerst',
        /Contact: telefoon: Afgesproken met de huisartsenpost: thuis blijven \(verzonnen\)\.\s+.*Fictief/,
      );
      await says(
        region(page, 'Behandelgrenzen'),
        /Reanimatie\s+Niet doen\s+omdat|Reanimatie\s+Niet doen/,
        'Ik ben niet bang om dood te gaan',
        'Nog niet besproken',
      );
      await says(region(page, 'Plan bij klachten'), 'Plotseling erg benauwd', 'u wordt gebeld');
      await page.getByRole('link', { name: 'Overzicht' }).click();
      await standsAt(page, `${PATIENT}/overview`);
      await page.locator('#links-title').waitFor();
      expect(await desk.faults(page, PATIENT)).toEqual([]);
    });

    it('gives home care its own steps and the physician to call at this hour, and the ward the same plan', async () => {
      const page = await desk.open(HOME_CARE, PATIENT);
      const plans = region(page, 'Plan bij klachten');
      await says(
        plans,
        /Kijk na een uur hoe het gaat en schrijf het op\.\s*u\n/,
        /Helpt het niet: bel huisarts:/,
      );
      await says(
        region(page, 'Gevraagd van u'),
        'Uitvoeringsverzoek: Middel V (verzonnen) bij benauwdheid. Lees het, en zeg dat u het hebt gezien.',
      );
      await says(
        region(page, 'Wat klaarligt'),
        'Doosje V (verzonnen), bij benauwdheid',
        'Ligt: bovenste keukenla',
      );
      // How much may be given is read in the request itself.
      await expect.poll(() => page.getByText('zoals getekend').count()).toBe(0);
      const own = page.locator('.patient-head__calls');
      await own.getByText('Gerrit Voorbeeld').waitFor();
      await expect.poll(() => own.getByText('Thuiszorg De Fictie').count()).toBe(0);
      const ward = await desk.open(WARD, `${PATIENT}?lang=en`);
      // A ward works in the overview all day; for it this is the part beside it.
      await ward.getByRole('link', { name: 'In short', exact: true }).click();
      await standsAt(ward, `${PATIENT}/in-short`);
      await says(region(ward, 'Treatment limits'), /Resuscitation \(CPR\)\s+Do not/);
    });

    it('brings the out-of-hours doctor from any page to the limits in two actions, within the scope of the service', async () => {
      const page = await desk.open(OUT_OF_HOURS, '/desk/patients');
      await page.getByRole('heading', { level: 1 }).waitFor();
      let actions = 0;
      await page.keyboard.press('/');
      const search = page.getByRole('dialog', { name: 'Zoek of doe' }).getByRole('textbox');
      await search.fill('Voorbeeld');
      actions += 1;
      // The limits stand beside the name already, by their signs and in words for who hears them.
      await page.getByRole('button', { name: /Wilhelmina.*Reanimatie: Niet doen/ }).waitFor();
      await page.keyboard.press('Enter');
      actions += 1;
      await says(region(page, 'Behandelgrenzen'), /Reanimatie\s+Niet doen/);
      expect(actions).toBeLessThanOrEqual(2);
      await standsAt(page, PATIENT);
      await says(
        region(page, 'Gevraagd van u'),
        'Taken in het dossier zijn in uw rol niet in te zien.',
        'Geldig tot',
      );
      await expect.poll(() => page.getByText('Er wordt nu niets van u gevraagd').count()).toBe(0);
      await says(region(page, /^Veranderd/), 'Contacten met de patiënt zijn in uw rol niet in te zien.');
      await says(region(page, /^Bel nu/), 'Het zorgteam is in uw rol niet in te zien.');
    });

    it('is a page of the server too, on one A4, and is refused to who reads otherwise', async () => {
      const page = await desk.open(GP, `${PAGE}?lang=nl`);
      await says(page.locator('main'), 'Reanimatie', 'Niet doen', 'Gevraagd van u');
      expect(await paperPages(page)).toBe(1);
      expect(await desk.faults(page, PAGE)).toEqual([]);
      const nurse = await desk.open(CONSULT_NURSE, '/desk/patients');
      for (const path of [PAGE, `/desk/api/patients/${ID}/in-short`])
        expect((await nurse.request.get(`${desk.house.url}${path}`)).status(), path).toBe(403);
      const home = await desk.open(HOME_CARE, '/desk/patients');
      for (const path of ['/care/patients/demo-aaltje/in-short', '/desk/api/patients/demo-aaltje/in-short'])
        expect((await home.request.get(`${desk.house.url}${path}`)).status(), path).toBe(404);
    });
  },
);
