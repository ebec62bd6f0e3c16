import { isObject, type JsonObject } from '../fhirpath/path-node.ts';
import { PatchError } from './patch-error.ts';

/** A part of an operation as it stands in the Parameters resource, with its place there. */
export interface PatchPart {
  readonly content: JsonObject;
  readonly expression: string;
}

interface Common {
  readonly path: string;
  /** Place of the operation, and of its path, in the Parameters resource. */
  readonly expression: string;
  readonly pathExpression: string;
}

/** One operation of a patch, its parts read and checked. */
export type PatchOperation =
  | (Common & { readonly type: 'add'; readonly name: string; readonly value: PatchPart })
  | (Common & { readonly type: 'insert'; readonly index: number; readonly value: PatchPart })
  | (Common & { readonly type: 'delete' })
  | (Common & { readonly type: 'replace'; readonly value: PatchPart })
  | (Common & { readonly type: 'move'; readonly source: number; readonly destination: number });

/** The parts of one operation, by name. */
class OperationParts {
  readonly expression: string;
  readonly #parts = new Map<string, PatchPart>();

  constructor(parts: readonly unknown[], expression: string) {
    this.expression = expression;
    for (const [index, part] of parts.entries()) {
      const place = `${expression}.part[${index}]`;
      const name = isObject(part) ? part.name : undefined;
      if (!isObject(part) || typeof name !== 'string') {
        throw new PatchError('invalid', 'each part of an operation must have a name', place);
      }
      if (this.#parts.has(name)) {
        throw new PatchError('invalid', `an operation may have one part named ${name}`, place);
      }
      this.#parts.set(name, { content: part, expression: place });
    }
  }

  /** A part that must be there. */
  part(name: string): PatchPart {
    const part = this.#parts.get(name);
    if (!part) {
      throw new PatchError('invalid', `the operation must have a part named ${name}`, this.expression);
    }
    return part;
  }

  text(name: string, property: 'valueString' | 'valueCode'): string {
    const { content, expression } = this.part(name);
    // Published examples write the type as a code, others as a string.
    const text = content[property] ?? content.valueString ?? content.valueCode;
    if (typeof text !== 'string' || text === '') {
      throw new PatchError('invalid', `the part ${name} must have a ${property}`, expression);
    }
    return text;
  }

  /** A place in a list, from 0. */
  index(name: string): number {
    const { content, expression } = this.part(name);
    const index = content.valueInteger;
    if (typeof index !== 'number' || !Number.isInteger(index) || index < 0) {
      throw new PatchError('invalid', `the part ${name} must have a valueInteger of 0 or more`, expression);
    }
    return index;
  }
}

function readOperation(parts: OperationParts): PatchOperation {
  const { expression } = parts;
  const type = parts.text('type', 'valueCode');
  const path = parts.text('path', 'valueString');
  const common = { path, expression, pathExpression: parts.part('path').expression };
  switch (type) {
    case 'add':
      return { ...common, type, name: parts.text('name', 'valueString'), value: parts.part('value') };
    case 'insert':
      return { ...common, type, index: parts.index('index'), value: parts.part('value') };
    case 'delete':
      return { ...common, type };
    case 'replace':
      return { ...common, type, value: parts.part('value') };
    case 'move':
      return { ...common, type, source: parts.index('source'), destination: parts.index('destination') };
    default:
      throw new PatchError(
        'invalid',
        'the type of an operation must be add, insert, delete, replace or move',
        parts.part('type').expression,
      );
  }
}

/** Reads the operations of a patch, in order. Throws `PatchError('invalid')`. */
export function readOperations(parameters: unknown): PatchOperation[] {
  if (!isObject(parameters) || parameters.resourceType !== 'Parameters') {
    throw new PatchError('invalid', 'a FHIRPath Patch must be a Parameters resource', 'Parameters');
  }
  const listed: unknown = parameters.parameter;
  if (!Array.isArray(listed) || listed.length === 0) {
    throw new PatchError(
      'invalid',
      'the patch must have at least one parameter named operation',
      'Parameters',
    );
  }
  return listed.map((parameter: unknown, index) => {
    const expression = `Parameters.parameter[${index}]`;
    const parts: unknown = isObject(parameter) && parameter.name === 'operation' ? parameter.part : undefined;
    if (!Array.isArray(parts)) {
      throw new PatchError('invalid', 'each parameter must be named operation and have parts', expression);
    }
    return readOperation(new OperationParts(parts, expression));
  });
}
