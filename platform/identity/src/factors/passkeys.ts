import { isIP } from 'node:net';
import { Problem, type SqlPort, type SqlRow, type SqlRunner } from '@caecilia/kernel';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { z } from 'zod';
import { numberIn, optionalNumberIn, textIn } from '../accounts/rows.ts';
import { secretDigest } from './sealing.ts';

/** EdDSA, ES256 and RS256 (COSE numbers): what today's authenticators make. */
const ALGORITHMS = [-8, -7, -257];

/** A passkey that proved itself. */
export interface PasskeyUse {
  readonly accountId: string;
  /** Bound to one device (RFC 8176 `hwk`), or kept by a service in several (`swk`). */
  readonly hardware: boolean;
}

/** A passkey as its owner sees it. */
export interface KeptPasskey {
  /** Stands for it in addresses: a digest of its credential id. */
  readonly id: string;
  readonly credentialId: string;
  /** As its owner named it; empty where they did not. */
  readonly name: string;
  readonly hardware: boolean;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly lastUsedAt?: number;
}

/** A passkey that was checked and is not kept yet. */
export interface NewPasskey {
  readonly credentialId: string;
  /** COSE, base64url. */
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: string;
  readonly hardware: boolean;
}

const common = {
  id: z.string().min(1).max(2000),
  rawId: z.string().max(2000),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
  clientExtensionResults: z.object({}),
};
const REGISTRATION = z.object({
  ...common,
  response: z.object({
    clientDataJSON: z.string().max(20_000),
    attestationObject: z.string().max(40_000),
    transports: z.array(z.string().max(20)).max(10).optional(),
  }),
});
const AUTHENTICATION = z.object({
  ...common,
  response: z.object({
    clientDataJSON: z.string().max(20_000),
    authenticatorData: z.string().max(20_000),
    signature: z.string().max(20_000),
    userHandle: z.string().max(200).optional(),
  }),
});

/** Whether passkeys can work at this address: browsers bind them to a name, never to a number. */
export function passkeysWorkAt(origin: string): boolean {
  const { hostname } = new URL(origin);
  return isIP(hostname.replace(/^\[|\]$/g, '')) === 0;
}

/** Passkeys of accounts (WebAuthn level 3). The user is always verified, so that one passkey is two factors. */
export class Passkeys {
  readonly #sql: SqlPort;
  readonly #origin: () => string;

  constructor(sql: SqlPort, origin: () => string) {
    this.#sql = sql;
    this.#origin = origin;
  }

