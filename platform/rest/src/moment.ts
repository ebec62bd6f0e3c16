import { Problem } from '@caecilia/kernel';

const INSTANT =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

/** An instant in UTC from a parameter; a date alone stands for its beginning. Throws 400, naming the parameter. */
export function instantOf(text: string, parameter: string): string {
  // An unescaped + of a time zone arrives as a space.
  const written = text.replace(' ', '+');
  const time = INSTANT.test(written) || DATE.test(written) ? Date.parse(written) : Number.NaN;
  if (Number.isNaN(time)) {
    throw new Problem('value', `${parameter} is an instant such as 2026-03-01T08:30:00Z, or a date`, {
      expression: parameter,
    });
  }
  return new Date(time).toISOString();
}
