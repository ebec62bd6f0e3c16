import type { FunctionDefinition, FunctionTable } from './function-call.ts';
import { collectionFunctions } from './functions-collections.ts';
import { conversionFunctions } from './functions-conversion.ts';
import { existenceFunctions } from './functions-existence.ts';
import { fhirFunctions } from './functions-fhir.ts';
import { mathFunctions } from './functions-math.ts';
import { stringFunctions } from './functions-strings.ts';

const tables: readonly FunctionTable[] = [
  existenceFunctions,
  collectionFunctions,
  stringFunctions,
  conversionFunctions,
  mathFunctions,
  fhirFunctions,
];

/** Every function by name; `is`, `as` and `ofType` take a type and are part of the compiler. */
export const functions: ReadonlyMap<string, FunctionDefinition> = new Map(
  tables.flatMap((table) => Object.entries(table)),
);
