import { type Condition, TIER, type Tier } from '../condition.ts';
import { afterPrefix, fromPrefix } from '../folded-text.ts';
import { type Level, once } from '../statement-draft.ts';

/** Texts of these dictionaries that start with, contain or end in one of these. */
export interface Looked {
  /** An SQL expression of type bigint[]. */
  readonly keys: () => string;
  readonly texts: readonly string[];
  readonly match: 'prefix' | 'contains' | 'suffix';
  /** How many rows a text is likely to find; few where nothing is said. */
  readonly tier?: Tier;
  /** The dictionary is so small that it is searched once, also for a check. */
  readonly small?: boolean;
}

/**
 * The row holds the digest of a text that matches. Asked as a drive, the dictionary is searched first and gives the
 * digests; asked of a row at hand, the row's own digests are looked up in the dictionary.
 */
export function holdsText(level: Level, { texts, ...rest }: Looked): Condition {
  // PostgreSQL has no such character, so no text that was stored can hold it.
  const looked = { ...rest, texts: texts.filter((text) => !text.includes('\0')) };
  const sql = once(() => (looked.match === 'prefix' ? startingWith(level, looked) : matching(level, looked)));
  return {
    dear: looked.small !== true,
    check: once(() => (looked.small ? `arrayoverlap(${level.alias}.toks, ${sql()})` : held(level, looked))),
    drive: { kind: 'toks', tier: looked.tier ?? TIER.text, sql, selective: isSelective(looked) },
  };
}

/** Letters from which on the beginning of a name is shared by few. */
const SELECTIVE_LETTERS = 3;

function isSelective({ tier, texts, match }: Looked): boolean {
  const fewBegin = match === 'prefix' && texts.every((text) => text.length >= SELECTIVE_LETTERS);
  return tier === undefined && fewBegin;
}

/** The index over the dictionary is ordered by key and the first 200 characters. */
function startingWith({ draft }: Level, { keys, texts }: Looked): string {
  const asked = [texts.map(fromPrefix), texts.map(afterPrefix), texts].map((each) => draft.texts(each));
  return `array(select v.tok from unnest(${keys()}) k(key) cross join unnest(${asked.join(', ')}) w(first, after, text)
    cross join lateral (select tok, norm from text_value where key = k.key
      and substr(norm, 1, 200) >= w.first collate "C" and substr(norm, 1, 200) < w.after collate "C" offset 0) v
    where starts_with(v.norm, w.text))`;
}

/** There is no index for the middle or the end of a text: all texts of the parameter are read. */
function matching({ draft }: Level, { keys, texts, match }: Looked): string {
  return `array(select v.tok from unnest(${keys()}) k(key) cross join unnest(${draft.texts(texts)}) w(text)
    cross join lateral (select tok, norm from text_value where key = k.key offset 0) v
    where ${MATCHES[match]})`;
}

const MATCHES = {
  prefix: 'starts_with(v.norm, w.text)',
  contains: 'strpos(v.norm, w.text) > 0',
  suffix: 'right(v.norm, length(w.text)) = w.text',
} as const;

function held({ draft, alias }: Level, { keys, texts, match }: Looked): string {
  return `exists (select 1 from unnest(${alias}.toks) t(tok) cross join unnest(${keys()}) k(key)
    cross join lateral (select norm from text_value where key = k.key and tok = t.tok offset 0) v
    cross join unnest(${draft.texts(texts)}) w(text) where ${MATCHES[match]} offset 0)`;
}
