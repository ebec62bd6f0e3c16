import type { DeskInstrument, DeskStart } from '@caecilia/assessment/ui';
import { Failure, Loading } from '@caecilia/workspace';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { SectionTitle } from '../patients/SectionTitle.tsx';
import { LostPage } from '../shell/LostPage.tsx';
import { useSpeaking } from '../words/useSpeaking.ts';
import { InstrumentForm } from './InstrumentForm.tsx';
import { InstrumentHistory } from './InstrumentHistory.tsx';
import { instrumentsQuery, startQuery } from './queries.ts';
import { useWords } from './sending.tsx';

/** One instrument: what it is and on what terms, filling it in, and what was filled in before. */
export function InstrumentPage(): ReactNode {
  const { id, instrument } = useParams({ from: '/patients/$id/assessment/instruments/$instrument' });
  const instruments = useQuery(instrumentsQuery(id));
  const start = useQuery(startQuery(id));
  const failed = instruments.error ?? start.error;
  if (failed) return <Failure error={failed} again={() => void instruments.refetch()} />;
  if (!instruments.data || !start.data) return <Loading lines={6} />;
  const versions = instruments.data.instruments.filter((each) => each.id === instrument);
  const found = versions.find(({ inUse }) => inUse) ?? versions.at(-1);
  if (!found) return <LostPage />;
  return <OneInstrument key={found.id} id={id} instrument={found} start={start.data} />;
}

export interface InstrumentProps {
  readonly id: string;
  readonly instrument: DeskInstrument;
  readonly start: DeskStart;
}

function OneInstrument({ id, instrument, start }: InstrumentProps): ReactNode {
  const w = useWords();
  const { language } = useSpeaking();
  // What is kept from the patient is scored by who may read it again.
  const mayScore = instrument.withheldFromPatient ? start.mayRecord : start.mayScore;
  const { name, purpose, source, inUse, licence, timeFrame, withheldFromPatient, about } = instrument;
  return (
    <>
      <SectionTitle title={name[language]} />
      <p>
        <Link to="/patients/$id/assessment" params={{ id }}>
          {w('page.back')}
        </Link>
      </p>
      <p>
        {purpose[language]} {timeFrame ? w('instruments.timeFrame', { period: timeFrame[language] }) : ''}
      </p>
      {inUse ? null : <NotInUse instrument={instrument} id={id} />}
      {withheldFromPatient ? (
        <p className="banner-line">
          {w(about === 'carer' ? 'instrument.withheldCarer' : 'instrument.withheld')}
        </p>
      ) : null}
      {inUse && mayScore ? <InstrumentForm id={id} instrument={instrument} start={start} /> : null}
      {inUse && !mayScore ? <p className="banner-line">{w('form.readOnly')}</p> : null}
      <InstrumentHistory id={id} instrument={instrument} start={start} />
      <p className="form-hint" lang="en">
        {licence.acknowledgement ?? w('instruments.source', { source })}
      </p>
    </>
  );
}

/** Our own question stands in for the published one, whose answers could not all be read in a source. */
const INSTEAD: Readonly<Record<string, string>> = { 'perseverance-time': 'caecilia-carer-time' };

/** Why it cannot be filled in: nobody opens an instrument around its licence. */
function NotInUse({ id, instrument }: Pick<InstrumentProps, 'id' | 'instrument'>): ReactNode {
  const w = useWords();
  const { language } = useSpeaking();
  const { data } = useQuery(instrumentsQuery(id));
  const other = data?.instruments.find((each) => each.id === INSTEAD[instrument.id]);
  const { state, basis } = instrument.licence;
  return (
    <div className="state state--failure">
      <p>{w(`instruments.why.${state}`)}</p>
      <p>
        {w('instruments.basis')}: <span lang="en">{basis}</span>
      </p>
      <p>{w('instruments.source', { source: instrument.source })}</p>
      {other ? (
        <p>
          <Link to="/patients/$id/assessment/instruments/$instrument" params={{ id, instrument: other.id }}>
            {w('instruments.instead', { name: other.name[language] })}
          </Link>
        </p>
      ) : null}
    </div>
  );
}
