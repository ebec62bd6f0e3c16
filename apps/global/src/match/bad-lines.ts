const MOST_NAMED = 20;

/** Lines that could not be read: the first are told one by one, the others as a number. */
export class BadLines {
  readonly #tell: (text: string) => void;
  count = 0;

  constructor(tell: (text: string) => void) {
    this.#tell = tell;
  }

  /** Leaves a line out; the sentence says what is wrong with it. */
  leaveOut(file: string, number: number, sentence: string): void {
    this.count += 1;
    if (this.count <= MOST_NAMED) this.#tell(`${file}, line ${number}, is left out: ${sentence}\n`);
  }

  /** Tells how many were left out, where there were any. */
  finish(): void {
    if (this.count > 0) this.#tell(`${this.count} lines were left out\n`);
  }
}
