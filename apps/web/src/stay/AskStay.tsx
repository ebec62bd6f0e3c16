import { type PatientStays, STAY_KINDS, type StayAsked } from '@caecilia/stay/ui';
import { useDraft, useSend } from '@caecilia/workspace';
import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { goToWrong, OneOf } from '../requests/choices.tsx';
import { whenWords } from '../requests/times.ts';
import { useSpeaking } from '../words/useSpeaking.ts';
import { patientStaysPath, STAYS } from './queries.ts';
import { type Faults, type Field, faultsIn, isStayDraft, NOTHING, type StayDraft } from './stayDraft.ts';
import { useStay } from './words.ts';

interface AskProps {
  /** Logical id of the patient. */
  readonly id: string;
  readonly shown: PatientStays;
  say(words: string): void;
}

/** Asks a hospice. What was typed stays until it is sent or cancelled. */
export function AskStay({ id, shown, say }: AskProps): ReactNode {
  const t = useStay();
  const draft = useDraft(`stay/ask/${id}`, NOTHING, isStayDraft);
  const [opened, open] = useState(false);
  const [faults, setFaults] = useState<Faults>({});
  const close = () => {
    draft.drop();
    setFaults({});
    open(false);
  };
  const send = useSend<object, StayAsked>(patientStaysPath(id), {
    changes: [STAYS],
    done: ({ stay: { hospice }, again }) => {
      close();
      say(t(again ? 'ask.again' : 'ask.sent', { hospice }));
    },
  });
  if (shown.hospices.length === 0) return <p className="banner-line">{t('ask.noHospice')}</p>;
  if (!opened && draft.restoredAt === undefined)
    return (
      <Button className="stay-open" onClick={() => open(true)}>
        {t('ask.open')}
      </Button>
    );
  const { value } = draft;
  const change = (more: Partial<StayDraft>) =>
    draft.change({ ...value, ...more, clientId: value.clientId || crypto.randomUUID() });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const wrong = faultsIn(value, shown.hospices, shown.today);
    setFaults(wrong);
    say('');
    if (Object.keys(wrong).length > 0) {
      requestAnimationFrame(() => goToWrong(form, Object.keys(wrong)));
      return;
    }
    const { agrees, ...rest } = value;
    send.send({ ...rest, patientAgrees: agrees });
  };
  return (
    <section className="card stay" aria-labelledby="ask-stay">
      <h3 id="ask-stay">{t('ask.title')}</h3>
      <form className="stay-form" noValidate aria-labelledby="ask-stay" onSubmit={submit}>
        <Fields value={value} faults={faults} shown={shown} change={change} />
        <div className="stay-acts">
          <Button type="submit" loading={send.isSending}>
            {t('ask.send')}
          </Button>
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
        </div>
        {send.failure === undefined ? null : <p role="alert">! {send.failure}</p>}
      </form>
    </section>
  );
}

interface FieldsProps {
  readonly value: StayDraft;
  readonly faults: Faults;
  readonly shown: PatientStays;
  change(more: Partial<StayDraft>): void;
}

function Fields({ value, faults, shown, change }: FieldsProps): ReactNode {
  const t = useStay();
  const wrong = (field: Field) => {
    const [key, { count } = {}] = faults[field] ?? [];
    if (key === undefined) return undefined;
    return `! ${t(key, count === undefined ? {} : { count: String(count) })}`;
  };
  const text = (field: 'careNeed' | 'question') => (
    <Textarea
      data-field={field}
      label={t(`field.${field}`)}
      rows={3}
      value={value[field]}
      error={wrong(field)}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  );
  const day = (field: 'from' | 'until', hint?: string) => (
    <TextInput
      data-field={field}
      type="date"
      label={t(`field.${field}`)}
      description={hint}
      min={shown.today}
      value={value[field]}
      error={wrong(field)}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  );
  return (
    <>
      <HospiceSelect value={value.hospice} error={wrong('hospice')} shown={shown} change={change} />
      <OneOf
        name="kind"
        label={t('field.kind')}
        choices={STAY_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        value={value.kind}
        wrong={wrong('kind')?.slice(2)}
        change={(kind) => change({ kind })}
      />
      <div className="stay-days">
        {day('from')}
        {day('until', t('field.until.hint'))}
      </div>
      {text('question')}
      {text('careNeed')}
      <TextInput
        data-field="callBack"
        label={t('field.callBack')}
        description={t('field.callBack.hint')}
        autoComplete="off"
        value={value.callBack}
        error={wrong('callBack')}
        onChange={(event) => change({ callBack: event.currentTarget.value })}
      />
      <Checkbox
        data-field="agrees"
        label={t('field.agrees')}
        checked={value.agrees}
        error={wrong('agrees')}
        onChange={(event) => change({ agrees: event.currentTarget.checked })}
      />
    </>
  );
}

function HospiceSelect(props: {
  readonly value: string;
  readonly error: string | undefined;
  readonly shown: PatientStays;
  change(more: Partial<StayDraft>): void;
}): ReactNode {
  const t = useStay();
  const { language } = useSpeaking();
  const { value, error, shown, change } = props;
  const { hospices, timeZone } = shown;
  const phone = hospices.find(({ reference }) => reference === value)?.phone;
  return (
    <NativeSelect
      data-field="hospice"
      label={t('field.hospice')}
      description={phone === undefined ? undefined : t('hospice.phone', { phone })}
      value={value}
      error={error}
      data={[
        { value: '', label: t('choose') },
        ...hospices.map(({ reference, name, places }) => ({
          value: reference,
          label:
            places === undefined
              ? name
              : t('hospice.places', {
                  name,
                  count: places.count,
                  time: whenWords(places.at, { language, timeZone }),
                }),
        })),
      ]}
      onChange={(event) => change({ hospice: event.currentTarget.value })}
    />
  );
}
