import { Problem } from '@caecilia/kernel';

/** The Problem that some work ends in; an error of its own when it ends in none. */
export function refusalOf(work: () => unknown): Problem {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
