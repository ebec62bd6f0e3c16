import type { AdviceRights, AdviceView, OutcomeAnswer } from '@caecilia/consultation/ui';
import { Button, Radio, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { isTypedOf } from '../drafts/typed.ts';
import { useDraft } from '../drafts/useDraft.ts';
import { useSend } from '../register/useSend.ts';
import { useConsultation } from '../requests/words.ts';
import { useSpeaking } from '../words/LanguageProvider.tsx';
import { AdviceSign } from './AdviceSign.tsx';
import { typedDayWords } from './days.ts';
import { CheckIt, CheckLine } from './SecondCheck.tsx';
import { momentWords } from './words.ts';

const ADVICE = ['advice'];

/** One piece of advice: what, why, who decides and by when, and what became of it. */
export function AdviceEntry(props: {
  readonly advice: AdviceView;
  readonly may: AdviceRights;
  readonly timeZone: string;
}): ReactNode {
  const { advice, may, timeZone } = props;
  const t = useConsultation();
  const { outcome } = advice;
  return (
    <li className="advice">
      <AdviceSign kind={outcome?.kind ?? 'open'} />
      <div>
        {advice.patientName === undefined ? null : (
          <p>
            <Link to="/patients/$id/advice" params={{ id: advice.patient }} className="voice">
              {advice.patientName}
            </Link>
          </p>
        )}
        <p className="mdt-words">{advice.advice}</p>
        {advice.because === undefined ? null : (
          <p>
            <i>{t('advice.because.said')}</i> {advice.because}
          </p>
        )}
        <p className="mdt-note">
          <b>{t(`outcome.${outcome?.kind ?? 'open'}`)}</b> · {t(`domain.${advice.domain}`)} ·{' '}
          {t('advice.owner')}: {advice.owner} · {t('advice.due')} {typedDayWords(advice.dueOn)}
          {advice.overdue ? <b> · {t('advice.overdue')}</b> : null} · {advice.givenBy}
        </p>
        <CheckLine advice={advice} timeZone={timeZone} />
        {outcome ? <Outcome outcome={outcome} timeZone={timeZone} /> : null}
        {outcome || may.decide === 'no' ? null : (
          <Decide advice={advice} told={may.decide === 'told'} timeZone={timeZone} />
        )}
        {may.check ? <CheckIt advice={advice} timeZone={timeZone} /> : null}
      </div>
    </li>
  );
}

function Outcome(props: {
  readonly outcome: NonNullable<AdviceView['outcome']>;
  readonly timeZone: string;
}): ReactNode {
  const { outcome, timeZone } = props;
  const t = useConsultation();
  const { language } = useSpeaking();
  const { words, by, at, toldBy, kind } = outcome;
  return (
    <>
      {words === undefined ? null : (
        <p>
          <i>{t(kind === 'changed' ? 'outcome.instead' : 'advice.because.said')}</i> {words}
        </p>
      )}
      <p className="mdt-note">
        {by}, {momentWords(at, { language, timeZone })}
        {toldBy === undefined ? '' : ` · ${t('advice.toldBy.said', { who: toldBy })}`}
      </p>
    </>
  );
}

const KINDS = ['adopted', 'changed', 'declined'] as const;
const NOTHING = { kind: '', words: '', toldBy: '' };
type Said = typeof NOTHING;
const isSaid = isTypedOf(NOTHING);

interface DecideProps {
  readonly advice: AdviceView;
  /** The team writes down what it was told: then it says by whom. */
  readonly told: boolean;
  readonly timeZone: string;
}

function Decide(props: DecideProps): ReactNode {
  const { advice, told } = props;
  const t = useConsultation();
  const draft = useDraft(`advice-outcome/${advice.id}`, NOTHING, isSaid);
  const [isOpen, open] = useState(draft.value.kind !== '');
  if (!isOpen)
    return (
      <Button variant="default" size="compact-md" onClick={() => open(true)}>
        {t(told ? 'advice.decide.told' : 'advice.decide')}
      </Button>
    );
  return (
    <DecideForm
      {...props}
      value={draft.value}
      change={(more) => draft.change({ ...draft.value, ...more })}
      close={() => {
        draft.drop();
        open(false);
      }}
    />
  );
}

function DecideForm(
  props: DecideProps & { readonly value: Said; change(more: Partial<Said>): void; close(): void },
): ReactNode {
  const { advice, told, timeZone, value, change, close } = props;
  const t = useConsultation();
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<keyof Said | undefined>();
  const [theirs, setTheirs] = useState<AdviceView>();
  const send = useSend<object, OutcomeAnswer>(
    `/patients/${encodeURIComponent(advice.patient)}/advice/${encodeURIComponent(advice.id)}/outcome`,
    {
      changes: [],
      done: (answer) => {
        if (answer.kind === 'conflict') return setTheirs(answer.theirs);
        close();
        void queries.invalidateQueries({ queryKey: ADVICE });
      },
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const fault = faultIn(value, told);
    setWrong(fault);
    const versionId = theirs?.versionId ?? advice.versionId;
    if (fault === undefined) send.send({ ...value, versionId });
  };
  return (
    <form onSubmit={submit} className="mdt-inline" noValidate>
      {theirs ? (
        <section className="mdt-conflict" role="alert">
          <h3>{t('conflict.title')}</h3>
          <p>{t('advice.conflict')}</p>
          <p>
            <AdviceSign kind={theirs.outcome?.kind ?? 'open'} />{' '}
            <b>{t(`outcome.${theirs.outcome?.kind ?? 'open'}`)}</b>
          </p>
          {theirs.outcome ? <Outcome outcome={theirs.outcome} timeZone={timeZone} /> : null}
          <Button
            variant="default"
            onClick={() => {
              close();
              void queries.invalidateQueries({ queryKey: ADVICE });
            }}
          >
            {t('advice.conflict.theirs')}
          </Button>
        </section>
      ) : null}
      <Unchecked advice={advice} />
      <Radio.Group
        label={t('advice.outcome')}
        value={value.kind}
        error={wrong === 'kind' ? `! ${t('wrong.outcome')}` : undefined}
        onChange={(kind) => change({ kind })}
      >
        <div className="mdt-radios">
          {KINDS.map((kind) => (
            <Radio key={kind} value={kind} label={t(`outcome.${kind}`)} />
          ))}
        </div>
      </Radio.Group>
      {value.kind === 'changed' || value.kind === 'declined' ? (
        <Textarea
          label={t(`outcome.words.${value.kind}`)}
          rows={2}
          value={value.words}
          error={wrong === 'words' ? `! ${t(`wrong.outcome.${value.kind}`)}` : undefined}
          onChange={(event) => change({ words: event.currentTarget.value })}
        />
      ) : null}
      {told ? (
        <TextInput
          label={t('advice.toldBy')}
          value={value.toldBy}
          autoComplete="off"
          error={wrong === 'toldBy' ? `! ${t('wrong.toldBy')}` : undefined}
          onChange={(event) => change({ toldBy: event.currentTarget.value })}
        />
      ) : null}
      <div className="mdt-acts">
        <Button type="submit" loading={send.isSending}>
          {t(theirs ? 'advice.conflict.yours' : 'outcome.save')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('advice.cancel')}
        </Button>
      </div>
      {send.failure === undefined ? null : <p role="alert">! {send.failure}</p>}
    </form>
  );
}

/** Whoever decides is told that nobody checked it yet; they can decide all the same. */
function Unchecked({ advice: { secondCheck } }: Pick<DecideProps, 'advice'>): ReactNode {
  const t = useConsultation();
  const waits = secondCheck !== undefined && secondCheck.said === undefined;
  return waits ? <p className="banner-line">{t('check.decide')}</p> : null;
}

function faultIn({ kind, words, toldBy }: Said, told: boolean): keyof Said | undefined {
  if (kind === '') return 'kind';
  if (kind !== 'adopted' && words.trim() === '') return 'words';
  return told && toldBy.trim() === '' ? 'toldBy' : undefined;
}
