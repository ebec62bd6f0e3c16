import { type Item, languagesOf, valuesOf } from '@caecilia/assessment/ui';
import type { Language } from '@caecilia/ui';
import { useDraft } from '@caecilia/workspace';
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, type ReactNode, useState } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { shown } from './ContactParts.tsx';
import { answeringErrors, type FieldErrors } from './contactDraft.ts';
import { fieldName, serverErrors, spoken } from './fieldWords.ts';
import type { InstrumentProps } from './InstrumentPage.tsx';
import { Plates } from './Plates.tsx';
import { type Answering, NOBODY, ReporterFields } from './ReporterFields.tsx';
import { type Scored, ScoreField } from './ScoreField.tsx';
import { textOf } from './SymptomParts.tsx';
import { Restored, SendFailure, useSend, useWords } from './sending.tsx';

/** An instrument as it is filled in. */
interface InstrumentDraft {
  readonly clientId: string;
  readonly at: string;
  readonly answering: Answering;
  readonly answers: Readonly<Record<string, Scored>>;
  /** Symptoms that the person named. */
  readonly names: Readonly<Record<string, string>>;
}

const NEW: InstrumentDraft = { clientId: '', at: '', answering: NOBODY, answers: {}, names: {} };

function isInstrumentDraft(value: unknown): value is InstrumentDraft {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(NEW).every(
      ([key, empty]) => typeof (value as Record<string, unknown>)[key] === typeof empty,
    )
  );
}

/** Where one reporter only can answer, they are not asked for. */
function answeringOf({ instrument }: InstrumentProps, { answering }: InstrumentDraft): Answering {
  const [only, ...others] = instrument.reporters;
  return only !== undefined && others.length === 0 ? { ...answering, reporter: only } : answering;
}

function wrongIn(props: InstrumentProps, draft: InstrumentDraft): FieldErrors {
  const { items, about } = props.instrument;
  const unnamed = items.filter(
    ({ linkId, named }) =>
      named && typeof draft.answers[linkId] === 'number' && (draft.names[linkId] ?? '').trim() === '',
  );
  return {
    ...answeringErrors(answeringOf(props, draft), about),
    ...(draft.at !== '' && !/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(draft.at)
      ? { at: 'form.moment' as const }
      : {}),
    ...(Object.keys(draft.answers).length === 0 ? { answers: 'form.nothing' as const } : {}),
    ...Object.fromEntries(unnamed.map(({ linkId }) => [`${linkId}.name`, 'form.required' as const])),
  };
}

function bodyOf(props: InstrumentProps, draft: InstrumentDraft): object {
  const { instrument } = props;
  const { reporter, person } = answeringOf(props, draft);
  const named = new Set(instrument.items.flatMap(({ linkId, named: is }) => (is ? [linkId] : [])));
  return {
    clientId: draft.clientId,
    instrument: instrument.id,
    at: draft.at,
    reporter,
    answeredBy: person,
    answers: Object.fromEntries(
      Object.entries(draft.answers).map(([linkId, value]) => [
        linkId,
        named.has(linkId) && typeof value === 'number' ? { value, name: draft.names[linkId] } : value,
      ]),
    ),
  };
}

function useFilling(props: InstrumentProps) {
  const { id, instrument } = props;
  const draft = useDraft(`assessment/${instrument.id}/${id}`, NEW, isInstrumentDraft);
  const [made, make] = useState(() => crypto.randomUUID());
  const [tried, setTried] = useState(false);
  const sending = useSend<{ readonly id: string }>(id);
  const change = (more: Partial<InstrumentDraft>) => {
    sending.reset();
    draft.change({ ...draft.value, clientId: made, ...more });
  };
  const send = () => {
    setTried(true);
    if (sending.isPending || Object.keys(wrongIn(props, draft.value)).length > 0) return;
    sending.mutate(
      { part: 'responses', body: bodyOf(props, draft.value) },
      {
        onSuccess: () => {
          draft.drop();
          setTried(false);
          // The next one is another, with a number of its own.
          make(crypto.randomUUID());
        },
      },
    );
  };
  return { draft, change, send, sending, wrong: tried ? wrongIn(props, draft.value) : {} };
}

