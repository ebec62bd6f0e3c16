import type { Criterion } from '@caecilia/fhir';
import { type Condition, NEVER, TIER, type Tier } from '../condition.ts';
import { folded, foldedPart, foldedWords } from '../folded-text.ts';
import { type Dictionary, exactTok, type ParamKey, textKey, uriTok } from '../keys.ts';
import { paramKeys } from '../merged-params.ts';
import { type Level, once } from '../statement-draft.ts';
import { holdsText } from './dictionary.ts';
import { holdsAny } from './digests.ts';

type Of<Kind extends Criterion['kind']> = Extract<Criterion, { kind: Kind }>;

/** The keys of a dictionary of each of these, as one parameter. */
export function dictionaries(level: Level, keys: readonly ParamKey[], which: Dictionary): () => string {
  return once(() =>
    level.draft.plain(
      keys.map((key) => textKey(key, which)),
      'bigint',
    ),
  );
}

/** Prefix and contains without regard to case, accents and white space; exact as it was sent. */
export function stringCondition(level: Level, { param, match, anyOf }: Of<'string'>): Condition {
  const keys = paramKeys(level.types, param.code);
  if (match === 'exact') {
    return holdsAny(
      level,
      keys.flatMap((key) => anyOf.map((value) => exactTok(key, value))),
      TIER.narrow,
    );
  }
  // What folds to nothing would match every text there is.
  const texts = anyOf.map(match === 'prefix' ? folded : foldedPart).filter((text) => text.trim() !== '');
  if (texts.length === 0) return NEVER;
  return holdsText(level, { keys: dictionaries(level, keys, 'string'), texts, match });
}

/** `:text`: consecutive words of a display or text, the last of which may be cut short. */
export function wordsCondition(level: Level, { param, anyOf }: Of<'text'>): Condition {
  const keys = dictionaries(level, paramKeys(level.types, param.code), 'words');
  const texts = anyOf.map(foldedWords).filter((text) => text !== '');
  return texts.length === 0 ? NEVER : holdsText(level, { keys, texts, match: 'contains' });
}

/** `below`: whatever begins with the address, as R4 words it; `above`: the address and the paths it lies in. */
export function uriCondition(level: Level, { param, match, anyOf }: Of<'uri'>): Condition {
  const keys = paramKeys(level.types, param.code);
  if (match === 'below') {
    return holdsText(level, { keys: dictionaries(level, keys, 'uri'), texts: anyOf, match: 'prefix' });
  }
  const asked = match === 'above' ? anyOf.flatMap(pathsAbove) : anyOf;
  const digests = keys.flatMap((key) => asked.map((uri) => uriTok(key, uri)));
  return holdsAny(level, digests, tierOf(param.code));
}

/** `http://a/b/c` lies in `http://a/b/c`, `http://a/b/`, `http://a/b`, `http://a/` and `http://a`. */
function pathsAbove(uri: string): string[] {
  const root = uri.indexOf('://');
  const start = root < 0 ? uri.length : root + 3;
  const above = [uri];
  for (let slash = uri.lastIndexOf('/'); slash >= start; slash = uri.lastIndexOf('/', slash - 1)) {
    above.push(uri.slice(0, slash + 1), uri.slice(0, slash));
  }
  return [...new Set(above)];
}

/** Profiles and sources are shared by many resources, other addresses belong to one. */
function tierOf(param: string): Tier {
  return param.startsWith('_') ? TIER.broad : TIER.narrow;
}
