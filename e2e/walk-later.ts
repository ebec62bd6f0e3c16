import { homeWords } from '@caecilia/assessment';
import { it } from 'vitest';
import {
  begins,
  button,
  CONSULT_NURSE,
  CONSULT_PHYSICIAN,
  dayFrom,
  done,
  GP,
  PATIENT,
  type Walking,
  whole,
} from './walk-words.ts';

const ALIDA = /Alida Bedacht/;
const ABOUT = 'De nachten; ik wil weten of het meer mag zijn';
const REASON = 'Neemt snel af, veel contacten in de avond';

/** Step 20: the conversation is planned, and the patient chooses who attends. */
export function planningSteps({ walk, talkPlan, talkHome, language }: Walking): void {
  it('20: physician and nurse plan the conversation; the patient chooses who is with her', async () => {
    walk().step('20');
    const page = await walk().as(CONSULT_PHYSICIAN, `${PATIENT}/conversation`);
    await button(page, talkPlan('plan')).click();
    await walk().set(page.getByLabel(whole(talkPlan('field.day'))), dayFrom(1));
    await walk().set(page.getByLabel(whole(talkPlan('field.from'))), '14:00');
    await walk().choose(page.getByRole('radio', { name: talkPlan('place.hospital') }));
    await walk().choose(page.getByLabel(whole(talkPlan('field.leads'))), { index: 1 });
    await walk().choose(page.getByRole('checkbox', { name: /Imaginair/ }));
    await walk().keep(page, '20-plan', 'andPhone');
    await button(page, whole(talkPlan('save'))).click();
    await page.getByText(talkPlan('saved.planned')).waitFor();
    await done(page);
    const home = await walk().as(ALIDA, '/my-record/preparation');
    await home.getByRole('link', { name: talkHome('choose') }).click();
    await walk().choose(home.getByLabel(talkHome('who.with')));
    await walk().choose(home.getByLabel(/Arie/));
    await walk().keep(home, '20-who', 'andPhone');
    await button(home, talkHome('send')).click();
    await home.getByText(talkHome('done')).waitFor();
    await done(home);
    const again = await walk().as(CONSULT_PHYSICIAN, `${PATIENT}/conversation?lang=${language}`);
    await again
      .getByText(/Arie Bedacht/)
      .first()
      .waitFor();
    await walk().keep(again, '20-chosen');
    await done(again);
  });
}

/** Steps 31 to 33: the diary and the button at home, the calls of the nurse, the meeting in the district. */
export function laterSteps({ walk, team, assess, ask, callMe, language }: Walking): void {
  const home = homeWords(language);

  it('31: she writes down how it goes, and presses the button; the nurse calls before the promised time', async () => {
    walk().step('31');
    const page = await walk().as(ALIDA, '/my-record/diary');
    await walk().choose(page.getByLabel(home('who.self')));
    await walk().choose(page.locator('#score-breathlessness-7'));
    await walk().keep(page, '31-diary', 'andPhone');
    await button(page, home('send')).click();
    await page.getByText(home('diary.done')).waitFor();
    await page.goto(`${walk().house.url}/my-record/call-me?lang=${language}`);
    await walk().type(page.getByLabel(begins(callMe('about'))), ABOUT);
    await walk().type(page.getByLabel(callMe('phone')), '000-555 05 77');
    await walk().keep(page, '31-call-me', 'andPhone');
    await button(page, whole(callMe('send'))).click();
    await page.getByText(callMe('done')).waitFor();
    await done(page);
    const nurse = await walk().as(CONSULT_NURSE, '/desk/tasks');
    const task = nurse.locator('.task', { hasText: ABOUT });
    await task.first().waitFor();
    await walk().keep(nurse, '31-task');
    await task.getByRole('link', { name: begins(team('task.call.log')) }).click();
    await button(nurse, whole(assess('contact.complete'))).click();
    await nurse.getByText(assess('contact.sent')).waitFor();
    await done(nurse);
    const called = await walk().as(ALIDA, '/my-record/call-me');
    await called
      .getByText(begins(callMe('calls.called', { asked: '', called: '' }).slice(0, 6)))
      .first()
      .waitFor();
    await walk().keep(called, '31-called');
    await done(called);
  });

  it('32: the nurse plans her calls for day 1 and day 7, and changes the phase and the AKPS after one', async () => {
    walk().step('32');
    const page = await walk().as(CONSULT_NURSE, `${PATIENT}/tasks`);
    await button(page, team('followUp.open')).click();
    await walk().keep(page, '32-follow-up', 'andPhone');
    await button(page, team('followUp.save')).click();
    await page.getByText(team('followUp.saved', { count: 2 })).waitFor();
    await page.goto(`${walk().house.url}${PATIENT}/assessment/instruments/akps?lang=${language}`);
    await walk().choose(page.locator('[data-field=akps] input[value="30"]'));
    await button(page, assess('instrument.send')).click();
    await page.getByText(assess('instrument.sent')).waitFor();
    await page.goto(`${walk().house.url}${PATIENT}/assessment?lang=${language}`);
    await button(page, assess('phase.choose')).click();
    await walk().choose(page.getByRole('radio', { name: begins(assess('phase.deteriorating')) }));
    await walk().type(
      page.getByRole('textbox', { name: begins(assess('phase.reason')) }),
      'Ligt overdag meer dan de helft',
    );
    await button(page, assess('phase.send')).click();
    await page.locator('[data-fact=phase]').getByText(assess('phase.deteriorating')).waitFor();
    await walk().keep(page, '32-phase');
    await done(page);
  });

  it('33: the practitioner marks her for the meeting in the district, and takes the agenda along', async () => {
    walk().step('33');
    const page = await walk().as(GP, `${PATIENT}/prompts`);
    await walk().type(page.getByLabel(whole(ask('register.reason'))), REASON);
    await button(page, whole(ask('register.mark'))).click();
    await page.getByText(ask('register.marked'), { exact: true }).waitFor();
    await page.goto(`${walk().house.url}/desk/register?lang=${language}`);
    await page.getByRole('link', { name: ask('register.agenda.print') }).click();
    await page.getByText(REASON).waitFor();
    await walk().keep(page, '33-agenda');
    await done(page);
  });
}
