import { JsonError, PatchError, PathError, SearchError, XmlError } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';

/** Errors of the language floor (JSON, XML, searches, paths, patches) as refusals; undefined for any other error. */
export function languageProblem(error: unknown): Problem | undefined {
  if (error instanceof SearchError) return searchProblem(error);
  if (error instanceof JsonError) return jsonProblem(error);
  if (error instanceof XmlError) return xmlProblem(error);
  if (error instanceof PatchError) return patchProblem(error);
  if (error instanceof PathError) return pathProblem(error);
  return undefined;
}

/** A search that is refused is the asker's: always 4xx. What is not known (a value set) is no missing resource. */
function searchProblem({ code, message, expression }: SearchError): Problem {
  return new Problem(code, message, { status: code === 'too-costly' ? 422 : 400, expression });
}

function jsonProblem(error: JsonError): Problem {
  const code = error.code === 'too-deep' ? 'too-costly' : 'structure';
  return new Problem(code, error.message, { status: 400, cause: error });
}

function xmlProblem(error: XmlError): Problem {
  const status = error.code === 'too-long' ? 413 : 400;
  return new Problem(error.code, error.message, { status, expression: error.path, cause: error });
}

/** A patch that is no patch is 400; one that does not fit the resource as it is now is 422. */
function patchProblem(error: PatchError): Problem {
  const code = error.code === 'invalid' ? 'invalid' : 'processing';
  return new Problem(code, error.message, { expression: error.expression, cause: error });
}

/** An expression that an installed search parameter or profile brought, and that fails on this resource. */
function pathProblem(error: PathError): Problem {
  const sentence = `an installed FHIRPath expression cannot be evaluated on this resource: ${error.message}`;
  return new Problem('processing', sentence, { cause: error });
}
