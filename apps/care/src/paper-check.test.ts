import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paperMarks } from './paper-check.ts';
import { startTestHouse, type TestHouse } from './testing/test-house.ts';

const SCT = 'http://snomed.info/sct';
const directive = (type: string) => ({
  resourceType: 'Consent',
  id: 'cpr',
  status: 'active',
  scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'treatment' }] },
  category: [{ coding: [{ system: SCT, code: '129125009' }] }],
  patient: { reference: 'Patient/proef-papier' },
  dateTime: '2026-11-12',
  policyRule: { text: 'Behandelafspraak' },
  provision: { type, code: [{ coding: [{ system: SCT, code: '89666000' }] }] },
});

describe('the code on a printed plan', () => {
  let house: TestHouse;
  let path = '';
  /** Where the code on the printed PDF leads. That its cells say this address is shown where it is drawn. */
  let printed = '';
  const put = (resource: { readonly resourceType: string; readonly id: string }) =>
    house.ask(`/fhir/${resource.resourceType}/${resource.id}`, {
      method: 'PUT',
      body: JSON.stringify(resource),
    });
  const scan = async (at: string, language = 'nl') => {
    const answer = await fetch(`${house.url}${at}?lang=${language}`, { redirect: 'manual' });
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  };

  beforeAll(async () => {
    house = await startTestHouse({ CAECILIA_RATE_SIGN_IN: '16' });
    await put({
      resourceType: 'Patient',
      id: 'proef-papier',
      ...{ name: [{ family: 'Proefpapier', given: ['Petra'] }], birthDate: '1950-05-05' },
    });
    await put(directive('deny'));
    const page = await house.ask('/care/patients/proef-papier/emergency', {
      headers: { accept: 'text/html' },
    });
    path = /href="[^"]*(\/paper\/[\w-]+)"/.exec(await page.text())?.[1] ?? '';
    const pdf = await house.ask('/care/patients/proef-papier/documents/emergency/download');
    printed =
      /\/URI \([^)]*(\/paper\/[\w-]+)\)/.exec(Buffer.from(await pdf.arrayBuffer()).toString('latin1'))?.[1] ??
      '';
  });
  afterAll(async () => await house.close());

  it('leads to an address that says nothing of whom it is', () => {
    for (const each of [path, printed]) {
      expect(each).toMatch(/^\/paper\/[\w-]{60,}$/);
      expect(Buffer.from(each.slice('/paper/'.length), 'base64url').toString('latin1')).not.toContain(
        'proef',
      );
    }
  });

  it('tells anybody that there is no newer edition, and nothing of the patient', async () => {
    for (const [language, words] of [
      ['nl', 'Er is nu geen nieuwere stand van dit plan.'],
      ['en', 'There is no newer edition of this plan now.'],
    ] as const) {
      const { status, text, headers } = await scan(path, language);
      expect(status).toBe(200);
      expect(text).toContain(words);
      expect(headers.get('cache-control')).toBe('no-store');
      for (const secret of ['Proefpapier', 'Petra', '1950', 'proef-papier', 'Niet doen', 'Do not<'])
        expect(text).not.toContain(secret);
    }
  });

  it('leads who is signed in to the plan, which says whether the paper still holds', async () => {
    const answer = await house.ask(path, { headers: { accept: 'text/html' } });
    expect(answer.url).toContain('/care/patients/proef-papier/emergency?paper=');
    expect(await answer.text()).toContain('is gelijk aan wat nu vastligt.');
    const fromPdf = await house.ask(printed, { headers: { accept: 'text/html' } });
    expect(await fromPdf.text()).toContain('is gelijk aan wat nu vastligt.');
  });

  it('says that the paper is old once something of the plan was changed, with the date of the newer one', async () => {
    await put(directive('permit'));
    for (const each of [path, printed]) {
      const { text } = await scan(each);
      expect(text).toMatch(/Er is een nieuwere stand, van \p{L}{2} \d{1,2} \p{L}+ \d{4}, \d\d\.\d\d\./u);
      const signedIn = await house.ask(each, { headers: { accept: 'text/html' } });
      expect(await signedIn.text()).toMatch(/is verouderd: de nieuwste stand is van/);
    }
  });

  it.each([
    ['was changed by one letter', () => `${path.slice(0, -2)}${path.endsWith('AA') ? 'BB' : 'AA'}`],
    [
      'another house made',
      () =>
        `/paper/${paperMarks(randomBytes(32)).seal({ patientId: 'proef-papier', edition: '00000000', at: '2026-11-12T00:00:00.000Z' })}`,
    ],
    ['nobody made', () => '/paper/d39684bf'],
  ])('that %s is called unknown', async (_what, forged) => {
    const { status, text } = await scan(forged());
    expect(status).toBe(404);
    expect(text).toContain('Deze code is niet van dit huis');
    expect(text).not.toContain('nieuwere stand van');
  });

  it('cannot be asked without measure', async () => {
    const answers = await Promise.all(Array.from({ length: 18 }, () => scan('/paper/d39684bf')));
    expect(answers.map(({ status }) => status)).toContain(429);
  });
});
