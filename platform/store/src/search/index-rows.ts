import type { RangeEntry, ReferenceEntry, SearchEntries, StringEntry, TokenEntry } from '@caecilia/fhir';
import type { IndexRows, TextRow } from '../extraction.ts';
import { BoundedCache } from './bounded-cache.ts';
import { addComposites } from './index-composites.ts';
import { IndexDraft } from './index-draft.ts';
import { canonical, ofTypeTok, presenceKey, presenceText, referenceIdentifierToks, textTok } from './keys.ts';
import { isKept } from './merged-params.ts';
import { type ParamIndex, paramIndex } from './param-index.ts';
import { refuseStray } from './patient-column.ts';

/**
 * Everything that is written to find one resource again. `patientId` is the logical id of the patient in whose
 * compartment it stands. The same entries always give the same rows: `verify` makes them again and compares.
 */
export function indexRows(type: string, entries: SearchEntries, patientId?: string): IndexRows {
  const draft = new IndexDraft(type);
  addTokens(draft, entries.tokens);
  for (const { param, text } of entries.texts) {
    const index = paramIndex(type, param);
    const words = index.isKept ? index.words(text) : null;
    if (words !== null) draft.addEntry(words);
  }
  addStrings(draft, entries.strings);
  for (const { param, value } of entries.uris) {
    const index = paramIndex(type, param);
    if (index.isKept) draft.addEntry(index.uri(value));
  }
  for (const entry of entries.references) {
    const index = paramIndex(type, entry.param);
    if (!index.isKept) continue;
    refuseStray(type, entry, patientId);
    addReference(draft, index, entry);
  }
  addRanges(draft, entries.ranges);
  if (entries.composites.length > 0)
    addComposites(
      draft,
      entries.composites.filter(({ param }) => isKept(type, param)),
    );
  const presence = presenceOf(type, entries.present);
  if (presence !== null) draft.addEntry(presence);
  return draft.rows();
}

function addTokens(draft: IndexDraft, tokens: readonly TokenEntry[]): void {
  for (const entry of tokens) {
    const index = paramIndex(draft.type, entry.param);
    if (index.isKept) addToken(draft, index, entry);
  }
}

function addToken(draft: IndexDraft, param: ParamIndex, entry: TokenEntry): void {
  const { toks, code } = param.token(entry);
  for (const tok of toks) draft.toks.add(tok);
  if (code !== undefined) draft.enterCode(code, entry.system);
  const { identifierType } = entry;
  if (identifierType === undefined) return;
  draft.toks.add(ofTypeTok(param.key, { code: identifierType.code }, entry.code));
  if (identifierType.system !== undefined) draft.toks.add(ofTypeTok(param.key, identifierType, entry.code));
}

function addReference(draft: IndexDraft, param: ParamIndex, entry: ReferenceEntry): void {
  const { type, id, url, version, identifier } = entry;
  if (type !== undefined && id !== undefined) draft.toks.add(param.reference(type, id));
  if (url !== undefined) {
    draft.addEntry(param.uri(url));
    if (version !== undefined) draft.addEntry(param.uri(canonical(url, version)));
  }
  if (identifier !== undefined) {
    const { system, value } = identifier;
    for (const tok of referenceIdentifierToks(param.key, system, value)) draft.toks.add(tok);
  }
}

function addStrings(draft: IndexDraft, strings: readonly StringEntry[]): void {
  if (strings.length === 0) return;
  const known = new Map<string, string>();
  for (const { param, value } of strings) {
    const index = paramIndex(draft.type, param);
    if (!index.isKept) continue;
    const { exact, folded } = index.string(value);
    draft.toks.add(exact);
    draft.addEntry(folded);
    if ((known.get(param) ?? folded.tok) !== folded.tok) draft.toks.add(index.severalTok);
    known.set(param, folded.tok);
  }
}

function addRanges(draft: IndexDraft, ranges: readonly RangeEntry[]): void {
  const dated: string[] = [];
  for (const entry of ranges) {
    const index = paramIndex(draft.type, entry.param);
    if (!index.isKept) continue;
    const before = draft.ranges;
    draft.addRange(index.rangeKey, entry);
    if (entry.kind !== 'date' || draft.ranges === before) continue;
    if (dated.includes(entry.param)) draft.toks.add(index.severalTok);
    else dated.push(entry.param);
  }
}

const combinations = new BoundedCache<TextRow | null>(5_000);

/** The entry of a combination of parameters that have a value; null for none. There are few combinations. */
function presenceOf(type: string, present: readonly string[]): TextRow | null {
  return combinations.get(`${type} ${present.join(' ')}`, () => {
    const params = present.filter((param) => isKept(type, param));
    if (params.length === 0) return null;
    const [key, norm] = [presenceKey(type), presenceText(params)];
    return { key, tok: textTok(key, norm), norm };
  });
}
