import { Problem } from '@caecilia/kernel';

/** SQLSTATEs and system errors that mean: the database is not there now, and may be in a moment. */
const AWAY =
  /^(08...|57P0[1-5]|53300|25006|ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENOENT)$/;

/** What node-postgres says without a code when a connection is gone or cannot be had. */
const GONE =
  /Connection terminated|timeout expired|timeout exceeded when trying to connect|not queryable|Query read timeout/;

/** SQLSTATE of a statement that was stopped because it took too long. */
export const STOPPED = '57014';

/** Deadlock and serialization failure: the same transaction may well succeed when it is run again. */
const AGAIN = new Set(['40001', '40P01']);

/** The SQLSTATE, or the system's own error code, or undefined. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Whether the transaction lost against another one and may be run again. */
export function mayRunAgain(error: unknown): boolean {
  return AGAIN.has(codeOf(error) ?? '');
}

/** Whether the database refused what one statement held or waited for: then the rest of a batch can do without it. */
export function isRefusedByDatabase(error: unknown): boolean {
  const code = codeOf(error instanceof Problem ? error.cause : error);
  return /^(2[0-9]...|40...|42...|54...|55P03|P0...)$/.test(code ?? '');
}

/** Whether the statement gave up waiting for somebody else's lock. */
export function isHeldByAnother(error: unknown): boolean {
  return codeOf(error instanceof Problem ? error.cause : error) === '55P03';
}

/** Whether the connection is of no use any more. */
export function isAway(error: unknown): boolean {
  const code = codeOf(error);
  return (code !== undefined && AWAY.test(code)) || (error instanceof Error && GONE.test(error.message));
}

/**
 * The error as callers may act on it; errors that only a programmer can act on come back as they are. `statement`
 * tells which limit was exceeded when the database stopped a statement.
 */
export function asProblem(error: unknown, statement: 'keyed' | 'wide'): unknown {
  if (error instanceof Problem) return error;
  const answer = ANSWERS[codeOf(error) ?? '']?.(error, statement);
  if (answer !== undefined) return answer;
  return isAway(error) ? away(error) : error;
}

const ANSWERS: Readonly<Record<string, (cause: unknown, statement: 'keyed' | 'wide') => Problem>> = {
  [STOPPED]: stopped,
  '55P03': (cause) =>
    new Problem('transient', 'somebody else is changing the same resource; try again', {
      retryAfterS: 1,
      cause,
    }),
  // Also what the server before says after a hand-over: asked again on a new connection, it may be written after all.
  '25006': (cause) =>
    new Problem('no-store', 'the database takes no changes now; try again later', {
      status: 503,
      retryAfterS: 15,
      cause,
    }),
  '53100': (cause) => new Problem('no-store', 'the database has no room left on its disk', { cause }),
  '53200': (cause) =>
    new Problem('transient', 'the database has no memory left; try again later', { retryAfterS: 5, cause }),
};

function away(cause: unknown): Problem {
  return new Problem(
    'transient',
    'the database does not answer; whether a change under way was kept is unknown',
    {
      retryAfterS: 2,
      cause,
    },
  );
}

function stopped(cause: unknown, statement: 'keyed' | 'wide'): Problem {
  if (statement === 'wide') {
    return new Problem('too-costly', 'this takes the database longer than is allowed; ask for less', {
      cause,
    });
  }
  return new Problem('timeout', 'the database took too long; try again', { retryAfterS: 2, cause });
}
