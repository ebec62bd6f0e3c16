import type { ItemView, MeetingAnswer, PartView } from '@caecilia/mdt/ui';
import { Failure, Loading, useSend } from '@caecilia/workspace';
import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { PatientHeader } from '../patients/PatientHeader.tsx';
import { glanceQuery } from '../server/queries.ts';
import { useKeys } from '../shell/keys.ts';
import { PageTitle } from '../shell/PageTitle.tsx';
import { useSpeaking } from '../words/useSpeaking.ts';
import { Decisions } from './Decisions.tsx';
import type { Steps } from './MeetingPage.tsx';
import { itemQuery, ofItem } from './mdtQueries.ts';
import type { Outbox, Writing } from './outbox.ts';
import { WritingField } from './WritingField.tsx';
import { clockOf, momentWords, useMdt } from './words.ts';

interface ItemPageProps extends Steps {
  readonly answer: MeetingAnswer;
  readonly item: ItemView;
  readonly outbox: Outbox;
  readonly writing: Writing | undefined;
  readonly title: string;
  readonly failure: ReactNode;
}

const WRITING_FIELD = 'mdt-writing';

/** One patient of the meeting: who they are in view, why, what is said, what is decided. */
export function ItemPage(props: ItemPageProps): ReactNode {
  const { answer, outbox, writing, title, failure, position } = props;
  const t = useMdt();
  const { language } = useSpeaking();
  const { meeting, may } = answer;
  const {
    data: item = props.item,
    error,
    refetch,
  } = useQuery({
    ...itemQuery(meeting.id, props.item.id),
    initialData: props.item,
  });
  const glance = useQuery(glanceQuery(item.patient));
  return (
    <>
      {glance.data ? <PatientHeader glance={glance.data} /> : null}
      <div className="page-width work patient mdt">
        {glance.data ? null : <PageTitle title={item.name ?? t('agenda.unnamed')} className="voice" />}
        {glance.error ? <Failure error={glance.error} again={() => void glance.refetch()} /> : null}
        {glance.isPending ? <Loading lines={2} /> : null}
        {failure}
        {error ? <Failure error={error} again={() => void refetch()} /> : null}
        <p className="mdt-note">
          {title} · {t('meeting.position', position)}
        </p>
        <Walk {...props} item={item} />
        <ul className="mdt-reasons">
          {item.reasons.map(({ kind, words }) => (
            <li key={kind + words.nl}>
              <b>{t(`reason.kind.${kind}`)}</b> {words[language]}
            </li>
          ))}
        </ul>
        <div className="mdt-columns">
          <section aria-labelledby="said-title">
            <h2 id="said-title">{t('part.list')}</h2>
            <Parts
              item={item}
              outbox={outbox}
              writing={writing}
              canWrite={may.write && !item.frozen}
              timeZone={meeting.timeZone}
            />
            {may.write ? (
              <WritingField
                id={WRITING_FIELD}
                meeting={meeting.id}
                timeZone={meeting.timeZone}
                item={item}
                outbox={outbox}
                writing={writing}
              />
            ) : null}
          </section>
          <Decisions meeting={meeting.id} item={item} canDecide={may.chair && !item.frozen} />
        </div>
      </div>
    </>
  );
}

/** The way through the agenda, from the keyboard too. Who makes it notes by going on that this one was discussed. */
function Walk({ answer, item, outbox, next, previous, overview }: ItemPageProps): ReactNode {
  const t = useMdt();
  const { meeting, may } = answer;
  const step = useSend<object, object>(ofItem(meeting.id, item.id, 'steps'), {
    changes: [['mdt', meeting.id, 'meeting']],
    done: () => undefined,
  });
  const goOn = () => {
    outbox.flush();
    if (may.plan && !item.discussed && !item.frozen && meeting.state === 'running')
      step.send({ kind: 'discussed' });
    (next ?? overview)();
  };
  useHotkeys([['mod+Enter', goOn]], []);
  useKeys(
    useMemo(
      () => ({
        j: () => next?.(),
        k: () => previous?.(),
        w: () => document.getElementById(WRITING_FIELD)?.focus(),
      }),
      [next, previous],
    ),
  );
  return (
    <nav className="mdt-walk" aria-label={t('agenda.title')}>
      <Button variant="default" onClick={overview}>
        {t('agenda.title')}
      </Button>
      <Button variant="default" disabled={!previous} onClick={() => previous?.()}>
        {t('meeting.previous')}
      </Button>
      <Button onClick={goOn}>{t(next ? 'meeting.next' : 'meeting.end')}</Button>
      <span className="mdt-note">{t('meeting.keys')}</span>
    </nav>
  );
}

function Parts(props: {
  readonly item: ItemView;
  readonly outbox: Outbox;
  readonly writing: Writing | undefined;
  readonly canWrite: boolean;
  readonly timeZone: string;
}): ReactNode {
  const { item, outbox, writing, canWrite, timeZone } = props;
  const t = useMdt();
  const parts = item.parts.filter(
    ({ kind, id }) => kind !== 'decision' && (item.frozen || id !== writing?.id),
  );
  if (parts.length === 0) return <p className="mdt-note">{t('part.none')}</p>;
  return (
    <ul className="mdt-parts" aria-live="polite" aria-relevant="additions">
      {parts.map((part) => (
        <li key={part.id}>
          <OnePart part={part} timeZone={timeZone} />
          {canWrite && part.mine && part.kind === 'note' && (!writing || writing.words === writing.saved) ? (
            <Button variant="default" size="compact-sm" onClick={() => outbox.resume(item.id, part)}>
              {t('part.edit')}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function OnePart(props: { readonly part: PartView; readonly timeZone: string }): ReactNode {
  const { part, timeZone } = props;
  const t = useMdt();
  const { language } = useSpeaking();
  const { author, at, kind, words } = part;
  const time =
    kind === 'addition' ? momentWords(at, { language, timeZone }) : clockOf(at, { language, timeZone });
  return (
    <>
      <p className="mdt-note">
        {kind === 'addition' ? <b>{t('part.addition')} · </b> : null}
        {t('part.by', { name: author.name ?? author.reference, time })}
      </p>
      <p className="mdt-words">{words}</p>
    </>
  );
}
