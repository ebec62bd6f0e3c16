import { Problem } from '@caecilia/kernel';
import type { CallFailure } from '../handOver/handOver.ts';

/** Why a call to another system failed, in a form that a person can act on. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  readonly failure: CallFailure;

  constructor(failure: CallFailure, options: { readonly cause?: unknown } = {}) {
    super(`the call to the other system failed: ${failure}`, options);
    this.failure = failure;
  }
}

/** Codes of Node for a certificate that does not stand for the name, or for nobody we trust. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/;

const PLAIN: ReadonlyMap<string, CallFailure> = new Map([
  ['timeout', 'slow'],
  ['too-costly', 'too-large'],
  ['not-supported', 'not-fhir'],
]);

/** What the way out of the house threw, as a failure. What is no such problem is a defect, and thrown on. */
export function failureOfProblem(error: unknown): CallFailure {
  if (error instanceof CallFailed) return error.failure;
  if (!(error instanceof Problem)) throw error;
  const { cause } = error;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
  if (error.code === 'forbidden') return /sent the call on/.test(error.message) ? 'redirected' : 'not-listed';
  if (error.code === 'transient') return CERTIFICATE.test(code) ? 'certificate' : 'unreachable';
  const failure = PLAIN.get(error.code);
  if (failure === undefined) throw error;
  return failure;
}

/** Failure of an answer by its status; undefined: it is an answer. */
export function failureOfStatus(status: number): CallFailure | undefined {
  if (status >= 200 && status < 300) return undefined;
  if (status === 404 || status === 410) return 'unknown-to-them';
  if (status === 429 || status >= 500) return 'broken';
  return 'refused';
}
