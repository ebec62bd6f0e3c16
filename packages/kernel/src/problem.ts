/**
 * FHIR issue types (http://hl7.org/fhir/issue-type) that the house raises, with the HTTP status each
 * one answers with unless the problem names another.
 */
export const HTTP_STATUS = {
  invalid: 400,
  structure: 400,
  required: 400,
  value: 400,
  'not-supported': 400,
  security: 401,
  login: 401,
  forbidden: 403,
  'not-found': 404,
  deleted: 410,
  expired: 410,
  conflict: 409,
  duplicate: 409,
  'multiple-matches': 412,
  'too-long': 413,
  'too-costly': 422,
  'business-rule': 422,
  processing: 422,
  invariant: 422,
  'code-invalid': 422,
  timeout: 503,
  throttled: 429,
  transient: 503,
  'no-store': 507,
  exception: 500,
} as const;

/** A FHIR issue type that a rule may raise. */
export type ProblemCode = keyof typeof HTTP_STATUS;

/** One line of an OperationOutcome. `diagnostics` is a sentence for a person and names no patient. */
export interface ProblemIssue {
  severity: 'fatal' | 'error' | 'warning' | 'information';
  code: string;
  diagnostics: string;
  /** FHIRPath of the place, for instance `Consent.provision.type`. */
  expression?: string[];
}

/** Where, why and how a problem answers, beside its code and sentence. */
export interface ProblemOptions {
  expression?: string | undefined;
  /** Another status than the one of `HTTP_STATUS`, for instance 412 for a stale `If-Match`. */
  status?: number;
  /** All issues, where there is more than one; the sentence then sums them up for a log line. */
  issues?: readonly ProblemIssue[];
  /** Seconds after which trying again makes sense (answered as `Retry-After`). */
  retryAfterS?: number;
  cause?: unknown;
}

/** The one error that rules throw. The REST floor alone turns it into an OperationOutcome. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly status: number;
  readonly issues: readonly ProblemIssue[];
  readonly retryAfterS: number | undefined;

  constructor(code: ProblemCode, sentence: string, options: ProblemOptions = {}) {
    super(sentence, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.status = options.status ?? HTTP_STATUS[code];
    this.retryAfterS = options.retryAfterS;
    this.issues = options.issues ?? [
      {
        severity: 'error',
        code,
        diagnostics: sentence,
        ...(options.expression === undefined ? {} : { expression: [options.expression] }),
      },
    ];
  }
}

/** What a page tells apart when it says a problem in words. */
export type ProblemKind = 'notFound' | 'deleted' | 'changed' | 'forbidden' | 'unavailable' | 'refused';

/** The kind of a problem. `changed`: somebody else was first. `unavailable`: the same may work later. */
export function kindOfProblem({ status, code }: Problem): ProblemKind {
  if (status === HTTP_STATUS['not-found']) return 'notFound';
  if (status === HTTP_STATUS.deleted) return 'deleted';
  if (status === HTTP_STATUS.login || status === HTTP_STATUS.forbidden) return 'forbidden';
  if (status === 412 || (status === HTTP_STATUS.conflict && code === 'conflict')) return 'changed';
  return status >= HTTP_STATUS.throttled ? 'unavailable' : 'refused';
}
