import type { FhirResource } from '@caecilia/fhir';
import { type Done, fromCarePlan, isScenario, scenarioWords } from '@caecilia/scenario';
import {
  type Both,
  eachOf,
  type KindReader,
  originalOf,
  parts,
  type Reading,
  type StoryEvent,
  standingOf,
} from '@caecilia/story';

const [NL, EN] = [scenarioWords('nl'), scenarioWords('en')];
const word = (key: 'story.planned' | 'story.changed' | 'story.ended'): Both => ({
  nl: NL(key),
  en: EN(key),
});

/** What was agreed for what may happen: when it was, its last change, and its end with the reason. */
export const SCENARIO_READER: KindReader = {
  kind: 'decision',
  takes: (resource) => resource.resourceType === 'CarePlan' && isScenario(resource),
  read: (found, reading) =>
    eachOf(found, { kind: 'decision', reading }, ({ resource }) => scenarioEvents(resource, reading)),
};

function scenarioEvents(plan: FhirResource, reading: Reading): readonly StoryEvent[] {
  const { problem, planned, changed, ended } = fromCarePlan(plan);
  const original = originalOf(plan);
  const event = (key: 'planned' | 'changed' | 'ended', { by, at }: Done, ...words: readonly string[]) => {
    const when = reading.date(at);
    return {
      key: `CarePlan/${original.id}#${key}`,
      kind: 'decision' as const,
      ...(when === undefined ? {} : { when }),
      what: word(`story.${key}`),
      ...parts(problem, ...words),
      by: [by],
      standing: standingOf(plan),
      original,
    };
  };
  return [
    event('planned', planned),
    ...(changed === undefined ? [] : [event('changed', changed)]),
    ...(ended === undefined ? [] : [event('ended', ended, ended.because)]),
  ];
}
