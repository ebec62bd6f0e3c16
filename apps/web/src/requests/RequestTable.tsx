import type { ConsultationKey, RequestState, RequestView } from '@caecilia/consultation/ui';
import { UnstyledButton } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import { type PhaseNow, PhaseWords } from './PhaseWords.tsx';
import type { Opened } from './QueuePage.tsx';
import { RequestDetail } from './RequestDetail.tsx';
import { RowLimits } from './RowLimits.tsx';
import { type SaidIn, waited } from './times.ts';
import { useConsultation } from './words.ts';

interface TableProps {
  readonly requests: readonly RequestView[];
  readonly saidIn: SaidIn;
  readonly opened: Opened | undefined;
  open(opened: Opened | undefined): void;
  /** By logical id of the patient; with it the table is one of the morning board. */
  readonly phases?: Readonly<Record<string, PhaseNow>>;
  /** What the table is of, for who hears it. */
  readonly label: string;
}

const FIRST: readonly ConsultationKey[] = ['queue.time', 'queue.patient', 'queue.from', 'queue.question'];
const QUEUE: readonly ConsultationKey[] = [...FIRST, 'queue.urgency', 'queue.state', 'queue.who'];
const BOARD: readonly ConsultationKey[] = [
  ...FIRST,
  'board.limits',
  'board.phase',
  'queue.who',
  'board.next',
];

/** A row for each request, in the order it was given; what belongs to an open one stands beneath its row. */
export function RequestTable({ requests, saidIn, opened, open, phases, label }: TableProps): ReactNode {
  const t = useConsultation();
  const columns = phases === undefined ? QUEUE : BOARD;
  return (
    <table className="request-table" aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
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
          onBoard={phases !== undefined}
          phase={phases?.[request.patient.id]}
        />
      ))}
    </table>
  );
}

type RowProps = SaidIn & {
  readonly request: RequestView;
  readonly opened: Opened | undefined;
  readonly onBoard: boolean;
  readonly phase: PhaseNow | undefined;
  open(opened: Opened | undefined): void;
};

const Row = memo(function Row(props: RowProps): ReactNode {
  const t = useConsultation();
  const { request, language, timeZone, opened, onBoard, phase, open } = props;
  const { id, patient, asked, requester, source } = request;
  const isOpen = opened !== undefined;
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
        {onBoard ? <BoardCells request={request} phase={phase} /> : <QueueCells request={request} />}
      </tr>
      {opened === undefined ? null : (
        <tr id={`detail-${id}`} className="request-row__detail">
          <td colSpan={onBoard ? BOARD.length : QUEUE.length}>
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

function QueueCells({ request: { asked, triage, state, owner } }: Pick<RowProps, 'request'>): ReactNode {
  const t = useConsultation();
  return (
    <>
      <td className="request-row__urgency">{t(`urgency.${triage?.urgency ?? asked.urgency}`)}</td>
      <td className="request-row__state">
        <span className={`stand stand--${state}`}>{t(`state.${state}`)}</span>
      </td>
      <td className="request-row__owner">{owner ?? <b>{t('queue.nobody')}</b>}</td>
    </>
  );
}

function BoardCells({ request, phase }: Pick<RowProps, 'request' | 'phase'>): ReactNode {
  const t = useConsultation();
  return (
    <>
      <td className="request-row__limits">
        <RowLimits patient={request.patient.id} />
      </td>
      <td className="request-row__state">
        <PhaseWords phase={phase} />
      </td>
      <td className="request-row__owner">{request.owner ?? <b>{t('queue.nobody')}</b>}</td>
      <td className="request-row__urgency">{t(nextStep(request))}</td>
    </>
  );
}

/** What comes next, by where the request stands; of what has ended nothing is on a board. */
const NEXT: Readonly<Partial<Record<RequestState, ConsultationKey>>> = {
  received: 'board.next.triage',
  triaged: 'board.next.accept',
  accepted: 'board.next.start',
};

const nextStep = ({ state, intent }: RequestView): ConsultationKey =>
  intent === 'proposal' ? 'board.next.confirm' : (NEXT[state] ?? 'board.next.complete');

/** How long the patient has been ready and nobody came; marked where the day after has passed. */
function Waits({ request: { clock } }: Pick<RowProps, 'request'>): ReactNode {
  const t = useConsultation();
  // There was a contact: nobody waits any more.
  if (!clock.running) return <td className="request-row__time request-row__time--seen">{t('wait.seen')}</td>;
  const minutes =
    clock.sameOrNextDay === 'notYetReady' ? -1 : (clock.minutesSinceReady ?? clock.minutesSinceReferral);
  const { key, count } = waited(minutes);
  const isLate = clock.sameOrNextDay === 'missed';
  return (
    <td className={isLate ? 'request-row__time request-row__time--late' : 'request-row__time'}>
      {isLate ? <span aria-hidden>! </span> : null}
      {t(key, { count })}
      {isLate ? <span className="visually-hidden">, {t('clock.missed')}</span> : null}
    </td>
  );
}
