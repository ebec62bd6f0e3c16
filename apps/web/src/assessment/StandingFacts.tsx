import { dayWords, PhaseSign } from '@caecilia/assessment/ui';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { standingQuery } from './queries.ts';
import { useWords } from './sending.tsx';

/** Phase and AKPS in the header of a patient; what is not recorded is said, and what cannot be seen is another thing. */
export function StandingFacts({ id }: { readonly id: string }): ReactNode {
  const w = useWords();
  const { language, t } = useSpeaking();
  const { data, error } = useQuery(standingQuery(id));
  const open = data?.closed === false ? data : undefined;
  const without = data?.closed ? w('standing.closed') : error ? t('failure.title') : w('standing.none');
  const day = (at: string) => (open ? dayWords(at, open.timeZone, language) : '');
  return (
    <>
      <div data-fact="phase">
        <dt>{w('standing.phase')}</dt>
        <dd>
          {open?.phase ? (
            <>
              <PhaseSign phase={open.phase.phase} /> {w(`phase.${open.phase.phase}`)}{' '}
              <small>{w('standing.since', { day: day(open.phase.from) })}</small>
            </>
          ) : (
            <Without name={w('standing.phase')} words={data || error ? without : '…'} />
          )}
        </dd>
      </div>
      <div data-fact="akps">
        <dt>{w('standing.akps')}</dt>
        <dd>
          {open?.akps ? (
            <>
              <span className="fact-name">{w('standing.akps')} </span>
              {open.akps.value === 'cannotAnswer' ? w('trend.cannot') : open.akps.value}{' '}
              <small>{day(open.akps.at)}</small>
            </>
          ) : (
            <Without name={w('standing.akps')} words={data || error ? without : '…'} />
          )}
        </dd>
      </div>
    </>
  );
}

/** On a phone the name of a fact is not in view; without it "not recorded" would say nothing. */
function Without({ name, words }: { readonly name: string; readonly words: string }): ReactNode {
  return (
    <>
      <span className="fact-name">{name}: </span>
      {words}
    </>
  );
}
