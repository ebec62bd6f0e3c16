import { rmSync } from 'node:fs';
import type { Caller, RecordSession } from '@caecilia/kernel';
import { type ExportLine, type ExportManifest, exportPatient } from '@caecilia/privacy';
import { emptyRecord } from '@caecilia/store/testing/migrated';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from './configuration.ts';
import { type OpenRecord, openRecord } from './record.ts';

const HOUSE: Caller = { id: 'system:test', role: 'operator', scope: { kind: 'everything' } };
const PEOPLE = ['anna', 'bram', 'cor', 'dirkje', 'els'];
const subject = (id: string) => ({ reference: `Patient/${id}` });
const label = { meta: { security: [{ system: 'urn:caecilia:confidentiality', code: 'psychosocial' }] } };

describe('the export of a record (trust check L7)', () => {
  let dataDir = '';
  let record: OpenRecord;
  let session: RecordSession;

  beforeAll(async () => {
    dataDir = await emptyRecord('caecilia-export-');
    const settings = readSettings({ CAECILIA_DATA_DIR: dataDir, CAECILIA_LOG_LEVEL: 'silent' }, '/');
    record = await openRecord(settings, { now: () => new Date(), baseUrl: 'http://127.0.0.1:8080/fhir' });
    session = record.store.session(HOUSE);
    for (const [index, id] of PEOPLE.entries()) await fill(id, index);
  });
  afterAll(async () => {
    await record.store.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const put = (resourceType: string, id: string, more: object) =>
    session.change({ kind: 'update', id, resource: { resourceType, id, ...more } });

  async function fill(id: string, index: number): Promise<void> {
    await put('Patient', id, { name: [{ family: `Verzonnen ${id}` }] });
    for (let n = 0; n < 3 + index; n += 1)
      await put('Observation', `${id}-o${n}`, { status: 'final', code: { text: 'x' }, subject: subject(id) });
    await put('Observation', `${id}-o0`, { status: 'amended', code: { text: 'x' }, subject: subject(id) });
    await put('Observation', `${id}-gone`, { status: 'final', code: { text: 'x' }, subject: subject(id) });
    await session.change({ kind: 'delete', type: 'Observation', id: `${id}-gone` });
    await put('Communication', `${id}-note`, {
      ...label,
      status: 'completed',
      subject: subject(id),
      sender: { reference: 'Practitioner/made-up' },
    });
    await put('Communication', `${id}-own`, {
      ...label,
      status: 'completed',
      subject: subject(id),
      sender: subject(id),
    });
    await put('Task', `${id}-task`, { status: 'requested', intent: 'order', for: subject(id) });
    await put('Binary', `${id}-letter`, { contentType: 'text/plain', data: 'aGFsbG8=' });
    await put('DocumentReference', `${id}-doc`, {
      status: 'current',
      subject: subject(id),
      content: [{ attachment: { url: `Binary/${id}-letter` } }],
    });
  }

  async function exported(patient: string): Promise<{ lines: ExportLine[]; manifest: ExportManifest }> {
    const lines: ExportLine[] = [];
    async function* accessLog() {
      yield { at: '2026-11-22T00:00:00Z', who: 'somebody invented' };
    }
    const order = {
      session,
      patient,
      types: [...record.language.patientCompartment],
      accessLog,
      now: () => new Date(),
    };
    for await (const line of exportPatient(order)) lines.push(line);
    const last = lines.pop();
    if (last?.file !== 'manifest.json') throw new Error('the manifest does not come last');
    return { lines, manifest: JSON.parse(last.text) as ExportManifest };
  }

  it.each(PEOPLE.map((id, index) => [id, index] as const))(
    'of %s is complete, counted, readable by a machine, and of nobody else',
    async (id, index) => {
      const { lines, manifest } = await exported(id);
      expect(manifest.files).toEqual({
        'Patient.ndjson': 1,
        'Observation.ndjson': 3 + index,
        'Communication.ndjson': 1,
        'Task.ndjson': 1,
        'DocumentReference.ndjson': 1,
        'Binary.ndjson': 1,
        'access-log.ndjson': 1,
      });
      expect(lines).toHaveLength(9 + index);
      for (const { text } of lines) {
        const read: unknown = JSON.parse(text);
        expect(read).toBeTypeOf('object');
        expect(text).not.toContain('\n');
        for (const other of PEOPLE.filter((each) => each !== id)) expect(text).not.toContain(`${other}-`);
      }
    },
  );

  it('leaves out confidential notes of others, says how many, and keeps the own ones', async () => {
    const { lines, manifest } = await exported('anna');
    expect(manifest.withheld).toEqual({ Communication: 1 });
    expect(lines.some(({ text }) => text.includes('anna-own'))).toBe(true);
    expect(lines.some(({ text }) => text.includes('anna-note'))).toBe(false);
  });

  it('is refused for a patient who is not there, or not to be seen', async () => {
    await expect(exported('nobody')).rejects.toMatchObject({ code: 'not-found' });
    const other = record.store.session({ ...HOUSE, scope: { kind: 'patients', patients: ['bram'] } });
    const order = {
      session: other,
      patient: 'anna',
      types: ['Patient'],
      accessLog: async function* () {},
      now: () => new Date(),
    };
    await expect(exportPatient(order).next()).rejects.toMatchObject({ code: 'not-found' });
  });
});
