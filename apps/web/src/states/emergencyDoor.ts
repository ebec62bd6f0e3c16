import type { FailureKey } from '@caecilia/workspace';

/** What a closed or silent record may be about somebody who needs help now: these lead to the door of emergency access. */
const CLOSED: ReadonlySet<FailureKey> = new Set(['failure.busy', 'failure.forbidden', 'failure.notFound']);

/**
 * The page that opens one record with a reason, also while the log takes no lines and all records are closed; undefined
 * where emergency access would not help. `path` is that of the page.
 */
export function emergencyDoor(key: FailureKey, path: string): string | undefined {
  if (!CLOSED.has(key)) return undefined;
  const [, id] = /^\/desk\/patients\/([A-Za-z0-9.-]{1,64})(?:\/|$)/.exec(path) ?? [];
  return id === undefined ? '/care/emergency-access' : `/care/patients/${id}/emergency-access`;
}
