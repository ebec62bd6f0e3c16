/**
 * Why a FHIRPath Patch cannot be applied.
 * - `invalid`: the Parameters resource does not describe a patch, or a path is no FHIRPath.
 * - `not-found`: a path finds nothing, or not what the operation needs.
 * - `conflict`: what would be added is there already.
 * - `value`: the value does not fit the element.
 */
export type PatchErrorCode = 'invalid' | 'not-found' | 'conflict' | 'value';

/** A FHIRPath Patch failed; nothing of it was applied. The sentence names elements and paths, never content. */
export class PatchError extends Error {
  readonly code: PatchErrorCode;
  /** Where in the Parameters resource: `Parameters.parameter[1].part[0]`. */
  readonly expression: string;

  constructor(code: PatchErrorCode, sentence: string, expression: string, cause?: unknown) {
    super(sentence, cause === undefined ? undefined : { cause });
    this.name = 'PatchError';
    this.code = code;
    this.expression = expression;
  }
}
