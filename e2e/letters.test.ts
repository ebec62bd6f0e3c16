import { describe, expect, it } from 'vitest';
import { browserPath, NO_BROWSER } from './browser.ts';
import { deskInBrowser } from './desk.ts';
import { hasFocus, says } from './says.ts';

const PHYSICIAN = /Femke Fictief/;
const NURSE = /Mees Verzinsel/;
const PATIENT = 'demo-wilhelmina';
const LETTERS = `/desk/patients/${PATIENT}/letters`;
const SCT = 'http://snomed.info/sct';

/** Blood products, of nobody spoke before. */
const limit = (type: 'permit' | 'deny') => ({
  resourceType: 'Consent',
  id: 'letters-blood',
  status: 'active',
  scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'treatment' }] },
  category: [{ coding: [{ system: SCT, code: '129125009' }] }],
  patient: { reference: `Patient/${PATIENT}` },
  dateTime: '2026-01-05',
  policyRule: { text: 'Verzonnen' },
  provision: { type, code: [{ coding: [{ system: SCT, code: '116762002' }] }] },
});

describe.skipIf(browserPath === undefined)(
  `letters about a patient in the app ${browserPath ? '' : NO_BROWSER}`,
  () => {
    const desk = deskInBrowser({
      prepare: async ({ house }) => {
        await house.put('CareTeam/letters-team', {
          resourceType: 'CareTeam',
          id: 'letters-team',
          status: 'active',
          subject: { reference: `Patient/${PATIENT}` },
          participant: [{ member: { reference: 'PractitionerRole/demo-fictief' } }],
        });
        await house.put('Consent/letters-blood', limit('permit'));
      },
    });

    it('are drafted from the record, signed on what was read, printed, and followed by a next version', async () => {
      const page = await desk.open(PHYSICIAN, LETTERS);
      await page.getByRole('button', { name: 'Brief schrijven' }).focus();
      await page.keyboard.press('Enter');
      const form = page.getByRole('form', { name: 'Brief schrijven' });
      const limits = form.getByRole('region', { name: /^Behandelgrenzen/ });
      await says(limits, 'Uit het dossier', 'Bloedproducten', 'Wel doen', 'Reanimatie');
      // A limit has no field of its own.
      await expect.poll(() => limits.getByRole('textbox').count()).toBe(1);
      await form.getByRole('button', { name: 'Ondertekenen' }).click();
      await form.getByText('Kies aan wie de brief gaat.').waitFor();
      await hasFocus(form.getByLabel('Aan wie?'));
      await form.getByLabel('Aan wie?').selectOption({ index: 1 });
      await form.getByLabel('Wat wij u vragen').fill('Wilt u haar deze week bezoeken?');
      await form.getByLabel('Uw woorden bij “Behandelgrenzen”').fill('Zij sprak er rustig over.');
      // What was typed outlives a reload.
      await page.reload();
      await expect
        .poll(() => form.getByLabel('Wat wij u vragen').inputValue())
        .toBe('Wilt u haar deze week bezoeken?');
      await says(limits, 'Wel doen');
      await desk.house.put('Consent/letters-blood', limit('deny'));
      await form.getByRole('button', { name: 'Ondertekenen' }).click();
      const changed = page.getByRole('alert').filter({ hasText: 'Het dossier is veranderd' });
      await says(changed, 'behandelgrenzen');
      await says(limits.getByText('Bloedproducten').locator('..'), 'Niet doen');
      await changed.getByRole('button', { name: 'Overnemen in de brief' }).click();
      await changed.waitFor({ state: 'detached' });
      await form.getByRole('button', { name: 'Ondertekenen' }).click();
      await page.getByText(/^Ondertekend: brief aan/).waitFor();
      await page.getByRole('button', { name: /^Lezen/ }).click();
      const letter = page.getByRole('article');
      await says(
        letter,
        'Niet doen',
        'Toelichting van wie schrijft:',
        'Zij sprak er rustig over.',
        'Femke Fictief',
      );
      await page.emulateMedia({ media: 'print' });
      await says(letter, 'Bloedproducten', 'Wilt u haar deze week bezoeken?');
      await expect.poll(() => page.getByRole('button').filter({ visible: true }).count()).toBe(0);
      await page.emulateMedia({ media: null });
      expect(await desk.faults(page, LETTERS)).toEqual([]);
    });

    it('tell who writes the next version that a colleague was first, and keep what was typed', async () => {
      const page = await desk.open(PHYSICIAN, LETTERS);
      await page.getByRole('button', { name: /^Volgende versie schrijven/ }).click();
      const mine = page.getByRole('form', { name: /^Volgende versie/ });
      await mine.getByLabel('Wat er is veranderd').fill('Zij slaapt meer.');
      const nurse = await desk.window(NURSE, LETTERS);
      await nurse.getByRole('button', { name: /^Volgende versie schrijven/ }).click();
      const theirs = nurse.getByRole('form', { name: /^Volgende versie/ });
      await theirs.getByLabel('Wat er is veranderd').fill('Zij eet minder.');
      await theirs.getByRole('button', { name: 'Ondertekenen' }).click();
      await nurse.getByText(/^Ondertekend: brief aan/).waitFor();
      await mine.getByRole('button', { name: 'Ondertekenen' }).click();
      const told = page.getByRole('alert').filter({ hasText: 'Een collega was u voor' });
      await says(told, 'Mees Verzinsel', 'Zij eet minder.');
      await told.getByRole('button', { name: 'Verder op die versie' }).click();
      await expect.poll(() => mine.getByLabel('Wat er is veranderd').inputValue()).toBe('Zij slaapt meer.');
      await mine.getByRole('button', { name: 'Ondertekenen' }).click();
      await page.getByText(/^Ondertekend: brief aan/).waitFor();
      await page.getByText('Eerdere versies (2)').click();
      await says(page.locator('.letter-former'), 'versie 1', 'versie 2');
      await says(page.locator('.letter-list').first(), 'versie 3');
    });
  },
);
