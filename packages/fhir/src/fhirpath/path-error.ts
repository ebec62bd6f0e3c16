/**
 * Why a FHIRPath expression cannot be compiled or evaluated.
 * - `syntax`: it is not FHIRPath; `offset` says where.
 * - `too-complex`: longer or deeper nested than allowed, or it took more steps than the environment grants.
 * - `unsupported`: it needs what this use does not offer (patterns in an expression that is not trusted, a terminology).
 * - `unknown`: it names a function, type or variable that does not exist.
 * - `type`: an operand is of a kind the operation does not take.
 * - `multiple`: several items where the operation takes one.
 */
export type PathErrorCode = 'syntax' | 'too-complex' | 'unsupported' | 'unknown' | 'type' | 'multiple';

/** A FHIRPath expression failed. The sentence speaks of the expression, never of the data. */
export class PathError extends Error {
  readonly code: PathErrorCode;
  /** Position in the expression, from 0, where it is known. */
  readonly offset: number | undefined;

  constructor(code: PathErrorCode, sentence: string, offset?: number) {
    super(sentence);
    this.name = 'PathError';
    this.code = code;
    this.offset = offset;
  }
}
