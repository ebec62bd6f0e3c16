import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import {
  begins,
  button,
  CONSULT_PHYSICIAN,
  dayFrom,
  done,
  PATIENT,
  PHARMACIST,
  WARD_NURSE,
  WARD_PHYSICIAN,
  type Walking,
  whole,
} from './walk-words.ts';

const CHECKED = 'Middel tegen kortademigheid beginnen volgens de richtlijn';
const FAN = 'Ventilator aan het bed';
const STOP = 'Stoplijst bespreken';

/** Steps 13 to 16: advice with a second check, what the ward does with it, and a score an hour later. */
export function adviceSteps({ walk, ask, assess, language }: Walking): void {
  async function give(page: Page, advice: { what: string; because: string; check: boolean; days: number }) {
    await walk().type(page.getByLabel(whole(ask('advice.what'))), advice.what);
    await walk().type(page.getByLabel(whole(ask('advice.because'))), advice.because);
    const owner = page.getByLabel(whole(ask('advice.owner')));
    // Who treats is offered by name, and stays for the next piece.
    if ((await owner.inputValue()) === '') {
      const ward = owner.locator('option', { hasText: 'Longziekten' }).first();
      await walk().choose(owner, (await ward.getAttribute('value')) ?? '');
    }
    const domain = page.getByLabel(whole(ask('advice.domain')));
    if ((await domain.inputValue()) === '') await walk().choose(domain, 'physical');
    await walk().set(page.getByLabel(whole(ask('advice.due'))), dayFrom(advice.days));
    if (advice.check) await walk().choose(page.getByLabel(whole(ask('check.ask'))));
    await button(page, ask('advice.send')).click();
    await page.locator('.advice', { hasText: advice.what }).waitFor();
  }

  it('13: the physician advises and asks for a second check; the ward sees that nobody checked it yet', async () => {
    walk().step('13');
    const page = await walk().as(CONSULT_PHYSICIAN, `${PATIENT}/advice`);
    await give(page, { what: CHECKED, because: 'Ademnood staat voorop', check: true, days: 1 });
    await page.locator('.advice', { hasText: CHECKED }).getByText(ask('check.notYet')).waitFor();
    await done(page);
    const ward = await walk().as(WARD_PHYSICIAN, `${PATIENT}/advice`);
    await ward.locator('.advice', { hasText: CHECKED }).getByText(ask('check.notYet')).waitFor();
    await walk().keep(ward, '13-not-checked', 'andPhone');
    await done(ward);
  });

  it('13: the pharmacist finds it under what there is to check, opens it, and says that it can stand', async () => {
    walk().step('13 (check)');
    const page = await walk().as(PHARMACIST, '/desk/patients');
    const place = page.getByRole('link', { name: begins(ask('check.place')) });
    await expect.poll(async () => await place.innerText()).toMatch(/\d/);
    await place.click();
    const one = page.locator('.advice', { hasText: CHECKED });
    await button(one, whole(ask('check.open'))).click();
    await walk().choose(one.getByLabel(whole(ask('check.answer.yes'))));
    await walk().keep(page, '13-check', 'andPhone');
    await button(one, ask('check.save')).click();
    await one.waitFor({ state: 'detached' });
    await page.goto(`${walk().house.url}${PATIENT}/advice?lang=${language}`);
    await page.locator('.advice', { hasText: CHECKED }).getByText(ask('check.yes')).waitFor();
    await walk().keep(page, '13-checked');
    await done(page);
  });

  it('14: the team writes the rest as separate advice; who decides and by when stands with each', async () => {
    walk().step('14');
    const page = await walk().as(CONSULT_PHYSICIAN, `${PATIENT}/advice`);
    await give(page, { what: FAN, because: 'Lucht langs het gezicht helpt', check: false, days: 1 });
    await give(page, { what: STOP, because: 'Wat niet meer helpt kan weg', check: false, days: 2 });
    await walk().keep(page, '14-advice', 'andPhone');
    await done(page);
  });

  it('15: the treating physician adopts, changes and declines, and reads that the pharmacist looked', async () => {
    walk().step('15');
    const page = await walk().as(WARD_PHYSICIAN, `${PATIENT}/advice`);
    for (const [words, outcome, said] of [
      [CHECKED, 'adopted', undefined],
      [FAN, 'changed', 'Eigen waaier van thuis, die wil zij liever'],
      [STOP, 'declined', 'De cardioloog kijkt er deze week naar'],
    ] as const) {
      const one = page.locator('.advice', { hasText: words });
      if (words === CHECKED) await one.getByText(ask('check.yes')).waitFor();
      await button(one, ask('advice.decide')).click();
      await walk().choose(one.getByLabel(whole(ask(`outcome.${outcome}`))));
      if (outcome === 'changed' || outcome === 'declined')
        await walk().type(one.getByLabel(whole(ask(`outcome.words.${outcome}`))), said);
      await button(one, ask('outcome.save')).click();
      await one.getByText(ask(`outcome.${outcome}`), { exact: true }).waitFor();
    }
    await walk().keep(page, '15-outcomes');
    await done(page);
  });

  it('16: an hour after the first dose the ward nurse scores in four presses, and the course shows it at once', async () => {
    walk().step('16');
    const page = await walk().as(WARD_NURSE, `${PATIENT}/overview`);
    // Of the list of our own, as it was scored beside the bed.
    const chart = page.locator('figure.chart').filter({
      has: page.getByRole('button', {
        name: new RegExp(`^${assess('quick.open')} ?: (Benauwdheid|Being short)`),
      }),
    });
    await button(chart, begins(assess('quick.open'))).click();
    const form = page.getByRole('form', { name: assess('quick.open') });
    await walk().choose(form.locator('[data-field=reporter] input[value=helped]'));
    await walk().choose(form.locator('[data-field=breathlessness] input[value="4"]'));
    await walk().keep(page, '16-score', 'andPhone');
    await button(form, assess('quick.send')).click();
    await page
      .locator('figure.chart', { hasText: /Benauwdheid|Being short/ })
      .locator('.chart__last', { hasText: '4' })
      .first()
      .waitFor();
    await walk().keep(page, '16-trend');
    await done(page);
  });
}
