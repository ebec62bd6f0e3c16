import { Refused } from '../server/ask.ts';
import type { FailureKey } from '../words/keys.ts';

const KEYS: Readonly<Record<number, FailureKey>> = {
  400: 'failure.refused',
  403: 'failure.forbidden',
  404: 'failure.notFound',
  409: 'failure.refused',
  410: 'failure.notFound',
  412: 'failure.refused',
  413: 'failure.refused',
  422: 'failure.refused',
  429: 'failure.throttled',
  502: 'failure.busy',
  503: 'failure.busy',
  507: 'failure.busy',
};

/** The sentence for what went wrong. What is not a refusal of the server is a lost connection. */
export function failureKey(error: Error, online: boolean): FailureKey {
  if (error instanceof Refused) return KEYS[error.status] ?? 'failure.defect';
  return error instanceof TypeError || !online ? 'failure.offline' : 'failure.defect';
}
