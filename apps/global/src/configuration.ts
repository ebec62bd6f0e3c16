import { readFileSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';

const wholeNumber = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

const address = (example: string) =>
  z
    .string()
    .transform((text) => text.replace(/\/$/, ''))
    .refine(isOrigin, `must be scheme, host and port only, like ${example}`);

/** Every setting of the house Global: an environment variable each, with its type, default, unit and meaning. */
export const SETTINGS = z.object({
  CAECILIA_MODE: z
    .enum(['development', 'production'])
    .default('development')
    .describe('development: demo, embedded database and http allowed. production: none of these.'),
  CAECILIA_GLOBAL_PORT: wholeNumber(0, 65_535)
    .default(8090)
    .describe('TCP port of the house Global (0: any free one)'),
  CAECILIA_GLOBAL_HOST: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe(
      'Address of this machine to listen on; put a TLS proxy before anything but the loopback address',
    ),
  CAECILIA_GLOBAL_ORIGIN: address('https://global.hospital.example')
    .optional()
    .describe(
      'Where browsers reach this house. Default: http://127.0.0.1 and the port. Production needs https',
    ),
  CAECILIA_GLOBAL_TRUSTED_PROXIES: z
    .string()
    .default('')
    .describe('Addresses of proxies whose X-Forwarded headers count, separated by commas'),
  CAECILIA_GLOBAL_DATA_DIR: z
    .string()
    .min(1)
    .default('./data-global')
    .describe(
      'Folder of the embedded database of this house and its lock; the only one that it may write to',
    ),
  CAECILIA_GLOBAL_DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must be an address like postgresql://user@host/database')
    .optional()
    .describe(
      'PostgreSQL 15 or newer for the register; never the clinical database. Without it the embedded one is used',
    ),
  CAECILIA_GLOBAL_OIDC_ISSUER: z
    .string()
    .regex(/^https?:\/\//, 'must be an address like https://login.hospital.example')
    .optional()
    .describe(
      'OpenID Connect provider that says who somebody is: the care house, or any other. Without it nobody signs in',
    ),
  CAECILIA_GLOBAL_OIDC_CLIENT_ID: z
    .string()
    .min(1)
    .default('caecilia-global')
    .describe('What this house is called at the provider'),
  CAECILIA_GLOBAL_OIDC_CLIENT_SECRET: z.string().min(16).optional().describe('Its secret at the provider'),
  CAECILIA_GLOBAL_OIDC_CLIENT_SECRET_FILE: z.string().optional().describe('File with that secret, instead'),
  CAECILIA_GLOBAL_DEMO: z
    .enum(['on', 'off'])
    .optional()
    .describe(
      'on: the invented people of the office have their roles. Default: on in development, off in production',
    ),
  CAECILIA_GLOBAL_RATE_ADDRESS: wholeNumber(60, 1_000_000_000)
    .optional()
    .describe(
      'Most requests from one address in a minute. Default: 6000 in production, 1000000 in development',
    ),
  CAECILIA_LOG_LEVEL: z
    .enum(['silent', 'error', 'warn', 'info', 'debug'])
    .default('info')
    .describe('Least severe log line that is written'),
});

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text;
}

/** Settings as given, checked and completed. */
export type Settings = z.infer<typeof SETTINGS> & {
  readonly demo: boolean;
  /** Who says who somebody is; undefined: nobody signs in. */
  readonly provider:
    | { readonly issuer: string; readonly clientId: string; readonly clientSecret: string }
    | undefined;
  readonly ratePerAddress: number;
  readonly trustedProxies: readonly string[];
};

/** A setting that cannot be used: which one, and what would be right. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/**
 * Reads the settings from an environment. Throws `SettingsError` naming each wrong variable, and for what production mode
 * refuses: the embedded database, the demo, an address or a provider without TLS.
 */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
  workingFolder: string,
): Settings {
  const given = Object.fromEntries(
    Object.keys(SETTINGS.shape).flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
  );
  const parsed = SETTINGS.safeParse(given);
  if (!parsed.success)
    throw new SettingsError(
      parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'),
    );
  const settings = parsed.data;
  const production = settings.CAECILIA_MODE === 'production';
  if (production) refuseInProduction(settings);
  const dataDir = settings.CAECILIA_GLOBAL_DATA_DIR;
  return {
    ...settings,
    CAECILIA_GLOBAL_DATA_DIR: isAbsolute(dataDir) ? dataDir : resolve(workingFolder, dataDir),
    demo: (settings.CAECILIA_GLOBAL_DEMO ?? (production ? 'off' : 'on')) === 'on',
    provider: providerOf(settings),
    trustedProxies: settings.CAECILIA_GLOBAL_TRUSTED_PROXIES.split(',')
      .map((each) => each.trim())
      .filter((each) => each !== ''),
    ratePerAddress: settings.CAECILIA_GLOBAL_RATE_ADDRESS ?? (production ? 6_000 : 1_000_000),
  };
}

function refuseInProduction(settings: z.infer<typeof SETTINGS>): void {
  if (settings.CAECILIA_GLOBAL_DEMO === 'on')
    throw new SettingsError('CAECILIA_GLOBAL_DEMO: the demo is refused in production mode; leave it out');
  if (settings.CAECILIA_GLOBAL_DATABASE_URL === undefined)
    throw new SettingsError(
      'CAECILIA_GLOBAL_DATABASE_URL: production mode needs PostgreSQL 15 or newer; the embedded database does not sync to disk and is for trying and developing only',
    );
  if (settings.CAECILIA_GLOBAL_ORIGIN?.startsWith('https://') !== true)
    throw new SettingsError(
      'CAECILIA_GLOBAL_ORIGIN: production mode needs the https address by which browsers reach this house, like https://global.hospital.example',
    );
  if (settings.CAECILIA_GLOBAL_OIDC_ISSUER?.startsWith('http://') === true)
    throw new SettingsError(
      'CAECILIA_GLOBAL_OIDC_ISSUER: production mode needs a provider at an https address',
    );
}

function providerOf(settings: z.infer<typeof SETTINGS>): Settings['provider'] {
  const issuer = settings.CAECILIA_GLOBAL_OIDC_ISSUER;
  if (issuer === undefined) return undefined;
  const clientSecret =
    settings.CAECILIA_GLOBAL_OIDC_CLIENT_SECRET ?? secretIn(settings.CAECILIA_GLOBAL_OIDC_CLIENT_SECRET_FILE);
  if (clientSecret === undefined)
    throw new SettingsError(
      'CAECILIA_GLOBAL_OIDC_CLIENT_SECRET: a provider is named, so the secret of this house at it is needed too (or CAECILIA_GLOBAL_OIDC_CLIENT_SECRET_FILE)',
    );
  return { issuer, clientId: settings.CAECILIA_GLOBAL_OIDC_CLIENT_ID, clientSecret };
}

function secretIn(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    // Why it cannot be read is the operator's to see on the machine; its content never stands in a message.
    throw new SettingsError(`CAECILIA_GLOBAL_OIDC_CLIENT_SECRET_FILE: ${file} cannot be read`);
  }
}

/** One line per setting, for `caecilia global-config` and the operator's page. */
export function describeSettings(): string {
  return Object.entries(SETTINGS.shape)
    .map(([name, schema]) => {
      const fallback = schema.safeParse(undefined);
      const shown = fallback.success && fallback.data !== undefined ? ` (default ${fallback.data})` : '';
      return `${name}${shown}\n    ${schema.description ?? ''}`;
    })
    .join('\n');
}
