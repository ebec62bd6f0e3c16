import { DISCIPLINES, type Discipline, type MeetingAnswer, TEAM_DISCIPLINES } from '@caecilia/mdt/ui';
import { useSend } from '@caecilia/workspace';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ofMeeting } from './mdtQueries.ts';
import { useMdt } from './words.ts';

type Entry = MeetingAnswer['meeting']['attendance'][number];

/** Who is there, by discipline; a discipline of the team of which nobody was noted is named. */
export function Attendance({ answer }: { readonly answer: MeetingAnswer }): ReactNode {
  const t = useMdt();
  const { meeting, may, me } = answer;
  const note = useSend<Entry, object>(ofMeeting(meeting.id, 'attendance'), {
    changes: [['mdt', meeting.id, 'meeting']],
    done: () => undefined,
  });
  const isOpen = meeting.state !== 'closed';
  const mine = meeting.attendance.find(({ reference }) => reference === me.reference);
  const shown = DISCIPLINES.filter(
    (each) =>
      TEAM_DISCIPLINES.includes(each) || meeting.attendance.some(({ discipline }) => discipline === each),
  );
  return (
    <section aria-labelledby="attendance-title" className="card mdt-card">
      <h2 id="attendance-title">{t('attendance.title')}</h2>
      <dl className="mdt-attendance">
        {shown.map((discipline) => (
          <div key={discipline}>
            <dt>{t(`discipline.${discipline}`)}</dt>
            {meeting.attendance
              .filter((each) => each.discipline === discipline)
              .map((each) => (
                <dd key={each.id}>
                  {each.name}: <b>{t(each.there ? 'attendance.there' : 'attendance.away')}</b>
                  {isOpen && (may.plan || each.reference === me.reference) ? (
                    <Button
                      variant="default"
                      size="compact-sm"
                      onClick={() => note.send({ ...each, there: !each.there })}
                    >
                      {t(each.there ? 'attendance.set.away' : 'attendance.set.there', { name: each.name })}
                    </Button>
                  ) : null}
                </dd>
              ))}
            {meeting.attendance.some((each) => each.discipline === discipline) ? null : (
              <dd className="mdt-note">{t('attendance.nobody')}</dd>
            )}
          </div>
        ))}
      </dl>
      {isOpen && !mine ? (
        <Button
          loading={note.isSending}
          onClick={() => note.send({ id: crypto.randomUUID(), ...me, there: true })}
        >
          {t('attendance.me')}
        </Button>
      ) : null}
      {isOpen && may.plan ? <AddPerson meeting={meeting.id} /> : null}
      {note.failure === undefined ? null : <p role="alert">! {note.failure}</p>}
    </section>
  );
}

function AddPerson({ meeting }: { readonly meeting: string }): ReactNode {
  const t = useMdt();
  const [id, setId] = useState(() => crypto.randomUUID());
  const [name, setName] = useState('');
  const [discipline, setDiscipline] = useState<Discipline>('gp');
  const [wrong, setWrong] = useState(false);
  const note = useSend<Entry, object>(ofMeeting(meeting, 'attendance'), {
    changes: [['mdt', meeting, 'meeting']],
    done: () => {
      setName('');
      setId(crypto.randomUUID());
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWrong(name.trim() === '');
    if (name.trim() !== '') note.send({ id, name: name.trim(), discipline, there: true });
  };
  return (
    <form onSubmit={submit} className="mdt-inline" aria-label={t('attendance.add')}>
      <TextInput
        label={t('attendance.name')}
        value={name}
        autoComplete="off"
        error={wrong ? `! ${t('wrong.name')}` : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('attendance.discipline')}
        value={discipline}
        data={DISCIPLINES.map((value) => ({ value, label: t(`discipline.${value}`) }))}
        onChange={(event) => setDiscipline(event.currentTarget.value as Discipline)}
      />
      <Button type="submit" variant="default" loading={note.isSending}>
        {t('attendance.add')}
      </Button>
      {note.failure === undefined ? null : <p role="alert">! {note.failure}</p>}
    </form>
  );
}
