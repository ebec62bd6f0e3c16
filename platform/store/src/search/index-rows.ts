import type { ReferenceEntry, SearchEntries, TextEntry, TokenEntry } from '@caecilia/fhir';
import type { IndexRows } from '../extraction.ts';
import { folded, foldedWords } from './folded-text.ts';
import { addComposites } from './index-composites.ts';
import { IndexDraft } from './index-draft.ts';
import {
  canonical,
  codeTok,
  exactTok,
  ofTypeTok,
  type ParamKey,
  presentTok,
  rangeKey,
  referenceIdentifierToks,
  referenceTok,
  textKey,
  tokenToks,
} from './keys.ts';
import { isKept } from './merged-params.ts';
import { refuseStray } from './patient-column.ts';

/**
 * Everything that is written to find one resource again. `patientId` is the logical id of the patient in whose
 * compartment it stands. The same entries always give the same rows: `verify` makes them again and compares.
 */
export function indexRows(type: string, entries: SearchEntries, patientId?: string): IndexRows {
  const draft = new IndexDraft(type);
  const kept = <T extends { readonly param: string }>(list: readonly T[]) =>
    type === 'Observation' ? list.filter(({ param }) => isKept(type, param)) : list;
  for (const entry of kept(entries.tokens)) addToken(draft, entry);
  for (const entry of kept(entries.texts)) addWords(draft, entry);
  for (const { param, value } of kept(entries.strings)) {
    draft.toks.add(exactTok({ type, param }, value));
    draft.addText(textKey({ type, param }, 'string'), folded(value));
  }
  for (const { param, value } of kept(entries.uris)) draft.addText(textKey({ type, param }, 'uri'), value);
  for (const entry of kept(entries.references)) {
    refuseStray(type, entry, patientId);
    addReference(draft, entry);
  }
  for (const entry of kept(entries.ranges)) draft.addRange(rangeKey({ type, param: entry.param }), entry);
  addComposites(draft, kept(entries.composites));
  for (const param of entries.present) if (isKept(type, param)) draft.toks.add(presentTok({ type, param }));
  return draft.rows();
}

function addToken(draft: IndexDraft, { param, system, code, identifierType }: TokenEntry): void {
  const key = { type: draft.type, param };
  for (const tok of tokenToks(key, system, code)) draft.toks.add(tok);
  if (identifierType !== undefined) {
    draft.toks.add(ofTypeTok(key, { code: identifierType.code }, code));
    if (identifierType.system !== undefined) draft.toks.add(ofTypeTok(key, identifierType, code));
  }
  if (!isIdentifier(key, identifierType)) {
    draft.enter({ key: textKey(key, 'code'), tok: codeTok(key, code), norm: code });
  }
}

/** Codes return and are worth a dictionary, to sort by; every identifier is another one. */
function isIdentifier({ param }: ParamKey, identifierType: TokenEntry['identifierType']): boolean {
  return param === 'identifier' || identifierType !== undefined;
}

function addWords(draft: IndexDraft, { param, text }: TextEntry): void {
  const words = foldedWords(text);
  if (words !== '') draft.addText(textKey({ type: draft.type, param }, 'words'), words);
}

function addReference(draft: IndexDraft, entry: ReferenceEntry): void {
  const key = { type: draft.type, param: entry.param };
  if (entry.type !== undefined && entry.id !== undefined) {
    draft.toks.add(referenceTok(key, entry.type, entry.id));
  }
  if (entry.url !== undefined) {
    const dictionary = textKey(key, 'uri');
    draft.addText(dictionary, entry.url);
    if (entry.version !== undefined) draft.addText(dictionary, canonical(entry.url, entry.version));
  }
  if (entry.identifier !== undefined) {
    const { system, value } = entry.identifier;
    for (const tok of referenceIdentifierToks(key, system, value)) draft.toks.add(tok);
  }
}
