import { generateKeyPairSync, type KeyObject, randomUUID, sign, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/*
 * The system of another hospital, as somebody else would have written it: plain HTTP and JSON by the text of the
 * standard, and no code of this product. It receives notifications, fetches a plan with the token that it is given, and
 * offers plans of its own.
 */

type Json = { readonly [name: string]: unknown };
type Answer = readonly [status: number, body: object];

/** What it does wrong with every request, until it is set back. */
export type Trouble =
  | 'none'
  | 'error'
  | 'silent'
  | 'html'
  | 'not-json'
  | 'redirect'
  | 'refuse'
  | 'lost'
  | 'other-patient';

/** Where a token is asked, and as whom. */
interface AsClient {
  readonly clientId: string;
  readonly tokenUrl: string;
}

/** The answer to each request of a notification. */
export interface Fetched {
  readonly tokenStatus: number;
  readonly token: string;
  readonly answers: readonly { readonly request: string; readonly status: number; readonly body: Json }[];
}

const OUTCOME = { resourceType: 'OperationOutcome', issue: [] };
const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as Json[]) : []);
const part = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

export class OtherHospital {
  trouble: Trouble = 'none';
  /** What it has of its patients: the answers to searches are taken out of it. */
  holds: readonly Json[] = [];
  /** Authorization bases that it gives tokens for, each with the id of one of its patients. */
  readonly bases = new Map<string, string>();
  /** Tasks that were sent to it, oldest first. */
  readonly received: Json[] = [];
  readonly jwk: Json;
  readonly origin: string;
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'secp384r1' });
  readonly #tokens = new Map<string, string>();
  readonly #server: Server;
  readonly #houseKey: () => KeyObject;

  private constructor(server: Server, houseKey: () => KeyObject) {
    this.#server = server;
    this.#houseKey = houseKey;
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.jwk = {
      ...this.#keys.publicKey.export({ format: 'jwk' }),
      kid: 'other-1',
      alg: 'ES384',
      use: 'sig',
    };
    server.on('request', (request, response) => {
      this.#answer(request, response).catch((error: unknown) =>
        send(response, [500, { error: String(error) }]),
      );
    });
  }

  /** Starts it; `houseKey` is the public key of the house that may ask it for tokens. */
  static async open(houseKey: () => KeyObject): Promise<OtherHospital> {
    const server = createServer();
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    return new OtherHospital(server, houseKey);
  }

  get fhirBase(): string {
    return `${this.origin}/fhir`;
  }

  get tokenUrl(): string {
    return `${this.origin}/token`;
  }

  /** RFC 6749 4.4 with RFC 7523: a token of another house, with the authorization base of a notification. */
  async token({
    clientId,
    tokenUrl,
    scope,
    base,
  }: AsClient & { readonly scope: string; readonly base?: string }) {
    const exp = Math.floor(Date.now() / 1000) + 200;
    const head = encoded({ alg: 'ES384', kid: 'other-1', typ: 'JWT' });
    const text = `${head}.${encoded({ iss: clientId, sub: clientId, aud: tokenUrl, jti: randomUUID(), exp })}`;
    const key = { key: this.#keys.privateKey, dsaEncoding: 'ieee-p1363' } as const;
    const answered = await fetch(tokenUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: `${text}.${sign('sha384', Buffer.from(text), key).toString('base64url')}`,
        scope,
        ...(base === undefined ? {} : { authorization_base: base }),
      }).toString(),
    });
    return { status: answered.status, body: part(await answered.json()) };
  }

  /** One request with a token. */
  async ask(url: string, bearer: string, accept = 'application/fhir+json') {
    const answered = await fetch(url, { headers: { authorization: `Bearer ${bearer}`, accept } });
    const text = await answered.text();
    return { status: answered.status, body: accept.includes('json') ? part(JSON.parse(text)) : {}, text };
  }

  /** Fetches what a notification says, as a receiver of the standard would. */
  async fetchPlan(notification: Json, as: AsClient): Promise<Fetched> {
    const inputs = (code: string) =>
      list(notification.input).filter(({ type }) =>
        list(part(type).coding).some((each) => each.code === code),
      );
    const base = String(inputs('authorization-base')[0]?.valueString);
    const fhirBase = String(inputs('fhir-base')[0]?.valueUrl);
    const given = await this.token({ ...as, scope: 'system/*.rs', base });
    const token = String(given.body.access_token ?? '');
    const answers = [];
    for (const { valueString } of inputs('query-string')) {
      const request = String(valueString);
      answers.push({ request, ...(await this.ask(`${fhirBase}/${request.replaceAll('|', '%7C')}`, token)) });
    }
    return { tokenStatus: given.status, token, answers };
  }

  close(): Promise<void> {
    return new Promise((closed) => {
      this.#server.closeAllConnections();
      this.#server.close(() => closed());
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const piece of request) text += String(piece);
    if (this.trouble === 'silent') return;
    if (this.trouble === 'html')
      response.writeHead(200, { 'content-type': 'text/html' }).end('<p>log in</p>');
    else if (this.trouble === 'not-json')
      response.writeHead(200, { 'content-type': 'application/fhir+json' }).end('{"resourceType":');
    else if (this.trouble === 'redirect')
      response.writeHead(302, { location: 'https://elsewhere.example/fhir' }).end();
    else send(response, this.#answerTo(request, text));
  }

  #answerTo({ method, url = '', headers }: IncomingMessage, text: string): Answer {
    const troubles: Partial<Record<Trouble, number>> = { error: 500, refuse: 403, lost: 404 };
    const status = troubles[this.trouble];
    if (status !== undefined) return [status, OUTCOME];
    if (url === '/token' && method === 'POST') return this.#giveToken(new URLSearchParams(text));
    const base = this.#tokens.get((headers.authorization ?? '').replace('Bearer ', ''));
    if (base === undefined) return [401, OUTCOME];
    if (url !== '/fhir/Task' || method !== 'POST') return this.#search(url, base);
    this.received.push(part(JSON.parse(text)));
    return [201, { resourceType: 'Task', id: String(this.received.length) }];
  }

  #giveToken(form: URLSearchParams): Answer {
    const [head = '', claims = '', signature = ''] = (form.get('client_assertion') ?? '').split('.');
    const key = { key: this.#houseKey(), dsaEncoding: 'ieee-p1363' } as const;
    const holds = verify(
      'sha384',
      Buffer.from(`${head}.${claims}`),
      key,
      Buffer.from(signature, 'base64url'),
    );
    const base = form.get('authorization_base') ?? '';
    if (!holds || form.get('grant_type') !== 'client_credentials') return [401, { error: 'invalid_client' }];
    if (base !== '' && !this.bases.has(base)) return [400, { error: 'invalid_grant' }];
    const token = randomUUID();
    this.#tokens.set(token, base);
    return [200, { access_token: token, token_type: 'Bearer', expires_in: 300 }];
  }

  /** Answers with everything of the type of the patient; a server may answer more than a query needs. */
  #search(url: string, base: string): Answer {
    const { pathname, searchParams } = new URL(url, this.origin);
    const [, type = '', id] = /^\/fhir\/([A-Za-z]+)(?:\/([^/]+))?$/.exec(pathname) ?? [];
    const patient = this.bases.get(base);
    const asked = searchParams.get('patient') ?? searchParams.get('subject') ?? `Patient/${id}`;
    if (patient === undefined || asked.replace('Patient/', '') !== patient) return [403, OUTCOME];
    const held = this.trouble === 'other-patient' ? this.holds.map(ofSomebodyElse) : this.holds;
    const found = held.filter((each) => each.resourceType === type && (id === undefined || each.id === id));
    if (id !== undefined) return found[0] === undefined ? [404, OUTCOME] : [200, found[0]];
    const entry = found.map((resource) => ({
      fullUrl: `${this.fhirBase}/${String(resource.resourceType)}/${String(resource.id)}`,
      resource,
      search: { mode: 'match' },
    }));
    return [200, { resourceType: 'Bundle', type: 'searchset', total: found.length, entry }];
  }
}

function ofSomebodyElse(resource: Json): Json {
  const reference = { reference: 'Patient/somebody-else' };
  return { ...resource, subject: reference, patient: reference };
}

function send(response: ServerResponse, [status, body]: Answer): void {
  response.writeHead(status, { 'content-type': 'application/fhir+json' }).end(JSON.stringify(body));
}
