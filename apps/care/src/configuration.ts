import { isAbsolute, resolve } from 'node:path';
import { type MailSettings, mailSettings } from '@caecilia/mail';
import { z } from 'zod';

const wholeNumber = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

/** Every setting of the care house: an environment variable each, with its type, default, unit and meaning. */
export const SETTINGS = z.object({
  CAECILIA_MODE: z
    .enum(['development', 'production'])
    .default('development')
    .describe(
      'development: demo, tokens for local tools, embedded database allowed. production: none of these.',
    ),
  CAECILIA_CARE_PORT: wholeNumber(0, 65_535)
    .default(8080)
    .describe('TCP port of the care house (0: any free one)'),
  CAECILIA_CARE_HOST: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe(
      'Address of this machine to listen on; put a TLS proxy before anything but the loopback address',
    ),
  CAECILIA_CARE_ORIGIN: origin('https://care.hospital.example')
    .optional()
    .describe(
      'Where browsers and apps reach this house. Default: http://127.0.0.1 and the port. Production needs https',
    ),
  CAECILIA_TRUSTED_PROXIES: z
    .string()
    .default('')
    .describe('Addresses of proxies whose X-Forwarded headers count, separated by commas'),
  CAECILIA_DATA_DIR: z
    .string()
    .min(1)
    .default('./data')
    .describe('Folder of the embedded database, locks and import journals'),
  CAECILIA_CLINICAL_DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must be an address like postgresql://user@host/database')
    .optional()
    .describe('PostgreSQL 15 or newer for the clinical record; without it the embedded database is used'),
  CAECILIA_CLINICAL_OWNER_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must be an address like postgresql://owner@host/database')
    .optional()
    .describe(
      'The same database for the role that owns its tables: needed at the first start and after an upgrade',
    ),
  CAECILIA_IDENTITY_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe(
      'Secret of this installation for keys and factors; the same for all servers of one house. Default: made once and kept in the data folder',
    ),
  CAECILIA_GLOBAL_ORIGIN: origin('https://global.hospital.example')
    .optional()
    .describe('Where browsers reach the house Global, where it signs people in by this one'),
  CAECILIA_GLOBAL_OIDC_CLIENT_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe('Secret that Global shows when it signs people in by this house; the same there'),
  CAECILIA_JWKS_HOSTS: z
    .string()
    .default('')
    .describe('Hosts from which the public keys of backend services may be fetched, separated by commas'),
  CAECILIA_EXCHANGE_PARTNERS: z
    .string()
    .optional()
    .describe('File that names the other systems this house exchanges plans with. Default: none'),
  CAECILIA_SUPPLY_NAMES: z
    .string()
    .optional()
    .describe(
      'Text file with a name on each line, to choose from where what lies ready is written down. Default: none',
    ),
  CAECILIA_SMTP_HOST: z
    .string()
    .min(1)
    .optional()
    .describe('Mail server that e-mail is given to. Without it this house sends none, and says so'),
  CAECILIA_SMTP_PORT: wholeNumber(1, 65_535)
    .optional()
    .describe('Its TCP port. Default: 587, and 465 with tls'),
  CAECILIA_SMTP_SECURITY: z
    .enum(['starttls', 'tls', 'none'])
    .optional()
    .describe('starttls or tls; none only for a server on this machine. Default: starttls'),
  CAECILIA_SMTP_USER: z
    .string()
    .min(1)
    .optional()
    .describe('Account at the mail server, where it asks for one'),
  CAECILIA_SMTP_PASSWORD: z.string().min(1).optional().describe('Password of that account'),
  CAECILIA_MAIL_FROM: z
    .string()
    .min(3)
    .optional()
    .describe('Sender of every e-mail; nobody of the care team reads answers to it'),
  CAECILIA_DEMO: z
    .enum(['on', 'small', 'off'])
    .optional()
    .describe(
      'on: an empty store gets the invented demo, with 60 patients and their history. small: without these. Default: on in development, off in production',
    ),
  CAECILIA_CALL_BACK_HOURS: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, 'must be times of the clock like 08:30-17:00')
    .refine((text) => text.slice(0, 5) < text.slice(6), 'must begin before it ends')
    .optional()
    .describe(
      'Hours on Monday to Friday in which the team calls back who asks for it at home, like 08:30-17:00. Default: 08:30-17:00 in the demo, else none: then nothing is promised and there is no button',
    ),
  CAECILIA_CALL_BACK_MINUTES: wholeNumber(5, 1440)
    .default(120)
    .describe('Within how many minutes the team calls back in these hours'),
  CAECILIA_CALL_BACK_NIGHT_MINUTES: wholeNumber(5, 1440)
    .optional()
    .describe('Within how many minutes somebody calls back outside these hours. Default: nobody does'),
  CAECILIA_LIMIT_BODY_MB: wholeNumber(1, 1024)
    .default(10)
    .describe('Largest request body, megabytes, after decompression'),
  CAECILIA_LIMIT_BUNDLE_MB: wholeNumber(1, 1024)
    .default(64)
    .describe('Largest Bundle kept as one resource at /fhir/Bundle, megabytes'),
  CAECILIA_LIMIT_DEPTH: wholeNumber(8, 512).default(64).describe('Deepest nesting of JSON or XML, levels'),
  CAECILIA_LIMIT_BUNDLE_ENTRIES: wholeNumber(1, 1_000_000)
    .default(5000)
    .describe('Most entries in one batch or transaction'),
  CAECILIA_LIMIT_STATEMENT_MS: wholeNumber(100, 600_000)
    .default(10_000)
    .describe('Longest time for one database statement of a search, milliseconds'),
  CAECILIA_LIMIT_IN_FLIGHT: wholeNumber(1, 100_000)
    .default(1000)
    .describe('Most requests worked on at once; more are answered 503 with Retry-After'),
  CAECILIA_RATE_ACCOUNT: wholeNumber(60, 1_000_000_000)
    .optional()
    .describe(
      'Most requests of one account in a minute. Default: 12000 in production, 1000000 in development (imports, measuring)',
    ),
  CAECILIA_RATE_ADDRESS: wholeNumber(60, 1_000_000_000)
    .optional()
    .describe(
      'Most requests from one address in a minute; a hospital may be one address. Default: 60000 in production, 1000000 in development',
    ),
  CAECILIA_RATE_SIGN_IN: wholeNumber(5, 1_000_000)
    .optional()
    .describe(
      'Most requests to sign-in and token addresses from one address in a minute. Default: 1200 in production, 10000 in development',
    ),
  CAECILIA_RATE_EMERGENCY: wholeNumber(60, 1_000_000_000)
    .default(6000)
    .describe('Most emergency pages from one address in a minute; counted apart from all else'),
  CAECILIA_CORS_ORIGINS: z
    .string()
    .regex(
      /^(https?:\/\/[a-z0-9.-]+(:\d{1,5})?[\s,]*)*$/,
      'must be origins like https://app.example, with commas',
    )
    .optional()
    .describe('Origins of browser apps that may call /fhir with a token of their own; none by default'),
  CAECILIA_BSN_IN_ADDRESS: z
    .enum(['refuse', 'mask'])
    .optional()
    .describe(
      'A search by BSN in an address: refuse (POST to _search instead), or take it and keep it out of links and logs. Default: refuse in production, mask in development',
    ),
  CAECILIA_LOG_LEVEL: z
    .enum(['silent', 'error', 'warn', 'info', 'debug'])
    .default('info')
    .describe('Least severe log line that is written'),
});

