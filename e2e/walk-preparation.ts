import { homeWords, preparationWords } from '@caecilia/assessment';
import { it } from 'vitest';
import { CONSULT_NURSE, dayFrom, done, PATIENT, type Walking, whole } from './walk-words.ts';

const ALIDA = /Alida Bedacht/;
const ARIE = /Arie Bedacht/;
const HERS = 'Stikken, daar ben ik bang voor';
const HIS = 'Ik slaap niet meer';

/** Steps 7 and 8: patient and husband are asked to prepare, each apart, and both do so at home. */
export function preparationSteps({ walk, language }: Walking): void {
  const w = preparationWords(language);
  const home = homeWords(language);

  it('7: the nurse asks patient and husband to prepare, each apart; for who has no screen there is a sheet', async () => {
    walk().step('7');
    const page = await walk().as(CONSULT_NURSE, `${PATIENT}/assessment`);
    for (const person of [/Alida/, /Arie/]) {
      await page.getByRole('button', { name: w('ask'), exact: true }).click();
      await walk().choose(page.getByRole('radio', { name: person }));
      await walk().set(page.getByLabel(whole(w('ask.dueOn'))), dayFrom(1));
      await page.getByRole('button', { name: w('ask.send'), exact: true }).click();
      await page.locator('.prepares', { hasText: person }).waitFor();
    }
    await walk().keep(page, '07-asked');
    await page.goto(`${walk().house.url}/care/patients/demo-alida/preparation?lang=${language}`);
    await walk().keep(page, '07-paper');
    await done(page);
  });

  it('8: they fill it in at home: what comes first, topics, numbers; what he says of himself is his', async () => {
    walk().step('8');
    for (const [who, topic, words, symptom] of [
      [ALIDA, 'fear', HERS, 'sleep-6'],
      [ARIE, 'carrying', HIS, 'tiredness-9'],
    ] as const) {
      const page = await walk().as(who, '/my-record/preparation');
      await page.getByRole('link', { name: home('begin') }).click();
      if (who === ALIDA) await walk().choose(page.getByLabel(home('who.helped')));
      await walk().type(page.getByLabel(home('first')), words);
      await walk().choose(page.locator(`#topics-${topic}`));
      await walk().choose(page.locator(`#score-${symptom}`));
      await walk().keep(page, `08-${topic}`);
      await page.getByRole('button', { name: home('send') }).click();
      await page.getByText(home('done')).waitFor();
      await done(page);
    }
  });

  it('8: it stands as an agenda before the nurse, who begins the conversation and ticks it off', async () => {
    const page = await walk().as(CONSULT_NURSE, `${PATIENT}/assessment`);
    await page.locator('.prepares', { hasText: HIS }).getByText(w('withheld')).waitFor();
    const hers = page.locator('.prepares', { hasText: HERS });
    await hers.getByText(w('scores.helped')).waitFor();
    await hers.getByRole('button', { name: w('open') }).click();
    await hers.getByRole('button', { name: `${w('mark.discussed')}: ${HERS}` }).click();
    await hers.locator('[data-mark=discussed]').waitFor();
    await walk().keep(page, '08-agenda');
    await done(page);
  });
}
