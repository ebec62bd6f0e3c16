import { readFileSync } from 'node:fs';
import type { Download, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { browserPath, NO_BROWSER } from './browser.ts';
import { deskInBrowser } from './desk.ts';
import { says } from './says.ts';

const PHYSICIAN = /Femke Fictief/;
const PATIENT = 'demo-wilhelmina';
const DOCUMENTS = `/care/patients/${PATIENT}/documents`;
const AT = `/desk/patients/${PATIENT}/import`;

type Json = { readonly [name: string]: unknown };
interface Bundle {
  readonly entry: readonly { readonly fullUrl: string; readonly resource: Json }[];
}

/** A plan that another hospital made of the same person: its own directive on one treatment, and a wish. */
function planFrom({ entry }: Bundle, more: Json = {}): Json {
  const base = 'https://ander.voorbeeld.example/fhir';
  const patient = entry.find(({ resource }) => resource.resourceType === 'Patient')?.resource ?? {};
  const { name, birthDate, gender, identifier } = patient;
  const known = Object.fromEntries(
    Object.entries({ name, birthDate, gender, identifier }).filter(([, value]) => value !== undefined),
  );
  const sct = (code: string) => ({ coding: [{ system: 'http://snomed.info/sct', code }] });
  const subject = { reference: 'Patient/p' };
  const resources: Json[] = [
    { resourceType: 'Patient', id: 'p', ...known },
    {
      resourceType: 'Consent',
      id: 'cpr',
      status: 'active',
      scope: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'treatment' }],
      },
      category: [sct('129125009')],
      patient: subject,
      dateTime: '2026-11-01',
      policyRule: { text: 'behandelafspraak' },
      provision: { type: 'permit', code: [sct('89666000')] },
      ...more,
    },
    {
      resourceType: 'Observation',
      id: 'wish',
      status: 'final',
      code: sct('247751003'),
      subject,
      effectiveDateTime: '2026-11-01',
      valueString: 'Muziek van vroeger (verzonnen).',
    },
  ];
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({
      fullUrl: `${base}/${String(resource.resourceType)}/${String(resource.id)}`,
      resource,
    })),
  };
}

const bytesOf = async (download: Download) => readFileSync(await download.path());
const fileOf = (name: string, content: Json | string | Buffer) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.isBuffer(content)
    ? content
    : Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
});

