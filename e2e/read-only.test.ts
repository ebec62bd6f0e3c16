import pg from 'pg';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Cluster,
  NO_POSTGRESQL,
  postgresqlPrograms,
  reloadSettings,
  startCluster,
} from '../platform/engine/src/testing/postgresql-cluster.ts';
import { accessibilityFindings, browserPath, NO_BROWSER, nextPage } from './browser.ts';
import { openSignedInHouse, type SignedInHouse } from './signed-in.ts';

const skipped = browserPath === undefined ? NO_BROWSER : postgresqlPrograms() ? undefined : NO_POSTGRESQL;
const PLAN = '/care/patients/demo-hendrika/emergency?lang=en';

describe.skipIf(skipped)(skipped ?? 'a house whose database is read-only', () => {
  let cluster: Cluster;
  let database: pg.Client;
  let url = '';
  let house: SignedInHouse;
  let page: Page;
  let laterMs = 0;

  beforeAll(async () => {
    cluster = await startCluster();
    url = await cluster.newDatabase();
    house = await openSignedInHouse(
      { CAECILIA_CLINICAL_DATABASE_URL: url, CAECILIA_LOG_LEVEL: 'silent' },
      () => new Date(Date.now() + laterMs),
    );
    database = new pg.Client({ connectionString: url });
    await database.connect();
  });
  afterAll(async () => {
    await house?.close();
    await database?.end();
    await cluster?.stop();
  });

  const readOnly = async (on: boolean) => {
    await database.query('set default_transaction_read_only = off');
    await database.query(
      on
        ? 'alter system set default_transaction_read_only = on'
        : 'alter system reset default_transaction_read_only',
    );
    await reloadSettings(url);
  };
  const open = (path: string) => page.goto(`${house.url}${path}`);
  const main = () => page.getByRole('main').innerText();

  it('shows records to nobody, but one patient to who asks for emergency access, and says that it is read-only', async () => {
    page = await house.signIn(/Femke Fictief/);
    await open('/care/patients/demo-wilhelmina/emergency?lang=en');
    await readOnly(true);
    // Who treats this patient, too: the log cannot tell of it.
    expect((await open('/care/patients/demo-wilhelmina/emergency?lang=en'))?.status()).toBe(503);
    expect(await main()).toContain('Records are closed now');
    expect(await main()).not.toContain('Wilhelmina');
    expect((await open('/?list=all&lang=en'))?.status()).toBe(503);
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.getByRole('link', { name: 'Emergency access' }).waitFor();
    // In the workspace, too, there is a way on.
    await open('/?lang=en');
    const door = page.getByRole('link', { name: /^Emergency access/ });
    await door.waitFor();
    await expect.poll(() => door.getAttribute('href')).toBe('/care/emergency-access?lang=en');

    expect((await open('/care/patients/demo-hendrika/emergency-access?lang=en'))?.status()).toBe(200);
    expect(await main()).toContain('Records are closed now, and nothing can be changed');
    await page.getByLabel('Birth date').fill('17-07-1944');
    await page.getByLabel(/^Urgent/).check();
    await page.getByLabel('In your own words').fill('Breathless, database read-only.');
    await page.getByLabel('How long').selectOption('1');
    await nextPage(page, () => page.getByRole('button', { name: 'Open by emergency access' }).click());
    await page.getByRole('region', { name: 'Emergency access' }).waitFor();
    expect((await open(PLAN))?.status()).toBe(200);
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toContain('Hendrika');
    await expect
      .poll(() => page.getByRole('region', { name: 'Emergency access' }).innerText())
      .toContain('The record is read-only now');
    expect(await accessibilityFindings(page)).toEqual([]);
    expect((await open('/care/patients/demo-wilhelmina/emergency?lang=en'))?.status()).toBe(503);
  });

  it('keeps those who are at work signed in, though no token and no use of a session can be written', async () => {
    for (let minutes = 0; minutes < 40; minutes += 10) {
      laterMs += 10 * 60_000;
      expect((await open(PLAN))?.status()).toBe(200);
      await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toContain('Hendrika');
    }
  });

  it('takes it into the log when the database takes changes again, and shows it to the privacy officer', async () => {
    // The protocol library has a clock of its own: what it issues later would be over at once.
    laterMs = 0;
    await readOnly(false);
    const spooled = async () =>
      Number(
        (await database.query(`select count(*) as n from audit where detail like '%spool of the server%'`))
          .rows[0].n,
      );
    await expect.poll(spooled).toBeGreaterThan(3);
    expect((await open(PLAN))?.status()).toBe(200);
    await expect
      .poll(() => page.getByRole('region', { name: 'Emergency access' }).innerText())
      .not.toContain('read-only');
    expect((await open('/care/patients/demo-wilhelmina/emergency?lang=en'))?.status()).toBe(200);
    page = await house.signIn(/Puck Privacy/, '/privacy/emergencies?lang=en');
    expect(await main()).toContain('Breathless, database read-only.');
  });
});
