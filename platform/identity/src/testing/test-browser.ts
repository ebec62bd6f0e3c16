import type { FastifyInstance, InjectOptions } from 'fastify';

/** What a browser shows at the end of a navigation. */
export interface Shown {
  readonly status: number;
  readonly path: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
}

/** Cookies, redirects and forms, as a browser does them. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();
  readonly #app: FastifyInstance;
  readonly #origin: string;
  readonly #address: string;
  #last = '';

  constructor(app: FastifyInstance, origin: string, address: string) {
    this.#app = app;
    this.#origin = origin;
    this.#address = address;
  }

  async get(path: string): Promise<Shown> {
    return await this.#go({ method: 'GET', url: path, headers: { 'sec-fetch-site': 'none' } });
  }

  /** Sends a form with the token of the page before it. */
  async post(path: string, form: Readonly<Record<string, string>>): Promise<Shown> {
    return await this.send(path, { csrf: this.csrf(), ...form });
  }

  /** The same with nothing added; headers may be overruled. */
  async send(
    path: string,
    form: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Shown> {
    return await this.#go({
      method: 'POST',
      url: path,
      payload: new URLSearchParams(form).toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        origin: this.#origin,
        'sec-fetch-site': 'same-origin',
        ...headers,
      },
    });
  }

  /** The token of the page that was shown last. */
  csrf(): string {
    return /name="csrf" value="([^"]+)"/.exec(this.#last)?.[1] ?? '';
  }

  async #go(options: InjectOptions): Promise<Shown> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.#app.inject({
      ...options,
      remoteAddress: this.#address,
      headers: { ...options.headers, cookie, 'accept-language': 'nl' },
    });
    for (const { name, value, maxAge } of answer.cookies) {
      if (maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const { location } = answer.headers;
    if (answer.statusCode >= 300 && answer.statusCode < 400 && location?.startsWith('/'))
      return await this.get(location);
    this.#last = answer.body;
    return {
      status: answer.statusCode,
      path: String(location ?? (typeof options.url === 'string' ? options.url : '')),
      body: answer.body,
      headers: answer.headers,
    };
  }
}
