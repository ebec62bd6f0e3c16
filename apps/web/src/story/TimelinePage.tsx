import { Empty, Failure, Loading, Refused } from '@caecilia/workspace';
import '@caecilia/story/story.css';
import { daysOf, StoryDays, type StoryView, storyWords } from '@caecilia/story/ui';
import { Button } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { useKeys } from '../shell/keys.ts';
import { useSpeaking } from '../words/useSpeaking.ts';
import { PrintHead } from './PrintHead.tsx';
import { storyQuery } from './queries.ts';
import { StoryFilter } from './StoryFilter.tsx';

/** Everything that happened with and around one patient, as far as whoever is signed in may see. */
export function TimelinePage(): ReactNode {
  const { id } = useParams({ from: '/patients/$id' });
  const asked = useSearch({ from: '/patients/$id/timeline' });
  const { kind, discipline, from, until, words } = asked;
  const filter = useMemo(
    () => ({ kind, discipline, from, until, words }),
    [kind, discipline, from, until, words],
  );
  const { language, here } = useSpeaking();
  const t = storyWords(language);
  const query = useInfiniteQuery({ ...storyQuery(id, filter), placeholderData: keepPreviousData });
  const { data, error, refetch, isPending } = query;
  const days = useMemo(() => {
    const events = (data?.pages ?? []).flatMap((page) => page.events);
    // What has no day of its own can stand at the end of more than one part.
    return daysOf([...new Map(events.map((event) => [event.key, event])).values()]);
  }, [data]);
  const view: StoryView = {
    t,
    language,
    originalOf: ({ original }) => here(`/care/patients/${id}/originals/${original.type}/${original.id}`),
  };
  useRows();
  const wrong = error instanceof Refused && error.expression !== undefined ? error.expression : undefined;
  return (
    <section aria-labelledby="story-title">
      <PrintHead id={id} heading={(values) => t('print.head', values)} asked={filter} />
      <div className="story__screen">
        <h2 id="story-title">{t('story.title')}</h2>
        <p className="work__intro">{t('story.intro')}</p>
        <StoryFilter key={JSON.stringify(filter)} id={id} asked={filter} wrong={wrong}>
          <PrintButton query={query} />
        </StoryFilter>
      </div>
      {error && wrong === undefined ? <Failure error={error} again={() => void refetch()} /> : null}
      {isPending ? <Loading label={t('story.loading')} lines={8} /> : null}
      {data && days.length === 0 ? (
        <Empty>{t(Object.values(filter).every((each) => !each) ? 'story.empty' : 'story.none')}</Empty>
      ) : null}
      <StoryDays days={days} view={view} />
      <Older query={query} />
    </section>
  );
}

type Query = ReturnType<typeof useInfiniteQuery<unknown, Error>>;
type Paged = Pick<Query, 'hasNextPage' | 'isFetchingNextPage' | 'data'> & {
  fetchNextPage(): Promise<{ readonly hasNextPage: boolean; readonly error: Error | null }>;
};

function Older({ query }: { readonly query: Paged }): ReactNode {
  const { language } = useSpeaking();
  const t = storyWords(language);
  const { hasNextPage, isFetchingNextPage, fetchNextPage, data } = query;
  if (!data) return null;
  if (!hasNextPage) return <p className="work__intro">{t('story.whole')}</p>;
  return (
    <div className="story__screen">
      <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {t('story.older')}
      </Button>
    </div>
  );
}

/** Fetches what the filter asks for to the end, and prints it: a sheet of paper has no "show older". */
function PrintButton({ query }: { readonly query: Paged }): ReactNode {
  const { language } = useSpeaking();
  const t = storyWords(language);
  const [fetching, setFetching] = useState(false);
  const print = async () => {
    setFetching(true);
    let more = query.hasNextPage;
    let failed = false;
    while (more && !failed) {
      const { hasNextPage, error } = await query.fetchNextPage();
      more = hasNextPage;
      failed = error !== null;
    }
    setFetching(false);
    // Half a story on paper reads as a whole one.
    if (!failed) window.setTimeout(() => window.print(), 50);
  };
  return (
    <>
      <Button variant="default" disabled={!query.data} loading={fetching} onClick={() => void print()}>
        {t('story.print')}
      </Button>
      <span role="status" className="visually-hidden">
        {fetching ? t('story.printing') : ''}
      </span>
    </>
  );
}

/** `J` and `K` go from line to line. */
function useRows(): void {
  useKeys(
    useMemo(() => {
      const move = (by: number) => () => {
        const lines = [...document.querySelectorAll<HTMLElement>('.story__line')];
        const current = document.activeElement?.closest<HTMLElement>('.story__line');
        const at = current ? lines.indexOf(current) : -1;
        lines[at < 0 ? 0 : Math.min(Math.max(at + by, 0), lines.length - 1)]?.focus();
      };
      return { j: move(1), k: move(-1) };
    }, []),
  );
}
