import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { emptyRecord } from '@caecilia/store/testing/migrated';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServerProcess, startServer } from './server-process.ts';
import { hasShared, NO_SHARED, SHARED } from './shared-data.ts';

const folder = mkdtempSync(join(tmpdir(), 'caecilia-commands-'));
const dataDir = await emptyRecord('caecilia-commands-data-');
afterAll(() => {
  for (const each of [folder, dataDir]) rmSync(each, { recursive: true, force: true });
});

/** Runs `caecilia …` to its end. */
function caecilia(args: readonly string[], environment: Record<string, string> = {}) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const env = {
      ...process.env,
      CAECILIA_DATA_DIR: dataDir,
      CAECILIA_DEMO: 'off',
      CAECILIA_LOG_LEVEL: 'error',
      ...environment,
    };
    const child = execFile(
      process.execPath,
      ['apps/care/src/main.ts', ...args],
      { env, maxBuffer: 1 << 26 },
      (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

const observations = Array.from({ length: 450 }, (_, n) =>
  JSON.stringify({
    resourceType: 'Observation',
    id: `o${n}`,
    status: 'final',
    code: { text: 'Invented measurement' },
    subject: { reference: 'Patient/proefpersoon' },
    valueQuantity: { value: 1 },
  }).replace('"value":1}', '"value":1.00}'),
);

describe('the command line', () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServer({ dataDir });
  });
  afterAll(async () => {
    await server.stop();
  });

  const get = async (path: string) => fetch(`${server.url}/fhir${path}`, { headers: server.headers });

  it('prints a token and nothing else, and the token opens the record', async () => {
    const { out, code } = await caecilia(['token']);
    expect(code).toBe(0);
    expect(out).toMatch(/^caecilia-dev\.[a-z0-9]+\.[\w-]+\n$/);
    const response = await fetch(`${server.url}/fhir/Patient`, {
      headers: { authorization: `Bearer ${out.trim()}` },
    });
    expect(response.status).toBe(200);
  });

  it('gives no token in production mode', async () => {
    const { code, err, out } = await caecilia(['token'], {
      CAECILIA_MODE: 'production',
      CAECILIA_CLINICAL_DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
      CAECILIA_CARE_ORIGIN: 'https://care.hospital.example',
    });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/no such tokens in production mode/);
  });

  it('lets a second process out, with a clear sentence, and leaves the first untouched', async () => {
    const second = await caecilia(['serve', 'care'], { CAECILIA_CARE_PORT: '0' });
    expect(second.code).toBe(1);
    expect(second.err).toMatch(/in use by another Caecilia \(process \d+\)/);
    expect((await get('/Patient?_summary=count')).status).toBe(200);
  });

  it('refuses the embedded database in production mode', async () => {
    const { code, err } = await caecilia(['serve', 'care'], { CAECILIA_MODE: 'production' });
    expect(code).toBe(1);
    expect(err).toMatch(/does not sync to disk/);
  });

  it('imports through the running server, compressed lines too, and counts per type and per error', async () => {
    const file = join(folder, 'records.ndjson.gz');
    const wrong = '{"resourceType":"Observation","id":"wrong","status":"nonsense","code":{"text":"x"}}';
    writeFileSync(
      file,
      gzipSync(['{"resourceType":"Patient","id":"proefpersoon"}', ...observations, wrong].join('\n')),
    );
    const { out, code } = await caecilia(['import', file]);
    expect(out).toMatch(/Stored 451 resources/);
    expect(out).toMatch(/ 450 {2}Observation/);
    expect(out).toMatch(/Refused 1\n.*1 {2}422/);
    expect(code).toBe(2);
    expect(await (await get('/Observation/o449')).text()).toContain('"value":1.00');
  });

  it('leaves out what was imported before, unless told to do it again', async () => {
    const file = join(folder, 'records.ndjson.gz');
    expect((await caecilia(['import', file])).out).toMatch(/Left out 1 of 1 files/);
    expect((await caecilia(['import', '--again', file])).out).toMatch(/Stored 451/);
    expect(await (await get('/Observation/o1')).json()).toMatchObject({ meta: { versionId: '2' } });
  });

  it('exports what is current, digit for digit', async () => {
    const to = join(folder, 'out');
    const { code } = await caecilia(['export', '--to', to]);
    expect(code).toBe(0);
    const lines = readFileSync(join(to, 'Observation.ndjson'), 'utf8').trim().split('\n');
    expect(lines).toHaveLength(450);
    expect(lines.every((line) => line.includes('"value":1.00'))).toBe(true);
  });

  it('exports the whole record of one patient with who looked, into a folder of its own', async () => {
    const to = join(folder, 'one');
    const { code, out } = await caecilia(['export', '--patient', 'proefpersoon', '--to', to]);
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/450 {2}Observation\.ndjson[\s\S]*manifest\.json/),
    ]);
    const manifest: unknown = JSON.parse(readFileSync(join(to, 'manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({
      patient: 'proefpersoon',
      files: { 'Patient.ndjson': 1, 'Observation.ndjson': 450 },
    });
    expect(readFileSync(join(to, 'access-log.ndjson'), 'utf8')).toContain('"event":"export"');
    expect((await caecilia(['export', '--patient', 'proefpersoon', '--to', to])).err).toContain(
      'is not empty',
    );
    const nobody = await caecilia(['export', '--patient', 'nobody', '--to', join(folder, 'none')]);
    expect([nobody.code, nobody.err]).toEqual([1, expect.stringContaining('no such Patient')]);
  });

  it('proves the store, with the server running and without', async () => {
    expect((await caecilia(['verify'])).out).toMatch(
      /451 resources, 902 versions[\s\S]*Every version and every line of the log is whole/,
    );
    await server.stop();
    const alone = await caecilia(['verify']);
    expect(alone).toMatchObject({ code: 0 });
    server = await startServer({ dataDir });
  });

  it('says which commands there are, and refuses what it does not know', async () => {
    expect((await caecilia(['help'])).out).toMatch(
      /serve care[\s\S]*import[\s\S]*pack install[\s\S]*verify[\s\S]*token/,
    );
    expect((await caecilia(['config'])).out).toContain('CAECILIA_CLINICAL_DATABASE_URL');
    const misspelt = await caecilia(['improt']);
    expect(misspelt.code).toBe(1);
    expect(misspelt.err).toContain('there is no command "improt"');
    const absent = await caecilia(['import', join(folder, 'absent')]);
    expect(absent.code).toBe(1);
    expect(absent.err).toContain('absent');
  });

  describe.skipIf(!hasShared('data/pzp'))(
    `with the published profiles${hasShared('data/pzp') ? '' : ` (${NO_SHARED})`}`,
    () => {
      it('installs packs, and the running server validates with them at once', async () => {
        for (const pack of [
          'zib2020-terminology',
          'zib2020-0.12.0-beta.4',
          'nl-core-0.12.0-beta.4',
          'pzp-1.0.0-rc2-reconstructed',
        ]) {
          const { out, code } = await caecilia([
            'pack',
            'install',
            join(SHARED, 'data/pzp/definitions', pack),
          ]);
          expect(code, pack).toBe(0);
          expect(out).toMatch(/^Installed /);
        }
        const example = 'Consent-ACP-TreatmentDirective-AdmissionToICU-1-Pat1.json';
        const consent = readFileSync(join(SHARED, 'data/pzp/examples/rc2-reconstructed', example), 'utf8');
        const { id } = JSON.parse(consent) as { id: string };
        const put = (body: string) =>
          fetch(`${server.url}/fhir/Consent/${id}`, { method: 'PUT', headers: server.headers, body });
        expect((await put(consent)).status).toBe(201);
        const refused = await put(consent.replace('"305351004"', '"1"'));
        expect(refused.status).toBe(422);
        expect(JSON.stringify(await refused.json())).toMatch(/Consent\.provision/);
        const list = await caecilia(['pack', 'list']);
        expect(list.out).toMatch(/\(included\)[\s\S]*\(installed\)/);
      });
    },
  );
});
