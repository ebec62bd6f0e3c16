import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FhirResource } from '@caecilia/fhir';
import { partOfToday } from '@caecilia/fhir/testing/part-of-today';
import { emptyRecord } from '@caecilia/store/testing/migrated';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { managedPatient } from '../apps/care/src/privacy/own-record.ts';
import { person } from '../apps/care/src/testing/people.ts';
import {
  type Cluster,
  NO_POSTGRESQL,
  postgresqlPrograms,
  startCluster,
} from '../platform/engine/src/testing/postgresql-cluster.ts';
import { openRequests, type RecordEnvironment } from './kept-requests.ts';

const CHILD = fileURLToPath(new URL('decide-in-process.ts', import.meta.url));
const OFFICER = person('privacy-officer', 'Practitioner/officer');
const PATIENT = person('patient', 'Patient/going');
const HOUSE = { id: 'system:test', role: 'system', scope: { kind: 'everything' } } as const;

const ENGINES = [
  { name: 'PGlite', skipped: undefined },
  {
    name: 'PostgreSQL',
    skipped: postgresqlPrograms() === undefined ? NO_POSTGRESQL : undefined,
  },
];

const TODAY = partOfToday(
  ENGINES.filter(({ skipped }) => skipped === undefined),
  2,
);

describe.each(TODAY)('a destruction whose process is killed, on $name', ({ name, skipped }) => {
  let cluster: Cluster | undefined;

  beforeAll(async () => {
    if (skipped === undefined && name === 'PostgreSQL') cluster = await startCluster();
  });
  afterAll(async () => await cluster?.stop());

  /** A record of an invented patient who asked for its destruction; gives the request. */
  async function asked(environment: RecordEnvironment): Promise<string> {
    const { store, requests } = await openRequests(environment);
    const session = store.session(HOUSE);
    const person = { resourceType: 'Patient', id: 'going', name: [{ family: 'Verzonnen' }] };
    await session.change({ kind: 'update', id: 'going', resource: person });
    const note = { code: { text: 'x' }, status: 'final', subject: { reference: 'Patient/going' } };
    await session.change({
      kind: 'update',
      id: 'note',
      resource: { resourceType: 'Observation', id: 'note', ...note },
    });
    const { id } = await requests.ask(PATIENT, 'going', { kind: 'destruction', words: 'Alles weg.' });
    await store.close();
    return id;
  }

  async function killedIn(environment: RecordEnvironment, request: string, moment: string): Promise<void> {
    const child = spawn(process.execPath, [CHILD, JSON.stringify(environment), request, moment], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
    expect(signal).toBe('SIGKILL');
  }

  it.skipIf(skipped).each([
    ['before', true],
    ['after', false],
  ] as const)(
    'shows as interrupted when it was killed %s the commit, and is finished once',
    async (moment, isWhole) => {
      const dataDir = await emptyRecord('caecilia-killed-');
      const url = await cluster?.newDatabase();
      const environment = {
        CAECILIA_DATA_DIR: dataDir,
        ...(url === undefined ? {} : { CAECILIA_CLINICAL_DATABASE_URL: url }),
      };
      const request = await asked(environment);
      await killedIn(environment, request, moment);

      const { store, requests } = await openRequests(environment);
      const session = store.session(HOUSE);
      const left = async () => [
        (await session.read('Patient', 'going')) !== undefined,
        (await session.read('Observation', 'note')) !== undefined,
      ];
      expect(await left()).toEqual([isWhole, isWhole]);
      const waiting = await requests.open(OFFICER);
      expect(waiting).toMatchObject([{ id: request, state: 'granted', interrupted: true }]);
      const other = { state: 'refused', answer: 'Toch maar niet.' } as const;
      await expect(requests.decide(OFFICER, request, other)).rejects.toMatchObject({ code: 'conflict' });
      await expect(requests.goOn(PATIENT, request)).rejects.toMatchObject({ code: 'forbidden' });

      await requests.goOn(OFFICER, request);
      expect(await left()).toEqual([false, false]);
      expect(await requests.open(OFFICER)).toEqual([]);
      const finished = await requests.find(OFFICER, request);
      expect(finished).toMatchObject({ state: 'granted', answer: 'Zoals u vroeg wordt alles gewist.' });
      expect(finished).not.toHaveProperty('interrupted');
      expect(finished).not.toHaveProperty('words');
      await expect(requests.goOn(OFFICER, request)).rejects.toMatchObject({ code: 'conflict' });

      const [counted] = await store.sql.query(
        {
          text: `select r.proof = d.id::text as proven,
              (select count(*) from destruction)::int as destructions,
              (select count(*) from audit where event = 'destruction')::int as lines
            from destruction d join privacy.request r on d.decision = 'request ' || r.id`,
        },
        [],
      );
      expect(counted).toEqual({ proven: true, destructions: 1, lines: 1 });
      expect(await store.verify(undefined, { index: true })).not.toHaveProperty('firstBreak');
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
    120_000,
  );
});

describe.skipIf(ENGINES[1]?.skipped)('after a destruction by another process', () => {
  it('nothing of the person is reached by who was known to this one', async () => {
    const cluster = await startCluster();
    const url = await cluster.newDatabase();
    const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'caecilia-two-')));
    const [one, other] = await Promise.all(
      folders.map((dataDir) =>
        openRequests({ CAECILIA_DATA_DIR: dataDir, CAECILIA_CLINICAL_DATABASE_URL: url }),
      ),
    );
    if (one === undefined || other === undefined) throw new Error('there are two processes here');
    const put = (resource: FhirResource) =>
      other.store.session(HOUSE).change({ kind: 'update', id: String(resource.id), resource });
    await put({ resourceType: 'Patient', id: 'going', name: [{ family: 'Verzonnen' }] });
    const role = { system: 'urn:oid:2.16.840.1.113883.2.4.3.11.22.472', code: '24' };
    const about = { patient: { reference: 'Patient/going' }, relationship: [{ coding: [role] }] };
    await put({ resourceType: 'RelatedPerson', id: 'curator', ...about });
    const people = [PATIENT, person('carer', 'RelatedPerson/curator')];
    const reached = async () =>
      await Promise.all(
        people.map(async (person) => [
          await managedPatient(other.store, person),
          (await other.store.session(person).read('Patient', 'going'))?.id,
          (await other.store.session(person).read('RelatedPerson', 'curator'))?.id,
          await other.store.stillAllowed(person, 'going'),
        ]),
      );
    const all = ['going', 'going', 'curator', true];
    expect(await reached()).toEqual([all, all]);

    const { id } = await other.requests.ask(PATIENT, 'going', { kind: 'destruction', words: 'Alles weg.' });
    await one.requests.decide(OFFICER, id, { state: 'granted', answer: 'Zoals u vroeg is alles gewist.' });

    const nothing = [undefined, undefined, undefined, false];
    expect(await reached()).toEqual([nothing, nothing]);
    await expect(other.requests.list(PATIENT, 'going')).rejects.toMatchObject({ code: 'forbidden' });
    await Promise.all([one.store.close(), other.store.close()]);
    await cluster.stop();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
});

describe('a destruction of what is not there', () => {
  it('lets its request wait again, to be answered otherwise', async () => {
    const dataDir = await emptyRecord('caecilia-nothing-');
    const { store, requests } = await openRequests({ CAECILIA_DATA_DIR: dataDir });
    const person = { resourceType: 'Patient', id: 'going', name: [{ family: 'Verzonnen' }] };
    await store.session(HOUSE).change({ kind: 'update', id: 'going', resource: person });
    const ask = () => requests.ask(PATIENT, 'going', { kind: 'destruction', words: 'Alles weg.' });
    const [first, second] = [await ask(), await ask()];
    const granted = { state: 'granted', answer: 'Zoals u vroeg is alles gewist.' } as const;
    await requests.decide(OFFICER, first.id, granted);

    await expect(requests.decide(OFFICER, second.id, granted)).rejects.toMatchObject({ code: 'not-found' });
    const found = await requests.find(OFFICER, second.id);
    expect(found?.state).toBe('in-progress');
    expect(found).not.toHaveProperty('interrupted');
    await expect(requests.goOn(OFFICER, second.id)).rejects.toMatchObject({ code: 'conflict' });
    await requests.decide(OFFICER, second.id, { state: 'refused', answer: 'Er is niets meer.' });
    expect(await requests.open(OFFICER)).toEqual([]);
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
});
