import type { AdviceView } from '@caecilia/consultation/ui';
import { isTypedOf } from '@caecilia/workspace';
import { Button, Radio, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useConsultation } from '../requests/words.ts';
import { useSpeaking } from '../words/useSpeaking.ts';
import { AdviceForm, type AdviceTyping, useAdviceTyping } from './AdviceForm.tsx';
import { momentWords } from './words.ts';

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
  const { isOpen, open, typing } = useAdviceTyping(`advice-check/${advice.id}`, NOTHING, {
    isSaid,
    isBegun: ({ stands }) => stands !== '',
  });
  if (advice.secondCheck === undefined) return null;
  const isFirst = advice.secondCheck.said === undefined;
  if (isOpen) return <CheckForm {...props} typing={typing} />;
  return (
    <Button variant={isFirst ? 'filled' : 'default'} size="compact-md" onClick={open}>
      {t(isFirst ? 'check.open' : 'check.again')}
    </Button>
  );
}

function CheckForm(props: CheckProps & { readonly typing: AdviceTyping<Said> }): ReactNode {
  const { advice, timeZone, typing } = props;
  const { value, change, close } = typing;
  const t = useConsultation();
  const [wrong, setWrong] = useState<keyof Said | undefined>();
  const body = () => {
    const fault = faultIn(value);
    setWrong(fault);
    return fault === undefined ? { asItStands: value.stands === 'yes', reason: value.reason } : undefined;
  };
  return (
    <AdviceForm
      advice={advice}
      to="check"
      label={t('check.open')}
      save={t('check.save')}
      close={close}
      body={body}
      standing={(theirs) => (
        <>
          <b>{t(`outcome.${theirs.outcome?.kind ?? 'open'}`)}</b>
          <CheckLine advice={theirs} timeZone={timeZone} />
        </>
      )}
    >
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
    </AdviceForm>
  );
}

function faultIn({ stands, reason }: Said): keyof Said | undefined {
  if (stands === '') return 'stands';
  return stands === 'no' && reason.trim() === '' ? 'reason' : undefined;
}
