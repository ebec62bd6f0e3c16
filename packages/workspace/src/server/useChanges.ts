import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { apiAddress } from './ask.ts';

/** How long to wait before a stream is tried again that the server refused; milliseconds. */
const AGAIN_MS = 15_000;

/** Whether what is on the screen is kept up to date by the server. */
export type Following = 'live' | 'waiting';

/**
 * Keeps what stands under a query key up to date while this screen is in view: where the server says that something
 * changed, what is on the screen is asked for again, under the access rule. `path` is an address that ends in
 * `/changes`. A window that nobody sees follows nothing, and asks again when it is seen.
 */
export function useChanges(path: string, of: QueryKey): Following {
  const queries = useQueryClient();
  const [state, setState] = useState<Following>('waiting');
  const key = JSON.stringify(of);
  useEffect(() => {
    const stream = new ChangeStream(`${apiAddress()}${path}`, {
      state: setState,
      changed: () => void queries.invalidateQueries({ queryKey: JSON.parse(key) as QueryKey }),
    });
    return () => stream.close();
  }, [queries, path, key]);
  return state;
}

interface Listener {
  state(state: Following): void;
  changed(): void;
}

/** A stream of events that is open while the page is in view. */
class ChangeStream {
  readonly #address: string;
  readonly #listener: Listener;
  #source: EventSource | undefined;
  #again: number | undefined;
  #opened = false;

  constructor(address: string, listener: Listener) {
    this.#address = address;
    this.#listener = listener;
    document.addEventListener('visibilitychange', this.#look);
    window.addEventListener('online', this.#look);
    this.#look();
  }

  close(): void {
    document.removeEventListener('visibilitychange', this.#look);
    window.removeEventListener('online', this.#look);
    this.#stop();
  }

  readonly #look = (): void => {
    if (document.visibilityState === 'hidden') this.#stop();
    else if (this.#source === undefined) this.#open();
  };

  #stop(): void {
    window.clearTimeout(this.#again);
    this.#source?.close();
    this.#source = undefined;
    this.#listener.state('waiting');
  }

  #open(): void {
    window.clearTimeout(this.#again);
    const source = new EventSource(this.#address);
    this.#source = source;
    source.addEventListener('change', () => this.#listener.changed());
    source.addEventListener('open', () => {
      this.#listener.state('live');
      // What changed while nobody listened was told to nobody.
      if (this.#opened) this.#listener.changed();
      this.#opened = true;
    });
    source.addEventListener('error', () => {
      this.#listener.state('waiting');
      // A connection that broke comes back by itself; a stream that was refused does not.
      if (source.readyState !== EventSource.CLOSED) return;
      this.#stop();
      this.#again = window.setTimeout(this.#look, AGAIN_MS);
    });
  }
}
