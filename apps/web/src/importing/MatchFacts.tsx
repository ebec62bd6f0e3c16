import type { PatientFact, PatientMatch } from '@caecilia/exchange/ui';
import { birthDateWords } from '@caecilia/ui';
import type { ReactNode } from 'react';
import { type ImportWords, useImport } from './words.ts';

/** What the patient is known by, here and in the file, each with whether it agrees: in words, never by colour alone. */
export function MatchFacts({ match }: { readonly match: Pick<PatientMatch, 'facts'> }): ReactNode {
  const t = useImport();
  return (
    <dl className="import-facts">
      {match.facts.map((fact) => (
        <div key={fact.fact} className={`import-fact import-fact--${fact.agrees}`}>
          <dt>{t(`fact.${fact.fact}`)}</dt>
          <dd>
            {t('fact.ours')}: {said(fact, fact.ours, t)}
          </dd>
          <dd>
            {t('fact.theirs')}: {said(fact, fact.theirs, t)}
          </dd>
          <dd>
            <b>
              {fact.agrees === 'no' ? '! ' : ''}
              {t(`agrees.${fact.agrees}`)}
            </b>
          </dd>
        </div>
      ))}
    </dl>
  );
}

const GENDERS = ['male', 'female', 'other', 'unknown'] as const;

function said({ fact }: PatientFact, value: string | undefined, t: ImportWords): string {
  if (value === undefined) return t('fact.absent');
  if (fact === 'bsn') return t(value === 'wrong' ? 'fact.wrong' : 'fact.known');
  if (fact === 'birthDate')
    return birthDateWords(value, value.length === 4 ? 'year' : value.length === 7 ? 'month' : 'day');
  const gender = fact === 'gender' ? GENDERS.find((each) => each === value) : undefined;
  return gender === undefined ? value : t(`gender.${gender}`);
}
