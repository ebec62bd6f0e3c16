import type { FhirResource } from '@caecilia/fhir';
import { type Caller, resourceOf } from '@caecilia/kernel';
import {
  attachableLetters,
  fromDocument,
  type LetterBegun,
  type LetterSigned,
  type LettersShown,
  type LetterView,
  lettersOverRecord,
} from '@caecilia/letter';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standardsOf } from '../care-plan.ts';
import {
  type ConsultationRecord,
  openConsultationRecord,
} from '../consultation/testing/consultation-record.ts';
import {
  anna,
  consultNurse,
  daughter,
  doctor,
  gp,
  husband,
  secretary,
  volunteer,
  wardNurse,
} from '../consultation/testing/people.ts';
import { type AskedEndpoints, askedEndpoints } from '../testing/asked-endpoints.ts';
import { person } from '../testing/people.ts';
import { letterArea, letterDesk } from './desk-area.ts';

const stranger = person('treating-physician', 'Practitioner/stranger', 'Organization/elsewhere');
const pharmacist = person('pharmacist', 'Practitioner/pharmacist', 'Organization/ward');
const TO = 'PractitionerRole/gp-role';
const WORDS = {
  why: 'U behandelt haar mede.',
  asked: 'Kom deze week langs.',
  limits: 'Zij sprak er rustig over.',
};
const SCT = 'http://snomed.info/sct';

const limit = (id: string, type: 'permit' | 'deny'): FhirResource => ({
  resourceType: 'Consent',
  id,
  status: 'active',
  scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'treatment' }] },
  category: [{ coding: [{ system: SCT, code: '129125009' }] }],
  patient: { reference: 'Patient/anna' },
  dateTime: '2026-11-12',
  policyRule: { text: 'Verzonnen' },
  extension: [
    { url: 'http://nictiz.nl/fhir/StructureDefinition/ext-Comment', valueString: 'Ik wil rustig gaan' },
  ],
  provision: { type, code: [{ coding: [{ system: SCT, code: '89666000' }] }] },
});

