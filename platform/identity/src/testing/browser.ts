/** A browser as far as the protocol needs one: it keeps cookies by path and follows redirects within one origin. */
export class Browser {
  readonly #origin: string;
  readonly #cookies = new Map<string, { readonly value: string; readonly path: string }>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** One request, without following. */
  async send(url: string, init: RequestInit = {}): Promise<Response> {
    const target = new URL(url, this.#origin);
    const headers = new Headers(init.headers);
    const cookies = [...this.#cookies]
      .filter(([, { path }]) => target.pathname.startsWith(path))
      .map(([name, { value }]) => `${name.slice(name.indexOf(' ') + 1)}=${value}`);
    if (cookies.length > 0) headers.set('cookie', cookies.join('; '));
    if (!headers.has('accept')) headers.set('accept', 'text/html');
    const response = await fetch(target, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  /** Follows redirects as long as they stay here; answers the last answer and where it sends on to. */
  async open(url: string): Promise<{ readonly response: Response; readonly at: URL }> {
    let at = new URL(url, this.#origin);
    for (let step = 0; step < 10; step += 1) {
      const response = await this.send(at.href);
      const location = response.headers.get('location');
      if (location === null) return { response, at };
      at = new URL(location, at);
      if (at.origin !== this.#origin || at.pathname.startsWith('/sign-in/')) return { response, at };
    }
    throw new Error('more than ten redirects');
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(pair.indexOf('=') + 1);
    const path = attributes.find((one) => one.toLowerCase().startsWith('path='))?.slice(5) ?? '/';
    if (value === '') this.#cookies.delete(`${path} ${name}`);
    else this.#cookies.set(`${path} ${name}`, { value, path });
  }
}