  async has(accountId: string): Promise<boolean> {
    return (await this.#ofAccount(accountId)).length > 0;
  }

  /** Those of an account, oldest first. */
  async list(accountId: string, within: SqlRunner = this.#sql): Promise<readonly KeptPasskey[]> {
    const rows = await within.query(
      { text: 'select * from identity.passkey where account_id = $1 order by created_at, credential_id' },
      [accountId],
    );
    return rows.map(keptIn);
  }

  async rename(
    accountId: string,
    credentialId: string,
    name: string,
    within: SqlRunner = this.#sql,
  ): Promise<void> {
    await within.query(
      { text: 'update identity.passkey set name = $3 where account_id = $1 and credential_id = $2' },
      [accountId, credentialId, name],
    );
  }

  /** Takes one away; that another factor is left is the caller's to see to, in the same transaction. */
  async removeOne(accountId: string, credentialId: string, within: SqlRunner): Promise<void> {
    await within.query(
      { text: 'delete from identity.passkey where account_id = $1 and credential_id = $2' },
      [accountId, credentialId],
    );
  }

  /** What the browser needs to make one; its `challenge` must be remembered. */
  async registration(account: {
    readonly accountId: string;
    readonly name: string;
    readonly login?: string;
  }): Promise<PublicKeyCredentialCreationOptionsJSON> {
    return await generateRegistrationOptions({
      rpName: 'Caecilia',
      rpID: this.#rpId(),
      userName: account.login ?? account.name,
      userDisplayName: account.name,
      userID: new Uint8Array(Buffer.from(account.accountId)),
      excludeCredentials: await this.#ofAccount(account.accountId),
      supportedAlgorithmIDs: ALGORITHMS,
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
  }

  /** A new passkey that answers this challenge; undefined for one that does not. */
  async check(answer: unknown, challenge: string): Promise<NewPasskey | undefined> {
    const response = REGISTRATION.safeParse(answer);
    if (!response.success) return undefined;
    const verified = await orNothing(() =>
      verifyRegistrationResponse({
        response: response.data as RegistrationResponseJSON,
        expectedChallenge: challenge,
        expectedOrigin: this.#origin(),
        expectedRPID: this.#rpId(),
        requireUserVerification: true,
        supportedAlgorithmIDs: ALGORITHMS,
      }),
    );
    if (!verified?.verified) return undefined;
    const { credential, credentialDeviceType, credentialBackedUp } = verified.registrationInfo;
    return {
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString('base64url'),
      counter: credential.counter,
      transports: (credential.transports ?? []).join(' '),
      hardware: credentialDeviceType === 'singleDevice' && !credentialBackedUp,
    };
  }

  /** Takes a checked passkey into use. Throws `Problem('duplicate')` where somebody has it already. */
  async keep(
    accountId: string,
    passkey: NewPasskey,
    { at, within = this.#sql }: { at: number; within?: SqlRunner },
  ): Promise<void> {
    const kept = await within.query(
      {
        text: 'insert into identity.passkey values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning credential_id',
      },
      [
        passkey.credentialId,
        accountId,
        passkey.publicKey,
        passkey.counter,
        passkey.transports,
        passkey.hardware,
        at,
      ],
    );
    if (kept.length === 0) throw new Problem('duplicate', 'This passkey is in use already.');
  }

  /** What the browser needs to use one: of this account, or any it has. Its `challenge` must be remembered. */
  async authentication(accountId?: string): Promise<PublicKeyCredentialRequestOptionsJSON> {
    return await generateAuthenticationOptions({
      rpID: this.#rpId(),
      userVerification: 'required',
      allowCredentials: accountId === undefined ? [] : await this.#ofAccount(accountId),
    });
  }

  /** Whose passkey answered this challenge; undefined for an unknown one or a wrong answer. */
  async use(answer: unknown, challenge: string, at: number): Promise<PasskeyUse | undefined> {
    const response = AUTHENTICATION.safeParse(answer);
    if (!response.success) return undefined;
    const [row] = await this.#sql.query({ text: 'select * from identity.passkey where credential_id = $1' }, [
      response.data.id,
    ]);
    if (!row) return undefined;
    const verified = await orNothing(() =>
      verifyAuthenticationResponse({
        response: response.data as AuthenticationResponseJSON,
        expectedChallenge: challenge,
        expectedOrigin: this.#origin(),
        expectedRPID: this.#rpId(),
        credential: credentialIn(row),
        requireUserVerification: true,
      }),
    );
    if (!verified?.verified || !verified.authenticationInfo.userVerified) return undefined;
    await this.#sql.query(
      { text: 'update identity.passkey set counter = $2, last_used_at = $3 where credential_id = $1' },
      [response.data.id, verified.authenticationInfo.newCounter, at],
    );
    return { accountId: textIn(row.account_id), hardware: row.hardware === true };
  }

  async remove(accountId: string): Promise<void> {
    await this.#sql.query({ text: 'delete from identity.passkey where account_id = $1' }, [accountId]);
  }

  async #ofAccount(accountId: string): Promise<{ id: string; transports: string[] }[]> {
    const rows = await this.#sql.query(
      { text: 'select credential_id, transports from identity.passkey where account_id = $1' },
      [accountId],
    );
    return rows.map((row) => ({ id: textIn(row.credential_id), transports: wordsIn(row) }));
  }

  #rpId(): string {
    return new URL(this.#origin()).hostname;
  }
}

function keptIn(row: SqlRow): KeptPasskey {
  const [credentialId, lastUsedAt] = [textIn(row.credential_id), optionalNumberIn(row.last_used_at)];
  return {
    id: secretDigest(credentialId),
    credentialId,
    name: textIn(row.name),
    hardware: row.hardware === true,
    createdAt: numberIn(row.created_at),
    ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
  };
}

function wordsIn(row: SqlRow): string[] {
  return textIn(row.transports)
    .split(' ')
    .filter((word) => word !== '');
}

function credentialIn(row: SqlRow) {
  return {
    id: textIn(row.credential_id),
    publicKey: new Uint8Array(Buffer.from(textIn(row.public_key), 'base64url')),
    counter: numberIn(row.counter),
    transports: wordsIn(row),
  };
}

/** The library throws for every wrong answer: wrong origin, challenge, signature, counter, user not verified. */
async function orNothing<T>(verify: () => Promise<T>): Promise<T | undefined> {
  try {
    return await verify();
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
