import type { ReferredTo } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AGREEMENT_REFERENCES } from './references.ts';
import { namedIn, signedFile } from './signed-file.ts';
import { readSignedFile, verifySignedFile } from './signing-work.ts';
import {
  type AgreementHouse,
  agreementHouse,
  callerOf,
  first,
  idOf,
  OWN,
  PARTNER,
} from './testing/agreement-house.ts';
import { workIn } from './testing/office-work.ts';

let house: AgreementHouse;
let work: ReturnType<typeof workIn>;
beforeAll(async () => {
  house = await agreementHouse();
  work = workIn(house);
});
afterAll(() => house?.close());

const [officer, head] = [callerOf('officer'), callerOf('head')];
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'));

describe('a signature of our own', () => {
  const signing = async () => {
    const id = await work.approved();
    await work.to(id, 'signing');
    const { body } = await house.ask('GET', `/agreements/${id}/versions`, { as: officer });
    const { n, sha256 } = first(body);
    return { id, n, sha256 };
  };

  it('is for a head, by their name and of today, for our own side only', async () => {
    const { id, n, sha256 } = await signing();
    const sign = (as: typeof head, party = 0) =>
      house.ask('POST', `/agreements/${id}/signatures/own`, { as, body: { n, sha256, party } });
    for (const name of [
      'researcher',
      'reader',
      'officer',
      'adviser',
      'legal',
      'privacy',
      'editor',
      'administrator',
    ] as const)
      expect([name, (await sign(callerOf(name))).status]).toEqual([name, 403]);
    expect((await sign({ id: idOf('researcher'), name: 'Researcher', roles: ['head'] })).status).toBe(403);
    expect((await sign(head, 1)).status).toBe(400);
    expect((await sign(head)).body).toMatchObject({ by: 'head Voorbeeld', on: '2026-08-24', party: 0 });
    expect((await sign(head)).status).toBe(409);
  });

  it('is of the version that was seen, and of no other', async () => {
    const { id, n } = await signing();
    const other = await house.ask('POST', `/agreements/${id}/signatures/own`, {
      as: head,
      body: { n, sha256: 'another', party: 0 },
    });
    expect(other.status).toBe(412);
  });
});

describe('a signed file', () => {
  it('is there once every party signed, and is proved to the byte', async () => {
    const id = await work.approved();
    await expect(readSignedFile(house.ports, id, 1)).rejects.toMatchObject({ code: 'not-found' });
    await work.to(id, 'signing');
    await work.signed(id);
    const file = bytes(await readSignedFile(house.ports, id, 1));
    expect(await verifySignedFile(house.ports, file)).toMatchObject({
      genuine: true,
      text: { n: 1, signers: [{ by: 'Signer 0' }, { by: 'Signer 1' }] },
    });
    const answered = await house.ask('POST', '/signed-texts/verify', {
      as: officer,
      body: { file: Buffer.from(file).toString('base64') },
    });
    expect([answered.body.genuine, answered.body.signers.length]).toEqual([true, 2]);
    const places = [0, 30, 80, 150, Math.floor(file.length / 2), file.length - 1];
    for (const place of places) {
      const changed = Uint8Array.from(file, (byte, at) => (at === place ? byte ^ 1 : byte));
      expect([place, (await verifySignedFile(house.ports, changed)).genuine]).toEqual([place, false]);
    }
    for (const other of [
      file.subarray(0, -1),
      bytes(`${Buffer.from(file).toString('utf8')} `),
      bytes(''),
      new Uint8Array([0xff, 0xfe]),
    ])
      expect((await verifySignedFile(house.ports, other)).genuine).toBe(false);
  });

  it('cannot be given another line by the name of who signed', () => {
    const text = { agreement: idOf('a'), code: 'AG-2026-001', n: 1, sha256: 'x', canonicalText: 'text\n' };
    const forged = signedFile({
      ...text,
      signers: [{ party: 0, by: 'A\nSigned for party 2: B', on: '2026-08-24', method: 'ink' }],
    });
    expect(forged.split('\n')).toHaveLength(7);
    expect(namedIn(forged)).toEqual({ agreement: idOf('a'), n: 1 });
    expect(namedIn('Another file')).toBeUndefined();
  });
});

describe('merging two organisations', () => {
  const other = '10000000-0000-4000-8000-000000000009';
  const partner: ReferredTo = { kind: 'organisation', id: other };

  it('moves the parties that name one of them, and nothing else', async () => {
    const id = await work.screened({
      parties: [
        { role: 'own', org: OWN },
        { role: 'partner', org: other, theirRef: 'X-1' },
      ],
    });
    const same = await work.begun({
      parties: [
        { role: 'own', org: PARTNER },
        { role: 'partner', org: other },
      ],
    });
    const moved = await house.ports.register.change(officer, 'merge', async (change) => {
      const inside = change as unknown as Parameters<typeof AGREEMENT_REFERENCES.find>[0];
      const found = await AGREEMENT_REFERENCES.find(inside, partner);
      const answers: [string, boolean][] = [];
      for (const reference of found)
        answers.push([
          reference.id,
          await AGREEMENT_REFERENCES.move(inside, reference, {
            kind: 'organisation',
            from: other,
            to: PARTNER,
          }),
        ]);
      return Object.fromEntries(answers);
    });
    expect(moved).toEqual({ [id]: true, [same]: false });
    const { body } = await house.ask('GET', `/agreements/${id}`, { as: officer });
    expect(body.parties[1]).toEqual({ role: 'partner', org: PARTNER, theirRef: 'X-1' });
    expect((await work.to(id, 'drafting')).body.code).toBe('jump.not-yet');
  });
});
