import type { ImportRead } from '@caecilia/exchange/ui';
import { type ReactNode, useEffect, useRef } from 'react';
import { useImport } from './words.ts';

/** Why nothing of a file is taken over: each place, and what would be right. The words of the standard are English. */
export function RefusedFile({
  refused: { sentence, faults, count },
}: {
  readonly refused: Extract<ImportRead, { kind: 'refused' }>;
}): ReactNode {
  const t = useImport();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <section className="import-refused" aria-labelledby="import-refused">
      <h3 id="import-refused" ref={title} tabIndex={-1}>
        ! {t('refused.title')}
      </h3>
      <p>
        <b>{sentence}</b>
      </p>
      <p>{t('refused.nothing')}</p>
      {faults.length === 0 ? null : (
        <>
          <h4>{t('refused.places', { count: Math.max(count, faults.length) })}</h4>
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
