import type { Sql } from '@caecilia/engine';
import type { Include } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';
import type { View } from '../access/view.ts';
import { keyOf } from './criteria/range.ts';
import { type FoundRow, foundColumns, foundRow, nameOf } from './found-row.ts';
import { keysOf, type Named } from './internal-ids.ts';
import { tokenToks, uriTok } from './keys.ts';
import { prepared } from './prepared.ts';
import { byKey } from './source.ts';
import { StatementDraft, typeCondition } from './statement-draft.ts';
import {
  type CanonicalWanted,
  type Pointers,
  pointedAt,
  pointersTo,
  points,
  type ReferenceParams,
} from './wanted-includes.ts';

/** Resources that may be included with one page, and rounds of `:iterate`; beyond, the search is refused. */
const MOST_INCLUDED = 5_000;
const MOST_ROUNDS = 32;

/** What is to be included, for whom. */
export interface Including {
  readonly includes: readonly Include[];
  readonly view: View;
  readonly params: ReferenceParams;
}

/**
 * What is to be included with the matches of a page: each once, none that is a match, all of it under the scope.
 * One statement per round. Leaving some out without saying so could hide a decision, so an answer that would become
 * too large is refused: throws `Problem('too-costly')`.
 */
export async function includedWith(
  sql: Sql,
  matches: readonly FoundRow[],
  { includes, ...including }: Including,
): Promise<FoundRow[]> {
  const held = new Set(matches.map(nameOf));
  const included: FoundRow[] = [];
  let sources = matches;
  let asked = includes;
  for (let round = 0; sources.length > 0 && asked.length > 0; round++) {
    if (round === MOST_ROUNDS) throw tooMany(`more than ${MOST_ROUNDS} rounds of :iterate`);
    sources = await nextRound(sql, { ...including, sources, includes: asked, held });
    for (const row of sources) held.add(nameOf(row));
    included.push(...sources);
    if (included.length > MOST_INCLUDED) throw tooMany(`more than ${MOST_INCLUDED} resources`);
    asked = includes.filter((include) => include.iterate);
  }
  return included;
}

function tooMany(what: string): Problem {
  return new Problem(
    'too-costly',
    `${what} would be included with this page; ask for fewer matches a page (_count) or name fewer parameters`,
    { expression: '_include' },
  );
}

interface Round extends Including {
  readonly sources: readonly FoundRow[];
  /** Names of what the answer has already. */
  readonly held: ReadonlySet<string>;
}

/** What one round adds. */
async function nextRound(sql: Sql, { sources, includes, view, params, held }: Round): Promise<FoundRow[]> {
  const { named, canonicals } = pointedAt(sources, includes, params);
  const names = named.filter(({ type, id }) => !held.has(`${type}/${id}`));
  const pointers = pointersTo(sources, includes, params);
  const draft = new StatementDraft({ ...view, interaction: 'include' });
  const parts = [
    ...(names.length > 0 ? [byName(draft, names)] : []),
    ...(canonicals.length > 0 ? [byCanonical(draft, canonicals)] : []),
    ...(pointers.literals.size > 0 ? [byPointer(draft, pointers)] : []),
  ];
  if (parts.length === 0) return [];
  const rows = await sql.query(prepared(parts.join(' union all ')), draft.params);
  const added = new Map<string, FoundRow>();
  for (const printed of rows) {
    const row = foundRow(printed);
    if (!held.has(nameOf(row)) && (printed.pointer !== true || points(row, pointers)))
      added.set(nameOf(row), row);
  }
  return [...added.values()];
}

/** One more than may be included, so that an answer that is too large is noticed and does not grow without end. */
const LIMIT = `limit ${MOST_INCLUDED + 1}`;

function typesOf(list: readonly { readonly type: string }[]): string[] {
  return [...new Set(list.map(({ type }) => type))].sort();
}

function byName(draft: StatementDraft, names: readonly Named[]): string {
  const row = byKey('r', keyOf('k'));
  return `(select ${foundColumns('r', true)}, false as pointer from ${keysOf(draft, names)} k ${row}
    where not r.deleted and ${draft.visible('r', typesOf(names))} ${LIMIT})`;
}

/** By the digests of `url` and, where the canonical names one, of `version`. */
function byCanonical(draft: StatementDraft, canonicals: readonly CanonicalWanted[]): string {
  const wanted = canonicals.flatMap(({ url, version, types }) =>
    types.map((type) => ({
      type,
      url: uriTok({ type, param: 'url' }, url),
      version:
        version === undefined ? null : (tokenToks({ type, param: 'version' }, undefined, version)[0] ?? null),
    })),
  );
  const columns = `${draft.plain(
    wanted.map(({ url }) => url),
    'bigint',
  )}, ${draft.plain(
    wanted.map(({ version }) => version),
    'bigint',
  )}`;
  return `(select ${foundColumns('c', true)}, false as pointer from unnest(${columns}) w(url, version)
    cross join lateral (select * from res where toks && array[w.url] offset 0) c
    where (w.version is null or arraycontains(c.toks, array[w.version]))
      and not c.deleted and ${draft.visible('c', typesOf(wanted))} ${LIMIT})`;
}

function byPointer(draft: StatementDraft, { types, literals, canonicals }: Pointers): string {
  const digests = draft.plain([...literals, ...canonicals.keys()], 'bigint');
  return `(select ${foundColumns('p', true)}, true as pointer from res p where p.toks && ${digests}
    and ${typeCondition('p.type', types)} and not p.deleted and ${draft.visible('p', types)} ${LIMIT})`;
}
