/** A line that tells how far, how fast and how long still; rewritten in place on a terminal, now and then in a log. */
export class Progress {
  readonly #write: (text: string) => void;
  readonly #terminal: boolean;
  readonly #totalBytes: number;
  readonly #started: number;
  readonly #now: () => number;
  #bytes = 0;
  #resources = 0;
  #shown = 0;

  constructor(options: {
    totalBytes: number;
    terminal: boolean;
    write: (text: string) => void;
    now: () => number;
  }) {
    this.#write = options.write;
    this.#terminal = options.terminal;
    this.#totalBytes = options.totalBytes;
    this.#now = options.now;
    this.#started = options.now();
  }

  addBytes(count: number): void {
    this.#bytes += count;
  }

  addResources(count: number): void {
    this.#resources += count;
    const due = this.#terminal ? 200 : 10_000;
    if (this.#now() - this.#shown < due) return;
    this.#shown = this.#now();
    this.#write(this.#terminal ? `\r\x1b[2K${this.line()}` : `${this.line()}\n`);
  }

  finish(): void {
    if (this.#terminal) this.#write('\r\x1b[2K');
  }

  /** For instance `42 %  12,400 resources  830/s  about 35 s left`. */
  line(): string {
    const seconds = Math.max((this.#now() - this.#started) / 1000, 0.001);
    const share = this.#totalBytes === 0 ? 1 : Math.min(this.#bytes / this.#totalBytes, 1);
    const left = share > 0 ? Math.round((seconds / share) * (1 - share)) : undefined;
    const rate = Math.round(this.#resources / seconds);
    return `${Math.floor(share * 100)} %  ${this.#resources.toLocaleString('en')} resources  ${rate}/s  ${left === undefined ? '' : `about ${duration(left)} left`}`;
  }
}

function duration(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 360) / 10} h`;
}
