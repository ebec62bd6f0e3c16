/** Fields that were given: those without a value are absent. */
export type Given<T> = { [Field in keyof T]?: Exclude<T[Field], undefined> };

/** The fields that somebody sent: what is absent in a patch is left as it is. */
export function given<T extends object>(fields: T): Given<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>;
}