function origin(example: string) {
  return z
    .string()
    .transform((text) => text.replace(/\/$/, ''))
    .refine(isOrigin, `must be scheme, host and port only, like ${example}`);
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text;
}

/** A browser keeps sign-in cookies safe over https, and on the machine itself. */
function isSafeOrigin(origin: string | undefined): boolean {
  if (origin === undefined) return false;
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' || hostname === 'localhost' || hostname === '127.0.0.1';
}

/** Settings as given, checked and completed. */
export type Settings = z.infer<typeof SETTINGS> & {
  readonly demo: boolean;
  /** The demo network too: patients with months of history. */
  readonly demoNetwork: boolean;
  /** The mail server; absent where this house sends no e-mail. */
  readonly mail: MailSettings | undefined;
  /** How fast whoever asks to be called is called; undefined: nothing is promised. */
  readonly callBack:
    | {
        readonly opens: string;
        readonly closes: string;
        readonly minutes: number;
        readonly nightMinutes?: number;
      }
    | undefined;
  /** Requests in a minute, complete. */
  readonly rates: {
    readonly perAccount: number;
    readonly perAddress: number;
    readonly signIn: number;
    readonly emergency: number;
  };
  /** What becomes of a BSN in an address. */
  readonly bsnInAddress: 'refuse' | 'mask';
};

