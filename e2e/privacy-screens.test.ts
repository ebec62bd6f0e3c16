import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { accessibilityFindings, browserPath, NO_BROWSER } from './browser.ts';
import { openPrivacyHouse, type PrivacyHouse } from './privacy-house.ts';
import { screensInBrowser } from './screens-in-browser.ts';

const DOOR = '/care/patients/demo-wilhelmina/emergency-access';

describe.skipIf(!browserPath)(browserPath ? 'the privacy screens in a browser' : NO_BROWSER, () => {
  let house: PrivacyHouse;
  let page: Page;
  const { as, open, press, follow, done } = screensInBrowser(openPrivacyHouse, 'patient', (now) => {
    ({ house, page } = now);
  });
  const alert = () => page.getByRole('alert').innerText();

  it('tell a patient who looked, in what role, at what, when and why; an emergency is marked', async () => {
    await open('/privacy/my-record/log');
    const text = await page.getByRole('main').innerText();
    expect(text).toMatch(
      /ma 23 nov 2026\s+dr\. F\. Fictief\s+Arts consultteam, Ziekenhuis Het Verzonnen Gasthuis/,
    );
    expect(text).toMatch(/3 keer, van 08\.12 tot 08\.40/);
    expect(text).toMatch(/Noodtoegang\s+Bekeken: afspraken over zorg en behandeling, medicijnen/);
    expect(text).toContain('Onder verantwoordelijkheid van M. Verzinsel');
    expect(text).not.toContain('Practitioner/');
    expect(house.trail.looks.at(-1)).toBe('Patient/demo-wilhelmina looked at patient demo-wilhelmina');
  });

  it('filter by period, keep the days that were typed, and say what is wrong with them', async () => {
    await open('/privacy/my-record/log');
    await page.getByLabel('Vanaf').fill('1-5-2026');
    await page.getByLabel('Tot en met').fill('31-5-2026');
    await press('Toon');
    await expect
      .poll(() => page.getByRole('heading', { level: 2 }).allInnerTexts())
      .toEqual(['vr 1 mei 2026']);
    await page.getByLabel('Vanaf').fill('31-2-2026');
    await press('Toon');
    await expect.poll(() => page.getByLabel('Vanaf').inputValue()).toBe('31-2-2026');
    await expect.poll(() => page.getByText('Schrijf de datum als dag-maand-jaar').isVisible()).toBe(true);
    await expect(accessibilityFindings(page)).resolves.toEqual([]);
  });

  it('give the patient the same list as a table, in which nothing is folded', async () => {
    await open('/privacy/my-record/log');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page
        .getByRole('link', { name: /Download als tabel/ })
        .first()
        .click(),
    ]);
    expect(download.suggestedFilename()).toBe('inzage-2026-08-23-2026-11-23.csv');
    const rows = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(rows).toHaveLength(9);
    expect(rows[0]).toContain('Tijdstip (UTC);Wie;Rol');
  });

  it('explain a line, and lead from what looks wrong to the list of the privacy officer', async () => {
    await open('/privacy/my-record/log');
    await page.getByText('Wat betekent een regel?').click();
    await expect.poll(() => page.getByText('Dit wordt altijd nagekeken').isVisible()).toBe(true);
    await follow('Klopt dit niet? N. Nachtdienst');
    await press('Verstuur');
    await expect(alert()).resolves.toContain('Schrijf wat u vreemd vindt');
    await page.getByLabel('Wat vindt u vreemd?').fill('Ik was die nacht thuis.');
    await press('Verstuur');
    await expect(done()).resolves.toContain('Uw vraag is verstuurd');
    expect(house.requests.requests[0]).toMatchObject({
      kind: 'question',
      logLine: '5',
      words: 'Ik was die nacht thuis.',
    });
    await as('officer');
    await open('/privacy/review');
    await expect.poll(() => page.getByText('Ik was die nacht thuis.').isVisible()).toBe(true);
  });

  it('let a patient give a mandate and withdraw it, not one that a court gave', async () => {
    await open('/privacy/my-record/mandates');
    await expect.poll(() => page.getByRole('link', { name: /Trek in voor Gerrit/ }).count()).toBe(0);
    await follow('Machtig iemand');
    await page.getByLabel('Wie', { exact: true }).selectOption({ label: 'Piet Proef (broer)' });
    await page.getByLabel(/^Tot en met/).fill('1-1-2026');
    await press('Geef de machtiging');
    await expect(alert()).resolves.toMatch(/Kies ten minste één ding[\s\S]*Kies vandaag of een latere dag/);
    await page.getByLabel('afspraken zien').check();
    await page.getByLabel(/^Tot en met/).fill('1-1-2027');
    await press('Geef de machtiging');
    expect(house.mandates.mandates.at(-1)).toMatchObject({
      person: { reference: 'RelatedPerson/demo-piet' },
      scopes: ['appointments'],
      until: '2027-01-01',
    });
    await follow('Trek in voor Piet Proef');
    await press('Ja, trek in');
    await expect(done()).resolves.toContain('Ingetrokken');
    const answer = await open('/privacy/my-record/mandates/m-1/withdraw');
    expect(answer?.status()).toBe(404);
  });

  it('stop sharing with one press, and never read silence as a yes', async () => {
    await open('/privacy/my-record/sharing');
    await expect
      .poll(() => page.getByText('Nog niet gevraagd. Er wordt niets gedeeld.').isVisible())
      .toBe(true);
    await press('Stop met delen Ziekenhuizen');
    await expect(done()).resolves.toContain('Er wordt niet meer gedeeld');
    expect(house.sharing.permissions[0]).toMatchObject({ state: 'refused', since: '2026-11-23' });
    await press('Geef toestemming Huisartsenspoedposten');
    expect(house.sharing.permissions[1]?.state).toBe('given');
  });

  it('take a request for a copy, a correction and destruction, and show where it stands', async () => {
    await open('/privacy/my-record/requests');
    await follow('Vraag een kopie');
    await press('Vraag de kopie');
    await follow('Vraag vernietiging');
    await press('Vraag de vernietiging');
    await expect(alert()).resolves.toMatch(/Schrijf wat u wilt laten wissen[\s\S]*Zet een vinkje/);
    await page.getByLabel('Wat wilt u laten wissen?').fill('Alles.');
    await page.getByLabel('Ik begrijp dat het niet terugkomt').check();
    await press('Vraag de vernietiging');
    await expect.poll(() => page.getByText('Antwoord uiterlijk 23 feb 2027').isVisible()).toBe(true);
    expect(house.requests.requests[0]).toMatchObject({
      kind: 'destruction',
      state: 'received',
      words: 'Alles.',
    });
    await follow('Trek in');
    await press('Trek in');
    expect(house.requests.requests[0]?.state).toBe('withdrawn');
  });

  it('show the privacy officer the soonest due first, and take a decision with an answer', async () => {
    await as('officer');
    await open('/privacy/requests');
    await expect.poll(() => page.locator('.lines > li').first().innerText()).toContain('te laat');
    await follow(/Vernietiging, E\. Sample/);
    await press('Sla het besluit op');
    await expect(alert()).resolves.toMatch(/Maak een keuze[\s\S]*Schrijf een antwoord/);
    await page.getByLabel('Afwijzen').check();
    await page.getByLabel('Antwoord aan de patiënt').fill('Uw huisarts heeft de brief nog nodig.');
    await press('Sla het besluit op');
    expect(house.requests.requests.find(({ id }) => id === 'r-2')).toMatchObject({ state: 'refused' });
  });

  it('let the privacy officer go on with a destruction that was interrupted, and decide nothing else about it', async () => {
    await as('officer');
    await open('/privacy/requests');
    await expect.poll(() => page.getByText('onderbroken').isVisible()).toBe(true);
    await follow(/Vernietiging, H\. Verzinsel/);
    await expect.poll(() => page.getByLabel('Afwijzen').count()).toBe(0);
    await press('Ga door met de vernietiging');
    await expect(done()).resolves.toContain('De vernietiging is afgemaakt');
    expect(house.requests.requests.find(({ id }) => id === 'r-3')).not.toHaveProperty('interrupted');
    await expect.poll(() => page.getByText('onderbroken').count()).toBe(0);
  });

  it('count in the menu of the privacy officer what is urgent and undecided', async () => {
    const item = house.review.items.get('emergency-1');
    if (item === undefined) throw new Error('the invented emergency is gone');
    await as('officer');
    house.review.items.set(item.id, { ...item, urgent: true });
    const counted = page.getByRole('link', { name: 'Te beoordelen (1 dringend)' });
    for (const path of ['/privacy/review', '/privacy/sample', '/privacy/requests']) {
      await open(path);
      await expect.poll(() => counted.count()).toBe(1);
    }
    house.review.items.set(item.id, item);
    await open('/privacy/review');
    await expect.poll(() => counted.count()).toBe(0);
  });

  it('show odd access with its reasons, and keep every decision', async () => {
    await as('officer');
    await open('/privacy/review');
    await expect.poll(() => page.getByText('Er was geen zorgrelatie met de patiënt').isVisible()).toBe(true);
    await open('/privacy/review/odd-1');
    await press('Sla het oordeel op');
    await expect(alert()).resolves.toMatch(/Maak een keuze[\s\S]*Schrijf een toelichting/);
    await page.getByLabel('Vraag het de collega').check();
    await page.getByLabel('Toelichting').fill('Gebeld, belt terug.');
    await press('Sla het oordeel op');
    await open('/privacy/review/odd-1');
    await expect.poll(() => page.getByText('Gebeld, belt terug.').isVisible()).toBe(true);
    await page.getByLabel('Verklaard').check();
    await page.getByLabel('Toelichting').fill('Was waarnemer.');
    await press('Sla het oordeel op');
    expect(
      house.review.items.get('odd-1')?.decisions.map(({ verdict, byName }) => [verdict, byName]),
    ).toEqual([
      ['explained', 'P. Privacy'],
      ['ask', 'P. Privacy'],
    ]);
    await follow('Toon wat beoordeeld is');
    await expect.poll(() => page.getByRole('link', { name: 'N. Nachtdienst' }).count()).toBe(1);
  });

  it('say who saw what for a report, of staff and of a patient, and log that the officer looked', async () => {
    await as('officer');
    await open('/privacy/accesses?q=nacht');
    await follow('N. Nachtdienst');
    await expect
      .poll(() => page.getByRole('heading', { level: 1 }).innerText())
      .toBe('Wat zag N. Nachtdienst');
    await expect.poll(() => page.getByText('1 regels, over 1 patiënten').isVisible()).toBe(true);
    await open('/privacy/accesses');
    await page.getByLabel('Achternaam').fill('Voorbeeld');
    await page.getByLabel('Geboortedatum').fill('14-02-1948');
    await press('Toon');
    expect(page.url()).not.toMatch(/Voorbeeld|1948/);
    await expect.poll(() => page.getByText(/personen\./).isVisible()).toBe(true);
    expect(house.trail.looks.filter((look) => look.includes('account:o-1')).length).toBeGreaterThan(1);
  });

  it('open one closed record with a reason, from the keyboard alone, mark it, and close it early', async () => {
    await as('nurse');
    await open(DOOR);
    const focus = async (id: string) => {
      for (let tabs = 0; tabs < 30; tabs += 1) {
        await page.keyboard.press('Tab');
        if ((await page.evaluate(() => document.activeElement?.id)) === id) return;
      }
      throw new Error(`the keyboard does not reach ${id}`);
    };
    await focus('born');
    await page.keyboard.type('14-02-1948');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await focus('words');
    await page.keyboard.type('Benauwd op de afdeling.');
    await focus('hours');
    await page.keyboard.type('4');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const banner = page.getByRole('region', { name: 'Noodtoegang' });
    await banner.waitFor();
    await expect.poll(() => banner.innerText()).toContain('tot ma 23 nov 2026, 13.30');
    await expect(accessibilityFindings(page)).resolves.toEqual([]);
    expect([...house.emergency.grants.values()]).toMatchObject([
      { patientId: 'demo-wilhelmina', reason: 'acute-care', words: 'Benauwd op de afdeling.' },
    ]);
    await page.getByRole('button', { name: 'Stop de noodtoegang' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/done=ended/);
    expect(house.emergency.grants.size).toBe(0);
  });

  it('ask again when something is missing, keep what was filled in, and choose nothing beforehand', async () => {
    await as('nurse');
    await open(DOOR);
    await expect.poll(() => page.getByRole('radio', { checked: true }).count()).toBe(0);
    await page.getByLabel('In uw eigen woorden').fill('Nu nodig.');
    await press('Open met noodtoegang');
    await expect(alert()).resolves.toMatch(
      /Er kloppen nog 3 dingen niet[\s\S]*Kies een reden[\s\S]*Kies hoe lang/,
    );
    await expect.poll(() => page.getByLabel('In uw eigen woorden').inputValue()).toBe('Nu nodig.');
    await expect(accessibilityFindings(page)).resolves.toEqual([]);
  });

  it('answer a wrong birth date and an unknown patient the same, and block at the tenth in an hour', async () => {
    await as('hasty');
    const tryIt = async (patient: string) => {
      await open(`/care/patients/${patient}/emergency-access`);
      await page.getByLabel('Geboortedatum').fill('01-01-1950');
      await page.getByLabel('Anders').check();
      await page.getByLabel('In uw eigen woorden').fill('Nu nodig.');
      await page.getByLabel('Hoe lang').selectOption('1');
      await press('Open met noodtoegang');
      return alert();
    };
    const [wrongDate, unknown] = [await tryIt('demo-wilhelmina'), await tryIt('nobody')];
    expect(wrongDate).toBe(unknown);
    for (let tries = 3; tries < 10; tries += 1) await tryIt('nobody');
    await expect(tryIt('demo-wilhelmina')).resolves.toMatch(
      /te vaak om noodtoegang\. Tot 23 nov 2026, 10\.30/,
    );
    expect(house.emergency.grants.size).toBe(0);
  });

  it('failed nowhere', () => {
    expect(house.failures).toEqual([]);
  });
});
