import type { ImportRead } from '@caecilia/exchange/ui';
import { type ReactNode, useEffect, useRef } from 'react';
import { useImport } from './words.ts';

/** Why nothing of a file is taken over: each place, and what would be right. The words of the standard are English. */
export function RefusedFile({
  refused: { sentence, faults, count },
  title: Title,
}: {
  readonly refused: Extract<ImportRead, { kind: 'refused' }>;
  /** One below the heading of the page or of its part. */
  readonly title: 'h2' | 'h3';
}): ReactNode {
  const t = useImport();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="import-refused" aria-labelledby="import-refused">
      <Title id="import-refused" ref={heading} tabIndex={-1}>
        ! {t('refused.title')}
      </Title>
      <p>
        <b>{sentence}</b>
      </p>
      <p>{t('refused.nothing')}</p>
      {faults.length === 0 ? null : (
        <>
          <p>
            <b>{t('refused.places', { count: Math.max(count, faults.length) })}</b>
          </p>
          <dl className="import-places">
            {faults.map(({ where, what }) => (
              <div key={`${where} ${what}`}>
                <dt>{where}</dt>
                {what === '' ? null : <dd lang="en">{what}</dd>}
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  );
}
