import { PatchError, type PatchErrorCode } from '@caecilia/fhir';
import { WorkerPool } from './worker-pool.ts';

/** Milliseconds that the paths of one patch may take. */
export const PATCH_LIMIT_MS = 500;

/** Applies FHIRPath patches whose length a client decides, away from the thread that answers. */
export interface PatchPaths {
  /** The patched resource as JSON text. Throws `PatchError`, and `Problem` for what takes too long. */
  apply(resource: string, patch: string): Promise<string>;
  close(): Promise<void>;
}

export function patchPaths(): PatchPaths {
  const pool = new WorkerPool(new URL('./patch-thread.ts', import.meta.url), {
    threads: 2,
    limitMs: PATCH_LIMIT_MS,
    waiting: 20,
  });
  return {
    async apply(resource, patch) {
      const answer = await pool.run({ resource, patch });
      if (answer.kind === 'done' && typeof answer.result === 'string') return answer.result;
      if (answer.kind === 'refused') throw refusalOf(answer.refusal);
      throw new Error('the thread for patches answered something else than a resource');
    },
    close: () => pool.close(),
  };
}

function refusalOf(refusal: unknown): PatchError {
  const { code, message, expression } = refusal as {
    code: PatchErrorCode;
    message: string;
    expression: string;
  };
  return new PatchError(code, message, expression);
}
