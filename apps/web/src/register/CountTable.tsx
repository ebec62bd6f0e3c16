import { type CountRow, shareWords } from '@caecilia/consultation/ui';
import type { ReactNode } from 'react';
import { useConsultation } from '../requests/words.ts';

/** Counts as a table: each share with its numerator and denominator. */
export function CountTable({
  rows,
  caption,
}: {
  readonly rows: readonly CountRow[];
  readonly caption: string;
}): ReactNode {
  const t = useConsultation();
  return (
    <table className="count-table">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('counts.what')}</th>
          <th scope="col">{t('counts.number')}</th>
          <th scope="col">{t('counts.of')}</th>
          <th scope="col">{t('counts.share')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.words} className={row.isPart ? 'count-table__part' : 'count-table__whole'}>
            <th scope="row">{t(row.words)}</th>
            <td>{row.count}</td>
            <td>{row.of ?? ''}</td>
            <td>{shareWords(row, t('counts.noShare'))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/**
 * The same parts as bars of one length for the whole, for the eye only: whoever hears the page has the table. Each bar
 * has its words and number beside it, and none has a colour that means something.
 */
export function Bars({ rows }: { readonly rows: readonly CountRow[] }): ReactNode {
  const t = useConsultation();
  return (
    <figure className="bars" aria-hidden="true">
      <figcaption>{t('counts.picture')}</figcaption>
      {rows.map((row) => (
        <div key={row.words} className="bars__row">
          <span>{t(row.words)}</span>
          <svg viewBox="0 0 100 10" preserveAspectRatio="none">
            <title>{t(row.words)}</title>
            <rect className="bars__whole" width="100" height="10" />
            <rect className="bars__part" width={(100 * row.count) / (row.of || 1)} height="10" />
          </svg>
          <b>{row.count}</b>
        </div>
      ))}
    </figure>
  );
}
