/** The request that was sent last in this tab: the next screen says so once. */
class SentRequest {
  #id: string | undefined;

  set(id: string): void {
    this.#id = id;
  }

  /** True once for the request that was sent last. */
  take(): string | undefined {
    const id = this.#id;
    this.#id = undefined;
    return id;
  }
}

export const sentRequest = new SentRequest();
