import type { ImportShown } from '@caecilia/exchange/ui';
import type { ReactNode } from 'react';
import { useImport } from './words.ts';

/** What of a file is not taken over whatever anybody chooses, said before anybody chooses. */
export function NeverTaken({
  shown: { capable, leftOut, named },
}: {
  readonly shown: Pick<ImportShown, 'capable' | 'leftOut' | 'named'>;
}): ReactNode {
  const t = useImport();
  const yesNo = (value: boolean | undefined) =>
    t(value === undefined ? 'capable.unknown' : value ? 'capable.yes' : 'capable.no');
  const counted = new Map<
    string,
    { type: string; because: (typeof leftOut)[number]['because']; count: number }
  >();
  for (const { type, because } of leftOut) {
    const key = `${because} ${type}`;
    counted.set(key, { type, because, count: (counted.get(key)?.count ?? 0) + 1 });
  }
  return (
    <section aria-labelledby="import-never">
      <h3 id="import-never">{t('never.title')}</h3>
      <ul className="import-never">
        <li>{t('never.patient')}</li>
        {capable.theirs === undefined ? null : (
          <li>{t('never.capable', { theirs: yesNo(capable.theirs), ours: yesNo(capable.ours) })}</li>
        )}
        {named === 0 ? null : <li>{t('never.named', { count: named })}</li>}
        {[...counted].map(([key, { type, because, count }]) => (
          <li key={key}>
            {because === 'type' ? t('never.type', { type, count }) : t('never.other-consent', { count })}
          </li>
        ))}
      </ul>
    </section>
  );
}
