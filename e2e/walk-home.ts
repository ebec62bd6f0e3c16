import { expect, it } from 'vitest';
import {
  begins,
  button,
  CONSULT_NURSE,
  CONSULT_PHYSICIAN,
  dayFrom,
  done,
  GP,
  GP_PRACTICE,
  HOME_NURSE,
  OUT_OF_HOURS,
  PATIENT,
  type Walking,
  whole,
} from './walk-words.ts';

const PROBLEM = 'Ineens erge benauwdheid in de nacht';
const STEP = 'Rechtop laten zitten, raam open, bij haar blijven';
const LETTER_ASKED = 'Graag deze week een huisbezoek, en uw bereikbaarheid in het weekend';
const LETTER_WORDS = 'Zij heeft dit zelf en rustig verteld';
const AT_NIGHT = 'Benauwd en bang; wat klaarligt is gegeven, zij slaapt, zij blijft thuis';

/** Step 27: what to do if, per expected problem. */
export function scenarioSteps({ walk, scenario }: Walking): void {
  it('27: the physician writes what to do if: who does what, what those close are told, whom to call', async () => {
    walk().step('27');
    const page = await walk().as(CONSULT_PHYSICIAN, `${PATIENT}/scenarios`);
    await button(page, scenario('new.open')).click();
    const form = page.getByRole('form', { name: scenario('new.title') });
    await walk().type(form.getByLabel(begins(scenario('field.problem'))), PROBLEM);
    await walk().type(
      form.getByRole('textbox', { name: begins(scenario('field.step', { number: '1' })) }),
      STEP,
    );
    await walk().choose(form.getByLabel(begins(scenario('field.who'))).first(), 'homeCare');
    await walk().type(
      form.getByLabel(begins(scenario('field.family'))),
      'Het ziet er vaak erger uit dan zij het zelf voelt; u belt altijd',
    );
    await walk().choose(form.getByLabel(begins(scenario('field.call'))), 'outOfHoursGp');
    await walk().keep(page, '27-what-if', 'andPhone');
    await button(form, scenario('save.new')).click();
    await page.getByText(scenario('saved.new', { problem: PROBLEM })).waitFor();
    await done(page);
  });
}

const ORDER = [
  ['order.medication', 'Verzinseline'],
  ['order.indication', 'benauwdheid met angst'],
  ['order.dose', 'zoals de arts hier zelf schreef'],
  ['order.route', 'onder de huid'],
  ['order.maximum', 'drie keer in een etmaal'],
  ['order.whenToCall', 'na de tweede keer, of bij twijfel: de spoedpost'],
] as const;

/** Step 27: what may be given, and what lies ready for it. */
export function readySteps({ walk, letter }: Walking): void {
  it('27: the physician writes the execution request in full; what lies ready is recorded, and who carries it out sees it', async () => {
    walk().step('27 (ready)');
    const page = await walk().as(CONSULT_PHYSICIAN, `${PATIENT}/ready`);
    await button(page, letter('order.new')).click();
    for (const [field, words] of ORDER)
      await walk().type(page.getByLabel(begins(letter(field))).first(), words);
    await walk().set(page.getByLabel(begins(letter('order.until'))), dutchDay(30));
    await walk().keep(page, '27-order', 'andPhone');
    await button(page, whole(letter('order.sign'))).click();
    await page.getByText(letter('order.saved', { medication: 'Verzinseline' })).waitFor();
    await button(page, letter('supply.new')).click();
    await walk().type(page.getByLabel(begins(letter('supply.item'))), 'Verzinseline, drie ampullen');
    await walk().type(page.getByLabel(begins(letter('supply.indication'))), 'als zij ineens benauwd wordt');
    await walk().choose(page.getByRole('checkbox', { name: letter('giver.homeCare') }));
    await walk().type(
      page.getByLabel(begins(letter('supply.place'))),
      'Keuken, blauwe trommel boven de koelkast',
    );
    await walk().set(page.getByLabel(begins(letter('supply.expires'))), dutchDay(90));
    await button(page, whole(letter('supply.save'))).click();
    await page
      .getByText(begins(letter('supply.state.present')))
      .first()
      .waitFor();
    await walk().keep(page, '27-ready');
    await done(page);
    const home = await walk().as(HOME_NURSE, `${PATIENT}/ready`);
    await button(home, begins(letter('order.seen.do'))).click();
    await home.getByText(letter('order.seen.saved', { medication: 'Verzinseline' })).waitFor();
    await walk().keep(home, '27-seen', 'andPhone');
    await done(home);
  });
}

