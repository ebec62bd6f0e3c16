/** Something that is counted, for instance an agreement, and the organisations that are in it. */
export interface Counted {
  readonly id: string;
  readonly organisations: readonly string[];
}

/** An organisation and all above it, the nearest first; each once, also where the registry goes in a circle. */
export function withAllAbove(organisation: string, above: (id: string) => readonly string[]): string[] {
  const found = new Set([organisation]);
  for (const one of found) for (const parent of above(one)) found.add(parent);
  return [...found];
}

/**
 * What counts at each organisation: its own, and that of everything below it, each once. An agreement with two faculties
 * of a university is one agreement of that university.
 */
export function countedAt(
  items: readonly Counted[],
  above: (id: string) => readonly string[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const counted = new Map<string, Set<string>>();
  for (const { id, organisations } of items)
    for (const organisation of organisations)
      for (const level of withAllAbove(organisation, above)) {
        const here = counted.get(level) ?? new Set();
        counted.set(level, here.add(id));
      }
  return counted;
}
