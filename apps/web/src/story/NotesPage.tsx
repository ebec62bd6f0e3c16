import { Empty, Failure, Loading, Refused } from '@caecilia/workspace';
import '@caecilia/story/story.css';
import { storyWords } from '@caecilia/story/ui';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { NoteForm } from './NoteForm.tsx';
import { NoteView } from './NoteView.tsx';
import { PrintHead } from './PrintHead.tsx';
import { type NoteEntry, type NoteList, notesPath, notesQuery } from './queries.ts';

/** Notes of the own discipline about one patient, each with the one line that everybody reads. */
export function NotesPage(): ReactNode {
  const { id } = useParams({ from: '/patients/$id' });
  const { language } = useSpeaking();
  const t = storyWords(language);
  const { data, error, refetch, isPending } = useQuery(notesQuery(id));
  const isRefused = error instanceof Refused && error.status === 403;
  return (
    <section aria-labelledby="notes-title">
      <PrintHead id={id} heading={(values) => t('print.notes', values)} />
      <div className="story__screen">
        <h2 id="notes-title">{t('notes.title')}</h2>
        <p className="work__intro">{t('notes.intro')}</p>
        {isRefused ? <p className="banner-line">{t('notes.forbidden')}</p> : null}
        {error && !isRefused ? <Failure error={error} again={() => void refetch()} /> : null}
        {isPending ? <Loading label={t('notes.loading')} /> : null}
      </div>
      {data ? <Notes id={id} list={data} /> : null}
    </section>
  );
}

function Notes({ id, list }: { readonly id: string; readonly list: NoteList }): ReactNode {
  const { language } = useSpeaking();
  const t = storyWords(language);
  const queries = useQueryClient();
  const [correcting, setCorrecting] = useState<NoteEntry>();
  const [saved, setSaved] = useState(false);
  // A form has a number that the server takes once: the next note is another form.
  const [form, setForm] = useState(0);
  const done = async () => {
    setSaved(true);
    setForm((before) => before + 1);
    setCorrecting(undefined);
    await Promise.all([
      queries.invalidateQueries({ queryKey: notesQuery(id).queryKey }),
      queries.invalidateQueries({ queryKey: ['patient', id, 'timeline'] }),
    ]);
  };
  const forms = { path: notesPath(id), patientId: id, discipline: list.discipline };
  return (
    <>
      <div className="story__screen">
        {correcting === undefined ? (
          <NoteForm key={`new ${form}`} {...forms} saved={done} typing={() => setSaved(false)} />
        ) : (
          <NoteForm
            key={correcting.id}
            {...forms}
            correcting={correcting}
            saved={done}
            typing={() => setSaved(false)}
            cancel={() => setCorrecting(undefined)}
          />
        )}
        <p role="status">{saved ? t('notes.saved') : ''}</p>
        {list.entries.length > 0 ? (
          <Button variant="default" onClick={() => window.print()}>
            {t('story.print')}
          </Button>
        ) : null}
      </div>
      {list.entries.length === 0 ? <Empty>{t('notes.none')}</Empty> : null}
      {list.unreadable.map((reference) => (
        <p key={reference} className="banner-line">
          {t('notes.unreadable', { reference })}
        </p>
      ))}
      <ol className="story">
        {list.entries.map((entry) => (
          <NoteView
            key={entry.id}
            {...forms}
            entry={entry}
            isMine={entry.value.by === list.me}
            correct={() => setCorrecting(entry)}
            retracted={done}
          />
        ))}
      </ol>
      {list.more ? <p className="banner-line">{t('notes.more')}</p> : null}
    </>
  );
}
