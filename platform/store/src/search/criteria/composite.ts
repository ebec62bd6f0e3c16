import type { Criterion, ReferenceValue, TokenValue } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';
import { all, type Condition, either, TIER } from '../condition.ts';
import { digestInSql } from '../digest.ts';
import { folded } from '../folded-text.ts';
import {
  addressName,
  aliasKey,
  anchoredKey,
  anchoredPrefix,
  anchorTok,
  referenceName,
  tokenName,
} from '../index-composites.ts';
import { canonical, type ParamKey } from '../keys.ts';
import { conjunctionOf, paramKeys } from '../merged-params.ts';
import { type Level, once } from '../statement-draft.ts';
import type { Compile } from './chain.ts';
import { holdsText } from './dictionary.ts';
import { hasRange, hasRangesTogether } from './range.ts';

type CompositeCriterion = Extract<Criterion, { kind: 'composite' }>;

/** Two or more values of the same element. What stands in the index is told in `index-composites.ts`. */
export function compositeCondition(
  level: Level,
  { param, anyOf }: CompositeCriterion,
  compile: Compile,
): Condition {
  return either(
    paramKeys(level.types, param.code).flatMap((key) =>
      anyOf.map((parts) => {
        const together = conjunctionOf(key.type, key.param);
        return together === undefined
          ? anchored(level, key, parts)
          : all(parts.map((part, index) => compile(level, renamed(part, together[index]))));
      }),
    ),
  );
}

/** The part as it is asked of the parameter that answers it. */
function renamed(part: Criterion, code: string | undefined): Criterion {
  if (!('param' in part) || code === undefined) return part;
  return { ...part, param: { ...part.param, code } };
}

/** The parts of one choice, by how they are matched. */
function anchored(level: Level, key: ParamKey, parts: readonly Criterion[]): Condition {
  const anchors = new Anchors(level, key, parts.flatMap(namesOf));
  const ranges = parts.flatMap((part, index) => rangesOf(part).map((value) => ({ value, index })));
  const strings = parts.flatMap((part, index) =>
    part.kind === 'string' ? [{ texts: part.anyOf.map(folded), match: matchOf(part), index }] : [],
  );
  const conditions = strings.map(({ texts, match, index }) =>
    holdsText(level, { keys: anchors.keys(index), texts, match }),
  );
  const [only, ...more] = ranges;
  if (only !== undefined && more.length === 0) {
    conditions.push(
      hasRange(level, { keys: anchors.keys(only.index), anyOf: [only.value], tier: TIER.range }),
    );
  } else if (ranges.length > 1) {
    conditions.push(
      hasRangesTogether(
        level,
        ranges.map(({ value, index }) => ({ value, keys: anchors.keys(index) })),
      ),
    );
  }
  return conditions.length === 0 ? anchors.held() : all(conditions);
}

function matchOf({ match }: Extract<Criterion, { kind: 'string' }>): 'prefix' | 'contains' {
  if (match !== 'exact') return match;
  throw new Problem(
    'not-supported',
    'a string inside a composite is matched by its beginning; leave :exact out',
  );
}

function rangesOf(part: Criterion) {
  return part.kind === 'date' || part.kind === 'number' || part.kind === 'quantity'
    ? part.anyOf.slice(0, 1)
    : [];
}

/** A way to call one part: in full, as it stands in an anchor, or shorter, through the dictionary of anchors. */
interface Name {
  readonly text: string;
  readonly full: boolean;
}

/** For a part matched by equality, the names that answer it; nothing for the other parts. */
function namesOf(part: Criterion): (readonly Name[])[] {
  if (part.kind === 'token') return [part.anyOf.map(tokenNameOf)];
  if (part.kind === 'reference') {
    return [part.anyOf.flatMap((value) => referenceNames(value, part.param.targets))];
  }
  if (part.kind === 'uri') return [part.anyOf.map((uri) => ({ text: addressName(uri), full: true }))];
  return [];
}

function tokenNameOf(value: TokenValue): Name {
  return { text: tokenName(value), full: value.system !== undefined && value.code !== undefined };
}

function referenceNames({ type, id, url, version }: ReferenceValue, targets: readonly string[]): Name[] {
  if (id !== undefined) {
    const types = type === undefined ? targets : [type];
    return types.map((each) => ({ text: referenceName(each, id), full: true }));
  }
  const text = addressName(canonical(url ?? '', version));
  return version === undefined
    ? [
        { text, full: true },
        { text, full: false },
      ]
    : [{ text, full: true }];
}

/** The anchors that answer the equality parts of a composite: some known here, some only to the dictionary. */
class Anchors {
  readonly #level: Level;
  readonly #key: ParamKey;
  readonly #full: readonly string[];
  readonly #aliases: readonly string[];

  constructor(level: Level, key: ParamKey, parts: readonly (readonly Name[])[]) {
    this.#level = level;
    this.#key = key;
    const ways = parts.reduce<(readonly Name[])[]>(
      (made, names) => made.flatMap((way) => names.map((name) => [...way, name])),
      [[]],
    );
    const isFull = (way: readonly Name[]) => way.every((name) => name.full);
    const texts = (way: readonly Name[]) => way.map((name) => name.text);
    this.#full = ways.filter(isFull).map((way) => anchorTok(key, texts(way)));
    this.#aliases = ways.filter((way) => !isFull(way)).map((way) => aliasKey(key, texts(way)));
  }

  /** The row holds one of the anchors. */
  held(): Condition {
    const { alias } = this.#level;
    const sql = this.#array(this.#full, 'v.norm::bigint');
    return {
      check: () => `arrayoverlap(${alias}.toks, ${sql()})`,
      drive: { kind: 'toks', tier: TIER.narrow, sql },
    };
  }

  /** The keys of the part at this place beside one of the anchors. */
  keys(index: number): () => string {
    const prefix = once(() => this.#level.draft.param(anchoredPrefix(this.#key, index), 'text'));
    const known = this.#full.map((anchor) => anchoredKey(this.#key, index, anchor));
    return once(() =>
      this.#array(known, this.#aliases.length === 0 ? '' : digestInSql(prefix(), 'v.norm'))(),
    );
  }

  #array(known: readonly string[], looked: string): () => string {
    const { draft } = this.#level;
    return once(() => {
      const given = draft.plain(known, 'bigint');
      if (this.#aliases.length === 0) return given;
      const aliases = draft.plain(this.#aliases, 'bigint');
      return `(${given} || array(select ${looked} from text_value v where v.key = any(${aliases})))`;
    });
  }
}
