import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../apps/care/src/configuration.ts';
import { type CareHouse, startCare } from '../apps/care/src/house.ts';
import { openDevelopmentTokens } from '../apps/care/src/token.ts';

/** The care house inside a test: the product's own composition, on a free port and an empty folder. */
export interface TestHouse {
  readonly url: string;
  readonly fhir: string;
  readonly token: string;
  readonly dataDir: string;
  /** A request with the token; JSON unless the headers say otherwise. */
  ask(
    path: string,
    init?: { method?: string; body?: string; headers?: Record<string, string> },
  ): Promise<Response>;
  close(): Promise<void>;
}

/** Starts a house without demo on the embedded database, or as the environment says. */
export async function startTestHouse(environment: Readonly<Record<string, string>> = {}): Promise<TestHouse> {
  const dataDir = mkdtempSync(join(tmpdir(), 'caecilia-e2e-'));
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
  const house: CareHouse = await startCare(settings, {});
  const token = openDevelopmentTokens(dataDir).issue(new Date(), 60);
  return {
    url: house.url,
    fhir: `${house.url}/fhir`,
    token,
    dataDir,
    ask: (path, { method = 'GET', body, headers = {} } = {}) =>
      fetch(`${house.url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
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
