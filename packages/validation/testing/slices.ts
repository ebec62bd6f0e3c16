/** The code system of the tests of slices. */
export const SYSTEM = 'http://example.org/system';

/** A concept with one code of `SYSTEM`. */
export function coding(code: string) {
  return { coding: [{ system: SYSTEM, code }] };
}

/** An element that is sliced, as a differential says it. */
export function sliced(path: string, type: string, discriminator: string, rules = 'open', ordered = false) {
  return { path, slicing: { discriminator: [{ type, path: discriminator }], rules, ordered } };
}
