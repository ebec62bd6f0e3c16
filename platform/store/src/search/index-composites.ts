import type { CompositeEntry, RangeEntry, SearchEntries } from '@caecilia/fhir';
import { digest, digestPrefix } from './digest.ts';
import { folded } from './folded-text.ts';
import type { IndexDraft } from './index-draft.ts';
import { canonical, type ParamKey } from './keys.ts';

/**
 * Composites: two or more values of the same element. The parts matched by equality (codes, references) are joined
 * into one digest, the anchor. It stands in toks when there is nothing else; beside a range it is in the range's key,
 * beside a string in the key of its dictionary.
 *
 * An anchor is made of codes with their systems. Whoever asks for a code of any system goes through a dictionary of
 * anchors by what they may be called, so that a resource holds one digest per occurrence and not nine.
 */
export function addComposites(draft: IndexDraft, composites: readonly CompositeEntry[]): void {
  let occurrence = 0;
  for (const composite of composites) {
    occurrence++;
    const key = { type: draft.type, param: composite.param };
    for (const names of anchorsOf(composite.parts)) addOccurrence(draft, key, composite, names, occurrence);
  }
}

function addOccurrence(
  draft: IndexDraft,
  key: ParamKey,
  { parts }: CompositeEntry,
  names: readonly AnchorPart[],
  occurrence: number,
): void {
  const anchor = anchorTok(
    key,
    names.map((part) => part.full),
  );
  for (const alias of aliases(names)) draft.enter(aliasText(key, alias, anchor));
  const rangeParts = parts.flatMap((part, index) => (part.ranges.length > 0 ? [{ part, index }] : []));
  for (const { part, index } of rangeParts) {
    const rangeKey = anchoredKey(key, index, anchor);
    for (const range of part.ranges)
      addRange(draft, rangeKey, range, rangeParts.length > 1 ? occurrence : undefined);
  }
  const stringParts = parts.flatMap((part, index) => (part.strings.length > 0 ? [{ part, index }] : []));
  for (const { part, index } of stringParts) {
    for (const { value } of part.strings) draft.addText(anchoredKey(key, index, anchor), folded(value));
  }
  if (rangeParts.length === 0 && stringParts.length === 0) draft.toks.add(anchor);
}

function addRange(draft: IndexDraft, key: string, range: RangeEntry, occurrence: number | undefined): void {
  if (occurrence === undefined) draft.addRange(key, range);
  else draft.addNumberedRange(key, range, occurrence);
}

/** How one part matched by equality can be called: in full, and in the shorter ways a search may choose. */
export interface AnchorPart {
  readonly full: string;
  readonly shorter: readonly string[];
}

/** Every choice of one equality value per part; one empty choice when no part is matched by equality. */
function anchorsOf(parts: readonly SearchEntries[]): readonly (readonly AnchorPart[])[] {
  let anchors: (readonly AnchorPart[])[] = [[]];
  for (const part of parts) {
    const choices = equalityParts(part);
    if (choices.length === 0) continue;
    anchors = anchors.flatMap((anchor) => choices.map((choice) => [...anchor, choice]));
  }
  return anchors;
}

function equalityParts(part: SearchEntries): AnchorPart[] {
  return [
    ...part.tokens.map(({ system, code }) => ({
      full: tokenName({ system: system ?? '', code }),
      shorter: [tokenName({ code }), ...(system === undefined ? [] : [tokenName({ system })])],
    })),
    ...part.references.flatMap(({ type, id, url, version }): AnchorPart[] => {
      if (type !== undefined && id !== undefined) return [{ full: referenceName(type, id), shorter: [] }];
      if (url === undefined) return [];
      const full = addressName(canonical(url, version));
      return [{ full, shorter: version === undefined ? [] : [addressName(url)] }];
    }),
    ...part.uris.map(({ value }) => ({ full: addressName(value), shorter: [] })),
  ];
}

/** Every way to call an anchor but the full one. */
function aliases(names: readonly AnchorPart[]): (readonly string[])[] {
  let ways: (readonly string[])[] = [[]];
  for (const { full, shorter } of names) {
    ways = ways.flatMap((way) => [full, ...shorter].map((name) => [...way, name]));
  }
  return ways.slice(1);
}

/** A token inside an anchor, as given: `{code}` stands for any system, `{system}` for any code. */
export function tokenName({
  system,
  code,
}: {
  readonly system?: string | undefined;
  readonly code?: string;
}): string {
  if (system === undefined) return JSON.stringify(['code', code]);
  return code === undefined ? JSON.stringify(['system', system]) : JSON.stringify(['token', system, code]);
}

export function referenceName(type: string, id: string): string {
  return JSON.stringify(['reference', type, id]);
}

export function addressName(address: string): string {
  return JSON.stringify(['address', address]);
}

/** The digest of full names; also of none, for a composite of ranges alone. */
export function anchorTok({ type, param }: ParamKey, names: readonly string[]): string {
  return digest('composite', type, param, ...names, '');
}

/** The key of the dictionary of anchors for names of which at least one is not full. */
export function aliasKey({ type, param }: ParamKey, names: readonly string[]): string {
  return digest('composite-alias', type, param, ...names, '');
}

function aliasText(key: ParamKey, names: readonly string[], anchor: string) {
  const alias = aliasKey(key, names);
  return { key: alias, tok: digest('text', alias, anchor), norm: anchor };
}

/**
 * The key of the ranges, or of the dictionary of strings, beside an anchor; `index` is the part's place. The anchor
 * comes last, so that SQL can make the keys of the anchors that it finds.
 */
export function anchoredKey(key: ParamKey, index: number, anchor: string): string {
  return digest('range-key', ...anchoredParts(key, index), anchor);
}

/** What stands before the anchor, for `digestInSql`. */
export function anchoredPrefix(key: ParamKey, index: number): string {
  return digestPrefix('range-key', ...anchoredParts(key, index));
}

function anchoredParts({ type, param }: ParamKey, index: number): string[] {
  return [type, param, String(index)];
}
