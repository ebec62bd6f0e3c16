import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import {
  begins,
  button,
  CONSULT_NURSE,
  CONSULT_PHYSICIAN,
  done,
  PATIENT,
  QUESTION,
  WARD_NURSE,
  type Walking,
} from './walk-words.ts';

const SAID = [
  'Komt adem tekort bij het wassen',
  'Bang om te stikken, slaapt rechtop',
  'Mist het koor en de kerk',
  'Vraagt zich af waarom zij',
  'Haar man slaapt slecht en wil niet klagen',
];

/** Steps 9 to 12: beside the bed, the husband apart, the screening, the physician. */
export function bedsideSteps({ walk, ask, assess, language }: Walking): void {
  const field = (scope: Page | Locator, name: string) => scope.getByRole('textbox', { name: begins(name) });
  const plate = (scope: Page | Locator, name: string, value: string) =>
    scope.locator(`[data-field="${name}"] input[value="${value}"]`);

  it('9: the first contact: four dimensions, scores that the patient gives, a goal of her own; the clock stops by itself', async () => {
    walk().step('9');
    const page = await walk().as(CONSULT_NURSE, `${PATIENT}/assessment/contact`);
    await walk().choose(page.getByRole('radio', { name: assess('contact.bedside') }));
    await walk().choose(page.getByLabel(assess('contact.first')));
    await page.getByText(assess('contact.answers', { question: QUESTION })).waitFor();
    await walk().choose(plate(page, 'patient', 'yes'));
    // Who is close stands there by name; nobody types it.
    await walk().choose(page.getByRole('checkbox', { name: /Arie/ }));
    await page.getByText(assess('contact.scores')).click();
    await walk().choose(page.getByRole('radio', { name: assess('score.helped') }));
    await walk().choose(plate(page, 'scores.breathlessness', '8'));
    await walk().choose(plate(page, 'scores.worry', '7'));
    await button(page, assess('contact.firstAnalysis')).click();
    const analysis = page.locator('.analysis');
    await walk().choose(analysis.getByRole('radio').first());
    await walk().choose(analysis.getByRole('radio', { name: '3', exact: true }));
    const boxes = page.getByRole('textbox', {
      name: new RegExp(assess('contact.found').replace('?', '\\?')),
    });
    for (const [index, words] of SAID.entries()) await walk().type(boxes.nth(index), words);
    await walk().type(field(page, assess('contact.next')), 'Morgen terug, samen met de arts');
    await walk().keep(page, '09-contact', 'andPhone');
    await button(page, assess('contact.complete')).click();
    await page.getByText(assess('contact.sent')).waitFor();
    await walk().keep(page, '09-contacts');
    await page.goto(`${walk().house.url}/desk/requests?lang=${language}`);
    const row = page.locator('.request-row', { hasText: QUESTION });
    await row.getByText(ask('state.inProgress')).waitFor();
    await expect.poll(() => row.locator('.request-row__time').innerText()).toContain(ask('wait.seen'));
    await done(page);
    const ward = await walk().as(WARD_NURSE, `${PATIENT}/requests`);
    await ward
      .locator('.asked', { hasText: QUESTION })
      .getByText(ask('requests.firstContact'), { exact: true })
      .waitFor();
    await done(ward);
  });

  it('9: AKPS and phase stand in the header for everybody', async () => {
    walk().step('9 (phase)');
    const page = await walk().as(CONSULT_NURSE, `${PATIENT}/assessment/instruments/akps`);
    await walk().choose(plate(page, 'akps', '40'));
    await button(page, assess('instrument.send')).click();
    await page.getByText(assess('instrument.sent')).waitFor();
    await page.goto(`${walk().house.url}${PATIENT}/assessment?lang=${language}`);
    await button(page, assess('phase.first')).click();
    await walk().choose(page.getByRole('radio', { name: new RegExp(`^${assess('phase.unstable')}`) }));
    await walk().type(
      field(page, assess('phase.reason')),
      'Nachten onhoudbaar, plan van de afdeling helpt niet',
    );
    await button(page, assess('phase.send')).click();
    await page.locator('[data-fact=phase]').getByText(assess('phase.unstable')).waitFor();
    await expect.poll(() => page.locator('.patient-head').innerText()).toMatch(/AKPS\s*40/);
    await walk().keep(page, '09-phase', 'andPhone');
    await done(page);
  });

  it('10: the husband is asked apart how long he can go on; the patient does not see it', async () => {
    walk().step('10');
    const page = await walk().as(CONSULT_NURSE, `${PATIENT}/assessment/instruments/caecilia-carer-time`);
    await walk().choose(page.getByRole('radio', { name: assess('score.carerHelped') }));
    await walk().choose(page.getByRole('radio', { name: /Arie/ }));
    await walk().choose(page.locator('form [role=radiogroup]').last().locator('input').nth(1));
    await button(page, assess('instrument.send')).click();
    await page.getByText(assess('instrument.withheldOne')).first().waitFor();
    await walk().keep(page, '10-carer');
    await done(page);
  });

  it('11: the nurse screens for delirium and pain; skipped is not nought', async () => {
    walk().step('11');
    const page = await walk().as(CONSULT_NURSE, `${PATIENT}/assessment/instruments/dos`);
    const questions = page.locator('form [data-field]:has(input[type=radio])');
    await questions.first().waitFor();
    for (const question of await questions.all())
      await walk().choose(question.locator('input[type=radio]').first());
    await button(page, assess('instrument.send')).click();
    await page.getByText(assess('instrument.sent')).waitFor();
    await walk().keep(page, '11-delirium');
    await page.goto(`${walk().house.url}${PATIENT}/assessment/instruments/pain-nrs?lang=${language}`);
    await walk().choose(plate(page, 'reporter', 'helped'));
    await walk().choose(plate(page, 'pain', '2'));
    await button(page, assess('instrument.send')).click();
    await page.getByText(assess('instrument.sent')).waitFor();
    await done(page);
  });

  it('12: the physician sees her, and writes what was found', async () => {
    walk().step('12');
    const page = await walk().as(CONSULT_PHYSICIAN, `${PATIENT}/assessment/contact`);
    await walk().choose(page.getByRole('radio', { name: assess('contact.bedside') }));
    await walk().choose(plate(page, 'patient', 'yes'));
    const found = page.getByRole('textbox', {
      name: new RegExp(assess('contact.found').replace('?', '\\?')),
    });
    await walk().type(found.first(), 'Verlengd expirium, geen crepitaties, enkels slank, helder bewustzijn');
    await button(page, assess('contact.complete')).click();
    await page.getByText(assess('contact.sent')).waitFor();
    await walk().keep(page, '12-physician');
    await done(page);
  });
}
