import { randomUUID, sign } from 'node:crypto';
import { type EgressAnswer, fetchAllowed } from '@caecilia/egress';
import { CallFailed, failureOfProblem, failureOfStatus } from '@caecilia/exchange';
import { elementOf, type FhirResource, parseJson } from '@caecilia/fhir';
import type { Partner } from './partners.ts';

/** What a call to another system may take. */
export interface OutboundLimits {
  readonly mode: 'development' | 'production';
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

export const OUTBOUND_LIMITS = { timeoutMs: 15_000, maxBytes: 8 * 1024 * 1024 } as const;

const ASSERTION_S = 240;
const FHIR_JSON = 'application/fhir+json';
/** Answers that are read: FHIR as JSON, and JSON by systems that do not say which. */
const READABLE = /^application\/(fhir\+)?json\s*(;|$)/i;

/** Calls to one other system. Each throws `CallFailed` with a failure that a person can act on, and nothing else. */
export class Outbound {
  readonly #partner: Partner;
  readonly #limits: OutboundLimits;
  readonly #now: () => Date;

  constructor(partner: Partner, limits: OutboundLimits, now: () => Date) {
    this.#partner = partner;
    this.#limits = limits;
    this.#now = now;
  }

  /**
   * A token by SMART Backend Services; with an authorization base one for what that names (Twiin, TA Notified Pull 3.3).
   */
  async token(scope: string, authorizationBase?: string): Promise<string> {
    const { clientId, tokenUrl } = this.#partner;
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: this.#assertion(),
      client_id: clientId,
      scope,
      ...(authorizationBase === undefined ? {} : { authorization_base: authorizationBase }),
    });
    const answer = await this.#call(tokenUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: form.toString(),
    });
    const { access_token: token } = elementOf(contentOf(answer));
    if (typeof token !== 'string' || token === '') throw new CallFailed('not-fhir');
    return token;
  }

  /** Gives a resource to the other system. */
  async create(resource: FhirResource, token: string): Promise<void> {
    await this.#call(`${this.#partner.fhirBase}/${resource.resourceType}`, {
      method: 'POST',
      headers: {
        'content-type': FHIR_JSON,
        accept: FHIR_JSON,
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify(resource),
    });
  }

  /** Reads what is at an address below the FHIR base: a resource or a bundle. */
  async get(request: string, token: string): Promise<FhirResource> {
    const answer = await this.#call(`${this.#partner.fhirBase}/${request}`, {
      method: 'GET',
      headers: { accept: FHIR_JSON, authorization: `Bearer ${token}` },
    });
    const content = elementOf(contentOf(answer));
    if (typeof content.resourceType !== 'string') throw new CallFailed('not-fhir');
    return { ...content, resourceType: content.resourceType };
  }

  async #call(
    url: string,
    request: {
      readonly method: 'GET' | 'POST';
      readonly headers: Readonly<Record<string, string>>;
      readonly body?: string;
    },
  ): Promise<EgressAnswer> {
    const { hosts, ca } = this.#partner;
    let answer: EgressAnswer;
    try {
      answer = await fetchAllowed(url, {
        allow: hosts,
        ...this.#limits,
        ...request,
        ...(ca === undefined ? {} : { ca }),
      });
    } catch (error) {
      throw new CallFailed(failureOfProblem(error), { cause: error });
    }
    const failure = failureOfStatus(answer.status);
    if (failure !== undefined) throw new CallFailed(failure);
    return answer;
  }

  /** RFC 7523, signed with ES384. */
  #assertion(): string {
    const { clientId, tokenUrl, key } = this.#partner;
    const header = { alg: 'ES384', typ: 'JWT', kid: key.id };
    const exp = Math.floor(this.#now().getTime() / 1000) + ASSERTION_S;
    const claims = { iss: clientId, sub: clientId, aud: tokenUrl, jti: randomUUID(), exp };
    const text = [header, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const signature = sign('sha384', Buffer.from(text), { key: key.privateKey, dsaEncoding: 'ieee-p1363' });
    return `${text}.${signature.toString('base64url')}`;
  }
}

/** What was answered, where it is JSON that says so. */
function contentOf({ headers, body }: EgressAnswer): unknown {
  if (!READABLE.test(String(headers['content-type'] ?? ''))) throw new CallFailed('not-fhir');
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (cause) {
    throw new CallFailed('not-fhir', { cause });
  }
}
