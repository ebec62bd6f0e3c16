import { randomBytes } from 'node:crypto';
import { xmlToResource } from '@caecilia/fhir';
import type { Caller, PageAnswer, PageVisit } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CarePlanFloor, carePlanOf } from './care-plan.ts';
import { readSettings } from './configuration.ts';
import {
  type ConsultationRecord,
  openConsultationRecord,
} from './consultation/testing/consultation-record.ts';
import { anna, doctor, gp, husband, volunteer, wardNurse } from './consultation/testing/people.ts';
import { directive } from './exchange/testing/import-record.ts';
import { person } from './testing/people.ts';

const PAGE = '/care/patients/:id/documents';
const FILE = '/care/patients/:id/documents/:document/download';
const OWN = '/my-record/plan/download';
const EVERY = ['emergency', 'plain', 'record', 'bundle'] as const;
const labelled = { meta: { security: [{ system: 'urn:caecilia:confidentiality', code: 'unreleased' }] } };

describe('what is printed and downloaded of a plan', () => {
  let record: ConsultationRecord;
  let floor: CarePlanFloor;

  beforeAll(async () => {
    record = await openConsultationRecord();
    const { store, packs, language } = record.record;
    floor = carePlanOf({
      settings: readSettings({ CAECILIA_DATA_DIR: '/nowhere', CAECILIA_LOG_LEVEL: 'silent' }, '/'),
      store,
      packs,
      language,
      readSearch: record.house.readSearch,
      now: record.house.now,
      paperKey: randomBytes(32),
    });
    await record.put('Consent', 'cpr', directive('Patient/anna', '89666000', 'deny', '2026-11-12'));
  });
  afterAll(async () => await record.close());

  const ask = async (
    caller: Caller,
    path: string,
    more: { readonly document?: string; readonly query?: Record<string, string>; readonly id?: string } = {},
  ): Promise<PageAnswer> => {
    const page = floor.pages.find((each) => each.path === path);
    if (page === undefined) throw new Error(`there is no ${path}`);
    const visit: PageVisit = {
      caller,
      params: { id: more.id ?? 'anna', document: more.document ?? '' },
      query: { lang: 'nl', ...more.query },
      headers: {},
      origin: 'https://care.example',
      formToken: '',
    };
    return page.handler(record.house.session(caller), visit);
  };
  const fileOf = (answer: PageAnswer) => {
    if (!('file' in answer)) throw new Error('no file came');
    const { file } = answer;
    return {
      ...file,
      bytes: Buffer.from('text' in file ? file.text : file.content),
    };
  };
  const status = (answer: PageAnswer) => ('status' in answer ? answer.status : 303);
  const html = (answer: PageAnswer) => ('html' in answer ? answer.html : '');
  const countOf = async (event: string) => {
    const { lines } = await record.record.store.log.lines({ patient: 'anna', count: 500 });
    return lines.filter((line) => line.event === event).length;
  };

  it('is PDF to read and to keep, and FHIR in JSON and XML, each under a name that tells nothing of whom', async () => {
    for (const document of EVERY) {
      const file = fileOf(await ask(wardNurse, FILE, { document }));
      expect(file.name).toMatch(/^(noodpagina|plan-in-gewone-taal|zorgplan)-2026-11-23\.(pdf|json)$/);
      expect(file.bytes.length).toBeGreaterThan(500);
      if (document !== 'bundle') expect(file.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    }
    const { model } = record.record.language;
    const asked = async (format: string) =>
      fileOf(
        await ask(doctor, FILE, { document: 'bundle', query: { format, version: 'pzp-0.1.3-beta3' } }),
      ).bytes.toString();
    const [json, xml] = [
      JSON.parse(await asked('json')) as object,
      xmlToResource(await asked('xml'), model, { maxLength: 1_000_000, maxDepth: 50 }),
    ];
    expect(JSON.parse(JSON.stringify(xml))).toEqual(json);
    expect(json).toMatchObject({ resourceType: 'Bundle', type: 'collection' });
  });

  it('is named on a page that says what each is for', async () => {
    const page = html(await ask(doctor, PAGE));
    for (const document of EVERY)
      expect(page).toContain(`/care/patients/anna/documents/${document}/download`);
  });

  it('is in the log of the patient before it is given, as print or as export', async () => {
    const before = await countOf('print');
    await ask(wardNurse, FILE, { document: 'emergency' });
    expect(await countOf('print')).toBe(before + 1);
    const exports = await countOf('export');
    await ask(wardNurse, FILE, { document: 'record' });
    expect(await countOf('export')).toBe(exports + 1);
  });

  it('is the own plan in plain words for the patient and who represents them', async () => {
    expect(fileOf(await ask(anna, OWN)).name).toBe('plan-in-gewone-taal-2026-11-23.pdf');
    for (const caller of [husband, wardNurse]) expect([403, 404]).toContain(status(await ask(caller, OWN)));
  });

  it.each(EVERY)(
    'as %s is closed to who may not see what was agreed, and to who does not treat',
    async (document) => {
      const stranger = person('treating-physician', 'Practitioner/far', 'Organization/far');
      for (const caller of [volunteer, gp, husband, stranger])
        for (const path of [PAGE, FILE]) {
          const answer = await ask(caller, path, { document });
          expect([403, 404]).toContain(status(answer));
          expect('file' in answer).toBe(false);
        }
    },
  );

  it('is a document and a version that there is', async () => {
    expect(status(await ask(doctor, FILE, { document: 'everything' }))).toBe(404);
    expect(status(await ask(doctor, FILE, { document: 'record', query: { version: 'pzp-9' } }))).toBe(404);
  });

  it('does not take the record out by emergency access, and never what is confidential', async () => {
    const looking = { ...doctor, emergency: { patient: 'anna', reason: 'Verzonnen' } };
    for (const document of ['record', 'bundle'])
      expect(status(await ask(looking, FILE, { document }))).toBe(403);
    expect(html(await ask(looking, PAGE))).not.toContain('/record/download');
    await record.put('Observation', 'kept', {
      status: 'final',
      code: { coding: [{ system: 'http://snomed.info/sct', code: '153851000146100' }] },
      subject: { reference: 'Patient/anna' },
      effectiveDateTime: '2026-11-12',
      valueString: 'Wat zij nog niet weet.',
      ...labelled,
    });
    expect((await record.house.session(doctor).read('Observation', 'kept'))?.id).toBe('kept');
    for (const document of ['plain', 'record', 'bundle'])
      expect(fileOf(await ask(doctor, FILE, { document })).bytes.toString('latin1')).not.toContain(
        'nog niet weet',
      );
    expect(html(await ask(doctor, PAGE))).toContain('iets vertrouwelijks');
  });
});
