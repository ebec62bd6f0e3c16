import { elementsOf } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consultNurse, doctor, gp, TEAM, volunteer } from '../../consultation/testing/people.ts';
import { person } from '../../testing/people.ts';
import {
  BSN,
  bundleOf,
  CPR,
  consent,
  conversation,
  directive,
  IC,
  type ImportRecord,
  openImportRecord,
  plan,
  theirPatient,
} from '../testing/import-record.ts';
import { validBundle } from './examine-import.ts';

let imports: ImportRecord;
beforeAll(async () => {
  imports = await openImportRecord();
  for (const id of ['bram', 'cor']) await imports.patient(id);
});
afterAll(async () => await imports.record.close());

describe('a plan from elsewhere is refused', () => {
  const bundle = plan(consent('cpr', CPR, 'permit', '2026-10-01'));
  const refusal = async (work: Promise<unknown>): Promise<Problem> => {
    try {
      await work;
    } catch (error) {
      if (error instanceof Problem) return error;
      throw error;
    }
    throw new Error('it was taken over');
  };
  const nothingOf = async (patientId: string) => {
    expect(await imports.everythingOf(patientId)).toEqual([]);
  };

  it('for a patient with another number, whatever anybody says', async () => {
    const other = bundleOf([
      theirPatient({ identifier: [{ system: BSN, value: '999998286' }] }),
      ...conversation,
    ]);
    const { code, message } = await refusal(
      imports.taking('bram', other, { words: 'het is echt dezelfde persoon' }),
    );
    expect(code).toBe('business-rule');
    expect(message).not.toMatch(/\d{9}/);
    await nothingOf('bram');
  });

  it('where something does not agree, until somebody says in words why it is the same person', async () => {
    const born = bundleOf([theirPatient({ birthDate: '1948-02-15' }), ...conversation]);
    expect((await refusal(imports.taking('cor', born))).code).toBe('value');
    expect((await refusal(imports.taking('cor', born, { words: 'ja' }))).code).toBe('value');
    await nothingOf('cor');
    const words = 'Geboortedatum daar verkeerd, gebeld met de praktijk';
    expect((await imports.taking('cor', born, { words })).taken).toHaveLength(2);
    const [provenance] = await imports.held('cor', 'Provenance');
    expect(elementsOf(provenance?.reason)[0]?.text).toBe(words);
  });

  it('where the plan was changed since it was compared', async () => {
    const { seen } = (await imports.comparing('bram', bundle)).preview;
    await imports.record.put('Consent', 'bram-new', directive('Patient/bram', IC, 'deny', '2026-11-20'));
    const { status } = await refusal(imports.taking('bram', bundle, { seen }));
    expect(status).toBe(412);
    expect(await imports.held('bram', 'Procedure')).toEqual([]);
  });

  it('from who does not treat the patient, or may not write directives', async () => {
    const stranger = person('treating-physician', 'Practitioner/stranger', 'Organization/elsewhere');
    const pharmacist = person('pharmacist', 'Practitioner/pharmacist', TEAM);
    for (const caller of [stranger, volunteer, gp, doctor, pharmacist])
      expect((await refusal(imports.taking('bram', bundle, { caller }))).code).toBe('forbidden');
    const emergency = { ...consultNurse, emergency: { patient: 'bram', reason: 'Verzonnen' } };
    expect((await refusal(imports.taking('bram', bundle, { caller: emergency }))).code).toBe('forbidden');
    expect(await imports.held('bram', 'Procedure')).toEqual([]);
    expect((await imports.taking('bram', bundle, { caller: consultNurse })).taken).toHaveLength(3);
  });

  it('with every place that does not keep to the standard, and nothing of it is written', async () => {
    const broken = plan(
      { ...consent('cpr', CPR, 'permit', '2026-10-01'), status: 'nonsense' },
      {
        ...consent('ic', IC, 'deny', 'yesterday'),
        text: {
          status: 'generated',
          div: '<div xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></div>',
        },
      },
    );
    const { issues } = await refusal(Promise.resolve().then(() => validBundle(imports.house, broken)));
    const places = issues.flatMap(({ expression = [] }) => expression);
    expect(places).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Consent\/cpr: Consent\.status/),
        expect.stringMatching(/^Consent\/ic: Consent\.dateTime/),
        expect.stringMatching(/^Consent\/ic: Consent\.text/),
      ]),
    );
    expect(issues.every(({ diagnostics }) => diagnostics.length > 10)).toBe(true);
  });

  it('while not everything was chosen', async () => {
    const choice = () => undefined;
    const { code, issues } = await refusal(
      imports.taking('bram', plan(consent('x', IC, 'permit', '2026-10-02')), { choice }),
    );
    expect(code).toBe('value');
    expect(issues[0]?.expression?.[0]).toMatch(/^limit /);
  });
});
