import { ask, Failure, useSend, useTyped } from '@caecilia/workspace';
import './around.css';
import type { DeskReviews, KeptReview } from '@caecilia/careplan/ui';
import { Button, Textarea } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useDay, usePlanWords } from './planWords.ts';

const path = (id: string) => `/patients/${encodeURIComponent(id)}/plan-review`;

const reviewsQuery = (id: string) =>
  queryOptions({
    queryKey: ['patient', id, 'plan-review'],
    queryFn: ({ signal }) => ask<DeskReviews>(path(id), signal),
  });

type Opened = 'unchanged' | 'ask';

/** What asks for another conversation with this patient, asking for one, and "looked at, nothing changes". */
export function ReviewsPanel({ id }: { readonly id: string }): ReactNode {
  const w = usePlanWords();
  const { data, error, refetch } = useQuery(reviewsQuery(id));
  const [opened, open] = useState<Opened>();
  const [said, say] = useState('');
  if (error) return <Failure error={error} again={() => void refetch()} />;
  if (!data) return null;
  const { reviews, mayEnd } = data;
  const close = () => open(undefined);
  return (
    <section className="card reviews" aria-labelledby="reviews-title">
      <h3 id="reviews-title">{w('review.title')}</h3>
      {reviews.length === 0 ? <p>{w('review.none')}</p> : null}
      <ul className="reviews__list">
        {reviews.map((review) => (
          <ReviewLine key={review.id} review={review} />
        ))}
      </ul>
      {reviews.length > 0 ? <p className="talk-before">{w('review.ends')}</p> : null}
      <p role="status">{said}</p>
      {opened === undefined ? (
        <div className="form-acts">
          {mayEnd && reviews.length > 0 ? (
            <Button variant="default" onClick={() => open('unchanged')}>
              {w('review.unchanged')}
            </Button>
          ) : null}
          <Button variant="default" onClick={() => open('ask')}>
            {w('review.ask')}
          </Button>
        </div>
      ) : (
        <ReviewForm key={opened} id={id} act={opened} say={say} close={close} />
      )}
    </section>
  );
}

function ReviewLine({ review }: { readonly review: KeptReview }): ReactNode {
  const w = usePlanWords();
  const day = useDay();
  const { reason, since, due, askedBy, words } = review;
  return (
    <li>
      <b>{w(`review.${reason}`, { date: day(since) })}</b>
      {askedBy === undefined ? null : ` ${w('review.by', { name: askedBy })}`}
      {due === undefined ? null : ` · ${w('review.due', { date: day(due) })}`}
      {words === undefined ? null : <p className="talk-quote">“{words}”</p>}
    </li>
  );
}

function ReviewForm(props: {
  readonly id: string;
  readonly act: Opened;
  say(words: string): void;
  close(): void;
}): ReactNode {
  const { id, act, say, close } = props;
  const w = usePlanWords();
  const { values, set, sent } = useTyped(`plan-review/${act}/${id}`, { words: '' });
  const [clientId] = useState(() => crypto.randomUUID());
  const [isTried, setTried] = useState(false);
  const sending = useSend<object, DeskReviews>(path(id), {
    changes: [reviewsQuery(id).queryKey, ['team']],
    done: () => {
      sent(close)();
      say(w(act === 'ask' ? 'review.asked' : 'review.saved'));
    },
  });
  const isMissing = act === 'unchanged' && values.words.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isMissing) sending.send({ act, words: values.words, clientId });
  };
  return (
    <form onSubmit={submit} noValidate aria-label={w(`review.${act}`)}>
      <Textarea
        label={w(act === 'ask' ? 'review.ask.why' : 'review.unchanged.ask')}
        description={w(act === 'ask' ? 'review.ask.hint' : 'review.unchanged.hint')}
        autosize
        minRows={2}
        maxLength={1000}
        value={values.words}
        error={isTried && isMissing ? `! ${w('review.unchanged.missing')}` : undefined}
        onChange={(event) => set('words', event.currentTarget.value)}
      />
      {sending.failure === undefined ? null : (
        <p role="alert" className="banner-line">
          ! {sending.failure}
        </p>
      )}
      <div className="form-acts">
        <Button type="submit" loading={sending.isSending}>
          {w(act === 'ask' ? 'review.ask.save' : 'review.unchanged.save')}
        </Button>
        <Button variant="default" onClick={close}>
          {w('cancel')}
        </Button>
      </div>
    </form>
  );
}
