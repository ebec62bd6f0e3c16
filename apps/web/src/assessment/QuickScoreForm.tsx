import { type DeskChart, type DeskInstrument, valuesOf } from '@caecilia/assessment/ui';
import { Failure, Loading, useDraft } from '@caecilia/workspace';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { answeringErrors, type FieldErrors } from './contactDraft.ts';
import { fieldName, serverErrors, spoken } from './fieldWords.ts';
import { instrumentsQuery, startQuery } from './queries.ts';
import { type Answering, NOBODY, ReporterFields } from './ReporterFields.tsx';
import { type Scored, ScoreField } from './ScoreField.tsx';
import { Restored, SendFailure, useSend, useWords } from './sending.tsx';

interface QuickProps {
  readonly id: string;
  readonly chart: DeskChart;
  readonly close: () => void;
}

interface QuickDraft {
  readonly clientId: string;
  readonly answering: Answering;
  /** Empty: not chosen yet. */
  readonly value: string;
}

const NEW: QuickDraft = { clientId: '', answering: NOBODY, value: '' };

function isQuickDraft(value: unknown): value is QuickDraft {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(NEW).every(
      ([key, empty]) => typeof (value as Record<string, unknown>)[key] === typeof empty,
    )
  );
}

/** Who answers and one number, now: four presses from the page of the patient. */
export function QuickScoreForm(props: QuickProps): ReactNode {
  const { id, chart } = props;
  const w = useWords();
  const { data, error, refetch } = useQuery(instrumentsQuery(id));
  if (error) return <Failure error={error} again={() => void refetch()} />;
  if (!data) return <Loading lines={2} />;
  const instrument = data.instruments.find((each) => each.inUse && each.id === chart.instrument);
  const item = instrument?.items.find(({ linkId }) => linkId === chart.linkId);
  // An instrument that is no longer in use, or a symptom by another name, is filled in on its own page.
  if (instrument === undefined || item === undefined || item.named || item.answer.kind !== 'scale')
    return <p className="form-hint">{w('quick.cannot')}</p>;
  return <Asking {...props} instrument={instrument} values={valuesOf(item)} />;
}

function Asking(
  props: QuickProps & { readonly instrument: DeskInstrument; readonly values: readonly number[] },
): ReactNode {
  const { id, chart, close, instrument, values } = props;
  const w = useWords();
  const { language } = useSpeaking();
  const start = useQuery(startQuery(id));
  const draft = useDraft(`assessment/quick/${chart.instrument}/${chart.linkId}/${id}`, NEW, isQuickDraft);
  const [made] = useState(() => crypto.randomUUID());
  const [tried, setTried] = useState(false);
  const sending = useSend<{ readonly id: string }>(id);
  const { answering, value } = draft.value;
  const wrong = tried ? wrongIn(draft.value) : {};
  const errors: Readonly<Record<string, string>> = { ...serverErrors(sending.error, w), ...spoken(wrong, w) };
  const change = (more: Partial<QuickDraft>) => {
    sending.reset();
    draft.change({ ...draft.value, clientId: draft.value.clientId || made, ...more });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (sending.isPending || Object.keys(wrongIn(draft.value)).length > 0) return;
    sending.mutate(
      { part: 'responses', body: bodyOf(draft.value, chart) },
      {
        onSuccess: () => {
          draft.drop();
          close();
        },
      },
    );
  };
  return (
    <form className="quick-score__form" noValidate onSubmit={submit} aria-label={w('quick.open')}>
      <Restored at={draft.restoredAt} drop={draft.drop} />
      <ReporterFields
        value={answering}
        change={(next) => change({ answering: next })}
        reporters={instrument.reporters}
        people={start.data?.people ?? []}
        about={instrument.about}
        errors={errors}
      />
      <ScoreField
        label={chart.label[language]}
        name={chart.linkId}
        values={values}
        value={scoredOf(value)}
        change={(next) => change({ value: next === undefined ? '' : String(next) })}
        error={errors.value}
      />
      <SendFailure
        error={sending.error}
        names={Object.keys(wrong).map((field) =>
          field === 'value' ? chart.label[language] : fieldName(field, w),
        )}
      />
      <div className="form-acts">
        <Button type="submit" size="compact-md" loading={sending.isPending}>
          {w('quick.send')}
        </Button>
        <Button
          variant="default"
          size="compact-md"
          onClick={() => {
            draft.drop();
            close();
          }}
        >
          {w('form.cancel')}
        </Button>
      </div>
    </form>
  );
}

const scoredOf = (value: string): Scored | undefined =>
  value === '' ? undefined : value === 'cannot-answer' ? value : Number(value);

function wrongIn({ answering, value }: QuickDraft): FieldErrors {
  return {
    ...answeringErrors(answering, 'patient'),
    ...(value === '' ? { value: 'form.choose' as const } : {}),
  };
}

function bodyOf({ clientId, answering, value }: QuickDraft, { instrument, linkId }: DeskChart): object {
  return {
    clientId,
    instrument,
    at: '',
    reporter: answering.reporter,
    answeredBy: answering.person,
    answers: { [linkId]: scoredOf(value) },
  };
}
