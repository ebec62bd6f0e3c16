import type { StoredVersion } from '@caecilia/kernel';
import { Problem } from '@caecilia/kernel';
import type { Exchange, FhirContext } from '../exchange.ts';
import { lockName, soleMatch } from '../interactions/match.ts';
import { errorWithin } from '../outcome.ts';
import { type Identities, type Identity, requireTarget, rewritten, rewrittenNarrative } from './identity.ts';
import {
  type EntryLink,
  isConditionalReference,
  setLink,
  type TransactionEntry,
} from './transaction-entry.ts';

/**
 * Rewrites every link between entries, and every conditional reference, in the resources of the entries. Starts from
 * the text that was sent, so that a transaction that is run again does it afresh.
 */
export async function relink(
  context: FhirContext,
  exchange: Exchange,
  entries: readonly TransactionEntry[],
  identities: Identities,
  conditions: ReadonlyMap<string, Identity>,
): Promise<void> {
  const references = new ConditionalReferences(context, exchange, conditions);
  for (const entry of entries) {
    for (const link of entry.links) {
      try {
        setLink(link, await textOf(link, entry, identities, references));
      } catch (error) {
        throw errorWithin(error, entry.place);
      }
    }
  }
}

async function textOf(
  link: EntryLink,
  { base }: TransactionEntry,
  identities: Identities,
  references: ConditionalReferences,
): Promise<string> {
  const { form, sent } = link;
  if (form === 'xhtml')
    return rewrittenNarrative(sent, (address) => rewritten(link, address, identities, base));
  if (form === 'reference' && isConditionalReference(sent)) {
    const { type, id } = await references.resolve(link);
    return `${type}/${id}`;
  }
  return rewritten(link, sent, identities, base) ?? sent;
}

/** References that are a search, each searched once however often it stands in the Bundle. */
class ConditionalReferences {
  readonly #context: FhirContext;
  readonly #exchange: Exchange;
  readonly #conditions: ReadonlyMap<string, Identity>;
  readonly #found = new Map<string, Pick<StoredVersion, 'type' | 'id'>>();

  constructor(context: FhirContext, exchange: Exchange, conditions: ReadonlyMap<string, Identity>) {
    this.#context = context;
    this.#exchange = exchange;
    this.#conditions = conditions;
  }

  async resolve(link: EntryLink): Promise<Pick<StoredVersion, 'type' | 'id'>> {
    const found = this.#found.get(link.sent) ?? (await this.#search(link));
    this.#found.set(link.sent, found);
    requireTarget(link.property, found.type, link.path);
    return found;
  }

  async #match(type: string, condition: string, path: string): Promise<StoredVersion | undefined> {
    try {
      return await soleMatch(this.#context, this.#exchange, type, condition);
    } catch (error) {
      if (error instanceof Problem && error.code === 'multiple-matches') {
        throw new Problem(error.code, `this conditional reference matches more than one ${type}`, {
          expression: path,
        });
      }
      throw error;
    }
  }

  /** A match in the record goes before one that this Bundle makes by a conditional create of the same condition. */
  async #search({ sent, path }: EntryLink): Promise<Pick<StoredVersion, 'type' | 'id'>> {
    const mark = sent.indexOf('?');
    const type = sent.slice(0, mark);
    const condition = sent.slice(mark + 1);
    if (!this.#context.model.resourceTypes.has(type)) {
      throw new Problem('invalid', 'a conditional reference begins with a resource type', {
        expression: path,
      });
    }
    const match = await this.#match(type, condition, path);
    const found = match ?? this.#conditions.get(lockName(type, condition));
    if (found !== undefined) return found;
    throw new Problem('not-found', `this conditional reference matches no ${type}`, {
      status: 412,
      expression: path,
    });
  }
}
