import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { AllowedHost } from '@caecilia/egress';
import type { OrganizationReference, Party } from '@caecilia/exchange';
import { z } from 'zod';

/** Another system that this house sends to and fetches from, as the operator wrote it down. */
export interface Partner {
  readonly organization: OrganizationReference;
  readonly party: Party;
  /** Base of its FHIR endpoint, and where a token for it is asked; without a slash at the end. */
  readonly fhirBase: string;
  readonly tokenUrl: string;
  /** As what this house is registered there, and the key that proves it. */
  readonly clientId: string;
  readonly key: { readonly id: string; readonly privateKey: KeyObject };
  /** The hosts of these two addresses, and no others. */
  readonly hosts: readonly AllowedHost[];
  /** Certificate authorities in PEM, where it has its own. */
  readonly ca?: string;
}

/** Everybody whom this house exchanges with. */
export interface Partners {
  /** This house, as it names itself to them. */
  readonly us: Party;
  readonly all: readonly Partner[];
}

const NUMBER = z.string().regex(/^[0-9]{1,10}$/);
const ADDRESS = z.url({ protocol: /^https?$/ }).refine((text) => !/[?#]|\/$/.test(text), {
  error: 'an address without ?, # and without a slash at the end',
});
const FILE = z.strictObject({
  us: z.strictObject({ name: z.string().min(1), ura: NUMBER.optional() }),
  partners: z.array(
    z.strictObject({
      organization: z.string().regex(/^Organization\/[A-Za-z0-9.-]{1,64}$/),
      name: z.string().min(1),
      ura: NUMBER.optional(),
      fhirBase: ADDRESS,
      tokenUrl: ADDRESS,
      clientId: z.string().min(1),
      keyFile: z.string().min(1),
      keyId: z.string().min(1),
      caFile: z.string().min(1).optional(),
      /** A stand-in on this machine, in development mode only. */
      test: z.boolean().optional(),
    }),
  ),
});

/**
 * Reads the file of the operator; paths in it are relative to it. Throws an Error with a sentence that names the file and
 * the place, and no secret.
 */
export function readPartners(path: string): Partners {
  const parsed = FILE.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
  const { us, partners } = parsed.data;
  const folder = dirname(path);
  return {
    us: partyOf(us),
    all: partners.map(({ organization, name, ura, fhirBase, tokenUrl, clientId, ...more }) => ({
      organization: `Organization/${organization.slice('Organization/'.length)}`,
      party: partyOf({ name, ura }),
      fhirBase,
      tokenUrl,
      clientId,
      key: { id: more.keyId, privateKey: keyIn(resolve(folder, more.keyFile)) },
      hosts: [fhirBase, tokenUrl].map((address) => hostOf(new URL(address), more.test === true)),
      ...(more.caFile === undefined ? {} : { ca: readFileSync(resolve(folder, more.caFile), 'utf8') }),
    })),
  };
}

const partyOf = ({ name, ura }: { readonly name: string; readonly ura?: string | undefined }): Party => ({
  name,
  ...(ura === undefined ? {} : { ura }),
});

function keyIn(path: string): KeyObject {
  const key = createPrivateKey(readFileSync(path, 'utf8'));
  if (key.asymmetricKeyDetails?.namedCurve !== 'secp384r1')
    throw new Error(`${path}: the key of this house is an EC key on P-384 (for ES384)`);
  return key;
}

function hostOf({ hostname, port, protocol }: URL, test: boolean): AllowedHost {
  const number = port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
  return { host: hostname.toLowerCase(), ports: [number], ...(test ? { test: true } : {}) };
}
