import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';

/** What the invented provider says next. */
export interface Says {
  readonly subject: string;
  readonly name?: string;
  readonly email?: string;
  /** Other than what this house asked for, or than what the provider is: what a forger would send. */
  readonly nonce?: string;
  readonly issuer?: string;
  readonly audience?: string;
}

/** An OpenID Connect provider that is invented: it asks nobody anything, and says what a test wants. */
export interface InventedProvider {
  readonly issuer: string;
  readonly clientSecret: string;
  /** Goes to its authorization address and answers where it sends the browser back to. */
  authorize(address: string, says: Says): string;
  close(): Promise<void>;
}

export const CLIENT_SECRET = 'an invented secret of an invented provider';

/** Starts it on a free port. */
export async function startProvider(): Promise<InventedProvider> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'invented', alg: 'RS256', use: 'sig' };
  const codes = new Codes(privateKey);
  const server = createServer((request, response) => {
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.url === '/jwks') answer(200, { keys: [jwk] });
    else if (request.url !== '/token') answer(200, metadataOf(codes.issuer));
    else
      codes.tokens(request).then(
        (body) => answer(body === undefined ? 400 : 200, body ?? { error: 'invalid_grant' }),
        () => answer(500, {}),
      );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  codes.issuer = `http://127.0.0.1:${address.port}`;
  return {
    issuer: codes.issuer,
    clientSecret: CLIENT_SECRET,
    authorize: (asked, says) => codes.give(new URL(asked).searchParams, says),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function metadataOf(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
  };
}

/** Codes that were given, each good once, with the proof of who asked for it. */
class Codes {
  issuer = '';
  readonly #key: CryptoKey;
  readonly #given = new Map<
    string,
    { readonly says: Says; readonly challenge: string; readonly nonce: string }
  >();

  constructor(key: CryptoKey) {
    this.#key = key;
  }

  give(wanted: URLSearchParams, says: Says): string {
    if (wanted.get('code_challenge_method') !== 'S256') throw new Error('without PKCE');
    const code = randomUUID();
    const [challenge, nonce] = [wanted.get('code_challenge') ?? '', wanted.get('nonce') ?? ''];
    this.#given.set(code, { says, challenge, nonce });
    return `${wanted.get('redirect_uri')}?${new URLSearchParams({ code, state: wanted.get('state') ?? '' })}`;
  }

  async tokens(request: IncomingMessage): Promise<object | undefined> {
    const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString());
    const code = form.get('code') ?? '';
    const known = this.#given.get(code);
    this.#given.delete(code);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (known?.challenge !== challenge || secretOf(request) !== CLIENT_SECRET) return undefined;
    const idToken = await this.#idToken(known.says, known.nonce);
    return { access_token: 'of no use', token_type: 'Bearer', expires_in: 60, id_token: idToken };
  }

  async #idToken(says: Says, nonce: string): Promise<string> {
    const { name, email } = says;
    const claims = {
      nonce: says.nonce ?? nonce,
      ...(name === undefined ? {} : { name }),
      ...(email === undefined ? {} : { email }),
    };
    return await new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'invented' })
      .setIssuer(says.issuer ?? this.issuer)
      .setAudience(says.audience ?? 'caecilia-global')
      .setSubject(says.subject)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(this.#key);
  }
}

/** The secret of a client as it comes by HTTP Basic, form-encoded before (RFC 6749, 2.3.1). */
function secretOf({ headers }: IncomingMessage): string {
  const basic = Buffer.from(headers.authorization?.slice(6) ?? '', 'base64').toString();
  return decodeURIComponent((basic.split(':')[1] ?? '').replaceAll('+', ' '));
}
