import type { AdviceRights, AdviceView } from '@caecilia/consultation/ui';
import { isTypedOf } from '@caecilia/workspace';
import { Button, Radio, Textarea, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useConsultation } from '../requests/words.ts';
import { useSpeaking } from '../words/useSpeaking.ts';
import { AdviceForm, type AdviceTyping, useAdviceTyping } from './AdviceForm.tsx';
import { AdviceSign } from './AdviceSign.tsx';
import { typedDayWords } from './days.ts';
import { CheckIt, CheckLine } from './SecondCheck.tsx';
import { momentWords } from './words.ts';

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
  const { isOpen, open, typing } = useAdviceTyping(`advice-outcome/${advice.id}`, NOTHING, {
    isSaid,
    isBegun: ({ kind }) => kind !== '',
  });
  if (isOpen) return <DecideForm {...props} typing={typing} />;
  return (
    <Button variant="default" size="compact-md" onClick={open}>
      {t(told ? 'advice.decide.told' : 'advice.decide')}
    </Button>
  );
}

function DecideForm(props: DecideProps & { readonly typing: AdviceTyping<Said> }): ReactNode {
  const { advice, told, timeZone, typing } = props;
  const { value, change, close } = typing;
  const t = useConsultation();
  const [wrong, setWrong] = useState<keyof Said | undefined>();
  const body = () => {
    const fault = faultIn(value, told);
    setWrong(fault);
    return fault === undefined ? value : undefined;
  };
  return (
    <AdviceForm
      advice={advice}
      to="outcome"
      label={t(told ? 'advice.decide.told' : 'advice.decide')}
      save={t('outcome.save')}
      close={close}
      body={body}
      standing={(theirs) => <Standing advice={theirs} timeZone={timeZone} />}
    >
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
    </AdviceForm>
  );
}

/** What became of advice, as a colleague said it first. */
function Standing({ advice: { outcome }, timeZone }: Pick<DecideProps, 'advice' | 'timeZone'>): ReactNode {
  const t = useConsultation();
  const kind = outcome?.kind ?? 'open';
  return (
    <>
      <p>
        <AdviceSign kind={kind} /> <b>{t(`outcome.${kind}`)}</b>
      </p>
      {outcome ? <Outcome outcome={outcome} timeZone={timeZone} /> : null}
    </>
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
