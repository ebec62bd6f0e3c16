/** Where progress is told: rewritten in place on a terminal, a line now and then in a log. */
export interface ProgressPlace {
  readonly isTerminal: boolean;
  readonly tell: (text: string) => void;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
}

/** How far a long work is, how fast it goes and how long it still takes. */
export class Progress {
  readonly #place: ProgressPlace;
  readonly #what: string;
  readonly #totalBytes: number;
  readonly #started: number;
  #shown: number;
  #count = 0;

  constructor(what: string, totalBytes: number, place: ProgressPlace) {
    this.#place = place;
    this.#what = what;
    this.#totalBytes = totalBytes;
    this.#started = place.now();
    this.#shown = this.#started;
  }

  /** One more is done, and so many bytes of the whole. */
  step(bytes: number): void {
    this.#count += 1;
    const now = this.#place.now();
    if (now - this.#shown < (this.#place.isTerminal ? 200 : 10_000)) return;
    this.#shown = now;
    const line = this.line(bytes);
    this.#place.tell(this.#place.isTerminal ? `\r\x1b[2K${line}` : `${line}\n`);
  }

  /** Tells the sum. */
  finish(): void {
    const seconds = (this.#place.now() - this.#started) / 1000;
    const clear = this.#place.isTerminal ? '\r\x1b[2K' : '';
    this.#place.tell(`${clear}${this.#count} ${this.#what} in ${seconds.toFixed(1)} s\n`);
  }

  /** For instance `42 %  12400 records  830/s  about 35 s left`. */
  line(bytes: number): string {
    const seconds = Math.max((this.#place.now() - this.#started) / 1000, 0.001);
    const share = this.#totalBytes === 0 ? 1 : Math.min(bytes / this.#totalBytes, 1);
    const left = share > 0 ? `  about ${Math.ceil((seconds / share) * (1 - share))} s left` : '';
    const rate = Math.round(this.#count / seconds);
    return `${Math.floor(share * 100)} %  ${this.#count} ${this.#what}  ${rate}/s${left}`;
  }
}
