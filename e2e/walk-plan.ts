import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { settled } from './settled.ts';
import {
  begins,
  button,
  CONSULT_PHYSICIAN,
  done,
  PATIENT,
  WARD_PHYSICIAN,
  type Walking,
  whole,
} from './walk-words.ts';

const ALIDA = /Alida Bedacht/;

/** What she says to each treatment, in the terms of the record, with the reason in her own words. */
const LIMITS = [
  ['cpr', 'doNot', 'Niet nog een keer op die brancard'],
  ['ventilation', 'doNot', 'Een slang in mijn keel is mijn grootste angst'],
  ['icuAdmission', 'doNot', 'Ik wil mensen om me heen en geen apparaten'],
  ['hospitalAdmission', 'onlyIf', 'Thuis slaap ik beter dan waar ook'],
  ['antibiotics', 'do', 'Van een kuur knapte ik op'],
] as const;
/** SNOMED CT, as the form has them: symptoms are relieved and a longer life is not the goal; at home. */
const RELIEF = '713148004';
const AT_HOME = '264362003';
const CONDITION = 'het thuis niet lukt mij rustig te krijgen';
const MATTERS = 'Het raam open, en het laken los om mijn voeten';

interface Choices {
  readonly choices: Readonly<
    Record<string, readonly { readonly code: string; readonly label: Record<string, string> }[]>
  >;
}

/** Steps 21 to 23: the conversation about care, read back and shared, and what the house shows of it. */
export function planSteps({ walk, talk, plan, language }: Walking): void {
  const to = async (page: Page, step: number) => {
    await button(page, new RegExp(`^${step} `)).click();
    await page
      .getByRole('heading', { name: talk('step.of', { step, name: talk(`step.${step as 1}`) }) })
      .waitFor();
  };
  const labels = async (page: Page, list: string) => {
    const answer = await page.request.get(
      `${walk().house.url}/desk/api/patients/${PATIENT.split('/').at(-1)}/conversation`,
    );
    const { choices } = (await answer.json()) as Choices;
    return new Map((choices[list] ?? []).map(({ code, label }) => [code, label[language] ?? '']));
  };

  it('21: the physician leads the conversation: goal, limits each with its reason, place, what matters', async () => {
    walk().step('21');
    const page = await walk().as(CONSULT_PHYSICIAN, `${PATIENT}/conversation`);
    await button(page, talk('begin')).click();
    await to(page, 2);
    await walk().type(
      page.getByLabel(begins(talk('understanding'))),
      'Zij weet dat het niet meer beter wordt',
    );
    await walk().choose(
      page
        .getByRole('radiogroup', { name: begins(talk('capable')) })
        .getByRole('radio')
        .first(),
    );
    await to(page, 3);
    await walk().type(page.getByLabel(begins(talk('wishes'))), MATTERS);
    await walk().keep(page, '21-matters');
    await to(page, 4);
    await page.getByRole('radio').first().waitFor();
    const goal = (await labels(page, 'goal')).get(RELIEF) ?? '';
    await walk().choose(page.getByRole('radio', { name: goal, exact: true }));
    await to(page, 5);
    const treatments = await labels(page, 'treatments');
    for (const [treatment, state, because] of LIMITS) {
      const name = treatments.get(treatment) ?? '';
      await page.getByRole('button', { name, exact: true }).click();
      await page.getByRole('heading', { name, exact: true }).waitFor();
      await walk().choose(page.locator(`.talk-states input[value="${state}"]`));
      if (state === 'onlyIf')
        await walk().type(page.getByRole('textbox', { name: whole(talk('limit.condition')) }), CONDITION);
      await walk().type(page.getByRole('textbox', { name: begins(talk('because')) }), because);
      if (treatment === 'hospitalAdmission') await walk().keep(page, '21-limit', 'andPhone');
    }
    await to(page, 6);
    const place = (await labels(page, 'place')).get(AT_HOME) ?? '';
    await walk().choose(page.getByRole('radio', { name: place, exact: true }));
    await walk().keep(page, '21-place');
    await done(page);
  });

  it('22: it is read back, those close are to be told, it may be shared, and all is recorded at once', async () => {
    walk().step('22');
    const page = await walk().as(CONSULT_PHYSICIAN, `${PATIENT}/conversation`);
    await to(page, 8);
    const read = page.locator('.talk-read');
    for (const [, , because] of LIMITS) await read.getByText(because).waitFor();
    const readBack = page.getByRole('group', { name: plan('readBack') });
    await walk().choose(readBack.getByRole('checkbox').first());
    for (const [label, answer] of [
      [talk('inform'), talk('yes')],
      [talk('share'), talk('yes')],
    ] as const)
      await walk().choose(
        page.getByRole('radiogroup', { name: begins(label) }).getByRole('radio', { name: answer }),
      );
    await walk().keep(page, '22-read-back', 'andPhone');
    await button(page, talk('conclude')).click();
    await page.getByText(talk('concluded')).waitFor();
    await walk().keep(page, '22-recorded');
    await page.getByRole('link', { name: talk('concluded.plan') }).click();
    await settled(page);
    await walk().keep(page, '22-plan');
    await done(page);
    const hers = await walk().as(ALIDA, '/my-record/plan');
    await hers.getByText(MATTERS).first().waitFor();
    await walk().keep(hers, '22-plain', 'andPhone');
    await done(hers);
  });

  it('23: the emergency page and its paper show what was agreed, by whom and why', async () => {
    walk().step('23');
    const page = await walk().as(CONSULT_PHYSICIAN, `/care/patients/${PATIENT.split('/').at(-1)}/emergency`);
    for (const [, , because] of LIMITS.slice(0, 4)) await page.getByText(because).first().waitFor();
    await expect.poll(() => page.getByText(CONDITION).count()).toBeGreaterThan(0);
    await walk().keep(page, '23-emergency', 'andPhone');
    await done(page);
  });

  it('23: the treating physician brings the limits of the hospital record up to date, and says so', async () => {
    const page = await walk().as(WARD_PHYSICIAN, `${PATIENT}/conversation`);
    await page.getByText(plan('elsewhere.title')).waitFor();
    await walk().keep(page, '23-elsewhere', 'andPhone');
    await button(page, begins(plan('elsewhere.done'))).click();
    await page.getByText(plan('elsewhere.title')).waitFor({ state: 'detached' });
    await done(page);
  });
}
