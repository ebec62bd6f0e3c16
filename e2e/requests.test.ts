import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { accessibilityFindings, browserPath, NO_BROWSER } from './browser.ts';
import { deskInBrowser } from './desk.ts';
import { keyboardOf } from './keyboard.ts';
import { hasFocus, says } from './says.ts';
import { settled } from './settled.ts';
import { isForAnotherDay } from './sights.ts';

const WARD_NURSE = /Mees Verzinsel/;
const CONSULT_NURSE = /Iris Imaginair/;
const HOME_CARE = /Tess Thuiszorg/;
const LUNG_NURSE = /Nina Nepnaam/;
const LUNG_PHYSICIAN = /Bart Bedenksel/;
const LUNG_PATIENT = 'demo-alida';
const PATIENT = 'demo-wilhelmina';
const QUESTION = 'Benauwd en bang in de nacht: wat kunnen we doen?';
/** Of issue 4: keystrokes and clicks beside the words of the question, and fields. */
const MOST_INTERACTIONS = 25;
const MOST_FIELDS = 6;

interface Queued {
  readonly id: string;
  readonly seen: object;
  readonly state: string;
}

describe.skipIf(browserPath === undefined)(`requests in the app ${browserPath ? '' : NO_BROWSER}`, () => {
  const desk = deskInBrowser();
  /** What the app would ask or write, as somebody who is signed in. */
  const asked = async (page: Page, path: string) =>
    await page.request.get(`${desk.house.url}/desk/api${path}`);
  async function written(page: Page, path: string, body: object) {
    const { formToken } = (await (await asked(page, '/me')).json()) as { formToken: string };
    return await page.request.post(`${desk.house.url}/desk/api${path}`, {
      data: body,
      headers: { 'x-caecilia-form': formToken, origin: desk.house.url },
    });
  }
  const queued = async (page: Page) =>
    ((await (await asked(page, '/requests')).json()) as { requests: Queued[] }).requests;
  let forms = 0;
  async function askBeside(
    page: Page,
    question: string,
    { patient = PATIENT, agrees = 'yes' }: { readonly patient?: string; readonly agrees?: string } = {},
  ): Promise<string> {
    forms += 1;
    const answer = await written(page, `/patients/${patient}/requests`, {
      clientId: `2b1f6d3e-0000-4000-8000-${String(forms).padStart(12, '0')}`,
      source: 'ward',
      fields: {
        question: [question],
        domains: ['physical'],
        urgency: ['routine'],
        patientInformed: ['yes'],
        treatingPhysicianAgrees: [agrees],
        callBack: ['sein 4321'],
      },
    });
    expect(answer.status(), await answer.text()).toBe(200);
    return ((await answer.json()) as { request: { id: string } }).request.id;
  }
  const rowOf = (page: Page, id: string) => page.locator(`button[data-request="${id}"]`);

  it('are filed from the keyboard with six fields and few keys, kept over a reload, and on the screen of the team by themselves', async () => {
    const team = await desk.window(CONSULT_NURSE, '/desk/requests');
    await team.getByText(/Wordt vanzelf bijgewerkt/).waitFor();
    const nurse = await desk.window(WARD_NURSE, `/desk/patients/${PATIENT}`);
    await nurse.getByRole('link', { name: 'Aanvragen' }).waitFor();
    let interactions = 0;
    const keyboard = await keyboardOf(nurse);
    const press = async (...keys: string[]) => {
      await keyboard.press(...keys);
      interactions += keys.length;
    };
    await press('n');
    const question = nurse.getByLabel('Wat is uw vraag?');
    await question.waitFor();
    await hasFocus(question);
    // Nothing clinical is chosen for anybody.
    await expect.poll(() => nurse.locator('.ask__form :checked').count()).toBe(0);
    const fields = nurse.locator('.ask__form [data-field]');
    await fields.first().waitFor();
    await expect.poll(() => fields.count()).toBeLessThanOrEqual(MOST_FIELDS);
    await nurse.keyboard.type(QUESTION);
    await press('Control+Enter');
    await nurse.getByText('Kies hoeveel haast het heeft.').waitFor();
    await hasFocus(nurse.locator('.ask__form input[value=physical]'));
    await nurse.reload();
    await question.waitFor();
    await expect.poll(() => question.inputValue()).toBe(QUESTION);
    await nurse.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    interactions = 1;
    await press('Tab', 'Space', 'Tab', 'Tab', 'Tab', 'Tab', 'ArrowDown', 'Tab', 'Space', 'Tab', 'ArrowDown');
    await press('Tab', 'Control+a', ...'4321', 'Control+Enter');
    expect(interactions).toBeLessThanOrEqual(MOST_INTERACTIONS);
    await nurse.getByText('Uw vraag is verstuurd en staat bij het team.').waitFor();
    expect(await keyboard.pointed()).toBe(0);
    const row = team.locator('.request-row', { hasText: QUESTION });
    await row.waitFor();
    const mine = nurse.locator('.asked').first();
    await says(mine, 'Ontvangen', '4321');
    await nurse.goto(`${desk.house.url}/desk/patients/${PATIENT}/requests/new`);
    await question.waitFor();
    await expect.poll(() => question.inputValue()).toBe('');
  });

  it('are triaged and accepted in place, without a pointer, asked once; the ward sees who comes', async () => {
    const nurse = await desk.window(WARD_NURSE, `/desk/patients/${PATIENT}/requests`);
    const id = await askBeside(nurse, 'Jeuk en onrust: wie komt er?');
    const team = await desk.window(CONSULT_NURSE, '/desk/requests');
    const keys = await keyboardOf(team);
    await keys.to(rowOf(team, id));
    await keys.press('t');
    const form = team.getByRole('form', { name: 'Beoordelen' });
    await form.waitFor();
    await expect.poll(() => form.locator(':checked').count()).toBe(0);
    await keys.act(form.getByRole('button', { name: 'Beoordeling bewaren' }));
    await form.getByText('Kies ten minste één die gaat.').waitFor();
    await keys.choose(form.getByLabel('Zo snel mogelijk'));
    await keys.act(form.getByLabel('Lichamelijk'));
    await keys.act(form.getByLabel('Verpleegkundige'));
    await keys.to(form.getByLabel('Klaar voor zorg vanaf'));
    await keys.type('morgen');
    await keys.press('Control+Enter');
    await form.getByText(/Dit is geen dag of tijdstip/).waitFor();
    await keys.to(form.getByLabel('Klaar voor zorg vanaf'));
    await keys.type('31-12-2099');
    await keys.press('Control+Enter');
    await form.waitFor({ state: 'detached' });
    await team
      .locator('.request-row', { has: rowOf(team, id) })
      .getByText('Beoordeeld')
      .first()
      .waitFor();
    await keys.to(rowOf(team, id));
    await keys.press('a');
    const sure = team.getByRole('region', { name: 'Aannemen' });
    await sure.getByText('De vrager ziet uw naam.').waitFor();
    expect((await queued(team)).find((each) => each.id === id)?.state).toBe('triaged');
    await keys.press('Enter');
    await sure.waitFor({ state: 'detached' });
    expect(await keys.pointed()).toBe(0);
    await nurse.reload();
    const mine = nurse.locator('.asked', { hasText: 'Jeuk en onrust' });
    await mine.getByText('Aangenomen door').waitFor();
    await says(mine, 'Iris Imaginair', 'Verpleegkundige', '31 dec 2099');
    // How the team weighs it is its own.
    await settled(nurse);
    await expect.poll(() => mine.innerText()).not.toContain('Zo snel mogelijk');
  });

  it('that a colleague changed meanwhile are shown with both, and asked; declined with advice the ward reads why', async () => {
    const nurse = await desk.window(WARD_NURSE, `/desk/patients/${PATIENT}/requests`);
    const id = await askBeside(nurse, 'Kan de morfine hoger?');
    const team = await desk.window(CONSULT_NURSE, '/desk/requests');
    await rowOf(team, id).click();
    await team.getByRole('button', { name: 'Afwijzen' }).click();
    await team.getByLabel('Reden').fill('Dit is geen vraag voor het team.');
    await team.getByLabel('Advies', { exact: true }).fill('Bel de longarts van dienst.');
    await team.getByLabel('Wie kreeg dit advies?').fill('Zaalarts');
    // The list stands still: what a colleague does now is not on this screen yet.
    await team.route('**/desk/api/requests', (route) => route.abort());
    const on = (await queued(nurse)).find((each) => each.id === id);
    const colleague = await desk.window(CONSULT_NURSE, '/desk/patients');
    const triaged = await written(colleague, `/requests/${id}/act`, {
      kind: 'triage',
      seen: on?.seen,
      fields: { urgency: ['urgent'], domains: ['social'], goes: ['social-worker'] },
    });
    expect(triaged.status()).toBe(200);
    await team.keyboard.press('Control+Enter');
    const conflict = team.getByRole('alertdialog', { name: /Een collega was u voor/ });
    await says(conflict, 'Beoordeeld', 'Maatschappelijk werker', 'Afwijzen', 'Bel de longarts van dienst.');
    expect(await accessibilityFindings(team)).toEqual([]);
    await conflict.getByRole('button', { name: 'Toch doen wat ik wilde' }).click();
    await conflict.waitFor({ state: 'detached' });
    await nurse.reload();
    const mine = nurse.locator('.asked', { hasText: 'Kan de morfine hoger?' });
    await mine.getByText('Bel de longarts van dienst.').waitFor();
    await says(mine, 'Afgewezen', 'Zaalarts');
    expect((await queued(colleague)).some((each) => each.id === id)).toBe(false);
  });

  it('await the treating physician where nobody asked them, who is told by the menu; who asked reads why not', async () => {
    const nurse = await desk.window(LUNG_NURSE, `/desk/patients/${LUNG_PATIENT}/requests`);
    await askBeside(nurse, 'Wie praat met haar man?', { patient: LUNG_PATIENT, agrees: 'notAsked' });
    const mine = nurse.locator('.asked', { hasText: 'Wie praat met haar man?' });
    await mine.getByText('Wacht op akkoord van de behandelend arts').waitFor();
    const physician = await desk.window(LUNG_PHYSICIAN, '/desk/agreements');
    const form = physician.getByRole('form', { name: /^(Akkoord of niet|Agree or not)/ });
    const opening = async () =>
      await physician.getByRole('button', { name: /^(Akkoord of niet|Agree or not)/ }).click();
    expect(await desk.faults(physician, '/desk/agreements', { prepare: opening })).toEqual([]);
    await physician.goto(`${desk.house.url}/desk/agreements?lang=nl`);
    await physician.getByRole('link', { name: /^Uw akkoord.*1$/ }).waitFor();
    await form
      .or(physician.getByRole('button', { name: 'Akkoord of niet' }))
      .first()
      .waitFor();
    if ((await form.count()) === 0) await opening();
    await form.getByLabel('Nee, niet akkoord').check();
    await physician.keyboard.press('Control+Enter');
    await form.getByText('Schrijf waarom.').waitFor();
    await form.getByLabel('Waarom?').fill('Eerst de longarts.');
    await physician.keyboard.press('Control+Enter');
    await physician.getByText('Er wacht geen consult op uw akkoord.').waitFor();
    // The page of the ward follows by itself.
    await mine.getByText(/Niet akkoord \(.*Bedenksel.*\): Eerst de longarts\./).waitFor();
  });

  it('stand on the morning board with the limits of their patient, as the page of the patient says them', async () => {
    const page = await desk.window(CONSULT_NURSE, '/desk/board');
    const row = page.locator('tbody', { has: page.locator('.limit-signs') }).first();
    await row.locator('.limit-signs__one').first().waitFor();
    const said = await row
      .locator('.limit-signs__one')
      .evaluateAll((all) => all.map((each) => each.getAttribute('title') ?? ''));
    expect(said.length).toBe(3);
    await row.locator('button[data-request]').click();
    await row.locator('.request-row__detail a').first().click();
    const strip = page.getByRole('list', { name: 'Behandelgrenzen' });
    for (const words of said) {
      const [treatment = '', state = ''] = words.split(': ');
      await says(strip.getByRole('listitem').filter({ hasText: treatment }), state);
    }
  });

  it.skipIf(isForAnotherDay('requests'))(
    'have nothing that axe finds and no sideways scroll, in both languages, light and dark, to 320 pixels',
    async () => {
      const page = await desk.window(CONSULT_NURSE, '/desk/requests');
      const found: string[] = [];
      for (const path of [
        '/desk/board',
        '/desk/requests',
        '/desk/requests/new',
        `/desk/patients/${PATIENT}/requests`,
        `/desk/patients/${PATIENT}/requests/new`,
      ]) {
        const isQueue = path === '/desk/requests';
        const acting = async () => {
          await page.locator('button[data-request]').first().click();
          await page
            .getByRole('button', { name: /^(Doorverwijzen|Redirect|Beoordelen|Triage)/ })
            .first()
            .click();
        };
        found.push(...(await desk.faults(page, path, isQueue ? { prepare: acting } : {})));
      }
      expect(found).toEqual([]);
    },
  );

  it('are not for who does not ask or handle, and nothing of them is told to a session that is locked', async () => {
    const other = await desk.window(HOME_CARE, '/desk/patients');
    expect((await asked(other, `/patients/${PATIENT}/requests/form`)).status()).toBe(403);
    expect((await asked(other, '/patients/demo-aaltje/requests')).status()).toBe(404);
    expect(
      (await written(other, `/patients/${PATIENT}/requests`, { source: 'ward', fields: {} })).status(),
    ).toBe(403);
    await other.getByRole('heading', { level: 1 }).waitFor();
    await expect.poll(() => other.getByRole('link', { name: 'Aanvragen' }).count()).toBe(0);
    await other.goto(`${desk.house.url}/desk/patients/${PATIENT}/requests/new`);
    await other.getByText('Met uw rol vraagt u geen consult aan.').waitFor();
    const nurse = await desk.window(WARD_NURSE, `/desk/patients/${PATIENT}/requests`);
    const [request] = await queued(nurse);
    const refused = await written(nurse, `/requests/${request?.id ?? ''}/act`, {
      kind: 'accept',
      seen: request?.seen,
      fields: {},
    });
    expect(refused.status()).toBe(403);
    await nurse.evaluate(() => fetch('/session/lock', { method: 'POST' }));
    expect((await asked(nurse, '/requests/changes')).status()).toBe(401);
  });
});
