import { useSend } from '@caecilia/workspace';
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { patientsQuery } from '../server/queries.ts';
import { meetingQuery, ofMeeting } from './mdtQueries.ts';
import { useMdt } from './words.ts';

const LEAST_LETTERS = 2;

/** Puts somebody on the agenda for whom the record gave no reason, with why. */
export function AddPatient({ meeting }: { readonly meeting: string }): ReactNode {
  const t = useMdt();
  const [name, setName] = useState('');
  const [chosen, choose] = useState('');
  const [words, setWords] = useState('');
  const [wrong, setWrong] = useState<'who' | 'why' | undefined>();
  const [asked] = useDebouncedValue(name.trim(), 250);
  const isAsked = asked.length >= LEAST_LETTERS;
  const found = useInfiniteQuery({ ...patientsQuery({ name: asked }), enabled: isAsked });
  const patients = isAsked ? (found.data?.pages[0]?.patients ?? []) : [];
  const patient = patients.some(({ id }) => id === chosen) ? chosen : (patients[0]?.id ?? '');
  const add = useSend<{ readonly patient: string; readonly words: string }, object>(
    ofMeeting(meeting, 'patients'),
    {
      changes: [meetingQuery(meeting).queryKey],
      done: () => {
        setName('');
        setWords('');
      },
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const fault = patient === '' ? 'who' : words.trim() === '' ? 'why' : undefined;
    setWrong(fault);
    if (fault === undefined) add.send({ patient, words: words.trim() });
  };
  return (
    <form onSubmit={submit} className="card mdt-card mdt-inline" aria-label={t('agenda.add')}>
      <h3>{t('agenda.add')}</h3>
      <TextInput
        label={t('agenda.add.who')}
        value={name}
        autoComplete="off"
        error={wrong === 'who' ? `! ${t('agenda.add.nobody')}` : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {isAsked && found.isSuccess && patients.length === 0 ? (
        <p role="status">{t('agenda.add.nobody')}</p>
      ) : null}
      {patients.length === 0 ? null : (
        <NativeSelect
          label={t('agenda.add.found')}
          value={patient}
          data={patients.slice(0, 20).map(({ id, name: called, birthDate }) => ({
            value: id,
            label: [called ?? t('agenda.unnamed'), birthDate?.text].filter(Boolean).join(' · '),
          }))}
          onChange={(event) => choose(event.currentTarget.value)}
        />
      )}
      <Textarea
        label={t('agenda.add.why')}
        rows={2}
        value={words}
        error={wrong === 'why' ? `! ${t('wrong.why')}` : undefined}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={add.isSending}>
        {t('agenda.add.done')}
      </Button>
      {add.failure === undefined ? null : <p role="alert">! {add.failure}</p>}
    </form>
  );
}
