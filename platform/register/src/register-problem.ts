import { codeOf } from '@caecilia/engine';
import { Problem } from '@caecilia/kernel';

const ANSWERS: Readonly<Record<string, (cause: unknown) => Problem>> = {
  '23505': (cause) => new Problem('duplicate', 'there is already one like it', { cause }),
  '23503': (cause) =>
    new Problem('conflict', 'it refers to something that is not there, or something still refers to it', {
      cause,
    }),
  '23P01': (cause) => new Problem('conflict', 'it overlaps with another one', { cause }),
};

/** An error of the database as callers may act on it: what breaks a rule of the tables was refused, not broken. */
export function asRegisterProblem(error: unknown): unknown {
  return ANSWERS[codeOf(error) ?? '']?.(error) ?? error;
}

/** Somebody was first. */
export function changedSince(): Problem {
  return new Problem(
    'conflict',
    'somebody else changed this since you saw it; look at it again and repeat your change',
    {
      status: 412,
    },
  );
}

/** There is no such row. */
export function notThere(table: string): Problem {
  return new Problem('not-found', `there is no such ${table.replaceAll('_', ' ')}`);
}
