import type { DeskInstrument } from '@caecilia/assessment/ui';
import { Empty, Failure, Loading } from '@caecilia/workspace';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { SectionTitle } from '../patients/SectionTitle.tsx';
import { useSpeaking } from '../words/useSpeaking.ts';
import { ContactSummary } from './ContactSummary.tsx';
import { PhasePanel } from './PhasePanel.tsx';
import { PreparationPanel } from './PreparationPanel.tsx';
import { contactsQuery, instrumentsQuery, startQuery } from './queries.ts';
import { useWords } from './sending.tsx';

/** Contacts, phase and instruments of one patient. */
export function AssessmentPage(): ReactNode {
  const { id } = useParams({ from: '/patients/$id' });
  const { done } = useSearch({ from: '/patients/$id/assessment' });
  const w = useWords();
  const start = useQuery(startQuery(id));
  return (
    <>
      <SectionTitle title={w('section')} />
      {done === undefined ? null : (
        <p className="banner-line" role="status">
          {w(done === 'kept' ? 'contact.kept' : done === 'recorded' ? 'contact.sent' : 'instrument.sent')}
        </p>
      )}
      {start.error ? <Failure error={start.error} again={() => void start.refetch()} /> : null}
      {start.isPending ? <Loading lines={6} /> : null}
      {start.data ? (
        <>
          {start.data.mayScore ? (
            <p className="form-acts">
              {start.data.mayRecord ? (
                <Link to="/patients/$id/assessment/contact" params={{ id }} className="button button--main">
                  {w('contact.new')}
                </Link>
              ) : null}
              <Link
                to="/patients/$id/assessment/instruments/$instrument"
                params={{ id, instrument: 'akps' }}
                className="button"
              >
                {w('akps.record')}
              </Link>
            </p>
          ) : (
            <p className="banner-line">{w('form.readOnly')}</p>
          )}
          <div className="overview">
            <div className="overview__main">
              <PreparationPanel id={id} />
              <PhasePanel id={id} start={start.data} />
              <Contacts id={id} />
            </div>
            <div className="overview__side">
              <Instruments id={id} mayRecord={start.data.mayRecord} />
            </div>
          </div>
        </>
      ) : null}
    </>
  );
}

function Instruments({ id, mayRecord }: { readonly id: string; readonly mayRecord: boolean }): ReactNode {
  const w = useWords();
  const { data, error, refetch, isPending } = useQuery(instrumentsQuery(id));
  const all = data?.instruments ?? [];
  return (
    <section aria-labelledby="instruments-title" className="card panel">
      <h3 id="instruments-title">{w('instruments.title')}</h3>
      {isPending ? <Loading lines={4} /> : null}
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data ? (
        <>
          <ul className="instruments">
            {all
              .filter(({ inUse, withheldFromPatient }) => inUse && (mayRecord || !withheldFromPatient))
              .map((each) => (
                <InstrumentLine key={each.id} id={id} instrument={each} />
              ))}
          </ul>
          <details>
            <summary>{w('instruments.notInUse')}</summary>
            <ul className="instruments">
              {all
                .filter(({ inUse }) => !inUse)
                .map((each) => (
                  <InstrumentLine key={`${each.id} ${each.version}`} id={id} instrument={each} />
                ))}
            </ul>
          </details>
        </>
      ) : null}
    </section>
  );
}

function InstrumentLine({
  id,
  instrument: { id: instrument, name, purpose, inUse, licence },
}: {
  readonly id: string;
  readonly instrument: DeskInstrument;
}): ReactNode {
  const w = useWords();
  const { language } = useSpeaking();
  return (
    <li>
      <Link to="/patients/$id/assessment/instruments/$instrument" params={{ id, instrument }}>
        {name[language]}
      </Link>
      <span className="form-hint">
        {purpose[language]}
        {inUse ? '' : ` ${w(`licence.${licence.state}`)}.`}
      </span>
    </li>
  );
}

function Contacts({ id }: { readonly id: string }): ReactNode {
  const w = useWords();
  const { data, error, refetch, isPending } = useQuery(contactsQuery(id));
  return (
    <section aria-labelledby="contacts-title">
      <h3 id="contacts-title">{w('contact.list')}</h3>
      {isPending ? <Loading lines={4} /> : null}
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data?.contacts.length === 0 ? <Empty>{w('contact.none')}</Empty> : null}
      <ul className="contacts">
        {data?.contacts.map((contact) => (
          <li key={contact.id} className="card contact-card">
            <ContactSummary contact={contact} timeZone={data.timeZone} />
            {contact.end ? null : (
              <Link
                to="/patients/$id/assessment/contact/$contact"
                params={{ id, contact: contact.id }}
                className="button"
              >
                {w('contact.continue')}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
