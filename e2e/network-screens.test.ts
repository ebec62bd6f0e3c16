import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { relationsOf } from '../apps/care/src/access/relations.ts';
import { accessibilityFindings, browserPath, NO_BROWSER, nextPage } from './browser.ts';
import { type NetworkHouse, openNetworkHouse } from './network-house.ts';
import { hasFocus } from './says.ts';
import { WHO } from './screens-house.ts';
import { screensInBrowser } from './screens-in-browser.ts';

describe.skipIf(!browserPath)(browserPath ? 'the network screens in a browser' : NO_BROWSER, () => {
  let house: NetworkHouse;
  let page: Page;
  const { as, open, heading, press, follow, done } = screensInBrowser(openNetworkHouse, 'admin', (now) => {
    ({ house, page } = now);
  });

  it('finds an organisation by a part of its name, and by a name with a slip in it', async () => {
    await open('/network');
    await page.getByRole('searchbox').fill('verzonnen linde');
    await press('Zoek');
    await expect.poll(() => page.getByRole('link', { name: 'Hospice De Verzonnen Linde' }).count()).toBe(1);
    await page.getByRole('searchbox').fill('Verzonen');
    await press('Zoek');
    await expect.poll(() => page.getByText('Dit lijkt erop').isVisible()).toBe(true);
    await expect.poll(() => page.getByRole('link', { name: 'Hospice De Verzonnen Linde' }).count()).toBe(1);
  });

  it('keeps what was filled in when something is wrong, says what to do, and leads to the field', async () => {
    await open('/network/organizations/new');
    await page.getByLabel('AGB-code').fill('123');
    await page.getByLabel('Plaats').fill('Nergens');
    await press('Opslaan');
    await expect.poll(() => page.title()).toMatch(/^Let op:/);
    await expect
      .poll(() => page.getByRole('alert').innerText())
      .toMatch(/Er kloppen nog 3 dingen niet[\s\S]*Vul in: Naam[\s\S]*AGB heeft 8 cijfers/);
    await expect.poll(() => page.getByLabel('Plaats').inputValue()).toBe('Nergens');
    await page
      .getByRole('link', { name: /AGB heeft 8 cijfers/ })
      .first()
      .click();
    await hasFocus(page.locator('#agb'));
    await expect
      .poll(() => page.getByLabel('AGB-code').getAttribute('aria-describedby'))
      .toContain('agb-error');
    await expect(accessibilityFindings(page)).resolves.toEqual([]);
  });

  it('adds an organisation and a part of it, and warns when a number is taken', async () => {
    const fill = async (name: string) => {
      await page.getByLabel('Naam', { exact: true }).fill(name);
      await page.getByLabel('Soort organisatie').selectOption('hospital');
      await page.getByLabel('AGB-code').fill('01 23 45 67');
    };
    await open('/network/organizations/new');
    await fill('Kliniek De Eerste');
    await press('Opslaan');
    await expect(done()).resolves.toContain('Toegevoegd');
    await expect.poll(() => page.getByText('AGB 01234567').isVisible()).toBe(true);
    await page
      .getByRole('region', { name: 'Onderdelen' })
      .getByRole('link', { name: 'Nieuw onderdeel' })
      .click();
    await expect
      .poll(() => page.getByLabel('Onderdeel van').locator('option:checked').innerText())
      .toBe('Kliniek De Eerste');
    await fill('Afdeling Een');
    await press('Opslaan');
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('Kliniek De Eerste');
    await expect(accessibilityFindings(page)).resolves.toEqual([]);
    await press('Toch opslaan');
    await expect(done()).resolves.toContain('Toegevoegd');
    await expect.poll(() => page.getByText('Onderdeel van Kliniek De Eerste').isVisible()).toBe(true);
  });

  it('refuses a change on a version that somebody else has replaced', async () => {
    await open('/network/organizations/demo-gp/edit');
    const other = await page.context().newPage();
    await other.setExtraHTTPHeaders({ [WHO]: 'admin2' });
    for (const [which, phone] of [
      [other, '000-555 09 01'],
      [page, '000-555 09 02'],
    ] as const) {
      if (which === other) await other.goto(`${house.url}/network/organizations/demo-gp/edit`);
      await which.getByLabel('Soort organisatie').selectOption('general-practice');
      await which.getByLabel('Telefoon').fill(phone);
      await nextPage(which, () => which.getByRole('button', { name: 'Opslaan' }).click());
    }
    await other.close();
    await expect(heading()).resolves.toBe('Iemand anders heeft dit net veranderd');
    await open('/network/organizations/demo-gp');
    await expect.poll(() => page.getByText('000-555 09 01').count()).toBe(1);
  });

  it('gives a professional a role, and ends it on a date: nothing is deleted', async () => {
    await open('/network/professionals/demo-fictief');
    await follow('Nieuwe rol');
    await page.getByLabel('Organisatie').selectOption({ label: 'Hospice De Verzonnen Linde' });
    await page.getByLabel('Beroep').selectOption({ label: 'Arts' });
    await page.getByLabel('Vanaf').fill('1-3-2026');
    await press('Opslaan');
    await expect(done()).resolves.toContain('Toegevoegd');
    await expect.poll(() => page.getByText('vanaf 1 mrt 2026').isVisible()).toBe(true);
    await follow(/^Stop Arts, Hospice/);
    await page.getByLabel('Laatste dag').fill('31-2-2026');
    await press('Ja, stoppen');
    await expect
      .poll(() => page.getByRole('alert').innerText())
      .toContain('Schrijf de datum als dag-maand-jaar');
    await page.getByLabel('Laatste dag').fill('22-11-2026');
    await press('Ja, stoppen');
    await expect(done()).resolves.toContain('Gestopt');
    await expect.poll(() => page.getByText('1 mrt 2026 tot en met 22 nov 2026').isVisible()).toBe(true);
    await expect.poll(() => page.getByText('niet meer in gebruik').isVisible()).toBe(true);
  });

  it('gives a hospice a service with beds', async () => {
    await open('/network/organizations/demo-hospice');
    await follow('Nieuwe dienst');
    await page.getByLabel('Naam').fill('Hospicezorg Linde');
    await page.getByLabel('Soort dienst').selectOption({ label: 'Hospicezorg' });
    await press('Opslaan');
    for (const bed of ['Kamer 1', 'Kamer 2']) {
      await page.getByLabel('Naam van het bed').fill(bed);
      await press('Bed toevoegen');
    }
    await expect.poll(() => page.getByRole('heading', { name: 'Bedden in gebruik: 2' }).count()).toBe(1);
    await follow('Stop Kamer 1');
    await press('Ja, stoppen');
    await expect.poll(() => page.getByRole('heading', { name: 'Bedden in gebruik: 1' }).count()).toBe(1);
  });

  it('records cooperation and an endpoint; an address without https is refused', async () => {
    await open('/network/organizations/demo-hospital/affiliations/new');
    await page.getByLabel('Met', { exact: true }).selectOption({ label: 'Thuiszorg De Fictie' });
    await page.getByLabel('Wat die organisatie doet').selectOption({ label: 'vraagt consult' });
    await page.getByLabel('Vanaf').fill('01-01-2026');
    await press('Opslaan');
    const cooperation = page.getByRole('region', { name: 'Samenwerking' });
    await expect.poll(() => cooperation.getByText(/^1 jan|vanaf 1 jan 2026/).count()).toBe(1);
    await open('/network/organizations/demo-hospital/endpoints/new');
    await page.getByLabel('Naam').fill('FHIR');
    await page.getByLabel('Internetadres').fill('http://fhir.example');
    await page.getByLabel('Vanaf').fill('01-01-2026');
    await press('Opslaan');
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('https://');
    await page.getByLabel('Internetadres').fill('https://fhir.example/r4');
    await press('Opslaan');
    await expect.poll(() => page.getByText('https://fhir.example/r4').isVisible()).toBe(true);
  });

  it('invites somebody: the code is shown once, and the account has the role', async () => {
    await open('/network/users/invite');
    await page.getByLabel('Naam zoals').fill('Ina Invited');
    await page.getByLabel('E-mail').fill('vera@voorbeeld.example');
    await press('Maak de uitnodiging');
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('Kies ten minste één rol');
    await page.getByLabel('Rol 1').selectOption({ label: 'Arts consultteam' });
    await press('Maak de uitnodiging');
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('heeft al een account');
    await page.getByLabel('E-mail').fill('ina@voorbeeld.example');
    await press('Maak de uitnodiging');
    await expect.poll(() => page.getByText('PROEF-7421').isVisible()).toBe(true);
    expect(page.url()).not.toContain('PROEF');
    await expect(accessibilityFindings(page)).resolves.toEqual([]);
    await follow('Naar de gebruiker');
    await expect.poll(() => page.getByText('Arts consultteam').isVisible()).toBe(true);
    await expect.poll(() => page.getByText('PROEF-7421').count()).toBe(0);
  });

  it('changes the roles of somebody else', async () => {
    await open('/network/users/nurse-1/roles');
    await page.getByLabel('Rol 2').selectOption({ label: 'Teamleider' });
    await press('Opslaan');
    await expect.poll(() => page.getByText('Teamleider').isVisible()).toBe(true);
    expect(house.users.users.get('nurse-1')?.roles).toEqual([
      { role: 'consult-nurse', organization: 'Organization/demo-hospital' },
      { role: 'team-lead' },
    ]);
  });

  it('refuses a self-grant: on the screen, and when the form is sent all the same', async () => {
    await open('/network/users/admin-1');
    await expect.poll(() => page.getByText('Dit is uw eigen account').isVisible()).toBe(true);
    await expect.poll(() => page.getByRole('link', { name: 'Rollen wijzigen' }).count()).toBe(0);
    const before = house.users.users.get('admin-1');
    await open('/network/users/nurse-1/roles');
    await page.evaluate(() => {
      document.querySelector('form[method=post]')?.setAttribute('action', '/network/users/admin-1/roles');
    });
    await press('Opslaan');
    await expect(heading()).resolves.toBe('U mag dit hier niet doen');
    expect(house.users.users.get('admin-1')).toEqual(before);
  });

  it('clears a second factor only with two administrators', async () => {
    await open('/network/users/nurse-1/reset');
    await press('Vraag het aan');
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('Schrijf waarom');
    await page.getByLabel('Waarom').fill('telefoon kwijt');
    await press('Vraag het aan');
    await expect
      .poll(() => page.getByText('Een andere beheerder moet dit bevestigen').isVisible())
      .toBe(true);
    await open('/network/users/nurse-1/confirm-reset');
    await expect(heading()).resolves.toBe('U mag dit hier niet doen');
    await as('admin2');
    await open('/network/users/nurse-1');
    await follow('Bevestig het wissen');
    await press('Bevestig');
    await expect.poll(() => page.getByText('PROEF-7422').isVisible()).toBe(true);
    await follow('Naar de gebruiker');
    await expect.poll(() => page.getByText('Er is nog geen tweede stap').isVisible()).toBe(true);
  });

  it('closes an account with a reason, and ends a session', async () => {
    await open('/network/users/nurse-1');
    await press('Beëindig Safari, iPhone');
    await expect(done()).resolves.toContain('De sessie is beëindigd');
    expect(house.users.live.get('nurse-1')?.map(({ sessionId }) => sessionId)).toEqual(['s-1']);
    await open('/network/users/new-1');
    await follow('Sluit het account');
    await page.getByLabel('Waarom').fill('uit dienst');
    await press('Sluit het account');
    expect(house.users.users.get('new-1')?.state).toBe('deactivated');
  });

  /** What the access rule makes of the teams and episodes of a patient. */
  const relationsThatHold = async (patient: string) => {
    const session = house.store.session({ id: 'system:test', role: 'test', scope: { kind: 'everything' } });
    const query = house.readSearch(['CareTeam', 'EpisodeOfCare'], [['patient', `Patient/${patient}`]]);
    const { matches } = await session.search(query);
    return matches
      .flatMap(({ content }) => relationsOf(JSON.parse(content) as Parameters<typeof relationsOf>[0]))
      .map(({ actor, kind }) => `${kind} ${actor}`);
  };

  it('lets a team lead end a care relation, with a line of changed rights in the log before it', async () => {
    await as('lead');
    await open('/network/relations');
    await page.getByLabel('Achternaam').fill('Proefpersoon');
    await page.getByLabel('Geboortedatum').fill('21-01-1934');
    await press('Zoek de patiënt');
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('Geen patiënt met deze naam');
    await page.getByLabel('Geboortedatum').fill('20-01-1934');
    await press('Zoek de patiënt');
    expect(page.url()).not.toMatch(/Proefpersoon|1934/);
    await expect(heading()).resolves.toMatch(/^Zorgrelaties van /);
    const text = await page.getByRole('main').innerText();
    expect(text).not.toMatch(/reanimatie|behandelgrens|BSN/i);
    await follow(/^Beëindig/);
    await page.getByLabel('Laatste dag').fill('24-11-2026');
    await press('Beëindig');
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('vandaag of een eerdere dag');
    await page.getByLabel('Laatste dag').fill('23-11-2026');
    await press('Beëindig');
    await page.getByText('Niemand. Alleen met noodtoegang').waitFor();
    expect(
      house.log.map(({ event, action, patient, object }) => ({ event, action, patient, object })),
    ).toEqual([
      {
        event: 'rights-change',
        action: 'U',
        patient: 'demo-grietje',
        object: { type: 'CareTeam', id: 'demo-grietje-team' },
      },
    ]);
    await follow('Nieuwe zorgrelatie');
    await page.getByLabel('Organisatie').selectOption({ label: 'Hospice De Verzonnen Linde' });
    await page.getByLabel('Soort zorg').selectOption({ label: 'Verblijf in een hospice' });
    await press('Start de zorgrelatie');
    await expect.poll(() => page.getByText('vanaf 23 nov 2026').isVisible()).toBe(true);
    expect(house.log.at(-1)).toMatchObject({
      event: 'rights-change',
      action: 'C',
      patient: 'demo-grietje',
    });
    await expect(relationsThatHold('demo-grietje')).resolves.toEqual([
      'hospiceStay Organization/demo-hospice',
    ]);
  });

  it('failed nowhere', () => {
    expect(house.failures).toEqual([]);
  });
});
