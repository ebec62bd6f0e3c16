import { carriesBsn, type ParsedSearch, parseSearch, type UnsupportedPart } from '@caecilia/fhir';
import type { SearchPage } from '@caecilia/kernel';
import { Problem } from '@caecilia/kernel';
import type { Answer, Exchange, FhirContext } from '../exchange.ts';
import { answerLink } from '../links.ts';
import { operationOutcome } from '../outcome.ts';
import { elementsSubset, type Subset } from '../subset.ts';
import { subsetText } from '../subset-text.ts';
import type { CompartmentOwner } from '../target.ts';
import { type BundleLink, searchBundle } from '../version-bundle.ts';

/** Where is searched: a type, a compartment, or everything. */
export interface SearchPlace {
  readonly type?: string;
  readonly within?: CompartmentOwner;
}

/** A search by GET or by POST to `_search`, on a type, in a compartment or on the system. */
export async function search(context: FhirContext, exchange: Exchange, place: SearchPlace): Promise<Answer> {
  const parsed = parsedSearch(context, exchange, place);
  const page = await exchange.reader.search(parsed.query);
  return { status: 200, headers: {}, content: searchContent(context, exchange, place, parsed, page) };
}

function parsedSearch(context: FhirContext, exchange: Exchange, place: SearchPlace): ParsedSearch {
  const { body, query } = exchange;
  const pairs = [...query, ...(body.kind === 'form' ? body.parameters : [])].map(
    ([name, value]): [string, string] => [name, context.sealedValues.open(name, value)],
  );
  const parsed = parseSearch(typesOf(context, place), pairs, {
    registry: context.searchParameters,
    terminology: context.searchTerminology,
    baseUrl: exchange.base,
    handling: exchange.prefer.handling ?? 'lenient',
    limits: { defaultCount: context.limits.pageSize, maximumCount: context.limits.pageSizeMax },
    now: context.now().getTime(),
  });
  if (place.within === undefined) return parsed;
  const inCompartment = { kind: 'compartment' as const, patientId: place.within.id };
  return { ...parsed, query: { ...parsed.query, criteria: [inCompartment, ...parsed.query.criteria] } };
}

function typesOf(context: FhirContext, { type, within }: SearchPlace): readonly string[] {
  if (within === undefined) return type === undefined ? [] : [type];
  if (within.type !== 'Patient') {
    throw new Problem('not-supported', 'compartments of patients are searched here, no others', {
      status: 404,
    });
  }
  if (type === undefined) return [...context.patientCompartment];
  if (context.patientCompartment.has(type)) return [type];
  throw new Problem('not-supported', `${type} is not a type of the patient compartment`, { status: 404 });
}

function searchContent(
  context: FhirContext,
  { base }: Exchange,
  { type, within }: SearchPlace,
  parsed: ParsedSearch,
  page: SearchPage,
): string {
  const address = [base, within?.type, within?.id, type ?? (within === undefined ? undefined : '*')]
    .filter((part) => part !== undefined)
    .join('/');
  const { query } = parsed;
  // An address goes through proxies and their logs: a BSN never stands in one that we make.
  const self = parsed.self.map(([name, value]): [string, string] => [
    name,
    carriesBsn(name, value) ? context.sealedValues.seal(name, value) : value,
  ]);
  const links: BundleLink[] = [answerLink('self', address, self, query.cursor)];
  if (page.next !== undefined) links.push(answerLink('next', address, self, page.next));
  if (page.previous !== undefined) links.push(answerLink('previous', address, self, page.previous));
  const subset = subsetFor(parsed);
  return searchBundle(page, {
    base,
    links,
    total: totalOf(parsed, page),
    outcome: warnings(parsed.unsupported),
    show: subset === undefined ? undefined : ({ content }) => subsetText(content, subset, context),
  });
}

function subsetFor({ summary, elements }: ParsedSearch): Subset | undefined {
  if (elements.length > 0) return elementsSubset(elements);
  if (summary === 'true') return { kind: 'summary' };
  return summary === 'text' || summary === 'data' ? { kind: summary } : undefined;
}

/** The number of all matches: as counted, or as many as are here when this page holds them all. */
function totalOf({ query }: ParsedSearch, page: SearchPage): number | undefined {
  if (page.total !== undefined) return page.total;
  const holdsAll = query.cursor === undefined && page.next === undefined && query.count > 0;
  return holdsAll ? page.matches.length : undefined;
}

function warnings(parts: readonly UnsupportedPart[]): string | undefined {
  if (parts.length === 0) return undefined;
  const issues = parts.map(({ code, sentence, expression }) => ({
    severity: 'warning' as const,
    code,
    diagnostics: sentence,
    expression: [expression],
  }));
  return JSON.stringify(operationOutcome(issues));
}
