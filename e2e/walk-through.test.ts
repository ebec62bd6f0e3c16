import { assessmentWords } from '@caecilia/assessment/ui';
import { consultationWords } from '@caecilia/consultation/ui';
import { mdtWords } from '@caecilia/mdt/ui';
import { storyWords } from '@caecilia/story/ui';
import { LANGUAGES } from '@caecilia/ui';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserPath, NO_BROWSER } from './browser.ts';
import { pdfText } from './pdf-text.ts';
import { beginWalk, type Walk } from './walk-house.ts';

const PATIENT = '/desk/patients/demo-alida';
const WARD_NURSE = /Nina Nepnaam/;
const WARD_PHYSICIAN = /Bart Bedenksel/;
const SECRETARY = /Sanne Schijn/;
const CONSULT_NURSE = /Iris Imaginair/;
const CONSULT_PHYSICIAN = /Willem Waanbeeld/;
const SOCIAL_WORKER = /Fenna Fabel/;
const SPIRITUAL = /Simon Sprookje/;

/** `npm run walk`: it takes minutes, and is a command of its own. */
const WALKS = process.env.CAECILIA_WALK === 'all';

/** A label and nothing longer; a field that must be filled has a star behind it. */
const whole = (words: string) => new RegExp(`^${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}( \\*)?$`);

/** A day from today in the house's time zone, as a field of the browser takes it. */
const dayFrom = (days: number) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Amsterdam' }).format(Date.now() + days * 86_400_000);

/**
 * The daily work on the demo, by the people of the demo, in a browser: from the question of a ward to the meeting in
 * which the team looks back at it. Each step leaves a picture in `test-results/walk-through`.
 */
