import { Problem, type SqlPort } from '@caecilia/kernel';

const LEAST_SECRET = 32;
const LEAST_DISTINCT = 10;
/** Words that stand in examples and defaults, and never in something random. */
const NOT_RANDOM = /secret|change|example|default|development|password|caecilia|insecure|test/i;

/** What decides whether a server may start for real people. */
export interface ProductionFacts {
  readonly mode: 'development' | 'production';
  readonly demo: boolean;
  /** Secret of this installation as it was set; undefined where the server makes its own. */
  readonly secret?: string;
  /** Scheme, host and port by which it is reached. */
  readonly origin?: string;
  readonly sql: SqlPort;
}

/**
 * Throws `Problem('business-rule')`, with a sentence for the operator, for a production server with a demo, with an
 * example as its secret or a short one, reached without TLS, or with demo accounts in its database. The tables must be
 * there.
 */
export async function refuseUnsafeProduction(facts: ProductionFacts): Promise<void> {
  if (facts.mode !== 'production') return;
  if (facts.demo) throw refused('the demo is on; switch it off');
  if (facts.secret !== undefined && looksLikeDefault(facts.secret))
    throw refused(
      `the identity secret is an example or has fewer than ${LEAST_SECRET} random characters; set one of its own, for instance from "openssl rand -base64 48"`,
    );
  if (facts.origin !== undefined && new URL(facts.origin).protocol !== 'https:')
    throw refused('it is reached by http; set its address to the https one that people use');
  const demo = await facts.sql.query(
    { text: 'select account_id from identity.account where demo limit 1' },
    [],
  );
  if (demo.length > 0)
    throw refused(
      'there are demo accounts in its database, which sign in with one click; use a database that never held a demo',
    );
}

function looksLikeDefault(secret: string): boolean {
  return secret.length < LEAST_SECRET || new Set(secret).size < LEAST_DISTINCT || NOT_RANDOM.test(secret);
}

function refused(why: string): Problem {
  return new Problem('business-rule', `This server does not start in production mode: ${why}.`);
}
