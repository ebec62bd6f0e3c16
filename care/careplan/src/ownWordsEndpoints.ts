import { type Caller, type Endpoint, Problem, type RecordHouse, resourceOf } from '@caecilia/kernel';
import { OWN_WORDS, type OwnWords, readOwnWords } from './ownWords.ts';
import { idIn } from './pageParts.ts';
import { allPages } from './planSearches.ts';

/** What the endpoint of own words needs from the house. */
export interface OwnWordsDesk extends Pick<RecordHouse, 'readSearch'> {
  readonly maySeePlan: (caller: Caller, patientId: string) => Promise<boolean>;
}

/** What patients and those close wrote themselves, newest first. */
export interface DeskOwnWords {
  readonly words: readonly OwnWords[];
}

/** What a patient wrote at home, for who sees what was agreed; kept apart from it. */
export function ownWordsEndpoints({ readSearch, maySeePlan }: OwnWordsDesk): readonly Endpoint[] {
  return [
    {
      path: '/patients/:id/own-words',
      async read(session, visit): Promise<DeskOwnWords> {
        const patientId = idIn(visit, 'id');
        if (!(await maySeePlan(visit.caller, patientId)))
          throw new Problem('not-found', 'What was agreed with this patient is not for you to see.');
        const found = await allPages(
          session,
          readSearch(
            ['Communication'],
            [
              ['patient', `Patient/${patientId}`],
              ['category', `${OWN_WORDS.system}|${OWN_WORDS.code}`],
              ['_count', '100'],
            ],
          ),
        );
        const words = found.flatMap((version) => readOwnWords(resourceOf(version)) ?? []);
        return { words: words.toSorted((one, other) => (one.at < other.at ? 1 : -1)) };
      },
    },
  ];
}
