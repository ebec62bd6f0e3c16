import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppFlow, IdentityTestHouse } from '../testing/identity-house.ts';
import { later } from '../testing/later.ts';
import { PEOPLE } from '../testing/people.ts';
import { InstallationSecret } from './installation-secret.ts';
import { KEPT_AFTER_USE_S, PUBLISHED_BEFORE_USE_S, SigningKeys, USED_FOR_S } from './signing-keys.ts';

let house: IdentityTestHouse;
beforeAll(async () => {
  house = await IdentityTestHouse.open();
});
afterAll(() => house?.close());

async function published(): Promise<string[]> {
  const response = await fetch(`${house.origin}/oauth/jwks`);
  const { keys } = (await response.json()) as { keys: Record<string, string>[] };
  for (const key of keys) expect(key.d).toBeUndefined();
  return keys.map(({ kid = '' }) => kid);
}

async function access(): Promise<string> {
  const flow = new AppFlow(house);
  const { body } = await flow.exchange(await flow.authorize(house.sessions.start(PEOPLE.nurse)));
  return String(body.access_token);
}

const kidOf = (token: string) =>
  (JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid;

describe('the signing keys', () => {
  it('are replaced without downtime: published before, signing, kept after', async () => {
    const first = await access();
    const before = await published();
    expect(before).toHaveLength(2);
    await house.identity.keys.rotate();
    await house.identity.keys.rotate();
    await house.identity.upkeep();
    expect(await published()).toHaveLength(4);
    const second = await access();
    expect(kidOf(second)).toBe(kidOf(first));

    later(PUBLISHED_BEFORE_USE_S + 1);
    await house.identity.upkeep();
    const third = await access();
    expect(before).not.toContain(kidOf(third));
    expect(await published()).toHaveLength(4);
    expect((await house.identity.verifyAccessToken(third))?.accountId).toBe('acc-nurse');

    later(KEPT_AFTER_USE_S + 1);
    await house.identity.upkeep();
    const after = await published();
    expect(after).toHaveLength(2);
    expect(after).not.toContain(kidOf(first));
    const left = await house.sql.query({ text: 'select kid from oauth.key' }, []);
    expect(left).toHaveLength(2);
  });

  it('are replaced by themselves after ninety days', async () => {
    later(PUBLISHED_BEFORE_USE_S + USED_FOR_S + 60);
    await house.identity.upkeep();
    expect(await published()).toHaveLength(4);
  });

  it('are replaced at once when one was stolen, and every token of the old ones ends', async () => {
    const token = await access();
    expect(await house.identity.verifyAccessToken(token)).toBeDefined();
    await house.identity.keys.rotate({ atOnce: true });
    await house.identity.upkeep();
    expect(await house.identity.verifyAccessToken(token)).toBeUndefined();
    expect(await house.identity.verifyAccessToken(await access())).toBeDefined();
  });

  it('lie sealed in the database, and open with the secret of the installation only', async () => {
    const rows = await house.sql.query({ text: 'select * from oauth.key' }, []);
    const { inUse } = await house.identity.keys.current();
    expect(JSON.stringify(rows)).not.toContain(inUse.ES256.privateJwk.d);
    const other = InstallationSecret.open({ dataDir: '', setting: 'another secret, also of 32 characters' });
    const keys = new SigningKeys(house.sql, other, () => new Date());
    await expect(keys.current()).rejects.toThrow('another identity secret');
  });
});

describe('the secret of the installation', () => {
  it('is made once, readable by its owner only', () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'caecilia-secret-'));
    const first = InstallationSecret.open({ dataDir });
    const file = join(dataDir, 'identity-secret');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8').trim().length).toBeGreaterThan(40);
    const again = InstallationSecret.open({ dataDir });
    expect(again.unseal(first.seal('text', 'about'), 'about')).toBe('text');
    expect(() => again.unseal(first.seal('text', 'about'), 'other')).toThrow('another identity secret');
    expect(first.derive('one').equals(first.derive('other'))).toBe(false);
    rmSync(dataDir, { recursive: true });
  });

  it('is refused when it is short', () => {
    expect(() => InstallationSecret.open({ dataDir: '', setting: 'changeme' })).toThrow('32 characters');
  });
});
