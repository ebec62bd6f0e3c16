import type { DeskTrends } from '@caecilia/assessment';
import type { Page, Route } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { browserPath, NO_BROWSER, paperPages } from './browser.ts';
import { deskInBrowser } from './desk.ts';
import { keyboardOf } from './keyboard.ts';
import { says } from './says.ts';
import { settled } from './settled.ts';
import { faultsHere, isForAnotherDay } from './sights.ts';
import { twoYearsOfDays } from './two-years.ts';

const PHYSICIAN = /Femke Fictief/;
const WARD_NURSE = /Mees Verzinsel/;
const GP = /Pim Proefman/;
const PATIENT = '/desk/patients/demo-wilhelmina';
const WALKED = '/desk/patients/demo-emily';

describe.skipIf(browserPath === undefined)(`assessment in the app ${browserPath ? '' : NO_BROWSER}`, () => {
  const desk = deskInBrowser({
    prepare: async ({ house }) => await house.load(twoYearsOfDays('demo-cornelis', new Date())),
  });

  const fact = (page: Page, name: string) => page.locator(`[data-fact=${name}]`);
  const row = (page: Page, name: string) => page.getByRole('radiogroup', { name, exact: true });

  it('records a telephone call of two minutes from the keyboard, and asks for no more than how it took place', async () => {
    const page = await desk.open(PHYSICIAN, `${PATIENT}/assessment/contact`);
    await fact(page, 'phase').getByText('niet vastgelegd').waitFor();
    await page.getByRole('button', { name: 'Leg vast' }).waitFor();
    await expect.poll(() => page.locator('input:checked').count()).toBe(0);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('textbox', { name: /lichamelijk/ }).focus();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('alert').getByText('Niet vastgelegd.').waitFor();
    await page.getByText('! Maak een keuze.').waitFor();
    await page.getByRole('radio', { name: 'telefoon' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('textbox', { name: /lichamelijk/ }).focus();
    await page.keyboard.type('Ademt rustiger');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Het contact is vastgelegd.').waitFor();
    await expect.poll(() => page.locator('.contact-card').first().innerText()).toContain('Ademt rustiger');
  });

  it('keeps what was typed through a lost connection and a reload, and records it once', async () => {
    const page = await desk.open(PHYSICIAN, `${PATIENT}/assessment/contact`);
    await page.getByRole('radio', { name: 'aan het bed' }).check();
    await page.getByLabel('Dit is het eerste consult').check();
    await page.getByText('Klachten van 0 tot 10').click();
    await page.getByRole('radio', { name: 'de patiënt, met hulp' }).check();
    await row(page, 'Benauwdheid').getByRole('radio', { name: '0', exact: true }).focus();
    await page.keyboard.type('10');
    await row(page, 'Slecht slapen').getByRole('radio', { name: '0', exact: true }).focus();
    await page.keyboard.type('k');
    await page.getByRole('button', { name: 'Klacht uitdiepen' }).click();
    await page.locator('.analysis').getByRole('radio', { name: 'Benauwdheid' }).check();
    await page.locator('.analysis').getByRole('radio', { name: '3', exact: true }).check();
    await page.getByRole('textbox', { name: /sociaal/ }).fill('Man slaapt niet');
    await page
      .getByRole('group', { name: 'psychisch' })
      .getByRole('radio', { name: 'wilde er niet' })
      .check();
    await page.getByRole('group', { name: 'zingeving' }).getByRole('radio', { name: 'kon niet' }).check();
    await page.getByRole('button', { name: 'Leg vast' }).click();
    await page.getByText('Nog niet besproken: lichamelijk, naaste').waitFor();
    await page.getByLabel('Waarom deels?').fill('Te moe');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Sluit deels af' }).click();
    await page.getByText('Er is geen verbinding. Wat u typte staat hier nog').waitFor();
    await page.context().setOffline(false);
    await page.reload();
    await page.getByText('Wat u hier eerder typte, staat er nog').waitFor();
    await page.getByRole('button', { name: 'Leg vast' }).click();
    await page.getByRole('button', { name: 'Sluit deels af' }).dblclick();
    await page.getByText('Het contact is vastgelegd.').waitFor();
    const cards = page.locator('.contact-card', { hasText: 'Man slaapt niet' });
    await expect.poll(() => cards.count()).toBe(1);
    await says(cards, 'wilde er niet over praten', 'gevraagd, kon niet antwoorden', 'omdat: Te moe');
  });

  it('records a whole consultation without a pointer: four dimensions, a symptom looked into, and the phase', async () => {
    const page = await desk.open(PHYSICIAN, `${WALKED}/assessment/contact`);
    const keys = await keyboardOf(page);
    const write = async (dimension: RegExp, words: string) => {
      await keys.to(page.getByRole('textbox', { name: dimension }));
      await keys.type(words);
    };
    await keys.choose(page.getByRole('radio', { name: 'aan het bed' }));
    await write(/lichamelijk/, 'Benauwd bij het traplopen');
    await write(/psychisch/, 'Bang voor de nacht');
    await write(/sociaal/, 'Dochter woont in');
    await write(/zingeving/, 'Wil de lente nog zien');
    await keys.act(page.getByText('Klachten van 0 tot 10'));
    await keys.choose(page.getByRole('radio', { name: 'de patiënt, met hulp' }));
    await keys.choose(row(page, 'Benauwdheid').getByRole('radio', { name: '7', exact: true }));
    await keys.act(page.getByRole('button', { name: 'Klacht uitdiepen' }));
    const analysis = page.locator('.analysis');
    // Focus goes along: nobody has to walk back.
    await expect.poll(() => analysis.locator('input:focus').count()).toBe(1);
    await keys.choose(analysis.getByRole('radio', { name: 'Benauwdheid' }));
    await keys.choose(analysis.getByRole('radio', { name: '3', exact: true }));
    await keys.press('Control+Enter');
    await page.getByText('Het contact is vastgelegd.').waitFor();
    const card = page.locator('.contact-card', { hasText: 'Dochter woont in' });
    await says(card, 'traplopen', 'Bang voor de nacht', 'lente');
    await keys.act(page.getByRole('button', { name: 'Kies de eerste fase' }));
    await keys.choose(page.getByRole('radio', { name: /^instabiel/ }));
    await keys.to(page.getByRole('textbox', { name: 'Waarom deze fase' }));
    await keys.type('Nieuwe benauwdheid');
    await keys.act(page.getByRole('button', { name: 'Leg de fase vast' }));
    await fact(page, 'phase').getByText('instabiel').waitFor();
    expect(await keys.pointed()).toBe(0);
  });

  it('shows the phase that somebody chose to a colleague, with its word; of two at once one is asked', async () => {
    const first = await desk.open(PHYSICIAN, `${PATIENT}/assessment`);
    await first.getByRole('button', { name: 'Kies de eerste fase' }).click();
    await first.getByRole('radio', { name: /^instabiel/ }).check();
    await first.getByRole('textbox', { name: 'Waarom deze fase' }).fill('Angst in de nacht');
    await first.getByRole('button', { name: 'Leg de fase vast' }).click();
    await fact(first, 'phase').getByText('instabiel').waitFor();
    await first.getByRole('button', { name: 'Kies een andere fase' }).click();
    await first.getByRole('radio', { name: /^terminaal/ }).check();
    await first.getByRole('textbox', { name: 'Waarom deze fase' }).fill('Gaat hard achteruit');
    const cookies = await first.context().cookies();
    const second = await desk.open(WARD_NURSE, `${PATIENT}/assessment`);
    await fact(second, 'phase').getByText('instabiel').waitFor();
    await second.getByRole('button', { name: 'Kies een andere fase' }).click();
    await second.getByRole('radio', { name: /^achteruitgaand/ }).check();
    await second.getByRole('textbox', { name: 'Waarom deze fase' }).fill('Zoals verwacht');
    await second.getByRole('button', { name: 'Leg de fase vast' }).click();
    await fact(second, 'phase').getByText('achteruitgaand').waitFor();
    await first.context().clearCookies();
    await first.context().addCookies(cookies);
    await first.getByRole('button', { name: 'Leg de fase vast' }).click();
    await first
      .getByText(/Een collega koos ondertussen een fase: achteruitgaand. U koos: terminaal/)
      .waitFor();
    await first.getByRole('button', { name: 'Ja, leg mijn keuze daarna vast' }).click();
    await fact(first, 'phase').getByText('terminaal').waitFor();
  });

  it('keeps the numbers of two reporters apart, and opens no instrument without a licence', async () => {
    const page = await desk.open(PHYSICIAN, `${PATIENT}/assessment/instruments/pain-nrs`);
    const score = async (who: string, digit: string) => {
      await page.getByRole('radio', { name: who }).check();
      await row(page, 'Hoeveel pijn hebt u?').getByRole('radio', { name: '0', exact: true }).focus();
      await page.keyboard.type(digit);
      if (who.startsWith('een naaste')) await page.getByRole('radio', { name: /Gerrit/ }).check();
      await page.getByRole('button', { name: 'Leg vast' }).click();
    };
    await score('de patiënt zelf', '3');
    await page.getByRole('region', { name: 'zelf', exact: true }).waitFor();
    await score('een naaste', '7');
    const proxy = page.getByRole('region', { name: 'naaste', exact: true });
    // Not the digit alone: beside it stands at what time it was given.
    const answered = (digit: string) => new RegExp(`Hoeveel pijn hebt u\\?\\s*${digit}\\b`);
    await says(proxy, answered('7'));
    const own = page.getByRole('region', { name: 'zelf', exact: true });
    await says(own, answered('3'));
    await expect.poll(() => own.getByText('7', { exact: true }).count()).toBe(0);
    await page.goto(`${desk.house.url}${PATIENT}`);
    const chart = page.locator('.chart', { hasText: 'Pijnscore' });
    await chart.waitFor();
    await expect
      .poll(() => chart.locator('.trend-mark--self, .trend-mark--proxy').count())
      .toBeGreaterThan(1);
    await expect.poll(() => chart.locator('.chart__line').getAttribute('d')).not.toContain('L');
    await page.goto(`${desk.house.url}${PATIENT}/assessment/instruments/perseverance-time`);
    await page.getByText('Daarom staan de vragen hier niet.').waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Leg vast' }).count()).toBe(0);
    await page.getByRole('link', { name: /eigen vraag/ }).click();
    await page.getByRole('radio', { name: 'de naaste, in gesprek met u' }).check();
    await page.getByRole('radio', { name: /Gerrit/ }).check();
    await page.getByRole('radio', { name: 'Een paar weken' }).check();
    await page.getByRole('button', { name: 'Leg vast' }).click();
    await page.getByText('de patiënt ziet dit niet').waitFor();
  });

  it('takes what a patient prepares at home on a phone without a script, and shows it as an agenda to tick off', async () => {
    const OWN = '/my-record/preparation';
    const patient = await desk.open(/Wilhelmina Voorbeeld/, `${OWN}?lang=nl`);
    await patient.setViewportSize({ width: 390, height: 800 });
    await patient.route('**/*.js', (route) => route.abort());
    await patient.getByText('Wij komen bij u thuis.').waitFor();
    await patient.getByRole('link', { name: 'Kies wie erbij is' }).click();
    await patient.getByLabel('Niemand, ik kom alleen').check();
    await patient.getByLabel('Gerrit Voorbeeld').check();
    await patient.getByRole('button', { name: 'Verstuur' }).click();
    await patient.getByRole('alert').getByText('Kies één van de twee.').waitFor();
    await patient.getByLabel('Ik wil er iemand bij').check();
    await patient.getByRole('button', { name: 'Verstuur' }).click();
    await patient.getByText('U wilt erbij hebben: Gerrit Voorbeeld.').waitFor();
    await patient.getByRole('link', { name: 'Begin' }).click();
    const question = patient.getByLabel('Hebt u zelf een vraag?');
    await patient.getByLabel('Waar ik bang voor ben').check();
    await question.fill('Wie belt mijn zoon?');
    await patient.locator('#score-pain-6').check();
    await patient.getByRole('button', { name: 'Verstuur' }).click();
    await patient.getByRole('alert').getByText('Kies wie dit invult.').waitFor();
    // What was filled in stands there still.
    await expect.poll(() => question.inputValue()).toBe('Wie belt mijn zoon?');
    await patient.getByLabel('Ik doe het zelf').check();
    await patient.getByLabel('Waar wilt u als eerste over praten?').fill('De nachten');
    await patient.getByRole('button', { name: 'Verstuur' }).click();
    await patient.getByText('Bedankt.').waitFor();
    await patient.unroute('**/*.js');
    // With the script, what is typed outlives the page: the same page gives it back.
    const script = Promise.withResolvers<Route>();
    await patient.route(/keep-form/, (route) => script.resolve(route), { times: 1 });
    await patient.getByRole('link', { name: 'Verander wat u invulde' }).click();
    await question.fill('Wie belt mijn dochter?');
    // Also what was typed before the script came.
    await (await script.promise).continue();
    await patient.waitForFunction(() => sessionStorage.length > 0);
    await patient.reload();
    await patient.getByText('Wat u hier eerder invulde, staat er nog.').waitFor();
    await expect.poll(() => question.inputValue()).toBe('Wie belt mijn dochter?');
    const form = new URL(patient.url()).pathname;
    const found: string[] = [];
    for (const path of [OWN, form, '/my-record/conversation'])
      found.push(...(await desk.faults(patient, path)));
    expect(found).toEqual([]);
    const page = await desk.open(PHYSICIAN, `${PATIENT}/assessment`);
    const agenda = page.locator('.agenda-point');
    await agenda.first().waitFor();
    await expect
      .poll(() => agenda.locator('.agenda-point__what > p:not([class*=mark])').allInnerTexts())
      .toEqual(['Als eerste', 'De nachten', 'Waar ik bang voor ben', 'Eigen vraag', 'Wie belt mijn zoon?']);
    await page.getByRole('button', { name: 'Begin het gesprek' }).click();
    await page.getByRole('button', { name: 'Besproken: De nachten' }).click();
    await agenda
      .first()
      .getByText(/besproken op .* door dr. Femke Fictief/)
      .waitFor();
    await page.goto(`${desk.house.url}${PATIENT}/assessment/contact`);
    await page.locator('.agenda-beside').getByText('hoeft ze niet over te typen').waitFor();
    const answer = await page.request.get(`${desk.house.url}/desk/api/patients/demo-wilhelmina/trends`);
    const { charts } = (await answer.json()) as DeskTrends;
    const own = charts.find(
      ({ instrument, linkId }) => `${instrument}.${linkId}` === 'caecilia-symptoms.pain',
    );
    expect(own?.series.find(({ reporter }) => reporter === 'self')?.points).toHaveLength(1);
    const paper = '/care/patients/demo-wilhelmina/preparation';
    for (const which of ['lang=nl', 'lang=en', 'lang=nl&for=demo-gerrit', 'lang=en&for=demo-gerrit']) {
      await page.goto(`${desk.house.url}${paper}?${which}`);
      await page.locator('.paper').waitFor();
      expect(await paperPages(page), which).toBe(1);
    }
    expect(await desk.faults(page, paper)).toEqual([]);
  });

  it('shows whom the patient wants at the planned conversation, and moves it with the reason', async () => {
    const page = await desk.open(PHYSICIAN, `${PATIENT}/conversation`);
    const card = page.getByRole('region', { name: 'Gepland gesprek' });
    await card.getByText(/De patiënt wil erbij: Gerrit Voorbeeld/).waitFor();
    await card.getByRole('button', { name: 'Verzet', exact: true }).click();
    const form = card.getByRole('form', { name: 'Verzet het gesprek' });
    await form.getByRole('button', { name: 'Verzet het' }).click();
    await form.getByText('! Zeg waarom').waitFor();
    expect(await faultsHere(page)).toEqual([]);
    await form.getByRole('radio', { name: 'per telefoon' }).check();
    await form.getByLabel('Waarom').fill('Zij is te moe voor bezoek');
    await form.getByRole('button', { name: 'Verzet het' }).click();
    await says(card, 'per telefoon', 'Zij is te moe voor bezoek', 'De patiënt wil erbij: Gerrit Voorbeeld');
    await page.getByRole('button', { name: 'Gesprek invullen' }).click();
    await page.getByText(/De patiënt wil erbij: Gerrit Voorbeeld/).waitFor();
    // Who is there is seen, and not planned.
    const there = page.getByRole('checkbox', { name: 'Is erbij', exact: true });
    await expect.poll(() => there.evaluateAll((all) => all.length)).toBe(2);
    await expect.poll(() => there.and(page.locator(':checked')).count()).toBe(0);
  });

  it('lets who may read and not record do no more than that', async () => {
    const page = await desk.open(GP, `${PATIENT}/overview`);
    await page.locator('.chart').first().waitFor();
    await settled(page);
    await expect.poll(() => page.getByRole('link', { name: 'Onderzoek en metingen' }).count()).toBe(0);
    await expect.poll(() => page.getByText('Een paar weken').count()).toBe(0);
    const answers = await page.evaluate(async () => {
      const me = (await (await fetch('/desk/api/me')).json()) as { formToken: string };
      const send = async (part: string) => {
        const answer = await fetch(`/desk/api/patients/demo-wilhelmina/${part}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-caecilia-form': me.formToken },
          body: '{"kind":"phone","instrument":"akps","phase":"stable"}',
        });
        return answer.status;
      };
      return await Promise.all(['contacts', 'phase', 'responses'].map(send));
    });
    expect(answers).toEqual([403, 403, 403]);
    await page.goto(`${desk.house.url}${PATIENT}/assessment`);
    await page.getByText('in uw rol niet vastleggen').waitFor();
  });

  it('draws two years of daily scores of six symptoms from one answer, and says the same as a table', async () => {
    const page = await desk.open(PHYSICIAN, '/desk/patients/demo-cornelis?period=years');
    await settled(page); // What the first look asks for is not counted.
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.reload();
    await page.locator('.chart').nth(5).waitFor();
    expect(asked.filter((path) => path.endsWith('/trends'))).toHaveLength(1);
    await expect.poll(() => page.locator('.chart svg *').count()).toBeLessThan(6 * 10);
    await page.getByText('Lees als tabel').click();
    const table = page.getByRole('region', { name: 'Lees als tabel' });
    await expect.poll(() => table.getByRole('row').count()).toBe(41);
    await expect.poll(() => table.getByText('kon niet antwoorden').count()).toBeGreaterThan(0);
  });

  it.skipIf(isForAnotherDay('assessment'))('has no fault that axe finds, in both languages', async () => {
    const page = await desk.open(PHYSICIAN, PATIENT);
    const found: string[] = [];
    const parts = ['', '/assessment', '/assessment/contact', '/assessment/instruments/esas-r'];
    for (const part of parts) found.push(...(await desk.faults(page, `${PATIENT}${part}`)));
    expect(found).toEqual([]);
  });
});
