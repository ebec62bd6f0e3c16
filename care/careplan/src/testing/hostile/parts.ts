/** A part of a resource, read without trust. */
export type Part = Readonly<Record<string, unknown>>;
/** An object; undefined for anything else. */
export const part = (value: unknown): Part | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Part) : undefined;
/** The objects of a list. */
export function list(value: unknown): readonly Part[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [];
  return all.flatMap((each): readonly Part[] => {
    const found = part(each);
    return found === undefined ? [] : [found];
  });
}
/** A text without the white space around it. */
export const words = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
/** True where an element says anything. */
export const says = (value: unknown): boolean =>
  value !== undefined &&
  value !== null &&
  value !== '' &&
  !(Array.isArray(value) && value.length === 0) &&
  !(part(value) && Object.keys(part(value) ?? {}).length === 0);