const dutchDay = (days: number) => dayFrom(days).split('-').toReversed().join('-');

/** Step 28: the letter that goes with the plan. */
export function letterSteps({ walk, letter }: Walking): void {
  it('28: the nurse drafts the letter from the record, adds her words, and signs it the same day', async () => {
    walk().step('28 (letter)');
    const page = await walk().as(CONSULT_NURSE, `${PATIENT}/letters`);
    await button(page, letter('new.open')).click();
    const form = page.getByRole('form', { name: letter('new.title') });
    const to = form.getByLabel(begins(letter('field.to')));
    const practice = to.locator('option', { hasText: GP_PRACTICE });
    await walk().choose(to, (await practice.getAttribute('value')) ?? '');
    await form.getByText(PROBLEM).waitFor();
    await walk().type(form.getByLabel(begins(letter('part.asked'))), LETTER_ASKED);
    const beside = letter('field.beside', { part: letter('part.limits') });
    await walk().type(form.getByLabel(begins(beside)), LETTER_WORDS);
    await walk().keep(page, '28-letter', 'andPhone');
    await button(form, whole(letter('sign'))).click();
    await page.getByText(begins(letter('signed', { name: '' }).replace(/\W*$/, ''))).waitFor();
    await button(page, begins(letter('open'))).click();
    await page.getByRole('article').getByText(LETTER_WORDS).waitFor();
    await walk().keep(page, '28-letter-signed');
    await done(page);
  });
}

/** Steps 29 and 30: the practitioner and the nurse at home read the plan in short; she scores. */
export function atHomeSteps({ walk, short, assess, language }: Walking): void {
  it('29: the practitioner understands it on one page: what changed, limits, plan, whom to call, what is asked', async () => {
    walk().step('29 (page)');
    const page = await walk().as(GP, PATIENT);
    await page.getByRole('heading', { name: short('title') }).waitFor();
    for (const words of [PROBLEM, STEP, 'Niet nog een keer op die brancard'])
      await page.getByText(words).first().waitFor();
    for (const title of ['calls.title', 'asked.title', 'changed.title'] as const)
      await page.getByText(short(title)).first().waitFor();
    await walk().keep(page, '29-in-short', 'andPhone');
    await done(page);
  });

  it('30: the nurse at home sees which steps are hers, and scores from there', async () => {
    walk().step('30');
    const page = await walk().as(HOME_NURSE, PATIENT);
    await page.getByText(STEP).first().waitFor();
    await page.getByText(short('symptoms.yours')).first().waitFor();
    await walk().keep(page, '30-at-home', 'andPhone');
    await page.goto(`${walk().house.url}${PATIENT}/assessment/instruments/akps?lang=${language}`);
    await walk().choose(page.locator('[data-field=akps] input[value="30"]'));
    await button(page, assess('instrument.send')).click();
    await page.getByText(assess('instrument.sent')).waitFor();
    await walk().keep(page, '30-scored');
    await done(page);
  });
}

/** Step 34: a crisis at night. */
export function crisisSteps({ walk, short, assess }: Walking): void {
  it('34: the doctor of the out-of-hours service follows the limits, and phones the consultant who answers now', async () => {
    walk().step('34');
    const home = await walk().as(HOME_NURSE, PATIENT);
    await home
      .getByText(/Spoedpost Nergens/)
      .first()
      .waitFor();
    await done(home);
    const page = await walk().as(OUT_OF_HOURS, PATIENT);
    await page.getByText(PROBLEM).first().waitFor();
    await page.getByText(short('calls.title')).first().waitFor();
    await walk().keep(page, '34-in-short', 'andPhone');
    await page
      .getByRole('link', { name: /Noodpagina|Emergency page/ })
      .first()
      .click();
    await page.getByText('Ik wil mensen om me heen en geen apparaten').first().waitFor();
    await expect.poll(() => page.locator('.limit').count()).toBeGreaterThan(4);
    await walk().keep(page, '34-emergency', 'andPhone');
    await done(page);
    const consultant = await walk().as(CONSULT_PHYSICIAN, `${PATIENT}/assessment/contact`);
    await walk().choose(consultant.getByRole('radio', { name: assess('contact.phone') }));
    const boxes = consultant.getByRole('textbox', {
      name: new RegExp(assess('contact.found').replace('?', '\\?')),
    });
    await walk().type(boxes.first(), AT_NIGHT);
    await walk().keep(consultant, '34-contact');
    await button(consultant, assess('contact.complete')).click();
    await consultant.getByText(AT_NIGHT).first().waitFor();
    await walk().keep(consultant, '34-logged');
    await done(consultant);
  });
}
