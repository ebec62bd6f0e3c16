import { OverlapIndex } from '../overlap-index.ts';
import type { Overlap, OverlapProfile } from '../overlap-profile.ts';
import type { EuTopic } from './eu-topics.ts';
import { euTwins } from './eu-topics.ts';
import { belongTogether, type WrittenPair } from './written-pairs.ts';

/** What a set of questions gave. */
export interface OverlapFigures {
  readonly name: string;
  /** Questions of which the answer is known to be there. */
  readonly asked: number;
  /** Of those, how often it was among what is shown. */
  readonly found: number;
  /** Mean of one over the place, 0 where it was not shown. */
  readonly meanReciprocalRank: number;
  /** All questions, also those with nothing to find. */
  readonly questions: number;
  /** What was shown and does not belong, on average for one question, and at most. */
  readonly falseAlarms: number;
  readonly mostFalseAlarms: number;
  readonly missed: readonly string[];
  readonly alarms: readonly string[];
}

interface Answered {
  readonly asked: string;
  /** Id that should be shown; undefined where nothing should. */
  readonly wanted: readonly string[];
  readonly shown: readonly Overlap[];
  readonly fits: (id: string) => boolean;
}

function figuresOf(name: string, answers: readonly Answered[]): OverlapFigures {
  const withWanted = answers.filter(({ wanted }) => wanted.length > 0);
  const places = withWanted.map(({ wanted, shown }) => shown.findIndex(({ id }) => wanted.includes(id)));
  const alarms = answers.map(({ shown, fits }) => shown.filter(({ id }) => !fits(id)));
  const count = alarms.reduce((sum, { length }) => sum + length, 0);
  return {
    name,
    asked: withWanted.length,
    found: places.filter((place) => place >= 0).length,
    meanReciprocalRank:
      places.reduce((sum, place) => sum + (place < 0 ? 0 : 1 / (place + 1)), 0) /
      Math.max(1, withWanted.length),
    questions: answers.length,
    falseAlarms: count / Math.max(1, answers.length),
    mostFalseAlarms: Math.max(0, ...alarms.map(({ length }) => length)),
    missed: withWanted.filter((_, at) => (places[at] ?? -1) < 0).map(({ asked }) => asked),
    alarms: answers.flatMap(({ asked }, at) =>
      (alarms[at] ?? []).map(({ id, score }) => `${asked} > ${id} ${score.toFixed(2)}`),
    ),
  };
}

/** What somebody has typed when they are asked: everything, the title alone, or the title and where. */
export const TYPED = {
  everything: (profile: OverlapProfile): OverlapProfile => profile,
  words: (profile: OverlapProfile): OverlapProfile => ({
    ...profile,
    partners: [],
    people: [],
    countries: [],
    calls: [],
    topics: [],
  }),
  titleAndWhere: (profile: OverlapProfile): OverlapProfile => ({
    ...profile,
    summaries: [],
    people: [],
    calls: [],
    topics: [],
  }),
} as const;

/** How much of it somebody has typed. */
export type Typed = keyof typeof TYPED;

/**
 * Each member of each pair is asked while the others are there, with `beside` among them. What belongs together by the
 * first coding should be shown; whatever else is shown is a false alarm.
 */
export function pairFigures(
  name: string,
  pairs: readonly WrittenPair[],
  {
    half,
    typed = 'everything',
    beside = [],
  }: { half: WrittenPair['half']; typed?: Typed; beside?: readonly OverlapProfile[] },
): OverlapFigures {
  const index = new OverlapIndex({ orgs: ['lindehof'], countries: ['NL'] });
  for (const { members } of pairs) for (const member of members) index.set(member);
  for (const profile of beside) index.set(profile);
  const together = belongTogether();
  const answers = pairs
    .filter((pair) => pair.half === half)
    .flatMap(({ id: pair, members: [a, b], verdict }) =>
      [
        [a, b],
        [b, a],
      ].flatMap(([asked, other]) => {
        if (asked === undefined || other === undefined) return [];
        const wanted = verdict === 'different' ? [] : [other.id];
        const fits = (id: string) =>
          id === other.id ? wanted.length > 0 : id.slice(0, 3) !== pair && together(pair, id.slice(0, 3));
        return [{ asked: asked.id, wanted, shown: index.find(TYPED[typed](asked)), fits }];
      }),
    );
  return figuresOf(name, answers);
}

/** Each topic is asked while all others are there; topics of one title belong together, whatever else is shown does not. */
export function topicFigures(name: string, topics: readonly EuTopic[]): OverlapFigures {
  const index = new OverlapIndex();
  for (const topic of topics) index.set(topic);
  const twins = new Map(
    euTwins(topics).flatMap((group) =>
      group.map(({ id }) => [id, group.map((one) => one.id).filter((one) => one !== id)] as const),
    ),
  );
  return figuresOf(
    name,
    topics.map((topic) => {
      const wanted = twins.get(topic.id) ?? [];
      return { asked: topic.id, wanted, shown: index.find(topic), fits: (id) => wanted.includes(id) };
    }),
  );
}
