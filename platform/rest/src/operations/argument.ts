import type { FhirResource } from '@caecilia/fhir';
import type { OperationInput } from '@caecilia/kernel';
import { Problem } from '@caecilia/kernel';

/** The text of a parameter that is given once or not at all. */
export function textArgument(input: OperationInput, name: string): string | undefined {
  const value = input.get(name)?.[0]?.value;
  if (value === undefined) return undefined;
  if (typeof value !== 'string')
    throw new Problem('value', `the parameter ${name} is text`, { expression: name });
  return value;
}

/** The texts of a parameter that may repeat, where each may also list several with commas. */
export function textArguments(input: OperationInput, name: string): readonly string[] {
  return (input.get(name) ?? []).flatMap(({ value }) =>
    typeof value === 'string' ? value.split(',').map((each) => each.trim()) : [],
  );
}

/** A whole number that is not negative. */
export function countArgument(input: OperationInput, name: string): number | undefined {
  const value = input.get(name)?.[0]?.value;
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 0) {
    throw new Problem('value', `the parameter ${name} is a whole number from 0`, { expression: name });
  }
  return number;
}

/** A yes or no. */
export function flagArgument(input: OperationInput, name: string): boolean | undefined {
  const value = input.get(name)?.[0]?.value;
  if (value === undefined || typeof value === 'boolean') return value;
  throw new Problem('value', `the parameter ${name} is true or false`, { expression: name });
}

/** A resource that was sent along. */
export function resourceArgument(input: OperationInput, name: string): FhirResource | undefined {
  return input.get(name)?.[0]?.resource;
}
