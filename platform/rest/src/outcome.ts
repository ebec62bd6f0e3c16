import type { FhirResource } from '@caecilia/fhir';
import type { ProblemIssue } from '@caecilia/kernel';
import { Problem } from '@caecilia/kernel';
import { languageProblem } from './language-problem.ts';

/** The FHIR body of a refusal: one issue for each thing that is wrong. */
export function outcomeOf(problem: Problem): FhirResource {
  return operationOutcome(problem.issues);
}

/** An OperationOutcome of these issues; with none of them it says that all went well. */
export function operationOutcome(issues: readonly ProblemIssue[]): FhirResource {
  const shown = issues.length > 0 ? issues : [ALL_OK];
  return {
    resourceType: 'OperationOutcome',
    issue: shown.map(({ severity, code, diagnostics, expression }) => ({
      severity,
      code,
      ...(diagnostics === '' ? {} : { diagnostics }),
      ...(expression === undefined ? {} : { expression }),
    })),
  };
}

const ALL_OK: ProblemIssue = { severity: 'information', code: 'informational', diagnostics: 'all is well' };

/** The same problem seen from further out: `Patient.name` becomes `Bundle.entry[3].resource.name`. */
export function problemWithin(problem: Problem, place: string): Problem {
  return new Problem(problem.code, problem.message, {
    status: problem.status,
    issues: problem.issues.map((issue) => ({ ...issue, expression: placesWithin(issue, place) })),
    cause: problem,
    ...(problem.retryAfterS === undefined ? {} : { retryAfterS: problem.retryAfterS }),
  });
}

function placesWithin(issue: ProblemIssue, place: string): string[] {
  if (issue.expression === undefined || issue.expression.length === 0) return [place];
  return issue.expression.map((path) => {
    if (path.startsWith('Bundle.entry[')) return path;
    const below = /^[A-Z][A-Za-z]*((?:\.|\[).*)?$/.exec(path);
    if (below === null) return place;
    return `${place}.resource${below[1] ?? ''}`;
  });
}

/** Errors of the web server itself, by their code, as the refusals that they are. */
const SERVER_ERRORS: ReadonlyMap<string, () => Problem> = new Map(
  Object.entries({
    FST_ERR_CTP_BODY_TOO_LARGE: () => new Problem('too-long', 'the body is larger than this server takes'),
    FST_ERR_CTP_INVALID_MEDIA_TYPE: () =>
      new Problem('not-supported', 'send application/fhir+json or application/fhir+xml', { status: 415 }),
    FST_ERR_CTP_INVALID_CONTENT_LENGTH: () =>
      new Problem('structure', 'the body is shorter or longer than its Content-Length says'),
    FST_ERR_BAD_URL: () =>
      new Problem('invalid', 'the address has a % that is not followed by two hexadecimal digits of UTF-8'),
    FST_ERR_MAX_PARAM_LENGTH: () => new Problem('too-long', 'the address is too long', { status: 414 }),
  }),
);

/**
 * Any error as a Problem; the one place where that is decided. What nobody foresaw becomes `exception` (500), whose
 * sentence tells nothing of the inside: the error itself is its cause, for the log.
 */
export function problemOf(error: unknown): Problem {
  const refusal = refusalOf(error);
  if (refusal !== undefined) return refusal;
  return new Problem(
    'exception',
    'the server failed; the log has the reason under the X-Request-Id of this answer',
    {
      cause: error,
    },
  );
}

/** The error as a refusal, if it is one: something that whoever asked can act on. */
function refusalOf(error: unknown): Problem | undefined {
  return error instanceof Problem ? error : (languageProblem(error) ?? serverProblem(error));
}

/**
 * What to throw further out for an error at this place: a refusal with its place, anything else as it is (the store
 * must still recognise a transaction that lost against another one).
 */
export function errorWithin(error: unknown, place: string): unknown {
  const refusal = refusalOf(error);
  return refusal === undefined ? error : problemWithin(refusal, place);
}

function serverProblem(error: unknown): Problem | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return SERVER_ERRORS.get(error.code)?.();
}
