import { expect, it } from 'vitest';
import {
  begins,
  button,
  CONSULT_NURSE,
  done,
  PATIENT,
  QUESTION,
  SECRETARY,
  WARD_NURSE,
  WARD_PHYSICIAN,
  type Walking,
  whole,
} from './walk-words.ts';

/** Steps 1 to 6: from the board of the morning to the nurse of the team who reads what is known. */
export function askingSteps({ walk, ask, language }: Walking): void {
  it('1: begins at the board of the morning: new requests, who is on call, the night, tasks', async () => {
    walk().step('1');
    const page = await walk().as(CONSULT_NURSE, '/desk/board');
    for (const part of ['board.new', 'board.onCall', 'board.night', 'board.tasks'] as const)
      await page.getByText(ask(part)).first().waitFor();
    await walk().keep(page, '01-board');
    await done(page);
  });

  it('2: a ward nurse recognises the need, ticks what she sees, and asks by four fields and two numbers that are known', async () => {
    walk().step('2');
    const page = await walk().as(WARD_NURSE, `${PATIENT}/prompts`);
    await walk().choose(page.getByLabel(whole(ask('prompt.nonCancer.lung'))));
    await button(page, new RegExp(`^${ask('early.list.save')}: .*${ask('prompt.nonCancer')}`)).click();
    await page.locator('.answers > li').first().waitFor();
    await walk().keep(page, '02-prompts');
    await page.getByRole('link', { name: ask('early.ask') }).click();
    await walk().type(page.getByLabel(whole(ask('field.question'))), QUESTION);
    await walk().choose(page.getByLabel(whole(ask('domain.physical'))));
    await walk().choose(page.getByLabel(whole(ask('domain.psychological'))));
    await walk().choose(page.getByLabel(whole(ask('urgency.urgent'))));
    const answer = async (field: 'field.patientInformed' | 'field.treatingPhysicianAgrees', words: string) =>
      await walk().choose(page.getByRole('radiogroup', { name: ask(field) }).getByLabel(whole(words)));
    await answer('field.patientInformed', ask('answer.yes'));
    await answer('field.treatingPhysicianAgrees', ask('answer.notAsked'));
    // Who is asked, from where, and where the ward is called back: the directory knows.
    await expect.poll(() => page.getByLabel(whole(ask('field.callBack'))).inputValue()).toMatch(/\d{3}/);
    await expect.poll(() => page.locator('.ask__to').innerText()).toContain('Consultteam');
    await walk().keep(page, '02-request', 'andPhone');
    await page.keyboard.press('Control+Enter');
    await page.getByText(ask('ask.sent')).waitFor();
    await page.getByText(ask('agreement.notWaited')).first().waitFor();
    await done(page);
  });

  it('3: the treating physician is told by the menu, agrees, and the ward reads who and when', async () => {
    walk().step('3');
    const page = await walk().as(WARD_PHYSICIAN, '/desk/patients');
    const place = page.getByRole('link', { name: begins(ask('agreement.place')) });
    await expect.poll(async () => await place.innerText()).toMatch(/\d/);
    await place.click();
    const one = page.locator('.asked', { hasText: QUESTION });
    await one.getByText(ask('agreement.awaits.yours')).waitFor();
    await walk().keep(page, '03-awaits');
    await button(one, whole(ask('act.agree'))).click();
    await walk().choose(one.getByLabel(whole(ask('do.agree.yes'))));
    await walk().keep(page, '03-agree', 'andPhone');
    await button(one, ask('do.agree.save')).click();
    await one.waitFor({ state: 'detached' });
    await done(page);
    const nurse = await walk().as(WARD_NURSE, `${PATIENT}/requests`);
    const agreed = nurse.locator('.asked', { hasText: QUESTION });
    await agreed.getByText(new RegExp(`${ask('agreement.yes')} \\(.*Bedenksel`)).waitFor();
    await walk().keep(nurse, '03-agreed');
    await done(nurse);
  });

  it('4: the office weighs it, says who goes, calls the ward back, and gives it to a colleague', async () => {
    walk().step('4');
    const page = await walk().as(SECRETARY, '/desk/requests');
    const row = page.locator('.request-row', { hasText: QUESTION });
    const focus = async () => await row.locator('button[data-request]').focus();
    await focus();
    await page.keyboard.press('t');
    const form = page.getByRole('form', { name: ask('act.triage') });
    for (const name of ['urgency.urgent', 'domain.physical', 'domain.psychological'] as const)
      await walk().choose(form.getByLabel(whole(ask(name))));
    for (const name of ['discipline.consult-nurse', 'discipline.consult-physician'] as const)
      await walk().choose(form.getByLabel(whole(ask(name))));
    await walk().keep(page, '04-triage');
    await page.keyboard.press('Control+Enter');
    await form.waitFor({ state: 'detached' });
    await row.getByText(ask('callBack.notYet')).waitFor();
    await focus();
    await page.keyboard.press('c');
    const call = page.getByRole('region', { name: ask('act.callBack'), exact: true });
    await call.waitFor();
    await page.keyboard.press('Enter');
    await call.waitFor({ state: 'detached' });
    await focus();
    await page.keyboard.press('a');
    const accept = page.getByRole('region', { name: ask('act.accept'), exact: true });
    const colleague = accept.getByLabel(whole(ask('do.accept.for')));
    const iris = colleague.locator('option', { hasText: 'Imaginair' });
    await walk().choose(colleague, (await iris.getAttribute('value')) ?? '');
    await walk().keep(page, '04-accept-for', 'andPhone');
    await button(accept, ask('do.accept.yesFor')).click();
    await accept.waitFor({ state: 'detached' });
    await done(page);
  });

  it('5: the ward reads that it was called back and who comes; the clock runs from readiness on', async () => {
    walk().step('5');
    const ward = await walk().as(WARD_NURSE, `${PATIENT}/requests`);
    const asked = ward.locator('.asked', { hasText: QUESTION });
    await asked.getByText(/Schijn/).waitFor();
    await expect.poll(() => asked.innerText()).toMatch(/Imaginair/);
    await walk().keep(ward, '05-ward', 'andPhone');
    await done(ward);
    const page = await walk().as(CONSULT_NURSE, '/desk/board');
    const row = page.locator('.request-row', { hasText: QUESTION });
    await row.getByText(ask('board.next.start')).waitFor();
    await expect.poll(() => page.getByText(ask('board.mine')).count()).toBe(1);
    await expect.poll(() => row.locator('.request-row__time--seen').count()).toBe(0);
    await walk().keep(page, '05-board');
    await done(page);
  });

  it('6: the nurse of the team reads what is known before she goes', async () => {
    walk().step('6');
    const page = await walk().as(CONSULT_NURSE, `${PATIENT}/timeline`);
    await page.locator('.story__day').first().waitFor();
    await walk().keep(page, '06-timeline');
    await page.goto(`${walk().house.url}${PATIENT}?lang=${language}`);
    await page.locator('.patient-head').waitFor();
    await walk().keep(page, '06-overview');
    await done(page);
  });
}
