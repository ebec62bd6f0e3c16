import type { ConsultationKey, RequestView } from '@caecilia/consultation/ui';
import { UnstyledButton } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import type { Opened } from './QueuePage.tsx';
import { RequestDetail } from './RequestDetail.tsx';
import { type SaidIn, waited } from './times.ts';
import { useConsultation } from './words.ts';

interface TableProps {
  readonly requests: readonly RequestView[];
  readonly saidIn: SaidIn;
  readonly opened: Opened | undefined;
  open(opened: Opened | undefined): void;
}

const COLUMNS: readonly ConsultationKey[] = [
  'queue.time',
  'queue.patient',
  'queue.from',
  'queue.question',
  'queue.urgency',
  'queue.state',
  'queue.who',
];

/** A row for each request, in the order it was given; what belongs to an open one stands beneath its row. */
export function RequestTable({ requests, saidIn, opened, open }: TableProps): ReactNode {
  const t = useConsultation();
  return (
    <table className="request-table">
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col">
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      {requests.map((request) => (
        <Row
          key={request.id}
          request={request}
          language={saidIn.language}
          timeZone={saidIn.timeZone}
          opened={opened?.id === request.id ? opened : undefined}
          open={open}
        />
      ))}
    </table>
  );
}

type RowProps = SaidIn & {
  readonly request: RequestView;
  readonly opened: Opened | undefined;
  open(opened: Opened | undefined): void;
};

const Row = memo(function Row({ request, language, timeZone, opened, open }: RowProps): ReactNode {
  const t = useConsultation();
  const { id, patient, asked, triage, state, owner, requester, source } = request;
  const isOpen = opened !== undefined;
  const urgency = triage?.urgency ?? asked.urgency;
  return (
    <tbody className={isOpen ? 'request-row request-row--open' : 'request-row'}>
      <tr>
        <Waits request={request} />
        <th scope="row" className="request-row__who">
          <UnstyledButton
            data-request={id}
            aria-expanded={isOpen}
            aria-controls={isOpen ? `detail-${id}` : undefined}
            onClick={() => open(isOpen ? undefined : { id })}
          >
            {patient.name ?? t('queue.hidden')}
            {patient.birthDate === undefined ? null : <span> {patient.birthDate.slice(0, 4)}</span>}
          </UnstyledButton>
        </th>
        <td className="request-row__from">{requester === '' ? t(`source.${source}`) : requester}</td>
        <td className="request-row__question voice">{asked.question}</td>
        <td className="request-row__urgency">{t(`urgency.${urgency}`)}</td>
        <td className="request-row__state">
          <span className={`stand stand--${state}`}>{t(`state.${state}`)}</span>
        </td>
        <td className="request-row__owner">{owner ?? <b>{t('queue.nobody')}</b>}</td>
      </tr>
      {opened === undefined ? null : (
        <tr id={`detail-${id}`} className="request-row__detail">
          <td colSpan={COLUMNS.length}>
            <RequestDetail
              request={request}
              saidIn={{ language, timeZone }}
              doing={opened.doing}
              choose={(doing) => open({ id, doing })}
            />
          </td>
        </tr>
      )}
    </tbody>
  );
});

/** How long the patient has been ready and nobody came; marked where the day after has passed. */
function Waits({ request: { clock } }: { readonly request: RequestView }): ReactNode {
  const t = useConsultation();
  const minutes =
    clock.sameOrNextDay === 'notYetReady' ? -1 : (clock.minutesSinceReady ?? clock.minutesSinceReferral);
  const { key, count } = waited(minutes);
  const isLate = clock.running && clock.sameOrNextDay === 'missed';
  return (
    <td className={isLate ? 'request-row__time request-row__time--late' : 'request-row__time'}>
      {isLate ? <span aria-hidden>! </span> : null}
      {t(key, { count })}
      {isLate ? <span className="visually-hidden">, {t('clock.missed')}</span> : null}
    </td>
  );
}
