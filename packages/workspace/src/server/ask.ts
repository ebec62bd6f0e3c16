import { presence } from './presence.ts';

/** Below it the server answers the app, to the session of this browser. The page of each app names its own. */
export function apiAddress(): string {
  const address = document.querySelector<HTMLMetaElement>('meta[name="caecilia-api"]')?.content;
  if (!address) throw new Error('the page of the app does not say where its server answers');
  return address;
}

/** The server answered, and refused. The sentence is for a person. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  /** The place of what is wrong, where the server named one. */
  readonly expression: string | undefined;

  constructor(status: number, sentence: string, expression?: string) {
    super(sentence);
    this.status = status;
    this.expression = expression;
  }
}

/**
 * Asks the server. `Answer` is what the module that owns the address says it gives: app and server are one release.
 * Throws `Refused` for what the server refuses, and what `fetch` throws where there is no connection.
 */
export async function ask<Answer extends object>(path: string, signal?: AbortSignal): Promise<Answer> {
  const response = await fetch(`${apiAddress()}${path}`, {
    headers: {
      accept: 'application/json',
      // What is refused is said in the language of the screen.
      'accept-language': document.documentElement.lang,
      // It is no use of the sign-in.
      ...(presence.isAttended() ? {} : { 'x-caecilia-unattended': '1' }),
    },
    credentials: 'same-origin',
    cache: 'no-store',
    ...(signal ? { signal } : {}),
  });
  return await answerOf<Answer>(response);
}

/** Writes. `formToken` is of `me`: it proves that this page is of this sign-in. Throws as `ask` does. */
export async function tell<Answer extends object>(
  path: string,
  {
    body,
    formToken,
    leaving = false,
  }: {
    readonly body: unknown;
    readonly formToken: string;
    /** The page may be gone before the answer is there: the browser sends it all the same. */
    readonly leaving?: boolean;
  },
): Promise<Answer> {
  const response = await fetch(`${apiAddress()}${path}`, {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'accept-language': document.documentElement.lang,
      'content-type': 'application/json',
      'x-caecilia-form': formToken,
    },
    credentials: 'same-origin',
    body: JSON.stringify(body),
    keepalive: leaving,
  });
  return await answerOf<Answer>(response);
}

async function answerOf<Answer extends object>(response: Response): Promise<Answer> {
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  const content: unknown = isJson ? await response.json() : undefined;
  if (!response.ok) throw refusalOf(response.status, content);
  if (typeof content !== 'object' || content === null)
    throw new Refused(502, 'The answer is not one of ours.');
  return content as Answer;
}

/** Why the server refused what was no JSON, a file for instance. */
export async function refusalIn(response: Response): Promise<Refused> {
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return refusalOf(response.status, isJson ? await response.json() : undefined);
}

function refusalOf(status: number, content: unknown): Refused {
  const { sentence, expression } = (typeof content === 'object' && content !== null ? content : {}) as {
    readonly sentence?: unknown;
    readonly expression?: unknown;
  };
  return new Refused(
    status,
    typeof sentence === 'string' ? sentence : `status ${status}`,
    typeof expression === 'string' ? expression : undefined,
  );
}

/** Parameters of an address; what has no value is left out. */
export function withParameters(path: string, values: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(values).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}
