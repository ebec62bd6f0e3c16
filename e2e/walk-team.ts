import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { pdfText } from './pdf-text.ts';
import {
  button,
  CONSULT_NURSE,
  dayFrom,
  done,
  PATIENT,
  SECRETARY,
  SOCIAL_WORKER,
  SPIRITUAL,
  type Walking,
  whole,
} from './walk-words.ts';

const FOR_SOCIAL = 'Gesprek met de man: hoe houdt hij het vol, en de rekeningen';
const FOR_SPIRITUAL = 'Gesprek over zin, en over de angst om te stikken';
const FOR_TEAM = 'Familiegesprek voorbereiden';
const DECIDED = 'Plan voor de nacht met de verpleging afspreken';

/** Steps 17 to 19 and 24: referral inside the team, what is confidential, and the meeting. */
export function teamSteps({ walk, ask, story, mdt, team, language }: Walking): void {
  const task = (page: Page, words: string) => page.locator('.task', { hasText: words });

  it('17: the nurse refers inside the team, to a discipline and with the reason', async () => {
    walk().step('17');
    const page = await walk().as(CONSULT_NURSE, `${PATIENT}/tasks`);
    for (const [words, reason, role] of [
      [FOR_SOCIAL, 'Zij schamen zich voor de schulden en vragen geen hulp', 'social-worker'],
      [FOR_SPIRITUAL, 'Zij begint er in de nacht zelf over', 'spiritual-care-worker'],
    ] as const) {
      await button(page, team('tasks.refer')).click();
      const form = page.getByRole('form', { name: team('tasks.refer') });
      await walk().type(form.getByLabel(whole(team('task.words'))), words);
      await walk().type(form.getByLabel(whole(team('task.reason'))), reason);
      await walk().choose(form.getByLabel(whole(team('field.role'))), role);
      if (role === 'social-worker') await walk().keep(page, '17-refer', 'andPhone');
      await button(form, team('task.save')).click();
      await task(page, words).waitFor();
    }
    await walk().keep(page, '17-referred');
    await done(page);
  });

  it('18: the social worker takes it, writes what is of the husband alone and one line for all, and finishes it', async () => {
    walk().step('18');
    const page = await walk().as(SOCIAL_WORKER, '/desk/tasks');
    const mine = task(page, FOR_SOCIAL);
    await mine.getByText(/schamen zich/).waitFor();
    await button(mine, new RegExp(`^${team('task.take')}`)).click();
    await page.locator('.task-group--mine .task__words', { hasText: FOR_SOCIAL }).waitFor();
    await walk().keep(page, '18-task', 'andPhone');
    await page.goto(`${walk().house.url}${PATIENT}/notes?lang=${language}`);
    await walk().type(
      page.getByLabel(whole(story('notes.note'))),
      'Lening bij een broer; wil niet dat zij dit weet',
    );
    await walk().type(
      page.getByLabel(whole(story('notes.outcome'))),
      'Gezin gesproken; vervolg volgende week',
    );
    await button(page, story('notes.save')).click();
    await page.getByText(story('notes.saved')).waitFor();
    await walk().keep(page, '18-social-worker');
    await page.goto(`${walk().house.url}${PATIENT}/tasks?lang=${language}`);
    await button(task(page, FOR_SOCIAL), new RegExp(`^${team('task.done')}`)).click();
    await task(page, FOR_SOCIAL).waitFor({ state: 'detached' });
    await done(page);
  });

  it('19: the office gives the other to the spiritual care worker, who sees it as theirs', async () => {
    walk().step('19 (given)');
    const office = await walk().as(SECRETARY, '/desk/tasks');
    await button(task(office, FOR_SPIRITUAL), new RegExp(`^${team('task.give')}`)).click();
    const dialog = office.getByRole('dialog');
    const to = dialog.getByLabel(whole(team('task.to')));
    const simon = to.locator('option', { hasText: 'Sprookje' });
    await walk().choose(to, (await simon.getAttribute('value')) ?? '');
    await button(dialog, team('task.give')).click();
    await dialog.waitFor({ state: 'detached' });
    await done(office);
    const page = await walk().as(SPIRITUAL, '/desk/tasks');
    await page.locator('.task-group--mine .task__words', { hasText: FOR_SPIRITUAL }).waitFor();
    await walk().keep(page, '19-task');
    await done(page);
  });

  it('19: the spiritual care worker keeps the talk private; a colleague reads the one line and nothing else', async () => {
    walk().step('19');
    const page = await walk().as(SPIRITUAL, `${PATIENT}/notes`);
    await walk().type(page.getByLabel(whole(story('notes.note'))), 'Ruzie met haar broer, al twintig jaar');
    await walk().type(page.getByLabel(whole(story('notes.outcome'))), 'Wil praten over zin en verlies');
    await button(page, story('notes.save')).click();
    await page.getByText(story('notes.saved')).waitFor();
    expect(await page.content()).not.toContain('Lening bij');
    await walk().keep(page, '19-spiritual-care');
    await page.goto(`${walk().house.url}${PATIENT}/tasks?lang=${language}`);
    await button(task(page, FOR_SPIRITUAL), new RegExp(`^${team('task.done')}`)).click();
    await task(page, FOR_SPIRITUAL).waitFor({ state: 'detached' });
    await done(page);
    const colleague = await walk().as(CONSULT_NURSE, `${PATIENT}/timeline`);
    await colleague.getByText('Wil praten over zin en verlies').waitFor();
    expect(await colleague.content()).not.toMatch(/Ruzie met haar broer|Lening bij/);
    await walk().keep(colleague, '19-timeline');
    await done(colleague);
  });

  it('24: the meeting finds her on its agenda, decides with owner, dimension and day, and gives its minutes', async () => {
    walk().step('24');
    const page = await walk().as(CONSULT_NURSE, '/desk/mdt');
    await walk().set(page.getByLabel(whole(mdt('meetings.day'))), dayFrom(0));
    await walk().set(page.getByLabel(whole(mdt('meetings.from'))), '09:00');
    await walk().set(page.getByLabel(whole(mdt('meetings.until'))), '17:00');
    const before = await page.locator('.mdt-row').count();
    await button(page, mdt('meetings.plan')).click();
    await expect.poll(async () => await page.locator('.mdt-row').count()).toBe(before + 1);
    await page.locator('.mdt-row').first().click();
    await page
      .getByText(/Bedacht/)
      .first()
      .waitFor();
    await walk().keep(page, '24-agenda');
    await button(page, mdt('meeting.begin')).click();
    await page.getByLabel(new RegExp(`^${mdt('part.yours')}`)).waitFor();
    const heading = page.getByRole('heading', { level: 1 });
    const first = await heading.innerText();
    await button(page, mdt('meeting.next')).click();
    await expect.poll(async () => await heading.innerText()).not.toBe(first);
    // One after another it goes on; to her it goes by the agenda.
    await page.goto(`${walk().house.url}${new URL(page.url()).pathname}?lang=${language}`);
    await page
      .getByRole('link', { name: /Bedacht/ })
      .first()
      .click();
    await expect.poll(async () => await heading.innerText()).toContain('Bedacht');
    const form = page.getByRole('form', { name: mdt('decision.title') });
    await walk().type(form.getByLabel(whole(mdt('decision.what'))), DECIDED);
    await walk().choose(form.getByLabel(whole(mdt('decision.who'))), { index: 1 });
    await walk().choose(form.getByLabel(whole(ask('advice.domain'))), 'psychological');
    await walk().set(form.getByLabel(whole(mdt('decision.due'))), dayFrom(3));
    await button(form, mdt('decision.add')).click();
    await page.locator('.mdt-parts').getByText(DECIDED).waitFor();
    await walk().type(form.getByLabel(whole(mdt('decision.what'))), FOR_TEAM);
    await walk().choose(form.getByLabel(whole(mdt('decision.who'))), 'team consult-physician');
    await walk().set(form.getByLabel(whole(mdt('decision.due'))), dayFrom(2));
    await button(form, mdt('decision.add')).click();
    await page.locator('.mdt-parts').getByText(FOR_TEAM).waitFor();
    await walk().keep(page, '24-decision', 'andPhone');
    const { pathname } = new URL(page.url());
    await page.goto(`${walk().house.url}${PATIENT}/advice?lang=${language}`);
    const advice = page.locator('.advice', { hasText: DECIDED });
    await advice.getByText(new RegExp(ask('domain.psychological'))).waitFor();
    await page.goto(`${walk().house.url}${PATIENT}/tasks?lang=${language}`);
    await task(page, FOR_TEAM).waitFor();
    await page.goto(`${walk().house.url}${pathname}?lang=${language}`);
    await button(page, mdt('meeting.close')).click();
    await button(page, mdt('meeting.close.yes')).click();
    await button(page, mdt('minutes.download')).waitFor();
    const minutes = await page.request.get(
      `${walk().house.url}/desk/api${pathname.replace('/desk', '')}/minutes?lang=${language}`,
    );
    expect(pdfText(await minutes.body()).replaceAll('\n', ' ')).toContain(DECIDED);
    await walk().keep(page, '24-minutes');
    await done(page);
  });
}
