import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { OverlapProfile } from '../overlap-profile.ts';

const REPOSITORY = join(import.meta.dirname, '..', '..', '..', '..', '..');

/** Where test data lie that are read and never copied: beside the repository, or where CAECILIA_SHARED says. */
const SHARED = process.env.CAECILIA_SHARED ?? join(REPOSITORY, '..', 'shared');
const TOPICS = join(SHARED, 'data', 'eu-calls', 'eu_open_calls_2026-08.ndjson.gz');

/** Whether the EU topics lie beside the repository. */
export const hasEuTopics: boolean = existsSync(TOPICS);

interface Topic {
  readonly topicId: string;
  readonly title: string;
  readonly description?: string;
  readonly deadline?: string;
}

/** A topic as if somebody registered it as an initiative. */
export interface EuTopic extends OverlapProfile {
  readonly title: string;
}

/** The topics of the file; `titles` says whether the title is compared, or the description alone. */
export function euTopics({ titles }: { titles: boolean }): readonly EuTopic[] {
  return gunzipSync(readFileSync(TOPICS))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const { topicId, title, description = '', deadline } = JSON.parse(line) as Topic;
      return {
        id: topicId,
        title,
        titles: titles ? [title] : [],
        summaries: [description],
        partners: [],
        people: [],
        countries: [],
        calls: [],
        topics: [],
        ...(deadline === undefined ? {} : { from: deadline }),
      };
    });
}

function sameTitle(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Topics by their title, where more than one has it: the pairs that are surely the same. */
export function euTwins(topics: readonly EuTopic[]): readonly (readonly EuTopic[])[] {
  return [...Map.groupBy(topics, ({ title }) => sameTitle(title)).values()].filter(
    ({ length }) => length > 1,
  );
}
