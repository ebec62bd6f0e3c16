import { Refused } from '../server/ask.ts';
import type { WorkKey } from '../words/messages.nl.ts';

const KEYS: Readonly<Record<number, WorkKey>> = {
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

/** What a closed or silent record may be about somebody who needs help now: these lead to the door of emergency access. */
const CLOSED: ReadonlySet<WorkKey> = new Set(['failure.busy', 'failure.forbidden', 'failure.notFound']);

/**
 * The page that opens one record with a reason, also while the log takes no lines and all records are closed; undefined
 * where emergency access would not help. `path` is that of the page.
 */
export function emergencyDoor(key: WorkKey, path: string): string | undefined {
  if (!CLOSED.has(key)) return undefined;
  const [, id] = /^\/desk\/patients\/([A-Za-z0-9.-]{1,64})(?:\/|$)/.exec(path) ?? [];
  return id === undefined ? '/care/emergency-access' : `/care/patients/${id}/emergency-access`;
}

/** The sentence for what went wrong. What is not a refusal of the server is a lost connection. */
export function failureKey(error: Error, online: boolean): WorkKey {
  if (error instanceof Refused) return KEYS[error.status] ?? 'failure.defect';
  return error instanceof TypeError || !online ? 'failure.offline' : 'failure.defect';
}