describe.skipIf(browserPath === undefined || !WALKS).each([...LANGUAGES])(
  `the walk through the daily work, in %s (npm run walk) ${browserPath ? '' : NO_BROWSER}`,
  (language) => {
    const [ask, assess, story, mdt] = [
      consultationWords(language),
      assessmentWords(language),
      storyWords(language),
      mdtWords(language),
    ];
    const found: string[] = [];
    let walk: Walk;

    beforeAll(async () => {
      walk = await beginWalk(language);
    });
    afterAll(async () => await walk.close());

    async function keep(page: Page, step: string): Promise<void> {
      found.push(...(await walk.keep(page, step)).map((each) => `${step}: ${each}`));
    }
    const button = (scope: Page | Locator, name: string | RegExp) =>
      scope.getByRole('button', { name }).first();
    const field = (scope: Page | Locator, name: string) =>
      scope.getByRole('textbox', {
        name: new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, 'i'),
      });

    it('1: begins at the board of the morning', async () => {
      const page = await walk.as(CONSULT_NURSE, '/desk/board');
      await page.getByText(ask('board.new')).first().waitFor();
      await keep(page, '01-board');
      await page.context().close();
    });

    it('2, 3: a ward nurse recognises the need, ticks what she sees, and asks; patient and physician agree', async () => {
      const page = await walk.as(WARD_NURSE, `${PATIENT}/prompts`);
      await page.getByLabel(whole(ask('prompt.nonCancer.lung'))).check();
      await button(page, new RegExp(`^${ask('early.list.save')}: .*${ask('prompt.nonCancer')}`)).click();
      await page.locator('.answers > li').first().waitFor();
      await keep(page, '02-prompts');
      await page.getByRole('link', { name: ask('early.ask') }).click();
      const question = page.getByLabel(whole(ask('field.question')));
      await walk.type(question, 'Benauwd en bang in de nacht: wat kunnen we doen?');
      await page.getByLabel(whole(ask('domain.physical'))).check();
      await page.getByLabel(whole(ask('domain.psychological'))).check();
      await page.getByLabel(whole(ask('urgency.urgent'))).check();
      for (const name of ['field.patientInformed', 'field.treatingPhysicianAgrees'] as const)
        await page
          .getByRole('radiogroup', { name: ask(name) })
          .or(page.getByRole('group', { name: ask(name) }))
          .getByLabel(whole(ask('answer.yes')))
          .check();
      await walk.type(page.getByLabel(whole(ask('field.callBack'))), 'sein 4321, Nina');
      await keep(page, '03-request');
      await page.keyboard.press('Control+Enter');
      await page.getByText(ask('ask.sent')).waitFor();
      await page.context().close();
      const physician = await walk.as(WARD_PHYSICIAN, `${PATIENT}/requests`);
      await physician.getByText('Benauwd en bang in de nacht').first().waitFor();
      await keep(physician, '03-physician');
      await physician.context().close();
    });

    it('4, 5: the office of the team weighs it, says who goes, and the clock runs', async () => {
      const page = await walk.as(SECRETARY, '/desk/requests');
      const row = page
        .locator('button[data-request]')
        .filter({ hasText: /Bedacht|Benauwd/ })
        .first();
      const anyRow = page
        .locator('.request-row', { hasText: 'Benauwd en bang' })
        .locator('button[data-request]');
      await anyRow.or(row).first().focus();
      await page.keyboard.press('t');
      const form = page.getByRole('form', { name: ask('act.triage') });
      await form.getByLabel(whole(ask('urgency.urgent'))).check();
      await form.getByLabel(whole(ask('domain.physical'))).check();
      await form.getByLabel(whole(ask('discipline.consult-nurse'))).check();
      await form.getByLabel(whole(ask('discipline.consult-physician'))).check();
      await keep(page, '04-triage');
      await page.keyboard.press('Control+Enter');
      await form.waitFor({ state: 'detached' });
      await page.context().close();
    });

    it('6: the nurse of the team accepts it and reads what is known', async () => {
      const page = await walk.as(CONSULT_NURSE, '/desk/requests');
      await page
        .locator('.request-row', { hasText: 'Benauwd en bang' })
        .locator('button[data-request]')
        .focus();
      await page.keyboard.press('a');
      const sure = page.getByRole('region', { name: ask('act.accept'), exact: true });
      await sure.waitFor();
      await page.keyboard.press('Enter');
      await sure.waitFor({ state: 'detached' });
      await page.goto(`${walk.house.url}${PATIENT}/timeline?lang=${language}`);
      await page.locator('.story__day').first().waitFor();
      await keep(page, '06-timeline');
      await page.context().close();
    });

    it('8, 9, 11: beside the bed: four dimensions, scores that the patient gives, an analysis with her own goal', async () => {
      const page = await walk.as(CONSULT_NURSE, `${PATIENT}/assessment/contact`);
      await page.getByRole('radio', { name: assess('contact.bedside') }).check();
      await page.getByLabel(assess('contact.first')).check();
      await page.getByText(assess('contact.scores')).click();
      await page.getByRole('radio', { name: assess('score.helped') }).check();
      await page.locator('[role=radiogroup]').filter({ hasText: /0/ }).last().waitFor();
      await button(page, assess('contact.firstAnalysis')).click();
      const analysis = page.locator('.analysis');
      await analysis.getByRole('radio').first().check();
      await analysis.getByRole('radio', { name: '3', exact: true }).check();
      await page
        .getByRole('radiogroup', { name: assess('contact.patient') })
        .getByRole('radio')
        .first()
        .check();
      for (const [name, words] of [
        ['contact.others', 'Verpleegkundige van de afdeling'],
        ['contact.next', 'Morgen bellen met de afdeling'],
      ] as const)
        await walk.type(field(page, assess(name)), words);
      const found = page.getByRole('textbox', {
        name: new RegExp(assess('contact.found').replace('?', '\\?')),
      });
      const said = [
        'Benauwd bij inspanning',
        'Bang om te stikken',
        'Dochter woont ver weg',
        'Vraagt zich af waarom',
        'Haar man slaapt slecht',
      ];
      for (const [index, words] of said.entries()) {
        const box = found.nth(index);
        if ((await box.count()) > 0) await walk.type(box, words);
      }
      await keep(page, '09-contact');
      await button(page, assess('contact.complete')).click();
      const partly = page.getByLabel(assess('contact.partialReason'));
      const sent = page.getByText(assess('contact.sent'));
      await sent.or(partly).first().waitFor();
      if (await partly.isVisible()) {
        await walk.type(partly, 'Zij werd moe');
        await button(page, assess('contact.partial')).click();
        await sent.waitFor();
      }
      await keep(page, '09-contacts');
      await page.context().close();
    });

    it('9: phase and AKPS stand in the header for everybody', async () => {
      const page = await walk.as(CONSULT_NURSE, `${PATIENT}/assessment`);
      await button(page, assess('phase.first')).click();
      await page.getByRole('radio', { name: new RegExp(`^${assess('phase.unstable')}`) }).check();
      await walk.type(field(page, assess('phase.reason')), 'Angst in de nacht, plan werkt niet');
      await button(page, assess('phase.send')).click();
      await page.locator('[data-fact=phase]').getByText(assess('phase.unstable')).waitFor();
      await keep(page, '09-phase');
      await page.context().close();
    });

    it('10: the husband is asked apart how long he can go on; the patient does not see it', async () => {
      const page = await walk.as(CONSULT_NURSE, `${PATIENT}/assessment/instruments/caecilia-carer-time`);
      await page.getByRole('radio', { name: assess('score.carerHelped') }).check();
      await page.getByRole('radio', { name: /Arie/ }).check();
      await page.locator('form [role=radiogroup] input, form fieldset input[type=radio]').last().check();
      await button(page, assess('instrument.send')).click();
      await page.getByText(assess('instrument.withheldOne')).first().waitFor();
      await keep(page, '10-carer');
      await page.context().close();
    });

    it('12 to 14: the physician advises, each piece with who decides and by when', async () => {
      const page = await walk.as(CONSULT_PHYSICIAN, `${PATIENT}/advice`);
      for (const [index, words] of [
        'Ventilator aan het bed',
        'Morfine bespreken met de apotheker',
      ].entries()) {
        await walk.type(page.getByLabel(whole(ask('advice.what'))), words);
        await walk.type(
          page.getByLabel(whole(ask('advice.because'))),
          `Benauwdheid staat voorop (${index + 1})`,
        );
        await page.getByLabel(whole(ask('advice.owner'))).selectOption({ index: 1 });
        await page.getByLabel(whole(ask('advice.due'))).fill(dayFrom(1 + index));
        await button(page, ask('advice.send')).click();
        await page.locator('.advice', { hasText: words }).waitFor();
      }
      await keep(page, '14-advice');
      await page.context().close();
    });

    it('15: the treating physician says of each what became of it', async () => {
      const page = await walk.as(WARD_PHYSICIAN, `${PATIENT}/advice`);
      for (const [words, outcome] of [
        ['Ventilator', 'outcome.adopted'],
        ['Morfine', 'outcome.declined'],
      ] as const) {
        const one = page.locator('.advice', { hasText: words });
        await button(one, ask('advice.decide')).click();
        await one.getByLabel(whole(ask(outcome))).check();
        if (outcome === 'outcome.declined')
          await walk.type(one.getByLabel(whole(ask('outcome.words.declined'))), 'Zij wil geen opiaten');
        await button(one, ask('outcome.save')).click();
      }
      await page.getByText('Zij wil geen opiaten').waitFor();
      await keep(page, '15-outcomes');
      await page.context().close();
    });

    it('18: the social worker writes what is of the husband alone, and one line for all', async () => {
      const page = await walk.as(SOCIAL_WORKER, `${PATIENT}/notes`);
      await walk.type(
        page.getByLabel(whole(story('notes.note'))),
        'Schulden; wil dat zijn vrouw dit niet weet',
      );
      await walk.type(
        page.getByLabel(whole(story('notes.outcome'))),
        'Gezin gesproken; vervolg volgende week',
      );
      await button(page, story('notes.save')).click();
      await page.getByText(story('notes.saved')).waitFor();
      await keep(page, '18-social-worker');
      await page.context().close();
    });

    it('19: the spiritual care worker too; a colleague reads the one line and nothing else', async () => {
      const page = await walk.as(SPIRITUAL, `${PATIENT}/notes`);
      await walk.type(page.getByLabel(whole(story('notes.note'))), 'Ruzie met haar broer, al twintig jaar');
      await walk.type(page.getByLabel(whole(story('notes.outcome'))), 'Wil praten over zin en verlies');
      await button(page, story('notes.save')).click();
      await page.getByText(story('notes.saved')).waitFor();
      expect(await page.content()).not.toContain('Schulden');
      await keep(page, '19-spiritual-care');
      await page.context().close();
      const colleague = await walk.as(CONSULT_NURSE, `${PATIENT}/timeline`);
      await colleague.getByText('Wil praten over zin en verlies').waitFor();
      expect(await colleague.content()).not.toMatch(/Ruzie met haar broer|Schulden/);
      await keep(colleague, '19-timeline');
      await colleague.context().close();
    });

    it('24: the meeting finds her on its agenda, decides with owner and day, and gives its minutes', async () => {
      const page = await walk.as(CONSULT_NURSE, '/desk/mdt');
      await page.getByLabel(whole(mdt('meetings.day'))).fill(dayFrom(0));
      await page.getByLabel(whole(mdt('meetings.from'))).fill('09:00');
      await page.getByLabel(whole(mdt('meetings.until'))).fill('17:00');
      await button(page, mdt('meetings.plan')).click();
      await page.locator('.mdt-row').first().click();
      await page
        .getByText(/Bedacht/)
        .first()
        .waitFor();
      await keep(page, '24-agenda');
      await button(page, mdt('meeting.begin')).click();
      await page.getByLabel(new RegExp(`^${mdt('part.yours')}`)).waitFor();
      while (!(await page.getByRole('heading', { level: 1 }).innerText()).includes('Bedacht'))
        await button(page, mdt('meeting.next')).click();
      const form = page.getByRole('form', { name: mdt('decision.title') });
      await walk.type(form.getByLabel(whole(mdt('decision.what'))), 'Gesprek over zorgplanning');
      await form.getByLabel(whole(mdt('decision.who'))).selectOption({ index: 1 });
      await form.getByLabel(whole(mdt('decision.due'))).fill(dayFrom(3));
      await button(form, mdt('decision.add')).click();
      await page.locator('.mdt-parts').getByText('Gesprek over zorgplanning').waitFor();
      await keep(page, '24-decision');
      const { pathname } = new URL(page.url());
      await page.goto(`${walk.house.url}${pathname}?lang=${language}`);
      await button(page, mdt('meeting.close')).click();
      await button(page, mdt('meeting.close.yes')).click();
      await button(page, mdt('minutes.download')).waitFor();
      const minutes = await page.request.get(
        `${walk.house.url}/desk/api${pathname.replace('/desk', '')}/minutes?lang=${language}`,
      );
      expect(pdfText(await minutes.body()).replaceAll('\n', ' ')).toContain('Gesprek over zorgplanning');
      await keep(page, '24-minutes');
      await page.context().close();
    });

    it('was walked by seven people at least, with no text typed twice, and with nothing that axe finds', () => {
      expect(walk.people.size).toBeGreaterThanOrEqual(7);
      expect(walk.typed.size).toBeGreaterThan(12);
      expect(found).toEqual([]);
    });
  },
);
