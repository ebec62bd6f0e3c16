import { type DeskContact, DIMENSIONS, type Dimension } from '@caecilia/assessment/ui';
import { Failure, Loading, useDraft } from '@caecilia/workspace';
import { Button, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { SectionTitle } from '../patients/SectionTitle.tsx';
import { Dimensions, shown } from './ContactParts.tsx';
import { ContactSummary, findingWords } from './ContactSummary.tsx';
import {
  type Close,
  type ContactDraft,
  findingErrors,
  findingsBody,
  NOTHING_FOUND,
  untouchedIn,
} from './contactDraft.ts';
import { fieldName, serverErrors, spoken } from './fieldWords.ts';
import { contactQuery, startQuery } from './queries.ts';
import { isConflict, Restored, SendFailure, useSend, useWords } from './sending.tsx';

/** A contact that was recorded; while it is open, with the way to go on. */
export function OpenContactPage(): ReactNode {
  const { id, contact } = useParams({ from: '/patients/$id/assessment/contact/$contact' });
  const w = useWords();
  const found = useQuery(contactQuery(id, contact));
  const start = useQuery(startQuery(id));
  const isOpen = found.data !== undefined && found.data.contact.end === undefined;
  return (
    <>
      <SectionTitle title={w(isOpen ? 'contact.titleOpen' : 'contact.titleOne')} />
      <p>
        <Link to="/patients/$id/assessment" params={{ id }}>
          {w('page.back')}
        </Link>
      </p>
      {found.error ? <Failure error={found.error} again={() => void found.refetch()} /> : null}
      {found.isPending ? <Loading lines={5} /> : null}
      {found.data ? (
        <div className="card contact-card">
          <ContactSummary {...found.data} whole />
        </div>
      ) : null}
      {found.data && isOpen && start.data?.mayRecord ? (
        <Continue id={id} contact={found.data.contact} again={() => void found.refetch()} />
      ) : null}
    </>
  );
}

type Continued = Pick<ContactDraft, 'findings' | 'nextStep' | 'reason'> & { readonly edition: string };

const isContinued = (value: unknown): value is Continued =>
  typeof value === 'object' &&
  value !== null &&
  ['nextStep', 'reason', 'edition'].every(
    (key) => typeof (value as Record<string, unknown>)[key] === 'string',
  ) &&
  typeof (value as Record<string, unknown>).findings === 'object';

/** What stands, as a draft to go on from. */
function draftOf({ findings, nextStep, edition }: DeskContact): Continued {
  return {
    edition,
    nextStep: nextStep ?? '',
    reason: '',
    findings: Object.fromEntries(
      DIMENSIONS.flatMap((dimension) => {
        const finding = findings[dimension];
        if (!finding) return [];
        return [[dimension, { is: finding.kind, words: finding.kind === 'described' ? finding.words : '' }]];
      }),
    ),
  };
}

interface ContinueProps {
  readonly id: string;
  readonly contact: DeskContact;
  readonly again: () => void;
}

function useContinuing({ id, contact, again }: ContinueProps) {
  const draft = useDraft(`assessment/contact/${id}/${contact.id}`, draftOf(contact), isContinued);
  const sending = useSend<{ readonly contact: DeskContact }>(id);
  const navigate = useNavigate();
  const [tried, setTried] = useState<Close>();
  const { value } = draft;
  const send = (close: Close, edition = value.edition) => {
    setTried(close);
    const isWhole = close !== 'complete' || !contact.first || untouchedIn(value).length === 0;
    const hasReason = close !== 'partial' || value.reason.trim() !== '';
    if (!isWhole || !hasReason || Object.keys(findingErrors(value)).length > 0) return;
    const { nextStep, reason } = value;
    const body = { edition, findings: findingsBody(value), nextStep, reason, close };
    sending.mutate(
      { part: `contacts/${contact.id}`, body },
      {
        onSuccess: ({ contact: { end } }) => {
          draft.drop();
          const done = end ? 'recorded' : 'kept';
          void navigate({ to: '/patients/$id/assessment', params: { id }, search: { done } });
        },
        onError: (error) => isConflict(error) && again(),
      },
    );
  };
  return { draft, sending, send, tried };
}

function Continue(props: ContinueProps): ReactNode {
  const w = useWords();
  const { contact } = props;
  const { draft, sending, send, tried } = useContinuing(props);
  const { value } = draft;
  const wrong = findingErrors(value);
  const missing = tried === 'complete' && contact.first ? untouchedIn(value) : [];
  const conflict = isConflict(sending.error) || value.edition !== contact.edition;
  const reasonError = tried === 'partial' && value.reason.trim() === '' ? w('form.required') : undefined;
  return (
    <form
      className="record-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send('complete');
      }}
    >
      <Restored at={draft.restoredAt} drop={draft.drop} />
      <Dimensions
        findings={value.findings}
        change={(findings) => draft.change({ ...value, findings })}
        errors={{ ...(tried ? spoken(wrong, w) : {}), ...serverErrors(sending.error, w) }}
      />
      <Textarea
        label={w('contact.next')}
        autosize
        minRows={2}
        maxLength={4000}
        value={value.nextStep}
        onChange={(event) => draft.change({ ...value, nextStep: event.currentTarget.value })}
      />
      {conflict ? (
        <Conflict
          contact={contact}
          own={value}
          send={() => send('open', contact.edition)}
          drop={() => {
            draft.drop();
            draft.change(draftOf(contact));
            sending.reset();
          }}
        />
      ) : (
        <SendFailure
          error={sending.error}
          names={tried ? Object.keys(wrong).map((field) => fieldName(field, w)) : []}
          words={
            missing.length > 0
              ? w('contact.missing', { names: missing.map((each) => w(`dimension.${each}`)).join(', ') })
              : undefined
          }
        />
      )}
      {missing.length > 0 || tried === 'partial' ? (
        <div className="form-row">
          <TextInput
            label={w('contact.partialReason')}
            value={value.reason}
            error={shown(reasonError)}
            onChange={(event) => draft.change({ ...value, reason: event.currentTarget.value })}
          />
          <Button variant="default" loading={sending.isPending} onClick={() => send('partial')}>
            {w('contact.partial')}
          </Button>
        </div>
      ) : null}
      {conflict ? null : (
        <div className="form-acts">
          <Button type="submit" loading={sending.isPending}>
            {w('contact.complete')}
          </Button>
          <Button variant="default" loading={sending.isPending} onClick={() => send('open')}>
            {w('contact.open')}
          </Button>
        </div>
      )}
    </form>
  );
}

