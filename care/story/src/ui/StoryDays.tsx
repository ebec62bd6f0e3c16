import { clockWords, dateWords, type Language, type Translate } from '@caecilia/ui';
import type { ReactNode } from 'react';
import type { DayLine, StoryDay } from '../days.ts';
import type { Kind, StoryDate, ToldEvent, Words } from '../event.ts';
import type { MessageKey } from '../messages.nl.ts';

/** With what a story is drawn. */
export interface StoryView {
  readonly t: Translate<MessageKey>;
  readonly language: Language;
  /** Address of the resource behind an event, as it stands in the record; undefined where there is no such page. */
  originalOf(event: ToldEvent): string | undefined;
}

/** A civil date as it was recorded, and no more precise. */
export function whenWords(
  when: StoryDate | undefined,
  { t, language }: Pick<StoryView, 't' | 'language'>,
): string {
  if (when === undefined) return t('story.undated');
  const words = dateWords(when.from, when.precision === 'time' ? 'day' : when.precision, language, true);
  return when.precision === 'day' || when.precision === 'time'
    ? words
    : t('story.imprecise', { when: words });
}

/** Days with what happened on them, newest first: one thin line, no cards. */
export function StoryDays(props: {
  readonly days: readonly StoryDay[];
  readonly view: StoryView;
}): ReactNode {
  const { days, view } = props;
  return (
    <ol className="story">
      {days.map(({ when, lines }) => (
        <li key={`${when?.precision ?? 'none'} ${when?.from.slice(0, 10) ?? ''}`} className="story__day">
          <h3 className="story__date">{whenWords(when, view)}</h3>
          <ul className="story__lines">
            {lines.map((line) => (
              <Line
                key={line.kind === 'event' ? line.event.key : `scores ${line.events[0]?.key ?? ''}`}
                line={line}
                view={view}
              />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function Line({ line, view }: { readonly line: DayLine; readonly view: StoryView }): ReactNode {
  if (line.kind === 'event') return <EventLine event={line.event} view={view} />;
  return (
    <li className="story__line" tabIndex={-1}>
      <KindSign kind="score" />
      <div>
        <p className="story__what">{view.t('story.scores')}</p>
        <ul className="story__scores">
          {line.events.map((event) => (
            <li key={event.key}>
              <b>{inWords(event.what, view)}</b> <LineWords event={event} view={view} />{' '}
              <Clock event={event} view={view} />
            </li>
          ))}
        </ul>
      </div>
    </li>
  );
}

function EventLine({ event, view }: { readonly event: ToldEvent; readonly view: StoryView }): ReactNode {
  const { t } = view;
  const { kind, standing, what } = event;
  return (
    <li className={`story__line story__line--${standing}`} tabIndex={-1}>
      <KindSign kind={kind} />
      <div>
        <p className="story__what">
          <span className="story__kind">{t(`kind.${kind}`)}</span> <b>{inWords(what, view)}</b>{' '}
          <Clock event={event} view={view} />
        </p>
        {standing === 'inError' ? <p className="story__standing">! {t('story.inError')}</p> : null}
        {standing === 'replaced' ? <p className="story__standing">{t('story.replaced')}</p> : null}
        <p className="story__words">
          <LineWords event={event} view={view} />
        </p>
        <Who event={event} view={view} />
        {standing === 'unreadable' ? <OriginalLink event={event} view={view} /> : null}
      </div>
    </li>
  );
}

function LineWords({
  event: { line = [] },
  view,
}: {
  readonly event: ToldEvent;
  readonly view: StoryView;
}): ReactNode {
  return line.map((words) => inWords(words, view)).join(' · ');
}

function Clock({
  event: { when },
  view,
}: {
  readonly event: ToldEvent;
  readonly view: StoryView;
}): ReactNode {
  if (when?.precision !== 'time') return null;
  const time = clockWords(when.from.slice(11, 16), view.language);
  return <span className="story__time">{view.t('story.time', { time })}</span>;
}

function Who({ event, view }: { readonly event: ToldEvent; readonly view: StoryView }): ReactNode {
  const { who, disciplines, kind } = event;
  const { t } = view;
  // Nobody does a death or a stay.
  if (who.length === 0 && (kind === 'death' || kind === 'move')) return null;
  const names = who.length === 0 ? t('story.nobody') : who.map((each) => inWords(each, view)).join(', ');
  const roles = disciplines.filter((each) => each !== 'unknown').map((each) => t(`discipline.${each}`));
  return (
    <p className="story__who">
      <span className="visually-hidden">{t('story.by')} </span>
      {[names, ...roles].join(' · ')}
    </p>
  );
}

function OriginalLink({ event, view }: { readonly event: ToldEvent; readonly view: StoryView }): ReactNode {
  const href = view.originalOf(event);
  return href === undefined ? null : (
    <p className="story__original">
      <a href={href}>{view.t('story.original')}</a>
    </p>
  );
}

const inWords = (words: Words, { language }: Pick<StoryView, 'language'>): string =>
  typeof words === 'string' ? words : words[language];

/** A sign for each kind, in lines. It says nothing by itself: the word always stands beside it. */
const SIGNS: Readonly<Record<Kind, string>> = {
  contact: 'M4 4h16v11h-9l-5 5v-5H4z',
  score: 'M4 4v16h16M8 14l4-5 3 3 5-6',
  phase: 'M3 18h5v-5h5V8h5V4',
  limit: 'M8 3h8l5 5v8l-5 5H8l-5-5V8z',
  wish: 'M12 20s-8-5-8-11a4.5 4.5 0 018-2.8A4.5 4.5 0 0120 9c0 6-8 11-8 11z',
  request: 'M3 6h18v12H3zM3 7l9 7 9-7',
  advice: 'M9 18h6M10 21h4M12 3a6 6 0 00-4 10.5c1 1 1 1.5 1 2.5h6c0-1 0-1.5 1-2.5A6 6 0 0012 3z',
  decision: 'M4 12.5l5.5 5.5L20 6.5',
  note: 'M6 3h12v18H6zM9 8h6M9 12h6M9 16h3',
  move: 'M4 12h14m-5-6l6 6-6 6',
  document: 'M6 2h8l5 5v15H6zM14 2v5h5M9 12h7M9 16h7',
  death: 'M12 21a9 9 0 100-18 9 9 0 000 18z',
};

function KindSign({ kind }: { readonly kind: Kind }): ReactNode {
  return (
    <svg className="line-icon story__sign" viewBox="0 0 24 24" aria-hidden>
      <path d={SIGNS[kind]} />
    </svg>
  );
}
