import { it } from 'vitest';
import {
  begins,
  button,
  CONSULT_NURSE,
  done,
  GP,
  GP_PRACTICE,
  PATIENT,
  type Walking,
  whole,
} from './walk-words.ts';

const ASKED = 'Wilt u bevestigen, en zeggen wanneer u zelf te bereiken bent?';
const REACHED = 'Tot 18 uur op mijn eigen nummer, daarna de spoedpost; ik ga donderdag langs';

/** Steps 28 and 29: the plan goes to the general practitioner, who opens it and says when they can be reached. */
export function sendingSteps({ walk, exchange }: Walking): void {
  it('28: the nurse sends the plan to the practice, with what is asked of it', async () => {
    walk().step('28');
    const page = await walk().as(CONSULT_NURSE, `${PATIENT}/sending`);
    await walk().choose(page.getByRole('radio', { name: GP_PRACTICE }));
    await walk().choose(page.getByRole('radio', { name: begins(exchange('channel.inbox')) }));
    await walk().type(page.getByLabel(begins(exchange('asked.label'))), ASKED);
    await walk().keep(page, '28-send', 'andPhone');
    await button(page, whole(exchange('send'))).click();
    const sent = page.locator('.hand-over, .card', { hasText: ASKED });
    await sent.first().waitFor();
    await walk().keep(page, '28-sent');
    await done(page);
  });

  it('29: the practitioner opens it, reads the limits and answers; the nurse sees both', async () => {
    walk().step('29');
    const page = await walk().as(GP, '/desk/inbox');
    await page.locator('.inbox__one--unread').first().getByRole('link').click();
    await page.getByText(ASKED).waitFor();
    await walk().keep(page, '29-opened', 'andPhone');
    await walk().type(page.getByLabel(begins(exchange('answer.label'))), REACHED);
    await button(page, exchange('answer.send')).click();
    await page.getByText(exchange('answer.sent')).waitFor();
    await walk().keep(page, '29-answered');
    await done(page);
    const nurse = await walk().as(CONSULT_NURSE, `${PATIENT}/sending`);
    await nurse.getByText(REACHED).waitFor();
    await nurse
      .getByText(/Gefingeerd/)
      .first()
      .waitFor();
    await walk().keep(nurse, '29-receipt');
    await done(nurse);
  });
}
