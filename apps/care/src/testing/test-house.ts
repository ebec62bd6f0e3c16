import { rmSync } from 'node:fs';
import { emptyRecord } from '@caecilia/store/testing/migrated';
import { readSettings } from '../configuration.ts';
import { type CareHouse, startCare } from '../house.ts';
import { openDevelopmentTokens } from '../token.ts';

/** The care house inside a test: the product's own composition, on a free port and an empty folder. */
export interface TestHouse {
  readonly url: string;
  readonly fhir: string;
  /** As a request says it: `Bearer …`. */
  readonly authorization: string;
  readonly dataDir: string;
  readonly routes: CareHouse['routes'];
  /** A request with the token; JSON unless the headers say otherwise. */
  ask(
    path: string,
    init?: { method?: string; body?: string; headers?: Record<string, string> },
  ): Promise<Response>;
  close(): Promise<void>;
}

/** Starts a house without demo on the embedded database, or as the environment says. */
export async function startTestHouse(environment: Readonly<Record<string, string>> = {}): Promise<TestHouse> {
  const dataDir = await emptyRecord('caecilia-e2e-');
  const settings = readSettings(
    {
      CAECILIA_DEMO: 'off',
      CAECILIA_LOG_LEVEL: 'error',
      CAECILIA_CARE_PORT: '0',
      ...environment,
      CAECILIA_DATA_DIR: dataDir,
    },
    '/',
  );
  const house = await startCare(settings, {});
  const authorization = `Bearer ${openDevelopmentTokens(dataDir).issue(new Date(), 60)}`;
  return {
    url: house.url,
    fhir: `${house.url}/fhir`,
    authorization,
    dataDir,
    routes: house.routes,
    ask: (path, { method = 'GET', body, headers = {} } = {}) =>
      fetch(`${house.url}${path}`, {
        method,
        headers: {
          authorization,
          accept: 'application/fhir+json',
          'content-type': 'application/fhir+json',
          ...headers,
        },
        ...(body === undefined ? {} : { body }),
      }),
    async close() {
      await house.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