describe('letters, in the record', () => {
  let record: ConsultationRecord;
  let house: AskedEndpoints;
  let parts: Parameters<typeof letterDesk>[0];
  let forms = 0;
  beforeAll(async () => {
    record = await openConsultationRecord();
    const { store, packs } = record.record;
    parts = { ...record.house, store, standards: standardsOf(packs), demo: true };
    house = askedEndpoints(record.house.session, letterArea(parts).endpoints);
    await record.put('Practitioner', 'gp', { name: [{ text: 'dr. H. Verzonnen' }] });
    await record.put('Organization', 'practice', { name: 'Huisartsenpraktijk Verzonnen' });
    await record.put('PractitionerRole', 'gp-role', {
      practitioner: { reference: 'Practitioner/gp', display: 'dr. H. Verzonnen' },
      organization: { reference: 'Organization/practice' },
      telecom: [{ system: 'phone', value: '071 000 00 00' }],
    });
    await record.put('Patient', 'anna', {
      name: [{ family: 'Verzonnen', given: ['Anna'] }],
      birthDate: '1948-02-14',
      generalPractitioner: [{ reference: 'Practitioner/gp' }, { reference: TO }],
    });
    const { resourceType: _, id = '', ...cpr } = limit('cpr', 'deny');
    await record.put('Consent', id, cpr);
    await record.put('MedicationStatement', 'tablet', {
      status: 'active',
      subject: { reference: 'Patient/anna' },
      medicationCodeableConcept: { text: 'Verzinsoline' },
      dosage: [{ text: 'zoals op het etiket van de verzonnen apotheek' }],
    });
    await record.put('MedicationStatement', 'numbers', {
      status: 'active',
      subject: { reference: 'Patient/anna' },
      medicationCodeableConcept: { text: 'Fantasol' },
      dosage: [{ doseAndRate: [{ doseQuantity: { value: 3, unit: 'stuk' } }] }],
    });
  });
  afterAll(async () => await record.close());

  const clientId = () => {
    forms += 1;
    return `7c1f6d3e-0000-4000-8000-${String(forms).padStart(12, '0')}`;
  };
  const begun = (caller: Caller, language = 'nl') =>
    house.read<LetterBegun>(caller, '/patients/:id/letter-facts', { id: 'anna' }, { language });
  const shown = (caller: Caller) => house.read<LettersShown>(caller, '/patients/:id/letters', { id: 'anna' });
  const sign = (caller: Caller, more: object) =>
    house.write<LetterSigned>(caller, '/patients/:id/letters', {
      params: { id: 'anna' },
      body: { clientId: clientId(), language: 'nl', to: TO, words: WORDS, leftOut: [], ...more },
    });
  const signed = async (caller: Caller, more: object = {}): Promise<LetterView> => {
    const { facts } = await begun(caller);
    const answer = await sign(caller, { basis: facts.basis, ...more });
    if (answer.kind !== 'signed') throw new Error(`it was not signed: ${answer.kind}`);
    return answer.letter;
  };
  const refused = (work: Promise<unknown>, code: string, expression?: string) =>
    expect(work).rejects.toMatchObject({
      code,
      ...(expression === undefined ? {} : { issues: [{ expression: [expression] }] }),
    });

  it('begin with what the record says, as it was recorded, and propose no dose', async () => {
    const { facts, recipients } = await begun(doctor);
    expect(recipients.find(({ reference }) => reference === TO)?.name).toContain('Verzonnen');
    const cpr = facts.parts.limits.find(({ name }) => name === 'Reanimatie');
    expect(cpr?.lines[0]).toEqual({ text: 'Niet doen', strong: true });
    expect(JSON.stringify(cpr)).toContain('Ik wil rustig gaan');
    expect(facts.parts.medication).toEqual([
      {
        name: 'Fantasol',
        lines: [{ text: 'Hoeveel en wanneer staat niet in woorden vast; kijk in het origineel.' }],
      },
      {
        name: 'Verzinsoline',
        lines: [{ text: '', quoted: 'zoals op het etiket van de verzonnen apotheek' }],
      },
    ]);
    const english = (await begun(doctor, 'en')).facts;
    expect(english.parts.limits.find(({ name }) => name === 'Resuscitation (CPR)')?.lines[0]?.text).toBe(
      'Do not',
    );
    expect((await begun(doctor)).facts.basis).toBe(facts.basis);
  });

  it('are signed by who treats, once however often they are sent, with their words and the PDF under one hash', async () => {
    const { facts } = await begun(wardNurse);
    const body = { clientId: clientId(), basis: facts.basis };
    const answer = await sign(wardNurse, body);
    expect(answer).toMatchObject({
      kind: 'signed',
      again: false,
      letter: { version: 1, to: { reference: TO } },
    });
    expect(await sign(wardNurse, body)).toMatchObject({ kind: 'signed', again: true });
    const [letter] = (await shown(doctor)).letters;
    expect(letter?.sections.find(({ kind }) => kind === 'limits')?.words).toBe(WORDS.limits);
    expect(letter?.signed).toMatchObject({ by: 'Practitioner/ward-nurse', at: '2026-11-23T09:00:00.000Z' });
    const { content, name } = await house.file(doctor, '/patients/:id/letters/:letter/pdf', {
      id: 'anna',
      letter: letter?.id ?? '',
    });
    const pdf = Buffer.from(content).toString('latin1');
    expect([pdf.startsWith('%PDF-'), pdf.includes('/StructTreeRoot'), name]).toEqual([
      true,
      true,
      'letter-2026-11-23-v1-nl.pdf',
    ]);
    const parts = await attachableLetters(lettersOverRecord(letterDesk(partsOf())), doctor, 'anna');
    expect(parts).toMatchObject([{ reference: `DocumentReference/${letter?.id}`, version: 1 }]);
  });

  it('are not signed without why and what is asked, to nobody, without limits, or by whom the rules do not name', async () => {
    const { facts } = await begun(doctor);
    const { basis } = facts;
    await refused(sign(doctor, { basis, words: { ...WORDS, why: ' ' } }), 'required', 'why');
    await refused(sign(doctor, { basis, words: { ...WORDS, asked: '' } }), 'required', 'asked');
    await refused(sign(doctor, { basis, to: 'Organization/elsewhere' }), 'required', 'to');
    await refused(sign(doctor, { basis, leftOut: ['limits'] }), 'value', 'limits');
    await refused(sign(doctor, { basis, words: { ...WORDS, why: 'x'.repeat(2001) } }), 'value', 'why');
    await refused(sign(doctor, { basis, language: 'de' }), 'value', 'language');
    await refused(sign(doctor, { basis, clientId: '' }), 'business-rule');
    for (const caller of [
      anna,
      husband,
      daughter,
      gp,
      secretary,
      volunteer,
      pharmacist,
      consultNurse,
      stranger,
    ]) {
      await refused(sign(caller, { basis }), 'forbidden');
      await expect(begun(caller)).rejects.toMatchObject({ code: /forbidden|not-found/ });
    }
    // The patient reads what was written about her; who has no part in the record finds nothing.
    expect(await shown(anna)).toMatchObject({ closed: false, mayWrite: false, letters: [{ version: 1 }] });
    expect(await shown(gp)).toMatchObject({ closed: true, letters: [] });
    await refused(shown(stranger), 'not-found');
    const emergency = { ...doctor, emergency: { patient: 'anna', reason: 'Verzonnen' } };
    expect(await shown(emergency)).toMatchObject({ mayWrite: false });
  });

  it('are not signed on a record that changed since it was read, and say so where they were signed before', async () => {
    const { facts } = await begun(doctor);
    const { resourceType: _, id = '', ...cpr } = limit('cpr', 'permit');
    await record.put('Consent', id, cpr);
    const answer = await sign(doctor, { basis: facts.basis });
    expect(answer.kind).toBe('changed');
    if (answer.kind !== 'changed') throw new Error('it was signed on what no longer holds');
    expect(answer.facts.parts.limits.find(({ name }) => name === 'Reanimatie')?.lines[0]?.text).toBe(
      'Wel doen',
    );
    expect((await shown(doctor)).letters).toMatchObject([{ version: 1, changed: ['limits'] }]);
    expect((await shown(anna)).letters).toMatchObject([{ changed: [] }]);
    expect(await sign(doctor, { basis: answer.facts.basis })).toMatchObject({ kind: 'signed' });
  });

  it('give way to a next version and stay to be read, and of two next versions one is told', async () => {
    const first = await signed(doctor);
    const replaces = { id: first.id, versionId: first.versionId };
    const { facts } = await begun(doctor);
    const both = await Promise.all(
      [doctor, wardNurse].map((caller) => sign(caller, { basis: facts.basis, replaces })),
    );
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['conflict', 'signed']);
    const told = both.find(({ kind }) => kind === 'conflict');
    const next = both.find(({ kind }) => kind === 'signed');
    if (next?.kind !== 'signed' || told?.kind !== 'conflict') throw new Error('not one of each');
    expect(next.letter).toMatchObject({ version: 2, replaces: first.id, superseded: false });
    expect(told.theirs.id).toBe(next.letter.id);
    const { letters } = await shown(doctor);
    expect(letters.find(({ id }) => id === first.id)).toMatchObject({
      superseded: true,
      sections: first.sections,
    });
    // What was sent before can be taken along only in its newest version.
    const along = await attachableLetters(lettersOverRecord(letterDesk(partsOf())), doctor, 'anna');
    expect(along.map(({ reference }) => reference)).not.toContain(`DocumentReference/${first.id}`);
    await refused(sign(doctor, { basis: facts.basis, replaces: { id: first.id } }), 'value');
    await refused(
      sign(doctor, { basis: facts.basis, replaces: { id: 'nowhere', versionId: 1 } }),
      'not-found',
    );
  });

  it('that were changed behind the back of who signed are not read as letters', async () => {
    const letter = await signed(doctor);
    const version = await record.house.session(doctor).read('DocumentReference', letter.id);
    if (version === undefined) throw new Error('the letter is not there');
    const document = resourceOf(version);
    expect(fromDocument(document).hash).toBe(letter.hash);
    const { content } = document as unknown as { content: { attachment: { data: string } }[] };
    const [pdf, words] = content;
    const other = Buffer.from(words?.attachment.data ?? '', 'base64')
      .toString()
      .replace('Wel doen', 'Niet doen');
    const changed = { attachment: { ...words?.attachment, data: Buffer.from(other).toString('base64') } };
    const before = await shown(doctor);
    await record.put('DocumentReference', letter.id, { ...document, content: [pdf, changed] });
    const after = await shown(doctor);
    expect(after.unreadable).toBe(before.unreadable + 1);
    expect(after.letters.map(({ id }) => id)).not.toContain(letter.id);
    await refused(
      house.file(doctor, '/patients/:id/letters/:letter/pdf', { id: 'anna', letter: letter.id }),
      'invariant',
    );
  });

  it('are valid R4', async () => {
    expect(await record.invalid(['DocumentReference'])).toEqual([]);
  });

  function partsOf() {
    return parts;
  }
});
