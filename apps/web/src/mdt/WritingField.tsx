import type { ItemView } from '@caecilia/mdt/ui';
import { useDraft, useSend } from '@caecilia/workspace';
import { Button, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { itemQuery, ofItem } from './mdtQueries.ts';
import type { Outbox, Writing } from './outbox.ts';
import { clockOf, useMdt } from './words.ts';

interface FieldProps {
  readonly id: string;
  readonly meeting: string;
  readonly item: ItemView;
  readonly outbox: Outbox;
  readonly writing: Writing | undefined;
  readonly timeZone: string;
}

/** One's own words, saved by themselves; after the close what is typed is an addition. */
export function WritingField(props: FieldProps): ReactNode {
  const { id, meeting, item, outbox, writing } = props;
  const t = useMdt();
  const unsent = writing !== undefined && writing.words !== writing.saved;
  if (writing?.state === 'conflict') return <TwoWindows {...props} writing={writing} />;
  if (writing?.state === 'closed' || (item.frozen && unsent))
    return <LateWords meeting={meeting} item={item} outbox={outbox} writing={writing} />;
  if (item.frozen) return <AddWords meeting={meeting} item={item} />;
  return (
    <div className="mdt-writing">
      <Textarea
        id={id}
        label={t('part.yours.of', { name: item.name ?? t('agenda.unnamed') })}
        description={t('part.hint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        rows={5}
        value={writing?.words ?? ''}
        onChange={(event) => outbox.type(item.id, event.currentTarget.value)}
      />
      <p className="mdt-note" role="status">
        <SaveState writing={writing} timeZone={props.timeZone} />
      </p>
      {writing && writing.words !== '' && !unsent ? (
        <Button variant="default" onClick={() => outbox.begin(item.id)}>
          {t('part.new')}
        </Button>
      ) : null}
    </div>
  );
}

function SaveState({ writing, timeZone }: Pick<FieldProps, 'writing' | 'timeZone'>): ReactNode {
  const t = useMdt();
  const { language } = useSpeaking();
  if (writing === undefined) return null;
  const { state, at, words, saved, sentence } = writing;
  if (state === 'waiting') return t('part.waiting');
  if (state === 'refused') return t('part.failed', { sentence: sentence ?? '' });
  if (words !== saved) return t('part.saving');
  return at === undefined ? null : t('part.saved', { time: clockOf(at, { language, timeZone }) });
}

/** The same person wrote in another window: both stand here, and they choose. */
function TwoWindows({ item, outbox, writing }: FieldProps & { readonly writing: Writing }): ReactNode {
  const t = useMdt();
  return (
    <section className="mdt-conflict" role="alert" aria-label={t('part.conflict.title')}>
      <h3>{t('part.conflict.title')}</h3>
      <p>{t('part.conflict.body')}</p>
      <h4>{t('part.conflict.theirs')}</h4>
      <p className="mdt-words">{writing.theirs?.words}</p>
      <h4>{t('part.conflict.yours')}</h4>
      <p className="mdt-words">{writing.words}</p>
      <div className="mdt-acts">
        <Button onClick={() => outbox.settle(item.id, 'both')}>{t('part.conflict.keepBoth')}</Button>
        <Button variant="default" onClick={() => outbox.settle(item.id, 'yours')}>
          {t('part.conflict.keepYours')}
        </Button>
        <Button variant="default" onClick={() => outbox.settle(item.id, 'theirs')}>
          {t('part.conflict.keepTheirs')}
        </Button>
      </div>
    </section>
  );
}

type Addition = { readonly id: string; readonly words: string };

function useAddition(meeting: string, item: string, done: () => void) {
  return useSend<Addition, object>(ofItem(meeting, item, 'additions'), {
    changes: [itemQuery(meeting, item).queryKey],
    done,
  });
}

/** Words that came after the close: they stay here until they are added. */
function LateWords(props: Pick<FieldProps, 'meeting' | 'item' | 'outbox' | 'writing'>): ReactNode {
  const { meeting, item, outbox, writing } = props;
  const t = useMdt();
  const add = useAddition(meeting, item.id, () => outbox.drop(item.id));
  return (
    <section className="mdt-conflict" role="alert" aria-label={t('part.addition')}>
      <p>{t('part.closed')}</p>
      <Textarea
        label={t('part.addition')}
        rows={4}
        value={writing?.words ?? ''}
        onChange={(event) => outbox.type(item.id, event.currentTarget.value)}
      />
      <Button
        loading={add.isSending}
        onClick={() => writing && add.send({ id: writing.id, words: writing.words })}
      >
        {t('part.closed.add')}
      </Button>
      {add.failure === undefined ? null : <p role="alert">! {add.failure}</p>}
    </section>
  );
}

const NO_WORDS = { id: '', words: '' };
const isAddition = (value: unknown): value is Addition =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Addition).id === 'string' &&
  typeof (value as Addition).words === 'string';

function AddWords({ meeting, item }: Pick<FieldProps, 'meeting' | 'item'>): ReactNode {
  const t = useMdt();
  const draft = useDraft(`mdt-addition/${item.id}`, NO_WORDS, isAddition);
  const [wrong, setWrong] = useState(false);
  const add = useAddition(meeting, item.id, () => draft.drop());
  const { id, words } = draft.value;
  return (
    <form
      className="mdt-writing"
      onSubmit={(event) => {
        event.preventDefault();
        setWrong(words.trim() === '');
        if (words.trim() !== '') add.send({ id, words });
      }}
    >
      <Textarea
        label={t('part.addition.write')}
        rows={3}
        value={words}
        error={wrong ? `! ${t('wrong.words')}` : undefined}
        onChange={(event) =>
          draft.change({ id: id === '' ? crypto.randomUUID() : id, words: event.currentTarget.value })
        }
      />
      <Button type="submit" variant="default" loading={add.isSending}>
        {t('part.addition.send')}
      </Button>
      {add.failure === undefined ? null : <p role="alert">! {add.failure}</p>}
    </form>
  );
}
