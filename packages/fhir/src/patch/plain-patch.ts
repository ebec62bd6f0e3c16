import { isObject } from '../fhirpath/path-node.ts';

/** Member names with places in lists, and nothing else: `Patient.name[0].given`. At most 16 steps. */
const PLAIN_PATH = /^[A-Za-z][A-Za-z0-9]*(?:\[\d{1,4}\])?(?:\.[A-Za-z][A-Za-z0-9]*(?:\[\d{1,4}\])?){0,15}$/;

/** Operations up to which a patch of plain paths is sure to be quick. */
const FEW = 50;

/**
 * Whether a FHIRPath Patch is sure to be quick: few operations, each with a path of member names. Such a path looks at
 * each element once; anything else (functions, operators, filters) may take long and is not for a thread that others
 * wait for. False also for what is no patch.
 */
export function isPlainPatch(parameters: unknown): boolean {
  const operations: unknown = isObject(parameters) ? parameters.parameter : undefined;
  return Array.isArray(operations) && operations.length <= FEW && operations.every(hasPlainPath);
}

function hasPlainPath(operation: unknown): boolean {
  const parts: unknown = isObject(operation) ? operation.part : undefined;
  if (!Array.isArray(parts)) return false;
  return parts.every((part: unknown) => {
    if (!isObject(part)) return false;
    const path = part.name === 'path' ? part.valueString : 'plain';
    return typeof path === 'string' && PLAIN_PATH.test(path);
  });
}
