import {
  AGREEMENTS,
  type AskedView,
  type ConsultationKey,
  DOMAINS,
  parseRequest,
  type RequestField,
  type RequestFormAnswer,
  URGENCIES,
} from '@caecilia/consultation/ui';
import { type Drafted, useDraft } from '@caecilia/workspace';
import { Button, Kbd, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { type AskDraft, emptyAsk, fieldsOf, isAskDraft } from './askDraft.ts';
import { goToWrong, OneOf, SomeOf, wrongWords } from './choices.tsx';
import { SourceMenu } from './SourceMenu.tsx';
import { useAsk } from './useAsk.ts';
import { useConsultation } from './words.ts';

type Wrong = Readonly<Partial<Record<RequestField, ConsultationKey>>>;

interface AskFormProps {
  readonly id: string;
  readonly form: RequestFormAnswer;
  /** From where it is asked unless who asks says otherwise. */
  readonly source: AskedView['source'];
}

/** Six fields, in one screen, from the keyboard. What was typed stays until it was sent. */
export function AskForm({ id, form, source: likely }: AskFormProps): ReactNode {
  const t = useConsultation();
  const [empty] = useState(() => emptyAsk(crypto.randomUUID()));
  const draft = useDraft(`requests/new/${id}`, empty, isAskDraft);
  const [wrong, setWrong] = useState<Wrong>({});
  const element = useRef<HTMLFormElement>(null);
  const sending = useAsk(id, draft.drop);
  const source = form.sources.find((each) => each === draft.value.source) ?? likely;
  const callBack = draft.value.callBack ?? form.callBack ?? '';
  const count = Object.keys(wrong).length;
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    const parsed = parseRequest(fieldsOf(draft.value, callBack), source);
    const wrongNow = 'wrong' in parsed ? parsed.wrong : {};
    setWrong(wrongNow);
    goToWrong(element.current, Object.keys(wrongNow));
    if ('value' in parsed)
      sending.send({ fields: fieldsOf(draft.value, callBack), source, clientId: draft.value.clientId });
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
  };
  return (
    <form ref={element} className="ask__form" noValidate onSubmit={submit} onKeyDown={onKey}>
      <p className="ask__to">
        <span>{t('ask.to', { team: form.team.name })}</span>
        <SourceMenu
          form={form}
          source={source}
          change={(next) => draft.change({ ...draft.value, source: next })}
        />
      </p>
      {form.intent === 'proposal' ? <p className="banner-line">{t('ask.proposal')}</p> : null}
      <Fields
        draft={draft}
        callBack={callBack}
        known={draft.value.callBack === undefined && form.callBack !== undefined}
        atPhone={form.intent === 'proposal'}
        wrong={wrong}
        clear={(field) => setWrong(({ [field]: _gone, ...rest }) => rest)}
      />
      <div role="status" className="ask__said">
        {count > 0 ? `! ${t('ask.count', { count })}` : null}
        {sending.failure === undefined ? null : `! ${t('ask.notSent')} ${sending.failure}`}
      </div>
      <div className="ask__foot">
        <Button type="submit" loading={sending.isSending}>
          {t(sending.isSending ? 'ask.sending' : 'ask.send')}
        </Button>
        <Kbd className="ask__key">Ctrl Enter</Kbd>
        <Restored draft={draft} />
      </div>
    </form>
  );
}

interface FieldsProps {
  readonly draft: Drafted<AskDraft>;
  readonly callBack: string;
  /** The number is the one of the directory. */
  readonly known: boolean;
  readonly atPhone: boolean;
  readonly wrong: Wrong;
  /** Somebody is putting it right. */
  clear(field: RequestField): void;
}

function Fields({
  draft: { value, change },
  callBack,
  known,
  atPhone,
  wrong,
  clear,
}: FieldsProps): ReactNode {
  const t = useConsultation();
  const words = (field: RequestField) => (wrong[field] === undefined ? undefined : t(wrong[field]));
  const set = (field: RequestField, part: Partial<AskDraft>) => {
    change({ ...value, ...part });
    if (wrong[field] !== undefined) clear(field);
  };
  const callBackHint = known ? 'ask.callBack.known' : 'ask.callBack.hint';
  return (
    <>
      <Textarea
        data-autofocus
        autoFocus
        rows={4}
        label={t('field.question')}
        description={t('ask.question.hint')}
        value={value.question}
        error={wrongWords(words('question'))}
        data-field="question"
        className="voice-field"
        onChange={(event) => set('question', { question: event.currentTarget.value })}
      />
      <SomeOf
        name="domains"
        label={t('field.domains')}
        hint={t('ask.domains.hint')}
        choices={DOMAINS.map((each) => ({ value: each, label: t(`domain.${each}`) }))}
        value={value.domains}
        wrong={words('domains')}
        change={(domains) => set('domains', { domains })}
      />
      <OneOf
        name="urgency"
        label={t('field.urgency')}
        choices={URGENCIES.map((each) => ({ value: each, label: t(`urgency.${each}`) }))}
        value={value.urgency}
        wrong={words('urgency')}
        change={(urgency) => set('urgency', { urgency })}
      />
      <OneOf
        name="patientInformed"
        label={t('field.patientInformed')}
        choices={(['yes', 'no'] as const).map((each) => ({ value: each, label: t(`answer.${each}`) }))}
        value={value.patientInformed}
        wrong={words('patientInformed')}
        change={(patientInformed) => set('patientInformed', { patientInformed })}
      />
      <OneOf
        name="treatingPhysicianAgrees"
        label={t('field.treatingPhysicianAgrees')}
        choices={AGREEMENTS.map((each) => ({ value: each, label: t(`answer.${each}`) }))}
        value={value.treatingPhysicianAgrees}
        wrong={words('treatingPhysicianAgrees')}
        change={(treatingPhysicianAgrees) => set('treatingPhysicianAgrees', { treatingPhysicianAgrees })}
      />
      <TextInput
        label={t(atPhone ? 'ask.callBack.caller' : 'field.callBack')}
        description={t(callBackHint)}
        value={callBack}
        autoComplete="off"
        error={wrongWords(words('callBack'))}
        data-field="callBack"
        onChange={(event) => set('callBack', { callBack: event.currentTarget.value })}
      />
    </>
  );
}

/** What was found again after a reload, and how to begin anew. */
function Restored({ draft }: { readonly draft: Drafted<AskDraft> }): ReactNode {
  const { t, language } = useSpeaking();
  const words = useConsultation();
  if (draft.restoredAt === undefined) return <span className="ask__kept">{words('ask.draft')}</span>;
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(draft.restoredAt);
  return (
    <>
      <span className="ask__kept">{t('draft.restored', { time })}</span>
      <Button variant="default" onClick={draft.drop}>
        {t('draft.drop')}
      </Button>
    </>
  );
}
