import type { StoredVersion } from '@caecilia/kernel';
import { Problem } from '@caecilia/kernel';
import type { Exchange, FhirContext } from '../exchange.ts';
import { lockName, soleMatch } from '../interactions/match.ts';
import { type Identity, requireTarget } from './identity.ts';
import { type EntryLink, setLink } from './transaction-entry.ts';

type Target = Pick<StoredVersion, 'type' | 'id'>;

/** References that are a search, each searched once however often it stands in the Bundle. */
export class ConditionalReferences {
  readonly #context: FhirContext;
  readonly #exchange: Exchange;
  readonly #conditions: ReadonlyMap<string, Identity>;
  readonly #found = new Map<string, Target | undefined>();

  constructor(context: FhirContext, exchange: Exchange, conditions: ReadonlyMap<string, Identity>) {
    this.#context = context;
    this.#exchange = exchange;
    this.#conditions = conditions;
  }

  /**
   * Puts the match in the place of the search. Where nothing matches the transaction fails, as R4 says; a client that
   * sends `Prefer: handling=lenient` gets a logical reference instead, which says the same without a target here.
   */
  async rewrite(link: EntryLink): Promise<void> {
    const found = await this.#resolve(link);
    if (found !== undefined) {
      requireTarget(link.property, found.type, link.path);
      setReference(link, { reference: `${found.type}/${found.id}` });
      return;
    }
    const identifier = this.#exchange.prefer.handling === 'lenient' ? identifierIn(link.sent) : undefined;
    if (identifier === undefined) {
      const type = link.sent.slice(0, link.sent.indexOf('?'));
      throw new Problem('not-found', `this conditional reference matches no ${type}`, {
        status: 412,
        expression: link.path,
      });
    }
    setReference(link, { identifier });
  }

  async #resolve(link: EntryLink): Promise<Target | undefined> {
    if (!this.#found.has(link.sent)) this.#found.set(link.sent, await this.#search(link));
    return this.#found.get(link.sent);
  }

  /** A match in the record goes before one that this Bundle makes by a conditional create of the same condition. */
  async #search({ sent, path }: EntryLink): Promise<Target | undefined> {
    const mark = sent.indexOf('?');
    const type = sent.slice(0, mark);
    const condition = sent.slice(mark + 1);
    if (!this.#context.model.resourceTypes.has(type)) {
      throw new Problem('invalid', 'a conditional reference begins with a resource type', {
        expression: path,
      });
    }
    const match = await this.#match(type, condition, path);
    return match ?? this.#conditions.get(lockName(type, condition));
  }

  async #match(type: string, condition: string, path: string): Promise<StoredVersion | undefined> {
    try {
      return await soleMatch(this.#context, this.#exchange, type, condition);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'multiple-matches') throw error;
      throw new Problem(error.code, `this conditional reference matches more than one ${type}`, {
        expression: path,
      });
    }
  }
}

/** `Practitioner?identifier=system|value` and nothing else, as the identifier that it is. */
function identifierIn(sent: string): { system: string; value: string } | undefined {
  const [only, ...more] = [...new URLSearchParams(sent.slice(sent.indexOf('?') + 1))];
  if (only === undefined || more.length > 0 || only[0] !== 'identifier' || /[\\,]/.test(only[1]))
    return undefined;
  const bar = only[1].indexOf('|');
  const [system, value] = [only[1].slice(0, bar), only[1].slice(bar + 1)];
  return bar > 0 && value !== '' ? { system, value } : undefined;
}

/** Either form, starting from what was sent: an earlier run of the transaction may have left the other one. */
function setReference(link: EntryLink, to: { reference: string } | { identifier: object }): void {
  const { holder, hadIdentifier } = link;
  if (Array.isArray(holder)) return;
  if ('reference' in to) {
    setLink(link, to.reference);
    if (!hadIdentifier) delete holder.identifier;
    return;
  }
  delete holder.reference;
  if (!hadIdentifier) holder.identifier = to.identifier;
}
