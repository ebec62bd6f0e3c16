import { fetchAllowed } from '@caecilia/egress';
import type { Settings } from '../configuration.ts';

const MOST_BYTES = 64 * 1024;
const LONGEST_MS = 5000;

/** Fetches the public keys of a backend service, from a host that the operator listed and from no other. */
export async function fetchClientKeys(url: string, settings: Settings): Promise<Response> {
  const hosts = settings.CAECILIA_JWKS_HOSTS.split(',').map((host) => host.trim().toLowerCase());
  const answer = await fetchAllowed(url, {
    allow: hosts.filter((host) => host !== '').map((host) => ({ host })),
    maxBytes: MOST_BYTES,
    timeoutMs: LONGEST_MS,
    mode: settings.CAECILIA_MODE,
    headers: { accept: 'application/json' },
  });
  return new Response(new Uint8Array(answer.body), {
    status: answer.status,
    headers: { 'content-type': String(answer.headers['content-type'] ?? 'application/octet-stream') },
  });
}
