import type { OrganisationIndex } from '@caecilia/matching';
import { quantile } from './measure.ts';

/** The misspelt queries of the specification (D.5) and the organisation that must be among the first three. */
export const QUERIES: readonly { readonly query: string; readonly id: string }[] = [
  { query: 'leiden universty medical centre', id: 'https://ror.org/05xvt9f17' },
  { query: 'universitas airlanga', id: 'https://ror.org/04ctejd88' },
  { query: 'kilimanjaro christian medical', id: 'https://ror.org/04knhza04' },
  { query: 'federal university sao paulo', id: 'https://ror.org/02k5swt12' },
  { query: 'osaka univ', id: 'https://ror.org/035t8zc32' },
  { query: 'makerere', id: 'https://ror.org/03dmz0111' },
  { query: 'charite berlin', id: 'https://ror.org/001w7jn25' },
  { query: 'airlangga', id: 'https://ror.org/04ctejd88' },
  { query: 'lumc', id: 'https://ror.org/05xvt9f17' },
  { query: 'university of indonesia', id: 'https://ror.org/0116zj450' },
];

/** Milliseconds of a search, over the queries and everything that is typed on the way to them. */
export function typingTimes(index: OrganisationIndex): { readonly median: number; readonly p95: number } {
  const times: number[] = [];
  for (const { query } of QUERIES) {
    for (let length = 2; length <= query.length; length += 1) {
      const start = performance.now();
      index.search(query.slice(0, length));
      times.push(performance.now() - start);
    }
  }
  return { median: quantile(times, 0.5), p95: quantile(times, 0.95) };
}
