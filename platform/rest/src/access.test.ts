import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entriesIn, idsIn, typesIn } from './testing/fhir-server.ts';
import { startTwoPatients, type TwoPatients } from './testing/two-patients.ts';

/**
 * The side doors by which FHIR servers leak, each tried as a nurse who treats one of two patients. The matrix of the
 * house's own policy is in `apps/care`.
 */
describe('a side door', () => {
  let server: TwoPatients;
  beforeAll(async () => {
    server = await startTwoPatients();
  });
  afterAll(async () => await server.close());

  const search = async (path: string) => {
    const answer = await server.send(`GET ${path}`);
    expect(answer.status, answer.text).toBe(200);
    expect(JSON.stringify(entriesIn(answer.resource))).not.toMatch(/Geheim|"secret"|"id":"[a-z]-theirs"/);
    return answer.resource;
  };
  const found = async (path: string) => idsIn(await search(path)).toSorted();
  const included = async (path: string) => idsIn(await search(path), 'include').toSorted();
  it('is not the search itself: it finds what is of the nurse’s patient, and every door opens for that', async () => {
    expect(await found('/Observation')).toEqual(['crossed', 'o-mine']);
    expect(await found('/Patient')).toEqual(['mine']);
    expect(
      await included('/Observation?_id=o-mine&_include=Observation:encounter&_include=Observation:performer'),
    ).toEqual(['doc', 'e-mine']);
    expect(await found('/Observation?encounter.status=planned')).toEqual(['o-mine']);
    expect(await found('/Patient?_has:Observation:patient:code=open')).toEqual(['mine']);
  });

  it('_include', async () => {
    expect(
      await included(
        '/Observation?_id=crossed&_include=Observation:encounter&_include=Observation:has-member',
      ),
    ).toEqual([]);
  });
  it('_revinclude', async () => {
    expect(await included('/Observation?_id=o-mine&_revinclude=Observation:has-member')).toEqual([]);
    expect(await included('/Practitioner?_id=doc&_revinclude=Observation:performer')).toEqual([
      'crossed',
      'o-mine',
    ]);
  });
  it(':iterate', async () => {
    const path =
      '/Observation?_id=o-mine&_include=Observation:encounter&_include:iterate=Encounter:part-of&_revinclude:iterate=Observation:encounter';
    expect(await included(path)).toEqual(['e-mine']);
  });
  it('a wildcard', async () => {
    expect(await included('/Observation?_id=crossed&_include=*')).toEqual(['doc', 'mine']);
    expect(await included('/Practitioner?_id=doc&_revinclude=*')).toEqual(['crossed', 'o-mine']);
  });
  it('a chain', async () => {
    expect(await found('/Observation?encounter.status=finished')).toEqual([]);
    expect(await found('/Observation?_id=crossed&encounter.status=finished')).toEqual([]);
    expect(await found('/Observation?patient.family=Geheim')).toEqual([]);
    expect(await found('/Encounter?part-of.status=finished')).toEqual([]);
  });
  it('_has', async () => {
    expect(await found('/Practitioner?_has:Observation:performer:code=secret')).toEqual([]);
    expect(await found('/Practitioner?_id=doc&_has:Observation:performer:code=secret')).toEqual([]);
    expect(await found('/Practitioner?_has:Observation:performer:code=open')).toEqual(['doc']);
    expect(await found('/Encounter?_has:Observation:encounter:code=secret')).toEqual([]);
  });
  it('sort', async () => {
    for (const sort of ['code', '-code', '_lastUpdated', '-_id', 'patient']) {
      expect(await found(`/Observation?_sort=${sort}`)).toEqual(['crossed', 'o-mine']);
      expect(idsIn(await search(`/Observation?_sort=${sort}&_count=1`))).toHaveLength(1);
    }
  });
  it('a count or a total', async () => {
    expect((await search('/Observation?_summary=count')).total).toBe(2);
    expect((await search('/Observation?_count=0')).total).toBe(2);
    expect((await search('/Observation?_count=1&_total=accurate')).total).toBe(2);
    expect((await search('/Observation?code=secret&_summary=count')).total).toBe(0);
    expect((await search('/Observation?_id=o-theirs&_summary=count')).total).toBe(0);
  });
  it('the history of a type or of everything', async () => {
    const ofType = (await server.send('GET /Observation/_history')).resource;
    expect(ofType.total).toBe(2);
    const { text } = await server.send('GET /_history?_count=100');
    expect(text).not.toMatch(/Geheim|secret|"b-theirs"|"both"|"l-both"/);
  });
  it('the system search and the compartment of another patient', async () => {
    expect(await found('/?_type=Observation,Patient,Practitioner')).toEqual([
      'crossed',
      'doc',
      'mine',
      'o-mine',
    ]);
    expect(await found('/Patient/theirs/Observation')).toEqual([]);
    expect(await found('/Patient/mine/Observation')).toEqual(['crossed', 'o-mine']);
  });
  it('what is about several patients', async () => {
    for (const path of [
      '/Appointment',
      '/List',
      '/Group',
      '/Appointment?patient=mine',
      '/Patient/mine/Appointment',
    ]) {
      expect(await found(path), path).toEqual([]);
    }
    expect((await server.send('GET /Appointment/both')).status).toBe(404);
  });
  it('a Binary', async () => {
    expect((await server.send('GET /Binary/b-mine')).status).toBe(200);
    for (const id of ['b-theirs', 'b-nobody', 'b-unknown']) {
      expect((await server.send(`GET /Binary/${id}`, undefined, { accept: 'text/plain' })).status).toBe(404);
    }
  });
  it('$everything', async () => {
    const everything = await server.send('GET /Patient/mine/$everything');
    expect(everything.status).toBe(200);
    expect(everything.text).not.toMatch(/Geheim|secret/);
    expect(typesIn(everything.resource).toSorted()).toEqual([
      'Encounter',
      'Observation',
      'Observation',
      'Patient',
      'Practitioner',
    ]);
  });
});
