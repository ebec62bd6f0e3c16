import type { ImportTaken } from '@caecilia/exchange/ui';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { SectionTitle } from '../patients/SectionTitle.tsx';
import { useSpeaking } from '../words/useSpeaking.ts';
import { useItemName } from './ItemCard.tsx';
import { useImport } from './words.ts';

/** What became of a plan from elsewhere: every part of it is in one of both lists. */
export function TakenResult({ id, done }: { readonly id: string; readonly done: ImportTaken }): ReactNode {
  const t = useImport();
  const { language, here } = useSpeaking();
  const nameOf = useItemName();
  const { taken, notTaken, contradictions } = done;
  const names = contradictions.map((name) => (typeof name === 'string' ? name : name[language]));
  return (
    <section className="import-page">
      <SectionTitle title={t(taken.length === 0 ? 'result.nothing' : 'result.title')} />
      {names.length === 0 ? null : (
        <div className="banner-line">
          <h3>! {t('clash.title')}</h3>
          <p>{t('clash.body', { names: names.join(', ') })}</p>
          <p>
            <Link to="/patients/$id/conversation" params={{ id }}>
              {t('clash.go')}
            </Link>
          </p>
        </div>
      )}
      {taken.length === 0 ? null : (
        <section aria-labelledby="import-taken">
          <h3 id="import-taken">{t('result.taken', { count: taken.length })}</h3>
          <ul className="import-never">
            {taken.map((each) => (
              <li key={each.id}>
                {nameOf(each)} – {t(`how.${each.how}`)}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="import-not">
        <h3 id="import-not">{t('result.not', { count: notTaken.length })}</h3>
        <ul className="import-never">
          {notTaken.map((each) => (
            <NotTaken key={`${each.because} ${each.id ?? each.type ?? ''}`} one={each} />
          ))}
        </ul>
      </section>
      <p className="import-acts">
        <a href={here(`/care/patients/${id}/emergency`)}>{t('result.plan')}</a>
        <Link to="/patients/$id/import" params={{ id }}>
          {t('result.back')}
        </Link>
      </p>
    </section>
  );
}

function NotTaken({ one }: { readonly one: ImportTaken['notTaken'][number] }): ReactNode {
  const t = useImport();
  const nameOf = useItemName();
  const { because, part, name, type = '', count = 0 } = one;
  const why = t(`because.${because}`, { type, count });
  if (part === undefined) return <li>{why}</li>;
  return (
    <li>
      {nameOf({ part, name })} – {why}
    </li>
  );
}
