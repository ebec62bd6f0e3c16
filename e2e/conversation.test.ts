import { describe, expect, it } from 'vitest';
import { browserPath, NO_BROWSER } from './browser.ts';
import { deskInBrowser } from './desk.ts';
import { keyboardOf } from './keyboard.ts';
import { EXAMINES_EVERY_SIGHT, isForAnotherDay } from './sights.ts';

const PHYSICIAN = /Femke Fictief/;
const PLACE = '/desk/patients/demo-cornelis/conversation';
const AT = '/desk/patients/demo-emily/conversation';

describe.skipIf(browserPath === undefined)(
  `the conversation about care ${browserPath ? '' : NO_BROWSER}`,
  () => {
    const desk = deskInBrowser();

    it('is typed from the keyboard, outlives a reload, and is recorded whole', async () => {
      const page = await desk.open(PHYSICIAN, AT);
      const keys = await keyboardOf(page);
      const at = (name: RegExp) => page.getByRole('heading', { name }).waitFor();
      await keys.to(page.getByRole('button', { name: 'Gesprek invullen' }));
      await page.keyboard.press('Enter');
      await at(/Stap 1 van 8/);
      await keys.to(page.getByRole('checkbox', { name: 'Is erbij', exact: true }));
      await page.keyboard.press('Space');
      await page.keyboard.press('Control+Enter');
      await at(/Stap 2 van 8/);
      await keys.to(page.getByLabel('Wat begrijpt de patiënt'));
      await keys.type('Weet dat het op is.');
      await page.keyboard.press('Control+Enter');
      await at(/Stap 3 van 8/);
      await keys.to(page.getByLabel('Wat moeten hulpverleners weten?'));
      await keys.type('Raam open.');
      await page.keyboard.press('Control+Enter');
      await at(/Stap 4 van 8/);
      await keys.choose(page.getByRole('radio', { name: /Klachten verlichten\. Langer leven is niet/ }));
      await page.keyboard.press('Control+Enter');
      await page.getByRole('heading', { name: 'Reanimatie' }).waitFor();
      await page.keyboard.press('3');
      await page.getByText('Zeg onder welke voorwaarde.').waitFor();
      await page.locator('#talk-step').focus();
      await page.keyboard.press('2');
      await keys.to(page.getByRole('textbox', { name: 'Omdat' }));
      await keys.type('Ik wil rustig gaan.');
      await page.reload();
      await page.getByRole('heading', { name: 'Reanimatie' }).waitFor();
      const because = page.getByRole('textbox', { name: 'Omdat' });
      await expect.poll(() => because.inputValue()).toBe('Ik wil rustig gaan.');
      await because.focus();
      await page.keyboard.press('Control+Enter');
      await page.getByRole('heading', { name: 'Beademing' }).waitFor();
      await keys.to(page.getByRole('button', { name: /8 Teruglezen/ }));
      await page.keyboard.press('Enter');
      await at(/Stap 8 van 8/);
      await page.getByText('Eens: Sample, Emily, Oliver Sample, Femke Fictief').waitFor();
      await keys.to(page.getByRole('button', { name: 'Leg het gesprek vast' }));
      await page.keyboard.press('Enter');
      await page.getByText('Het gesprek is vastgelegd.').waitFor();
      await page.getByText('Vervangen: Reanimatie').waitFor();
    });

    it('is handed in when the connection is back, once, and a colleague who was first is shown', async () => {
      const page = await desk.open(PHYSICIAN, '/desk/patients/demo-wilhelmina/conversation');
      const begin = async () => {
        await page.getByRole('button', { name: 'Gesprek invullen' }).click();
        await page.getByRole('button', { name: /5 Behandelgrenzen/ }).click();
        await page.getByRole('button', { name: 'Antibiotica' }).click();
      };
      await begin();
      await page.getByRole('radio', { name: /Wel doen/ }).check();
      await page.getByRole('button', { name: /8 Teruglezen/ }).click();
      await page.getByRole('heading', { name: /Stap 8/ }).waitFor();
      // The same limit, from another window, in the meantime.
      const { seen, notes } = await page.evaluate(async () => {
        const answer = await fetch('/desk/api/patients/demo-wilhelmina/conversation');
        return (await answer.json()) as { seen: object; notes: object };
      });
      await page.evaluate(
        async ([body]) => {
          const me = (await (await fetch('/desk/api/me')).json()) as { formToken: string };
          await fetch('/desk/api/patients/demo-wilhelmina/conversation', {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'x-caecilia-form': me.formToken },
            body: JSON.stringify(body),
          });
        },
        [
          {
            seen,
            clientId: crypto.randomUUID(),
            notes: {
              ...notes,
              limits: {
                antibiotics: {
                  state: 'onlyIf',
                  condition: 'als het verlicht',
                  parties: ['patient', 'professional'],
                },
              },
            },
          },
        ],
      );
      await page.context().setOffline(true);
      await page.getByRole('button', { name: 'Leg het gesprek vast' }).click();
      await page.locator('.sending__waiting').waitFor();
      await page.context().setOffline(false);
      const conflict = page.getByRole('alert');
      await conflict.getByText('Een collega heeft net iets anders vastgelegd').waitFor();
      await conflict.getByText(/als het verlicht/).waitFor();
      await conflict.getByText('Wel doen').waitFor();
      await page.getByRole('button', { name: /Leg mijn keuze vast/ }).click();
      await page.getByText('Het gesprek is vastgelegd.').waitFor();
      await page.getByText('Vervangen: Antibiotica').waitFor();
    });

    it.skipIf(isForAnotherDay('conversation'))(
      'has no fault at its steps, at a desk and on a phone, in both languages',
      async () => {
        const page = await desk.open(PHYSICIAN, PLACE);
        await page.getByRole('button', { name: 'Gesprek invullen' }).click();
        await page.getByRole('heading', { name: /Stap 1 van 8/ }).waitFor();
        const steps = EXAMINES_EVERY_SIGHT ? [1, 2, 3, 4, 5, 6, 7, 8] : [1, 5];
        const found: string[] = [];
        for (const step of steps) {
          const prepare = async () => {
            await page.getByRole('button', { name: new RegExp(`^${step} `) }).click();
            await page.getByRole('heading', { name: new RegExp(`(Stap|Step) ${step} `) }).waitFor();
            if (step === 5) await page.getByRole('radio', { name: /Alleen als|Only if/ }).check();
          };
          found.push(...(await desk.faults(page, PLACE, { prepare })));
        }
        expect(found).toEqual([]);
      },
    );
  },
);