/** A setting that cannot be used: which one, and what would be right. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/**
 * Reads the settings from an environment. Throws `SettingsError` naming each wrong variable, and for combinations
 * that are refused: demo data or the embedded database in production mode.
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
  if (production && (settings.CAECILIA_DEMO ?? 'off') !== 'off')
    throw new SettingsError(
      'CAECILIA_DEMO: demo data is refused in production mode; leave it out or set it to off',
    );
  if (production && settings.CAECILIA_CLINICAL_DATABASE_URL === undefined)
    throw new SettingsError(
      'CAECILIA_CLINICAL_DATABASE_URL: production mode needs PostgreSQL 15 or newer; the embedded database does not sync to disk and is for trying and developing only',
    );
  if (production && !isSafeOrigin(settings.CAECILIA_CARE_ORIGIN))
    throw new SettingsError(
      'CAECILIA_CARE_ORIGIN: production mode needs the https address by which browsers reach this house, like https://care.hospital.example',
    );
  const dataDir = settings.CAECILIA_DATA_DIR;
  const demo = settings.CAECILIA_DEMO ?? (production ? 'off' : 'on');
  return {
    ...settings,
    CAECILIA_DATA_DIR: isAbsolute(dataDir) ? dataDir : resolve(workingFolder, dataDir),
    demo: demo !== 'off',
    demoNetwork: demo === 'on',
    mail: mailOf(settings),
    callBack: callBackOf(settings, demo !== 'off'),
    rates: ratesOf(settings, production),
    bsnInAddress: settings.CAECILIA_BSN_IN_ADDRESS ?? (production ? 'refuse' : 'mask'),
  };
}

/** Throws `SettingsError` where mail is half set up, or would go over a network without TLS. */
function mailOf(settings: z.infer<typeof SETTINGS>): MailSettings | undefined {
  const mail = mailSettings({
    host: settings.CAECILIA_SMTP_HOST,
    port: settings.CAECILIA_SMTP_PORT,
    security: settings.CAECILIA_SMTP_SECURITY,
    user: settings.CAECILIA_SMTP_USER,
    password: settings.CAECILIA_SMTP_PASSWORD,
    from: settings.CAECILIA_MAIL_FROM,
  });
  if (typeof mail === 'string') throw new SettingsError(mail);
  return mail;
}

/** What the organisation promises who asks to be called; nothing where it said no hours. */
function callBackOf(settings: z.infer<typeof SETTINGS>, demo: boolean): Settings['callBack'] {
  const hours = settings.CAECILIA_CALL_BACK_HOURS ?? (demo ? '08:30-17:00' : undefined);
  const nightMinutes = settings.CAECILIA_CALL_BACK_NIGHT_MINUTES;
  if (hours === undefined) return undefined;
  return {
    opens: hours.slice(0, 5),
    closes: hours.slice(6),
    minutes: settings.CAECILIA_CALL_BACK_MINUTES,
    ...(nightMinutes === undefined ? {} : { nightMinutes }),
  };
}

function ratesOf(settings: z.infer<typeof SETTINGS>, production: boolean): Settings['rates'] {
  return {
    perAccount: settings.CAECILIA_RATE_ACCOUNT ?? (production ? 12_000 : 1_000_000),
    perAddress: settings.CAECILIA_RATE_ADDRESS ?? (production ? 60_000 : 1_000_000),
    signIn: settings.CAECILIA_RATE_SIGN_IN ?? (production ? 1200 : 10_000),
    emergency: settings.CAECILIA_RATE_EMERGENCY,
  };
}

/** One line per setting, for `caecilia config` and the operator's page. */
export function describeSettings(): string {
  return Object.entries(SETTINGS.shape)
    .map(([name, schema]) => {
      const fallback = schema.safeParse(undefined);
      const shown = fallback.success && fallback.data !== undefined ? ` (default ${fallback.data})` : '';
      return `${name}${shown}\n    ${schema.description ?? ''}`;
    })
    .join('\n');
}
