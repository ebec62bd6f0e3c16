import { civilOf, type DeskContact, type DeskInstrument, type DeskStart } from '@caecilia/assessment/ui';
import { Failure, Loading, useDraft } from '@caecilia/workspace';
import { Button, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type FormEvent, type KeyboardEvent, type ReactNode, useState } from 'react';
import { SectionTitle } from '../patients/SectionTitle.tsx';
import { useSpeaking } from '../words/useSpeaking.ts';
import { AgendaBeside } from './AgendaBeside.tsx';
import { Dimensions, HowAndWhen, type PartProps, shown, WhoWasThere } from './ContactParts.tsx';
import {
  bodyOf,
  type Close,
  type ContactDraft,
  errorsOf,
  isContactDraft,
  NEW_CONTACT,
  SYMPTOM_LIST,
  untouchedIn,
} from './contactDraft.ts';
import { fieldName, serverErrors, spoken } from './fieldWords.ts';
import { instrumentsQuery, startQuery } from './queries.ts';
import { Analyses, Scores, textOf } from './SymptomParts.tsx';
import { Restored, SendFailure, useSend, useWords } from './sending.tsx';

/** A contact on one page: two minutes for a telephone call, whole for a first visit to a bedside. */
export function ContactPage(): ReactNode {
  const { id } = useParams({ from: '/patients/$id' });
  const w = useWords();
  const start = useQuery(startQuery(id));
  const instruments = useQuery(instrumentsQuery(id));
  const list = instruments.data?.instruments.find((each) => each.id === SYMPTOM_LIST);
  const failed = start.error ?? instruments.error;
  return (
    <>
      <SectionTitle title={w('contact.title')} />
      <p>
        <Link to="/patients/$id/assessment" params={{ id }}>
          {w('page.back')}
        </Link>
      </p>
      {failed ? <Failure error={failed} again={() => void start.refetch()} /> : null}
      {!failed && (!start.data || !list) ? <Loading lines={6} /> : null}
      {start.data && !start.data.mayRecord ? <p className="banner-line">{w('form.readOnly')}</p> : null}
      {start.data?.mayRecord && list ? <AgendaBeside id={id} /> : null}
      {start.data?.mayRecord && list ? <ContactForm id={id} start={start.data} list={list} /> : null}
    </>
  );
}

interface FormProps {
  readonly id: string;
  readonly start: DeskStart;
  readonly list: DeskInstrument;
}

/** The draft of this patient's contact, with the number that it will be sent under. */
function useContactDraft(id: string) {
  const { call } = useSearch({ from: '/patients/$id/assessment/contact' });
  // A call that was asked for is one by telephone: it is not said again.
  const [begun] = useState(() => (call === undefined ? NEW_CONTACT : { ...NEW_CONTACT, kind: 'phone' }));
  const name = call === undefined ? `assessment/contact/${id}` : `assessment/contact/${id}/${call}`;
  const draft = useDraft(name, begun, isContactDraft);
  const [made] = useState(() => crypto.randomUUID());
  const value = draft.value.clientId === '' ? { ...draft.value, clientId: made } : draft.value;
  return { ...draft, value, call };
}

/** Sends the contact, and keeps what is wrong beside its fields. */
function useSending({ id, start, list }: FormProps) {
  const { language } = useSpeaking();
  const w = useWords();
  const draft = useContactDraft(id);
  const navigate = useNavigate();
  const sending = useSend<{ readonly contact: DeskContact }>(id);
  const [tried, setTried] = useState<Close>();
  const now = { civil: civilOf(start.now, start.timeZone) };
  const mustName = (start.waiting?.length ?? 0) > 1;
  const wrong = tried === undefined ? {} : errorsOf(draft.value, tried, now, mustName);
  const nameOf = (item: string) => {
    const found = list.items.find(({ linkId }) => `${SYMPTOM_LIST}.${linkId}` === item);
    return found ? textOf(found, language) : item;
  };
  const missing = tried === 'complete' && draft.value.first ? untouchedIn(draft.value) : [];
  const send = (close: Close) => {
    setTried(close);
    const isWhole = close !== 'complete' || !draft.value.first || untouchedIn(draft.value).length === 0;
    if (sending.isPending || !isWhole || Object.keys(errorsOf(draft.value, close, now, mustName)).length > 0)
      return;
    sending.mutate(
      {
        part: 'contacts',
        body: { ...bodyOf(draft.value, close, nameOf), ...(draft.call && { task: draft.call }) },
      },
      {
        onSuccess: ({ contact }) => {
          draft.drop();
          const done = contact.end ? 'recorded' : 'kept';
          void navigate({ to: '/patients/$id/assessment', params: { id }, search: { done } });
        },
      },
    );
  };
  const errors = { ...spoken(wrong, w), ...serverErrors(sending.error, w) };
  return { draft, sending, send, errors, missing, wrong };
}

function ContactForm(props: FormProps): ReactNode {
  const w = useWords();
  const { start, list } = props;
  const { draft, sending, send, errors, missing, wrong } = useSending(props);
  const change = (more: Partial<ContactDraft>) => draft.change({ ...draft.value, ...more });
  const part: PartProps = { draft: draft.value, change, errors };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send('complete');
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send('complete');
  };
  return (
    <form className="record-form" onSubmit={submit} onKeyDown={press} noValidate>
      <Restored at={draft.restoredAt} drop={draft.drop} />
      {draft.call === undefined ? null : <p className="banner-line">{w('contact.endsCall')}</p>}
      <HowAndWhen {...part} now={start.now} timeZone={start.timeZone} waiting={start.waiting ?? []} />
      <WhoWasThere {...part} people={start.people} />
      <Scores {...part} list={list} people={start.people} />
      <Dimensions
        findings={draft.value.findings}
        change={(findings) => change({ findings })}
        errors={errors}
      />
      <Analyses {...part} list={list} people={start.people} />
      <section className="form-part">
        <Textarea
          label={w('contact.next')}
          description={w('contact.nextHint')}
          autosize
          minRows={2}
          maxLength={4000}
          value={draft.value.nextStep}
          onChange={(event) => change({ nextStep: event.currentTarget.value })}
        />
      </section>
      <SendFailure
        error={sending.error}
        names={Object.keys(wrong).map((field) => fieldName(field, w))}
        words={missing.length > 0 ? missingWords(missing, w) : undefined}
      />
      {missing.length > 0 ? (
        <div className="form-row">
          <TextInput
            label={w('contact.partialReason')}
            value={draft.value.reason}
            error={shown(errors.reason)}
            onChange={(event) => change({ reason: event.currentTarget.value })}
          />
          <Button variant="default" loading={sending.isPending} onClick={() => send('partial')}>
            {w('contact.partial')}
          </Button>
        </div>
      ) : null}
      <div className="form-acts">
        <Button type="submit" loading={sending.isPending}>
          {w('contact.complete')}
        </Button>
        <Button variant="default" loading={sending.isPending} onClick={() => send('open')}>
          {w('contact.open')}
        </Button>
        <span className="form-hint">{w('contact.shortKeys')}</span>
      </div>
    </form>
  );
}

function missingWords(missing: ReturnType<typeof untouchedIn>, w: ReturnType<typeof useWords>): string {
  return w('contact.missing', { names: missing.map((each) => w(`dimension.${each}`)).join(', ') });
}
