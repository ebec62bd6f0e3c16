import { it } from 'vitest';
import {
  begins,
  button,
  COORDINATOR,
  dayFrom,
  done,
  PATIENT,
  TRANSFER_NURSE,
  type Walking,
  whole,
} from './walk-words.ts';

const QUESTION = 'Twee weken bij u, zodat hij weer op krachten komt';
const NEED = 'Hulp bij opstaan en wassen; in de nacht iemand in de buurt';
const ARRANGED_BY = 'Leverancier van het zuurstofapparaat';

/** Steps 25 and 26: ready to go home, a hospice is asked for a stay, and answers. */
export function staySteps({ walk, stay }: Walking): void {
  it('25: the transfer nurse arranges what has to be there at home, and asks the hospice for a time-out', async () => {
    walk().step('25');
    const page = await walk().as(TRANSFER_NURSE, `${PATIENT}/stays`);
    const oxygen = page.locator('.discharge__item', { hasText: stay('item.oxygen') });
    await button(oxygen, begins(stay('item.change'))).click();
    await walk().choose(oxygen.getByRole('radio', { name: stay('itemState.arranged') }));
    await walk().type(oxygen.getByLabel(begins(stay('item.who'))), ARRANGED_BY);
    await button(oxygen, stay('item.save')).click();
    await oxygen.getByText(ARRANGED_BY).waitFor();
    await button(page, stay('ask.open')).click();
    const form = page.getByRole('form', { name: stay('ask.title') });
    await walk().choose(form.getByLabel(stay('field.hospice')), { index: 1 });
    await walk().choose(form.getByRole('radio', { name: stay('kind.time-out') }));
    await walk().set(form.getByLabel(stay('field.from')), dayFrom(5));
    await walk().set(form.getByLabel(stay('field.until')), dayFrom(19));
    await walk().type(form.getByLabel(stay('field.question')), QUESTION);
    await walk().type(form.getByLabel(stay('field.careNeed')), NEED);
    await walk().type(form.getByLabel(stay('field.callBack')), 'toestel transferpunt, tot vijf uur');
    await walk().choose(form.getByRole('checkbox'));
    await walk().keep(page, '25-asks', 'andPhone');
    await button(form, stay('ask.send')).click();
    await page.getByText(QUESTION).waitFor();
    await walk().keep(page, '25-asked');
    await done(page);
  });

  it('26: the coordinator phones back, goes through the intake, and promises a place with a planned return', async () => {
    walk().step('26');
    const page = await walk().as(COORDINATOR, '/desk/stays');
    const card = page.getByRole('article', { name: /Bedacht/ });
    await card.getByText(NEED).waitFor();
    for (const check of ['phoned', 'care-need', 'insurance', 'bsn'] as const) {
      const name = new RegExp(`${stay('check.do')}.*${stay(`check.${check}`)}`);
      await card.getByRole('button', { name }).click();
      await card.getByRole('button', { name }).waitFor({ state: 'detached' });
    }
    await walk().keep(page, '26-intake', 'andPhone');
    await button(card, stay('act.accept')).click();
    await button(card, whole(stay('accept.save'))).click();
    await card.getByText(stay('done.accept')).waitFor();
    await walk().keep(page, '26-promised');
    await done(page);
    const nurse = await walk().as(TRANSFER_NURSE, `${PATIENT}/stays`);
    await nurse.getByText(stay('news')).waitFor();
    await walk().keep(nurse, '26-answer');
    await button(nurse, begins(stay('act.told'))).click();
    await nurse.getByText(stay('news')).waitFor({ state: 'detached' });
    await done(nurse);
  });
}
