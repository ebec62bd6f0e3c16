import { Refused } from '../server/ask.ts';
import type { WorkKey } from '../words/messages.nl.ts';

const KEYS: Readonly<Record<number, WorkKey>> = {
  400: 'failure.refused',
  403: 'failure.forbidden',
  404: 'failure.notFound',
  410: 'failure.notFound',
  422: 'failure.refused',
  429: 'failure.throttled',
  502: 'failure.busy',
  503: 'failure.busy',
  507: 'failure.busy',
};

/** The sentence for what went wrong. What is not a refusal of the server is a lost connection. */
export function failureKey(error: Error, online: boolean): WorkKey {
  if (error instanceof Refused) return KEYS[error.status] ?? 'failure.defect';
  return error instanceof TypeError || !online ? 'failure.offline' : 'failure.defect';
}
