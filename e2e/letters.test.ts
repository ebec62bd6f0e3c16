import { describe, expect, it } from 'vitest';
import { browserPath, NO_BROWSER } from './browser.ts';
import { deskInBrowser } from './desk.ts';
import { hasFocus, says } from './says.ts';

const PHYSICIAN = /Femke Fictief/;
const NURSE = /Mees Verzinsel/;
const PATIENT = 'demo-wilhelmina';
const LETTERS = `/desk/patients/${PATIENT}/letters`;
const READY = `/desk/patients/${PATIENT}/ready`;
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

    it('name what may be given and what lies ready: typed by a physician, seen and used by a nurse', async () => {
      const page = await desk.open(PHYSICIAN, READY);
      await page.getByRole('button', { name: 'Uitvoeringsverzoek schrijven' }).focus();
      await page.keyboard.press('Enter');
      const form = page.getByRole('form', { name: 'Uitvoeringsverzoek schrijven' });
      // Nothing stands there before a physician types it.
      const fields = form.getByRole('textbox');
      await expect.poll(() => fields.count()).toBe(7);
      for (const field of await fields.all()) await expect.poll(() => field.inputValue()).toBe('');
      await form.getByRole('button', { name: 'Ondertekenen' }).click();
      await hasFocus(form.getByLabel('Medicijn'));
      await expect.poll(() => form.getByText('! Hier ontbreekt iets.').count()).toBe(6);
      await form.getByLabel('Medicijn').fill('Verzinsoline');
      await form.getByLabel('Waarvoor').fill('Benauwdheid');
      await form.getByLabel('Hoeveel per keer').fill('een verzonnen hoeveelheid');
      await form.getByLabel('Hoe te geven').fill('onder de huid');
      await form.getByLabel('Ten hoogste').fill('een verzonnen aantal per dag');
      await form.getByLabel('Wanneer bellen, en wie').fill('Na twee keer: de huisartsenpost');
      await form.getByLabel('Geldt tot en met').fill('31-12-2099');
      await page.reload();
      await expect.poll(() => form.getByLabel('Medicijn').inputValue()).toBe('Verzinsoline');
      await form.getByRole('button', { name: 'Ondertekenen' }).click();
      await page.getByText('Ondertekend: Verzinsoline.').waitFor();
      await page.getByRole('button', { name: 'Vastleggen wat er klaarligt' }).click();
      const laid = page.getByRole('form', { name: 'Vastleggen wat er klaarligt' });
      await laid.getByLabel('Wat ligt er klaar?').fill('Verzinsoline, vijf ampullen');
      await laid.getByLabel('Waarvoor').fill('Benauwdheid');
      await laid.getByLabel('thuiszorg').check();
      await laid.getByLabel('Waar ligt het?').fill('Koelkast in de bijkeuken');
      await laid.getByLabel('Houdbaar tot en met').fill('31-12-2099');
      await laid.getByRole('button', { name: 'Vastleggen' }).click();
      await page.getByText('Vastgelegd: Verzinsoline, vijf ampullen.').waitFor();
      const nurse = await desk.window(NURSE, READY);
      await nurse.getByRole('button', { name: /^Ik heb dit gezien/ }).click();
      await nurse.getByText('Vastgelegd dat u dit hebt gezien: Verzinsoline.').waitFor();
      await expect
        .poll(() => nurse.getByRole('button', { name: 'Uitvoeringsverzoek schrijven' }).count())
        .toBe(0);
      await nurse.getByRole('button', { name: /^Gebruikt/ }).click();
      await nurse
        .getByRole('form', { name: /^Gebruikt/ })
        .getByRole('button', { name: 'Vastleggen' })
        .click();
      await nurse.getByText('Vastgelegd.', { exact: true }).waitFor();
      // The physician is shown both without asking.
      const card = page
        .getByRole('listitem')
        .filter({ has: page.getByRole('heading', { name: 'Verzinsoline', exact: true }) });
      await says(card, 'Geldt', 'Mees Verzinsel');
      await page
        .getByText(/^Geldt niet meer \(/)
        .first()
        .click();
      await says(page.locator('.letter-former').first(), 'Gebruikt, volgens Mees Verzinsel');
      expect(await desk.faults(page, READY)).toEqual([]);
    });
  },
);