/** Filling it in: who answers, when, and every question; any may be skipped. */
export function InstrumentForm(props: InstrumentProps): ReactNode {
  const w = useWords();
  const { language } = useSpeaking();
  const { instrument, start } = props;
  const { draft, change, send, sending, wrong } = useFilling(props);
  const errors: Readonly<Record<string, string>> = { ...serverErrors(sending.error, w), ...spoken(wrong, w) };
  const texts = languagesOf(instrument);
  const spokenIn = texts.includes(language) ? undefined : texts[0];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
  };
  return (
    <form className="record-form" noValidate onSubmit={submit} onKeyDown={press}>
      <Restored at={draft.restoredAt} drop={draft.drop} />
      {sending.isSuccess ? (
        <p className="banner-line" role="status">
          {w('instrument.sent')}
        </p>
      ) : null}
      {spokenIn === undefined ? null : <p className="banner-line">{w('instruments.onlyIn')}</p>}
      {instrument.reporters.length === 1 && instrument.about === 'patient' ? null : (
        <ReporterFields
          value={draft.value.answering}
          change={(answering) => change({ answering })}
          reporters={instrument.reporters}
          people={start.people}
          about={instrument.about}
          errors={errors}
        />
      )}
      <TextInput
        type="datetime-local"
        label={w('contact.when')}
        description={w('contact.whenHint')}
        value={draft.value.at}
        error={shown(errors.at)}
        onChange={(event) => change({ at: event.currentTarget.value })}
      />
      <p className="form-hint">
        {w('instrument.skip')} {instrument.items.some(isScale) ? w('score.hint') : ''}
      </p>
      {instrument.instruction ? (
        <p lang={spokenIn}>{textOf({ text: instrument.instruction }, language)}</p>
      ) : null}
      {instrument.items.map((item) => (
        <ItemField
          key={item.linkId}
          item={item}
          spokenIn={spokenIn}
          couldNot={instrument.reporters.some((each) => each !== 'staff')}
          isScored={instrument.items.length === 1 && instrument.answersAre === 'amounts'}
          draft={draft.value}
          change={change}
          errors={errors}
        />
      ))}
      <SendFailure
        error={sending.error}
        names={Object.keys(wrong).map((field) => fieldName(field, w))}
        words={errors.answers}
      />
      <div className="form-acts">
        <Button type="submit" loading={sending.isPending}>
          {w('instrument.send')}
        </Button>
        <span className="form-hint">{w('contact.shortKeys')}</span>
      </div>
    </form>
  );
}

const isScale = ({ answer }: Item) => answer.kind === 'scale';

function ItemField(props: {
  readonly item: Item;
  readonly spokenIn: Language | undefined;
  /** Whether somebody else than a professional may answer: only they can be unable to. */
  readonly couldNot: boolean;
  /** The answers are levels of one scale, and are called by their number. */
  readonly isScored: boolean;
  readonly draft: InstrumentDraft;
  readonly change: (more: Partial<InstrumentDraft>) => void;
  readonly errors: Readonly<Record<string, string>>;
}): ReactNode {
  const w = useWords();
  const { language } = useSpeaking();
  const { item, spokenIn, couldNot, isScored, draft, change, errors } = props;
  const { linkId, answer, named } = item;
  const value = draft.answers[linkId];
  const set = (next: Scored | undefined) => {
    const { [linkId]: _before, ...others } = draft.answers;
    change({ answers: next === undefined ? others : { ...others, [linkId]: next } });
  };
  const label = <span lang={spokenIn}>{textOf(item, language)}</span>;
  const name = named ? (
    <TextInput
      label={w('score.named')}
      value={draft.names[linkId] ?? ''}
      maxLength={80}
      error={shown(errors[`${linkId}.name`])}
      onChange={(event) => change({ names: { ...draft.names, [linkId]: event.currentTarget.value } })}
    />
  ) : null;
  if (answer.kind === 'scale')
    return (
      <div className="item">
        <ScoreField
          label={label}
          hint={
            <span lang={spokenIn}>
              {answer.from} = {textOf({ text: answer.lowest }, language)} · {answer.to} ={' '}
              {textOf({ text: answer.highest }, language)}
            </span>
          }
          name={linkId}
          values={valuesOf(item)}
          value={value}
          change={set}
          couldNot={couldNot}
          error={errors[linkId]}
        />
        {name}
      </div>
    );
  return (
    <Plates
      wide
      label={label}
      name={linkId}
      lang={spokenIn}
      plates={[
        ...answer.options.map((option) => ({
          value: String(option.value),
          label: isScored ? `${option.value} – ${textOf(option, language)}` : textOf(option, language),
        })),
        ...(couldNot ? [{ value: 'cannot-answer', label: w('trend.cannot') }] : []),
      ]}
      value={value === undefined ? '' : String(value)}
      choose={(chosen) => set(chosen === 'cannot-answer' ? chosen : Number(chosen))}
      error={errors[linkId]}
    >
      {value === undefined ? (
        <span className="plates__open">{w('score.notAsked')}</span>
      ) : (
        <Button variant="subtle" size="compact-sm" onClick={() => set(undefined)}>
          {w('score.clear')}
        </Button>
      )}
    </Plates>
  );
}
