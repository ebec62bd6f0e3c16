import { CLAUSE_TEMPLATES, type ClauseTemplate } from './clause-templates.ts';
import type { AgreementKind, Provision } from './kinds.ts';
import type { TermType } from './term.ts';
import type { Clause } from './text.ts';
import type { Words } from './words.ts';

/** What clauses are chosen by. */
export interface Drafted {
  readonly kind: AgreementKind;
  /** Of an amendment: the kind of what it amends. */
  readonly amended?: AgreementKind | undefined;
  readonly carries: readonly Provision[];
  readonly termType: TermType;
}

/** A value of a place in a template; undefined where the agreement does not say it yet. */
export type MergeFields = Readonly<Record<string, Words | string | undefined>>;

const PLACE = /\{\{(\w+)\}\}/g;

/** The templates that an agreement takes, in their order. */
export function templatesFor({ kind, amended, carries, termType }: Drafted): readonly ClauseTemplate[] {
  const counts = kind === 'amendment' ? (amended ?? kind) : kind;
  return CLAUSE_TEMPLATES.filter(
    (each) =>
      (each.kinds === undefined || each.kinds.includes(counts)) &&
      each.notKinds?.includes(counts) !== true &&
      (each.carries === undefined || each.carries.some((what) => carries.includes(what))) &&
      (each.term === undefined || each.term === termType),
  );
}

/** A first text for an agreement, or the places that cannot be filled yet. */
export function draftText(
  drafted: Drafted,
  fields: MergeFields,
): { readonly clauses: readonly Clause[] } | { readonly missing: readonly string[] } {
  const templates = templatesFor(drafted);
  const places = templates.flatMap(({ text }) =>
    [text.nl, text.en].flatMap((each) => [...each.matchAll(PLACE)]),
  );
  const names = [...new Set(places.map(([, name = '']) => name))];
  const missing = names.filter((name) => !valueIn(fields[name], 'nl') || !valueIn(fields[name], 'en'));
  if (missing.length > 0) return { missing };
  // Filled in one pass: what a field holds is never read as a place again.
  const fill = (text: string, language: keyof Words) =>
    text.replaceAll(PLACE, (_, name: string) => valueIn(fields[name], language) ?? '');
  return {
    clauses: templates.map(({ key, heading, text }) => ({
      key,
      heading,
      text: { nl: fill(text.nl, 'nl'), en: fill(text.en, 'en') },
    })),
  };
}

function valueIn(value: Words | string | undefined, language: keyof Words): string | undefined {
  const text = typeof value === 'object' ? value[language] : value;
  return text?.trim() || undefined;
}
