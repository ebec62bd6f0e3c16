import type { Exchange, FhirContext } from '../exchange.ts';
import { errorWithin } from '../outcome.ts';
import { ConditionalReferences } from './conditional-references.ts';
import { type Identities, type Identity, rewritten, rewrittenNarrative } from './identity.ts';
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
        if (link.form === 'reference' && isConditionalReference(link.sent)) await references.rewrite(link);
        else setLink(link, textOf(link, entry, identities));
      } catch (error) {
        throw errorWithin(error, entry.place);
      }
    }
  }
}

function textOf(link: EntryLink, { base }: TransactionEntry, identities: Identities): string {
  const { form, sent } = link;
  const rewrite = (text: string) => rewritten(link, text, identities, base);
  return form === 'xhtml' ? rewrittenNarrative(sent, rewrite) : (rewrite(sent) ?? sent);
}