/** Both versions beside each other, where they differ, and a question. Nothing was sent. */
function Conflict(props: {
  readonly contact: DeskContact;
  readonly own: Continued;
  readonly send: () => void;
  readonly drop: () => void;
}): ReactNode {
  const w = useWords();
  const { contact, own, send, drop } = props;
  const ownWords = (dimension: Dimension) => {
    const { is, words } = own.findings[dimension] ?? NOTHING_FOUND;
    if (is === '') return w('finding.untouched');
    return is === 'described' ? words : w(`finding.${is}`);
  };
  const rows = [
    ...DIMENSIONS.map((dimension) => ({
      name: w(`dimension.${dimension}`),
      theirs: findingWords(contact.findings[dimension], w),
      mine: ownWords(dimension),
    })),
    { name: w('contact.next'), theirs: contact.nextStep ?? '', mine: own.nextStep },
  ].filter(({ theirs, mine }) => theirs !== mine);
  return (
    <div className="state state--failure" role="alert">
      <p>{w('contact.conflict')}</p>
      <dl className="conflict">
        {rows.map(({ name, theirs, mine }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <b>{w('contact.conflictTheirs')}</b> {theirs}
            </dd>
            <dd>
              <b>{w('contact.conflictOwn')}</b> {mine}
            </dd>
          </div>
        ))}
      </dl>
      <div className="form-acts">
        <Button onClick={send}>{w('contact.conflictSend')}</Button>
        <Button variant="default" onClick={drop}>
          {w('contact.conflictDrop')}
        </Button>
      </div>
    </div>
  );
}
