/** What an import brought about: counts per type and per kind of error. It holds no patient data. */
export class Tally {
  readonly stored = new Map<string, number>();
  readonly refused = new Map<string, number>();
  /** Places of the first refusals, for the person who mends the file. */
  readonly examples: string[] = [];

  get storedTotal(): number {
    return sum(this.stored);
  }

  get refusedTotal(): number {
    return sum(this.refused);
  }

  addStored(type: string): void {
    this.stored.set(type, (this.stored.get(type) ?? 0) + 1);
  }

  /** `sentence` is the server's, which names no patient. */
  addRefused(status: string, sentence: string, place: string, count = 1): void {
    const kind = `${status} ${sentence.slice(0, 160)}`;
    this.refused.set(kind, (this.refused.get(kind) ?? 0) + count);
    if (this.examples.length < 20) this.examples.push(`${place}: ${kind}`);
  }

  /** The report at the end: a line per type, then a line per kind of error. */
  toString(): string {
    const lines = [`Stored ${this.storedTotal} resources`];
    for (const [type, count] of [...this.stored].sort())
      lines.push(`  ${String(count).padStart(8)}  ${type}`);
    if (this.refusedTotal > 0) {
      lines.push(`Refused ${this.refusedTotal}`);
      for (const [kind, count] of [...this.refused].sort((a, b) => b[1] - a[1]))
        lines.push(`  ${String(count).padStart(8)}  ${kind}`);
      lines.push('First places:', ...this.examples.map((example) => `  ${example}`));
    }
    return lines.join('\n');
  }
}

const sum = (counts: ReadonlyMap<string, number>) =>
  [...counts.values()].reduce((total, count) => total + count, 0);
