import { type OfficeEndpoint, officeEndpoint, Problem } from '@caecilia/kernel';
import { z } from 'zod';
import { BY_ID } from './agreement.endpoint.ts';
import { officeDay } from './agreement-row.ts';
import { DAY, worksHere } from './agreement-view.ts';
import type { AgreementPorts } from './ports.ts';
import { noteSignature, readSignedFile, signOurselves, verifySignedFile } from './signing-work.ts';

/** Signatures, the signed file, and the proof of one. */
export function signingEndpoints(ports: AgreementPorts): readonly OfficeEndpoint[] {
  return [onPaper(ports), ourselves(ports), file(ports), verify(ports)];
}

const TO_SIGN = z.object({
  n: z.int().min(1),
  sha256: z.string().describe('Fingerprint of the version that is signed'),
  party: z.int().min(0).describe('Place of the party in the agreement, from 0'),
});
const SIGNED = z.object({ id: z.string(), party: z.number(), by: z.string(), on: z.string() });

function onPaper(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/agreements/:id/signatures',
    summary: 'Notes that a party signed the latest version on paper',
    params: BY_ID,
    body: TO_SIGN.extend({ by: z.string().min(1).max(300), on: DAY }),
    answer: SIGNED,
    may: worksHere,
    handle: async ({ caller, params, body, now }) => {
      if (body.on > officeDay(now))
        throw new Problem('invalid', 'nobody signed in the future', { expression: 'on' });
      const row = await noteSignature(ports, caller, params.id, body);
      return { body: { id: row.id, party: row.party, by: row.signed_by, on: row.signed_on }, status: 201 };
    },
  });
}

function ourselves(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/agreements/:id/signatures/own',
    summary: 'Signs the latest version for this house, as who is signed in',
    params: BY_ID,
    body: TO_SIGN,
    answer: SIGNED,
    may: worksHere,
    handle: async ({ caller, params, body }) => {
      const row = await signOurselves(ports, caller, params.id, body);
      return { body: { id: row.id, party: row.party, by: row.signed_by, on: row.signed_on }, status: 201 };
    },
  });
}

function file(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/agreements/:id/signed-text',
    summary: 'A version that every party signed, as a file that proves itself',
    params: BY_ID,
    query: z.object({ n: z.coerce.number().int().min(1) }),
    answer: z.string(),
    may: worksHere,
    handle: async ({ params, query }) => ({
      name: `agreement-${params.id}-v${query.n}.txt`,
      contentType: 'text/plain; charset=utf-8',
      content: Buffer.from(await readSignedFile(ports, params.id, query.n), 'utf8'),
    }),
  });
}

const MOST_BYTES = 3_000_000;

function verify(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/signed-texts/verify',
    summary: 'Whether a file is, to the byte, a signed text of this house',
    body: z.object({ file: z.base64().describe('The bytes of the file, in base64') }),
    answer: z.object({
      genuine: z.boolean(),
      code: z.string().optional(),
      n: z.number().optional(),
      sha256: z.string().optional(),
      signers: z.array(z.object({ by: z.string(), on: z.string(), method: z.string() })).optional(),
    }),
    mostBytes: MOST_BYTES,
    may: worksHere,
    handle: async ({ body }) => {
      const found = await verifySignedFile(ports, Buffer.from(body.file, 'base64'));
      if (!found.genuine) return { body: { genuine: false } };
      const { code, n, sha256, signers } = found.text;
      return {
        body: {
          genuine: true,
          code,
          n,
          sha256,
          signers: signers.map(({ by, on, method }) => ({ by, on, method })),
        },
      };
    },
  });
}
