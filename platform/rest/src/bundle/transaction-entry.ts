import type { FhirModel, FhirResource } from '@caecilia/fhir';
import type { ProblemIssue } from '@caecilia/kernel';
import { restfulBase } from './identity.ts';
import { type Link, linksOf } from './links.ts';
import type { PlannedEntry } from './plan.ts';

/** A link with the text it had when it was sent: a transaction that is run again starts from that. */
export interface EntryLink extends Link {
  readonly sent: string;
  /** Whether a Reference was sent with an identifier of its own. */
  readonly hadIdentifier: boolean;
}

/** An entry of a transaction that was read and judged. */
export interface TransactionEntry extends PlannedEntry {
  /** What relative references in it are completed with. */
  readonly base: string | undefined;
  readonly links: readonly EntryLink[];
  readonly notes: readonly ProblemIssue[];
}

/** References that are a search (R4 3.1.0.11.2): `Patient?identifier=urn:x|1`. */
export function isConditionalReference(text: string): boolean {
  return /^[A-Z][A-Za-z]+\?/.test(text);
}

/**
 * The links of an entry that may have to be rewritten: those that name a fullUrl of the Bundle, and conditional
 * references. In a Bundle without such fullUrls nothing is collected.
 */
export function entryLinks(
  resource: FhirResource | undefined,
  base: string | undefined,
  fullUrls: ReadonlySet<string>,
  model: FhirModel,
): readonly EntryLink[] {
  if (resource === undefined) return [];
  const named = (text: string): boolean =>
    fullUrls.has(text) ||
    (base !== undefined && fullUrls.has(`${base}/${text}`)) ||
    (text.includes('/_history/') && named(text.slice(0, text.lastIndexOf('/_history/'))));
  return linksOf(resource, model, (text, form) => {
    if (form === 'xhtml') return fullUrls.size > 0 && /\b(?:href|src)="/.test(text);
    return named(text) || (form === 'reference' && isConditionalReference(text));
  }).map((link) => ({
    ...link,
    sent: textAt(link),
    hadIdentifier: !Array.isArray(link.holder) && link.holder.identifier !== undefined,
  }));
}

/** The base that the entry's fullUrl gives, and its links. */
export function withLinks(
  entry: PlannedEntry,
  notes: readonly ProblemIssue[],
  fullUrls: ReadonlySet<string>,
  model: FhirModel,
): TransactionEntry {
  const base = restfulBase(entry.fullUrl);
  return { ...entry, base, notes, links: entryLinks(entry.resource, base, fullUrls, model) };
}

/** The text that stands in the place of a link. */
export function textAt({ holder, key }: Link): string {
  const value = Array.isArray(holder) ? holder[Number(key)] : holder[String(key)];
  return typeof value === 'string' ? value : '';
}

/** Puts a text in the place of a link. */
export function setLink({ holder, key }: Link, text: string): void {
  if (Array.isArray(holder)) holder[Number(key)] = text;
  else holder[String(key)] = text;
}
