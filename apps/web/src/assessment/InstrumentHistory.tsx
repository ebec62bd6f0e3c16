import {
  type DeskMeasurement,
  type DeskValue,
  type KnownReporter,
  momentWords,
  REPORTERS,
} from '@caecilia/assessment/ui';
import { Empty, Failure, Loading } from '@caecilia/workspace';
import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { shown } from './ContactParts.tsx';
import type { InstrumentProps } from './InstrumentPage.tsx';
import { responsesQuery } from './queries.ts';
import { textOf } from './SymptomParts.tsx';
import { SendFailure, useSend, useWords } from './sending.tsx';

const ALL: readonly KnownReporter[] = [...REPORTERS, 'unknown'];

/** What was filled in before, each reporter under a heading of their own: they are never merged. */
export function InstrumentHistory({ id, instrument, start }: InstrumentProps): ReactNode {
  const w = useWords();
  const { data, error, refetch, isPending } = useQuery(responsesQuery(id, instrument.id));
  const groups = ALL.map((reporter) => ({
    reporter,
    own: (data?.measurements ?? []).filter((each) => each.reporter === reporter).toReversed(),
  })).filter(({ own }) => own.length > 0);
  return (
    <section aria-labelledby="earlier-title">
      <h3 id="earlier-title">{w('instrument.earlier')}</h3>
      {isPending ? <Loading lines={3} /> : null}
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data && groups.length === 0 ? <Empty>{w('instrument.never')}</Empty> : null}
      {groups.map(({ reporter, own }) => (
        <section key={reporter} aria-labelledby={`by-${reporter}`} className="earlier">
          <h4 id={`by-${reporter}`}>{w(`reporter.${reporter}`)}</h4>
          <ul className="plain-list">
            {own.map((each) => (
              <li key={each.id} className="card measurement">
                <Measurement id={id} instrument={instrument} start={start} measurement={each} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

function Measurement(props: InstrumentProps & { readonly measurement: DeskMeasurement }): ReactNode {
  const w = useWords();
  const { language } = useSpeaking();
  const { id, instrument, start, measurement } = props;
  const { at, by, answers, names, total, band, withheld } = measurement;
  const rows = instrument.items.filter(({ linkId }) => answers[linkId] !== undefined);
  const answerWords = (linkId: string, value: DeskValue | undefined): string => {
    if (value === undefined) return w('answer.skipped');
    if (value === 'cannotAnswer') return w('answer.cannotAnswer');
    const answer = instrument.items.find((each) => each.linkId === linkId)?.answer;
    const option =
      answer?.kind === 'choice' ? answer.options.find((each) => each.value === value) : undefined;
    if (!option) return String(value);
    const words = textOf(option, language);
    return instrument.answersAre === 'statements' ? words : `${value}: ${words}`;
  };
  return (
    <>
      <p className="contact-head">
        <b>{momentWords(at, start.timeZone, language)}</b>
        <span className="contact-by">{by}</span>
      </p>
      <dl className="contact-findings">
        {rows.map((item) => (
          <div key={item.linkId}>
            <dt>{names[item.linkId] ?? textOf(item, language)}</dt>
            <dd>{answerWords(item.linkId, answers[item.linkId])}</dd>
          </div>
        ))}
        {instrument.total ? (
          <div>
            <dt>{w('instrument.total')}</dt>
            <dd>
              {total ?? w('instrument.noTotal')}
              {band ? `, ${w('band.source', { label: band.label[language], source: band.source })}` : ''}
            </dd>
          </div>
        ) : null}
      </dl>
      {withheld ? <p className="form-hint">{w('instrument.withheldOne')}</p> : null}
      {start.mayRecord ? <Correct id={id} measurement={measurement} /> : null}
    </>
  );
}

/** Taking back a mistake with a reason, and letting the patient see what was kept from them. */
function Correct({
  id,
  measurement,
}: {
  readonly id: string;
  readonly measurement: DeskMeasurement;
}): ReactNode {
  const w = useWords();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const sending = useSend<{ readonly id: string }>(id);
  const retract = () => {
    setTried(true);
    if (reason.trim() === '' || sending.isPending) return;
    sending.mutate({ part: `responses/${measurement.id}/retract`, body: { reason } });
  };
  return (
    <>
      <details>
        <summary>{w('instrument.retract')}</summary>
        <div className="form-row">
          <TextInput
            label={w('instrument.retractAsk')}
            value={reason}
            maxLength={500}
            error={tried && reason.trim() === '' ? shown(w('form.required')) : undefined}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button variant="default" loading={sending.isPending} onClick={retract}>
            {w('instrument.retractSend')}
          </Button>
        </div>
      </details>
      {measurement.withheld ? (
        <details>
          <summary>{w('instrument.release')}</summary>
          <p>{w('instrument.releaseAsk')}</p>
          <Button
            variant="default"
            loading={sending.isPending}
            onClick={() => sending.mutate({ part: `responses/${measurement.id}/release`, body: {} })}
          >
            {w('instrument.release')}
          </Button>
        </details>
      ) : null}
      <SendFailure error={sending.error} />
    </>
  );
}
