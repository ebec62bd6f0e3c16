import type { RangeEntry, ReferenceEntry, SearchEntries, StringEntry, TokenEntry } from '@caecilia/fhir';
import type { IndexRows } from '../extraction.ts';
import { addComposites } from './index-composites.ts';
import { IndexDraft } from './index-draft.ts';
import {
  canonical,
  ofTypeTok,
  presenceKey,
  presenceText,
  referenceIdentifierToks,
  referenceTok,
  severalTok,
} from './keys.ts';
import { isKept } from './merged-params.ts';
import { type ParamIndex, paramIndex } from './param-index.ts';
import { refuseStray } from './patient-column.ts';

/**
 * Everything that is written to find one resource again. `patientId` is the logical id of the patient in whose
 * compartment it stands. The same entries always give the same rows: `verify` makes them again and compares.
 */
export function indexRows(type: string, entries: SearchEntries, patientId?: string): IndexRows {
  const draft = new IndexDraft(type);
  const kept = <T extends { readonly param: string }>(list: readonly T[]) =>
    type === 'Observation' ? list.filter(({ param }) => isKept(type, param)) : list;
  for (const entry of kept(entries.tokens)) addToken(draft, paramIndex(type, entry.param), entry);
  for (const { param, text } of kept(entries.texts)) {
    const words = paramIndex(type, param).words(text);
    if (words !== null) draft.addEntry(words);
  }
  addStrings(draft, kept(entries.strings));
  for (const { param, value } of kept(entries.uris)) draft.addEntry(paramIndex(type, param).uri(value));
  for (const entry of kept(entries.references)) {
    refuseStray(type, entry, patientId);
    addReference(draft, paramIndex(type, entry.param), entry);
  }
  addRanges(draft, kept(entries.ranges));
  addComposites(draft, kept(entries.composites));
  addPresence(draft, entries.present);
  return draft.rows();
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
  if (type !== undefined && id !== undefined) draft.toks.add(referenceTok(param.key, type, id));
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
  const known = new Map<string, string>();
  for (const { param, value } of strings) {
    const index = paramIndex(draft.type, param);
    const { exact, folded } = index.string(value);
    draft.toks.add(exact);
    draft.addEntry(folded);
    if ((known.get(param) ?? folded.tok) !== folded.tok) draft.toks.add(severalTok(index.key));
    known.set(param, folded.tok);
  }
}

function addRanges(draft: IndexDraft, ranges: readonly RangeEntry[]): void {
  const dated = new Set<string>();
  for (const entry of ranges) {
    const { key, rangeKey } = paramIndex(draft.type, entry.param);
    const before = draft.ranges;
    draft.addRange(rangeKey, entry);
    if (entry.kind !== 'date' || draft.ranges === before) continue;
    if (dated.has(entry.param)) draft.toks.add(severalTok(key));
    dated.add(entry.param);
  }
}

function addPresence(draft: IndexDraft, present: readonly string[]): void {
  const params = present.filter((param) => isKept(draft.type, param));
  if (params.length > 0) draft.addText(presenceKey(draft.type), presenceText(params));
}
