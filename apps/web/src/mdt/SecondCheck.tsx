import type { AdviceView, CheckAnswer } from '@caecilia/consultation/ui';
import { Button, Radio, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { isTypedOf } from '../drafts/typed.ts';
import { useDraft } from '../drafts/useDraft.ts';
import { useSend } from '../register/useSend.ts';
import { useConsultation } from '../requests/words.ts';
import { useSpeaking } from '../words/LanguageProvider.tsx';
import { momentWords } from './words.ts';

const ADVICE = ['advice'];
const NOTHING = { stands: '', reason: '' };
type Said = typeof NOTHING;
const isSaid = isTypedOf(NOTHING);

interface CheckProps {
  readonly advice: AdviceView;
  readonly timeZone: string;
}

/** Whether the pharmacist looked at advice that asks for it, and what they said; nothing where nobody asked. */
export function CheckLine({ advice: { secondCheck }, timeZone }: CheckProps): ReactNode {
  const t = useConsultation();
  const { language } = useSpeaking();
  if (secondCheck === undefined) return null;
  const { said } = secondCheck;
  if (said === undefined)
    return (
      <p className="advice-check advice-check--waits">
        <span aria-hidden>! </span>
        {t('check.notYet')}
      </p>
    );
  return (
    <p className={said.asItStands ? 'advice-check' : 'advice-check advice-check--no'}>
      <span aria-hidden>{said.asItStands ? '✓ ' : '× '}</span>
      <b>{t(said.asItStands ? 'check.yes' : 'check.no')}</b> ({said.by},{' '}
      {momentWords(said.at, { language, timeZone })}){said.reason === undefined ? null : `: ${said.reason}`}
    </p>
  );
}

/** Says of advice whether it can stand. What was said before can be said anew. */
export function CheckIt(props: CheckProps): ReactNode {
  const { advice } = props;
  const t = useConsultation();
  const draft = useDraft(`advice-check/${advice.id}`, NOTHING, isSaid);
  const [isOpen, open] = useState(draft.value.stands !== '');
  if (advice.secondCheck === undefined) return null;
  const isFirst = advice.secondCheck.said === undefined;
  if (!isOpen)
    return (
      <Button variant={isFirst ? 'filled' : 'default'} size="compact-md" onClick={() => open(true)}>
        {t(isFirst ? 'check.open' : 'check.again')}
      </Button>
    );
  return (
    <CheckForm
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

function CheckForm(
  props: CheckProps & { readonly value: Said; change(more: Partial<Said>): void; close(): void },
): ReactNode {
  const { advice, timeZone, value, change, close } = props;
  const t = useConsultation();
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<keyof Said | undefined>();
  const [theirs, setTheirs] = useState<AdviceView>();
  const again = () => void queries.invalidateQueries({ queryKey: ADVICE });
  const send = useSend<object, CheckAnswer>(
    `/patients/${encodeURIComponent(advice.patient)}/advice/${encodeURIComponent(advice.id)}/check`,
    {
      changes: [],
      done: (answer) => {
        if (answer.kind === 'conflict') return setTheirs(answer.theirs);
        close();
        again();
      },
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const fault = faultIn(value);
    setWrong(fault);
    const versionId = theirs?.versionId ?? advice.versionId;
    if (fault === undefined)
      send.send({ asItStands: value.stands === 'yes', reason: value.reason, versionId });
  };
  return (
    <form onSubmit={submit} className="mdt-inline" noValidate aria-label={t('check.open')}>
      {theirs === undefined ? null : (
        <section className="mdt-conflict" role="alert">
          <h3>{t('conflict.title')}</h3>
          <p>{t('advice.conflict')}</p>
          <b>{t(`outcome.${theirs.outcome?.kind ?? 'open'}`)}</b>
          <CheckLine advice={theirs} timeZone={timeZone} />
          <Button
            variant="default"
            onClick={() => {
              close();
              again();
            }}
          >
            {t('advice.conflict.theirs')}
          </Button>
        </section>
      )}
      <Radio.Group
        label={t('check.question')}
        value={value.stands}
        error={wrong === 'stands' ? `! ${t('wrong.check')}` : undefined}
        onChange={(stands) => change({ stands })}
      >
        <div className="mdt-radios">
          {(['yes', 'no'] as const).map((each) => (
            <Radio key={each} value={each} label={t(`check.answer.${each}`)} />
          ))}
        </div>
      </Radio.Group>
      <Textarea
        label={t('check.reason')}
        description={t('check.reason.hint')}
        rows={2}
        value={value.reason}
        error={wrong === 'reason' ? `! ${t('wrong.check.reason')}` : undefined}
        onChange={(event) => change({ reason: event.currentTarget.value })}
      />
      <div className="mdt-acts">
        <Button type="submit" loading={send.isSending}>
          {t(theirs ? 'advice.conflict.yours' : 'check.save')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('advice.cancel')}
        </Button>
      </div>
      {send.failure === undefined ? null : <p role="alert">! {send.failure}</p>}
    </form>
  );
}

function faultIn({ stands, reason }: Said): keyof Said | undefined {
  if (stands === '') return 'stands';
  return stands === 'no' && reason.trim() === '' ? 'reason' : undefined;
}
