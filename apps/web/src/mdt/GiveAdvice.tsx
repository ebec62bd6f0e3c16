import type { AdviceOfPatient } from '@caecilia/consultation/ui';
import { isTypedOf, useDraft, useSend } from '@caecilia/workspace';
import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useConsultation } from '../requests/words.ts';
import { useSpeaking } from '../words/useSpeaking.ts';
import { adviceQuery } from './mdtQueries.ts';
import { clockOf } from './words.ts';

const DOMAINS = ['physical', 'psychological', 'social', 'spiritual'] as const;
const NOTHING = {
  clientId: '',
  consultation: '',
  advice: '',
  because: '',
  // Which dimension it is about is a judgement: nothing is chosen before somebody does.
  domain: '',
  owner: '',
  dueOn: '',
  wantsCheck: '',
};
type Wish = typeof NOTHING;
const isWish = isTypedOf(NOTHING);

interface GiveProps {
  readonly patient: string;
  readonly about: AdviceOfPatient;
}

/** Gives advice, one after the other: who decides and by when stay filled in for the next. */
export function GiveAdvice({ patient, about }: GiveProps): ReactNode {
  const t = useConsultation();
  const { t: work, language } = useSpeaking();
  const draft = useDraft(`advice/${patient}`, NOTHING, isWish);
  const [wrong, setWrong] = useState<keyof Wish | undefined>();
  const [given, setGiven] = useState(0);
  const { value } = draft;
  const send = useSend<object, object>(`/patients/${encodeURIComponent(patient)}/advice`, {
    changes: [adviceQuery(patient).queryKey],
    done: () => {
      setGiven((count) => count + 1);
      // A fresh number: the next one is another piece of advice.
      draft.change({ ...value, clientId: crypto.randomUUID(), advice: '', because: '', wantsCheck: '' });
    },
  });
  if (about.consultations.length === 0) return <p className="banner-line">{t('advice.noConsultation')}</p>;
  const change = (more: Partial<Wish>) =>
    draft.change({
      ...value,
      ...more,
      clientId: value.clientId === '' ? crypto.randomUUID() : value.clientId,
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const fault = faultIn(value, about.today);
    setWrong(fault);
    if (fault === undefined) send.send(bodyOf(value, about));
  };
  return (
    <section aria-labelledby="give-title" className="card mdt-card">
      <h2 id="give-title">{t('advice.give')}</h2>
      {draft.restoredAt === undefined || value.advice === '' ? null : (
        <p className="mdt-note">
          {work('draft.restored', { time: clockOf(draft.restoredAt, { language }) })}
        </p>
      )}
      <form onSubmit={submit} className="mdt-give" noValidate>
        <Textarea
          className="mdt-wide"
          label={t('advice.what')}
          rows={3}
          value={value.advice}
          error={wrong === 'advice' ? `! ${t('wrong.advice')}` : undefined}
          onChange={(event) => change({ advice: event.currentTarget.value })}
        />
        <Textarea
          className="mdt-wide"
          label={t('advice.because')}
          rows={2}
          value={value.because}
          onChange={(event) => change({ because: event.currentTarget.value })}
        />
        <Fields value={value} about={about} wrong={wrong} change={change} />
        <Checkbox
          className="mdt-wide"
          label={t('check.ask')}
          checked={value.wantsCheck === 'yes'}
          onChange={(event) => change({ wantsCheck: event.currentTarget.checked ? 'yes' : '' })}
        />
        <Button type="submit" loading={send.isSending}>
          {t('advice.send')}
        </Button>
      </form>
      <p role="status" className="mdt-note">
        {given === 0 ? '' : t('advice.given', { count: given })}
      </p>
      {send.failure === undefined ? null : <p role="alert">! {send.failure}</p>}
    </section>
  );
}

function Fields(props: {
  readonly value: Wish;
  readonly about: AdviceOfPatient;
  readonly wrong: keyof Wish | undefined;
  change(more: Partial<Wish>): void;
}): ReactNode {
  const { value, about, wrong, change } = props;
  const t = useConsultation();
  return (
    <>
      <NativeSelect
        label={t('advice.owner')}
        value={value.owner}
        error={wrong === 'owner' ? `! ${t('wrong.owner')}` : undefined}
        data={[
          { value: '', label: t('advice.owner.choose') },
          ...about.owners.map(({ reference, name }) => ({ value: reference, label: name })),
        ]}
        onChange={(event) => change({ owner: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('advice.due')}
        value={value.dueOn}
        min={about.today}
        error={wrong === 'dueOn' ? `! ${t('wrong.dueOn')}` : undefined}
        onChange={(event) => change({ dueOn: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('advice.domain')}
        value={value.domain}
        error={wrong === 'domain' ? `! ${t('wrong.advice.domain')}` : undefined}
        data={[
          { value: '', label: t('advice.domain.choose') },
          ...DOMAINS.map((each) => ({ value: each, label: t(`domain.${each}`) })),
        ]}
        onChange={(event) => change({ domain: event.currentTarget.value })}
      />
      {about.consultations.length === 1 ? null : (
        <NativeSelect
          label={t('advice.consultation')}
          value={value.consultation}
          data={about.consultations.map(({ reference, question }) => ({ value: reference, label: question }))}
          onChange={(event) => change({ consultation: event.currentTarget.value })}
        />
      )}
    </>
  );
}

function faultIn({ advice, owner, dueOn, domain }: Wish, today: string): keyof Wish | undefined {
  if (advice.trim() === '') return 'advice';
  if (owner === '') return 'owner';
  if (dueOn === '' || dueOn < today) return 'dueOn';
  return domain === '' ? 'domain' : undefined;
}

function bodyOf(value: Wish, { consultations, owners }: AdviceOfPatient): object {
  const [first] = consultations;
  const chosen = consultations.some(({ reference }) => reference === value.consultation);
  const ownerName = owners.find(({ reference }) => reference === value.owner)?.name;
  return {
    ...value,
    wantsCheck: value.wantsCheck === 'yes',
    consultation: chosen ? value.consultation : first?.reference,
    ...(ownerName === undefined ? {} : { ownerName }),
  };
}
