/** `npm start`: both houses of the product on this machine, as two processes; one that ends takes the other down. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Environment } from './houses.ts';
import { endOf, handSignals, runHouse } from './run-house.ts';

const tell = (text: string) => void process.stderr.write(text);

/** The port of a setting; a free one where it is 0, because each house must know the other's address. */
async function portOf(setting: string | undefined, usual: number): Promise<string> {
  if (setting !== '0') return setting ?? String(usual);
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return String(address.port);
}

/** Where the houses are, and by what secret Global signs people in at care, unless the operator set that up. */
async function settled(environment: Environment): Promise<Environment> {
  const care = await portOf(environment.CAECILIA_CARE_PORT, 8080);
  const global = await portOf(environment.CAECILIA_GLOBAL_PORT, 8090);
  const origins = {
    CAECILIA_CARE_PORT: care,
    CAECILIA_GLOBAL_PORT: global,
    CAECILIA_GLOBAL_ORIGIN: environment.CAECILIA_GLOBAL_ORIGIN ?? `http://127.0.0.1:${global}`,
  };
  if (environment.CAECILIA_GLOBAL_OIDC_ISSUER !== undefined) return { ...environment, ...origins };
  return {
    ...environment,
    ...origins,
    CAECILIA_GLOBAL_OIDC_ISSUER: `${environment.CAECILIA_CARE_ORIGIN ?? `http://127.0.0.1:${care}`}/oauth`,
    CAECILIA_GLOBAL_OIDC_CLIENT_SECRET:
      environment.CAECILIA_GLOBAL_OIDC_CLIENT_SECRET ?? randomBytes(32).toString('base64url'),
  };
}

const options = { environment: await settled(process.env), workingFolder: process.cwd() };
const care = runHouse('care', { ...options, args: ['start'] });
const global = runHouse('global', { ...options, args: ['serve', 'global'] });
const isStopping = handSignals([care, global]);

/** Waits for a house to end; the other then stops too, and who reads the screen is told why. */
async function watched(name: string, child: typeof care, other: typeof care): Promise<number> {
  const code = await endOf(child);
  // Where both were told to stop, the other finishes what it accepted: a second signal would cut that off.
  if (!isStopping() && other.exitCode === null && other.signalCode === null) {
    tell(`Caecilia ${name} has ended (${code}), so the other house is stopped too.\n`);
    other.kill('SIGTERM');
  }
  return code;
}

const codes = await Promise.all([watched('Care', care, global), watched('Global', global, care)]);
process.exitCode = codes.find((code) => code !== 0) ?? 0;