describe.skipIf(browserPath === undefined)(
  `plans that leave and plans that come ${browserPath ? '' : NO_BROWSER}`,
  () => {
    const desk = deskInBrowser();
    let bundle: Bundle = { entry: [] };
    let kept: Buffer = Buffer.alloc(0);

    const fetched = async (page: Page, name: RegExp) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name }).click(),
      ]);
      return { name: download.suggestedFilename(), bytes: await bytesOf(download) };
    };

    it('leave as PDF and FHIR from one page, each under a name that tells nothing of whom', async () => {
      const page = await desk.open(PHYSICIAN, `/care/patients/${PATIENT}/emergency`);
      await page.getByRole('link', { name: 'Afdrukken en downloaden' }).click();
      await page.getByRole('heading', { level: 1, name: 'Afdrukken en downloaden' }).waitFor();
      const emergency = await fetched(page, /Noodpagina: PDF/);
      expect(emergency.name).toMatch(/^noodpagina-[\d-]+\.pdf$/);
      expect(emergency.bytes.subarray(0, 5).toString()).toBe('%PDF-');
      expect((await fetched(page, /gewone taal: PDF in het Engels/)).name).toMatch(/^plan-in-plain-words/);
      kept = (await fetched(page, /bewaren: PDF\/A-3, PZP 1\.0\.0-rc2/)).bytes;
      const json = await fetched(page, /systeem: JSON, PZP 0\.1\.3-beta3/);
      expect(json.name).toMatch(/^zorgplan-[\d-]+\.json$/);
      bundle = JSON.parse(json.bytes.toString()) as Bundle;
      expect(bundle.entry.length).toBeGreaterThan(10);
      expect(await desk.faults(page, DOCUMENTS)).toEqual([]);
      const other = await desk.open(/Sanne Schijn/, '/desk');
      const answer = await other.request.get(`${desk.house.url}${DOCUMENTS}/record/download`);
      expect([403, 404]).toContain(answer.status());
    });

    it('come as a file: what is wrong is named, what is right stands beside ours, and is taken over as a person chooses', async () => {
      const page = await desk.open(PHYSICIAN, `/desk/patients/${PATIENT}`);
      await page.getByRole('link', { name: 'Plan van elders' }).first().click();
      const input = page.getByLabel(/^Bestand met het plan/);
      const look = page.getByRole('button', { name: 'Bekijk dit bestand' });
      await look.click();
      await page.getByText('Kies eerst een bestand.').waitFor();
      await input.setInputFiles(fileOf('plan.json', planFrom(bundle, { status: 'nonsense' })));
      await look.click();
      await page.getByRole('heading', { name: /kan niet worden overgenomen/ }).waitFor();
      await page.getByText(/Consent\/cpr: Consent\.status/).waitFor();
      expect(await desk.faults(page, AT)).toEqual([]);
      await page.goto(`${desk.house.url}${AT}`);
      await input.setInputFiles(fileOf('plan.json', planFrom(bundle)));
      await look.click();
      await page.getByRole('heading', { name: 'Is het dezelfde patiënt?' }).waitFor();
      const cpr = page.getByRole('listitem').filter({ hasText: 'Behandelgrens: Reanimatie' });
      await cpr.getByText('Spreekt ons plan tegen').waitFor();
      await cpr.getByText('Niet doen').waitFor();
      const path = new URL(page.url()).pathname;
      await cpr.getByRole('radio', { name: /Ernaast overnemen/ }).check();
      await page.getByRole('button', { name: 'Neem over wat ik koos' }).click();
      await page.getByText('Bevestig dat dit plan over deze patiënt gaat.').waitFor();
      expect(await desk.faults(page, path)).toEqual([]);
      // What was chosen is still there after the page was left.
      await page.goto(`${desk.house.url}${AT}`);
      await page.getByRole('link', { name: /Verder met/ }).click();
      await expect.poll(() => cpr.getByRole('radio', { name: /Ernaast overnemen/ }).isChecked()).toBe(true);
      const words = page.getByLabel('Waarom is dit dezelfde patiënt?');
      if (await words.isVisible()) await words.fill('Gebeld met het ziekenhuis, zelfde persoon.');
      await page.getByRole('checkbox', { name: /dit plan gaat over/ }).check();
      await page.getByRole('button', { name: 'Neem over wat ik koos' }).click();
      await page.getByRole('heading', { name: 'Afspraken spreken elkaar nu tegen' }).waitFor();
      await says(page.locator('main'), /Reanimatie – toegevoegd/);
      await says(page.locator('main'), /gegevens van de patiënt: die van hier gelden/);
      await page.getByRole('link', { name: 'Terug naar plannen van elders' }).click();
      await page.getByText(/2 onderdelen, door/).waitFor();
    });

    it('come as the PDF that carries its record, through the door where no patient is in view', async () => {
      const page = await desk.open(PHYSICIAN, '/desk/import');
      await page.getByLabel(/^Bestand met het plan/).setInputFiles(fileOf('zorgplan.pdf', kept));
      await page.getByRole('button', { name: 'Bekijk dit bestand' }).click();
      await page.getByRole('heading', { level: 1, name: 'Over wie gaat dit plan?' }).waitFor();
      const path = new URL(page.url()).pathname;
      await page
        .getByRole('button', { name: /Vergelijk met .*Wilhelmina/ })
        .first()
        .waitFor();
      expect(await desk.faults(page, path)).toEqual([]);
      expect(await desk.faults(page, '/desk/import')).toEqual([]);
      await page.goto(`${desk.house.url}${path}`);
      await page
        .getByRole('button', { name: /Vergelijk met .*Wilhelmina/ })
        .first()
        .click();
      await page.getByRole('heading', { name: 'Is het dezelfde patiënt?' }).waitFor();
      const place = page.getByRole('listitem').filter({ hasText: 'Plek van overlijden' });
      await place.getByText('Zegt hetzelfde').waitFor();
      await page.getByRole('button', { name: 'Niets overnemen' }).click();
      await page.getByRole('heading', { name: 'Plan van elders' }).waitFor();
    });
  },
);
