const PREFIX = 'caecilia-draft:';

/** What somebody typed and did not send yet. */
export interface Draft<Value> {
  readonly value: Value;
  /** Milliseconds since 1970 at which it was last typed in. */
  readonly at: number;
}

const keyOf = (account: string, name: string) => `${PREFIX}${encodeURIComponent(account)}:${name}`;

/**
 * Drafts of one tab: they outlive a reload, a sign-in that ended and a lost connection, and end with the tab. On
 * a ward a device is many people's, so nothing of a patient is kept on it longer than that.
 */
export class Drafts {
  readonly #kept: Storage;
  readonly #account: string;

  constructor(kept: Storage, account: string) {
    this.#kept = kept;
    this.#account = account;
  }

  /** The draft with this name, if it is whole. What cannot be read is dropped: it was not written by this release. */
  read<Value>(name: string, isValue: (value: unknown) => value is Value): Draft<Value> | undefined {
    const text = this.#kept.getItem(keyOf(this.#account, name));
    if (text === null) return undefined;
    const draft = parsed(text);
    if (draft && isValue(draft.value)) return { value: draft.value, at: draft.at };
    this.drop(name);
    return undefined;
  }

  keep(name: string, value: unknown, at: number): void {
    this.#kept.setItem(keyOf(this.#account, name), JSON.stringify({ value, at }));
  }

  drop(name: string): void {
    this.#kept.removeItem(keyOf(this.#account, name));
  }

  /** Removes what others typed in this tab before: it is not for whoever is signed in now. */
  dropThoseOfOthers(): void {
    const own = keyOf(this.#account, '');
    const keys = Array.from({ length: this.#kept.length }, (_, index) => this.#kept.key(index) ?? '');
    for (const key of keys) if (key.startsWith(PREFIX) && !key.startsWith(own)) this.#kept.removeItem(key);
  }
}

function parsed(text: string): Draft<unknown> | undefined {
  try {
    const draft: unknown = JSON.parse(text);
    if (typeof draft !== 'object' || draft === null || !('value' in draft) || !('at' in draft))
      return undefined;
    return typeof draft.at === 'number' ? { value: draft.value, at: draft.at } : undefined;
  } catch {
    // Half a draft is none.
    return undefined;
  }
}
