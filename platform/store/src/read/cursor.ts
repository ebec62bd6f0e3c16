import { Problem } from '@caecilia/kernel';

/** Where a page of history ended, and how many versions there were when it began. */
export interface HistoryCursor {
  readonly lastUpdated: string;
  readonly typeNumber: number;
  readonly id: string;
  readonly versionId: number;
  readonly total: number;
}

/** Opaque to callers: what it is made of may change with any release. */
export function writeCursor(cursor: HistoryCursor): string {
  const { lastUpdated, typeNumber, id, versionId, total } = cursor;
  return Buffer.from(JSON.stringify([lastUpdated, typeNumber, id, versionId, total])).toString('base64url');
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Throws `Problem('value')` for a cursor that `writeCursor` did not make. */
export function readCursor(text: string): HistoryCursor {
  const [lastUpdated, typeNumber, id, versionId, total] = parts(text);
  if (
    typeof lastUpdated === 'string' &&
    INSTANT.test(lastUpdated) &&
    typeof id === 'string' &&
    UUID.test(id) &&
    isCount(typeNumber) &&
    isCount(versionId) &&
    isCount(total)
  ) {
    return { lastUpdated, typeNumber, id, versionId, total };
  }
  throw unreadable();
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= 2_147_483_647;
}

function parts(text: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return Array.isArray(parsed) ? parsed : [];
  } catch (cause) {
    throw unreadable(cause);
  }
}

function unreadable(cause?: unknown): Problem {
  return new Problem(
    'value',
    'the position in the history is not one that this server gave; follow its links',
    {
      cause,
    },
  );
}
