import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { r4Definitions } from '@caecilia/definitions';
import { createModel, type FhirResource, xmlToResource } from '@caecilia/fhir';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestHouse, type TestHouse } from '../apps/care/src/testing/test-house.ts';
import { hasShared, NO_SHARED, SHARED } from './shared-data.ts';

interface Expected {
  readonly patients: Readonly<
    Record<
      string,
      readonly { id: string; request: string; match: string[]; include: string[]; total: number }[]
    >
  >;
}

interface Answered {
  readonly total: number | undefined;
  readonly match: string[];
  readonly include: string[];
}

const CORPORA = ['beta3', 'rc2-reconstructed', 'rc2-pat1-2025'] as const;
const model = createModel(r4Definitions());
const XML_LIMITS = { maxLength: 10_000_000, maxDepth: 64 };

/** Ids by search mode, of a searchset in either format. */
async function answered(response: Response): Promise<Answered> {
  const text = await response.text();
  expect(response.status, text.slice(0, 500)).toBe(200);
  const isXml = response.headers.get('content-type')?.includes('xml');
  const bundle = (isXml ? xmlToResource(text, model, XML_LIMITS) : JSON.parse(text)) as FhirResource & {
    total?: number;
    entry?: readonly { resource: FhirResource; search: { mode: string } }[];
  };
  const ids = (mode: string) =>
    (bundle.entry ?? [])
      .filter(({ search }) => search.mode === mode)
      .map(({ resource }) => `${resource.resourceType}/${resource.id}`)
      .sort();
  return {
    total: bundle.total === undefined ? undefined : Number(bundle.total),
    match: ids('match'),
    include: ids('include'),
  };
}

describe.skipIf(!hasShared('data/pzp'))(
  `the queries of the standard for proactive care planning${hasShared('data/pzp') ? '' : ` (${NO_SHARED})`}`,
  () => {
    describe.each(CORPORA)('on the example records %s', (corpus) => {
      const expected = hasShared('data/pzp')
        ? (JSON.parse(readFileSync(join(SHARED, `data/pzp/expected/${corpus}.json`), 'utf8')) as Expected)
        : { patients: {} };
      const cases = Object.entries(expected.patients).flatMap(([patient, queries]) =>
        queries.map((query) => ({ patient, ...query })),
      );
      let house: TestHouse;

      beforeAll(async () => {
        house = await startTestHouse();
        const body = readFileSync(join(SHARED, `data/pzp/bundles/hendrik-${corpus}.json`), 'utf8');
        const response = await house.ask('/fhir', { method: 'POST', body });
        expect(response.status, (await response.clone().text()).slice(0, 800)).toBe(200);
      });
      afterAll(() => house.close());

      describe.each(cases)('query $id for $patient', ({ request, match, include, total }) => {
        const path = request.replace(/^GET \[base\]/, '');
        const right: Answered = { total, match: match.toSorted(), include: include.toSorted() };

        it('is answered exactly in JSON', async () => {
          expect(await answered(await house.ask(`/fhir${path.replaceAll('|', '%7C')}`))).toEqual(right);
        });

        it('is answered exactly in XML', async () => {
          const response = await house.ask(`/fhir${path.replaceAll('|', '%7C')}`, {
            headers: { accept: 'application/fhir+xml' },
          });
          expect(response.headers.get('content-type')).toContain('application/fhir+xml');
          expect(await answered(response)).toEqual(right);
        });

        it('is answered exactly when it is posted as a form', async () => {
          const [type = '', query = ''] = path.slice(1).split('?');
          const headers = { 'content-type': 'application/x-www-form-urlencoded' };
          expect(
            await answered(
              await house.ask(`/fhir/${type}/_search`, {
                method: 'POST',
                body: query.replaceAll('|', '%7C'),
                headers,
              }),
            ),
          ).toEqual(right);
        });

        it('is answered empty for a patient of whom nothing is known', async () => {
          const other = path.replace(/(patient|subject)=(Patient\/)?[^&]+/, '$1=Patient/nobody-here');
          expect(await answered(await house.ask(`/fhir${other.replaceAll('|', '%7C')}`))).toEqual({
            total: 0,
            match: [],
            include: [],
          });
        });

        it('is refused without a token', async () => {
          const response = await fetch(`${house.fhir}${path.replaceAll('|', '%7C')}`);
          expect(response.status).toBe(401);
          expect(await response.json()).toMatchObject({
            resourceType: 'OperationOutcome',
            issue: [{ code: 'login' }],
          });
        });
      });
    });
  },
);
