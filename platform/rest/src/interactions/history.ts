import { Problem } from '@caecilia/kernel';
import type { Answer, Exchange, FhirContext } from '../exchange.ts';
import { answerLink } from '../links.ts';
import { instantOf } from '../moment.ts';
import { historyBundle } from '../version-bundle.ts';
import { notFound } from './read.ts';

/** `_history` of a resource, of a type or of everything, newest first, in pages. */
export async function history(
  context: FhirContext,
  exchange: Exchange,
  place: { type?: string; id?: string },
): Promise<Answer> {
  const { query, base } = exchange;
  const since = momentOf(query, '_since');
  const at = momentOf(query, '_at');
  const cursor = query.get('_cursor') ?? undefined;
  const count = countOf(query.get('_count'), context);
  const page = await exchange.reader.history({
    ...(place.type === undefined ? {} : { type: place.type }),
    ...(place.id === undefined ? {} : { id: place.id }),
    ...(since === undefined ? {} : { since }),
    ...(at === undefined ? {} : { at }),
    ...(cursor === undefined ? {} : { cursor }),
    count,
  });
  if (
    place.id !== undefined &&
    place.type !== undefined &&
    page.total === 0 &&
    since === undefined &&
    at === undefined
  ) {
    throw notFound(place.type);
  }
  const path = [place.type, place.id, '_history'].filter((part) => part !== undefined).join('/');
  const links = [
    answerLink('self', `${base}/${path}`, understood(query, count), cursor),
    ...(page.next === undefined
      ? []
      : [answerLink('next', `${base}/${path}`, understood(query, count), page.next)]),
  ];
  return { status: 200, headers: {}, content: historyBundle(page, { base, links }) };
}

function understood(query: URLSearchParams, count: number): [string, string][] {
  const kept = ['_since', '_at', '_format', '_pretty'].flatMap((name): [string, string][] => {
    const value = query.get(name);
    return value === null ? [] : [[name, value]];
  });
  return [['_count', String(count)], ...kept];
}

function countOf(text: string | null, { limits }: FhirContext): number {
  if (text === null) return limits.pageSize;
  if (!/^\d{1,9}$/.test(text))
    throw new Problem('value', '_count is a whole number from 0', { expression: '_count' });
  return Math.min(Number(text), limits.pageSizeMax);
}

function momentOf(query: URLSearchParams, name: string): string | undefined {
  const text = query.get(name);
  return text === null || text === '' ? undefined : instantOf(text, name);
}
