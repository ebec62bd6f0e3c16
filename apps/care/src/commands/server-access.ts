import { randomBytes } from 'node:crypto';
import type { Settings } from '../configuration.ts';
import type { ServerLink } from '../import/server-link.ts';
import { findRunning } from '../running.ts';
import { openDevelopmentTokens } from '../token.ts';

/** Minutes that a command's own token lasts; a longer import asks for a new one by being started again. */
const TOKEN_MINUTES = 24 * 60;

/**
 * Runs work against the record: through the server that holds the embedded database where one is running, else through
 * a server of its own in this process, on a free port and with a token that nobody else knows.
 */
export async function withServer<T>(settings: Settings, work: (link: ServerLink) => Promise<T>): Promise<T> {
  const running = settings.CAECILIA_CLINICAL_DATABASE_URL
    ? undefined
    : await findRunning(settings.CAECILIA_DATA_DIR);
  if (running) {
    const token = openDevelopmentTokens(settings.CAECILIA_DATA_DIR).issue(new Date(), TOKEN_MINUTES);
    return work({ base: `${running.url}/fhir`, token });
  }
  const token = randomBytes(32).toString('base64url');
  // Loading the whole house takes most of a second, which a command that talks to a running one need not wait for.
  const { startCare } = await import('../house.ts');
  const house = await startCare(
    { ...settings, CAECILIA_CARE_PORT: 0, CAECILIA_LOG_LEVEL: 'error', demo: false },
    { commandToken: token },
  );
  try {
    return await work({ base: `${house.local}/fhir`, token });
  } finally {
    await house.close();
  }
}
