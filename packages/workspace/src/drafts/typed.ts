type Fields<Field extends string> = Readonly<Record<Field, string>>;

/** Reads what an earlier visit kept of the same fields: every one of them words, and no others. */
export function isTypedOf<Field extends string>(begun: Fields<Field>) {
  const names = Object.keys(begun).toSorted();
  return (value: unknown): value is Fields<Field> =>
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).toSorted().join() === names.join() &&
    Object.values(value).every((each) => typeof each === 'string');
}
