import { Problem } from '@caecilia/kernel';

/** A round of small grants from its draft to the report back. */
export const ROUND_STATES = ['draft', 'open', 'review', 'ranked', 'decided'] as const;

/** One of the states of a round. */
export type RoundState = (typeof ROUND_STATES)[number];

/** One thing that reviewers judge, from 1 (poor) to 5 (excellent). */
export interface Criterion {
  readonly code: string;
  /** How much it counts beside the others; above 0. */
  readonly weight: number;
}

/** A round of the seed fund. */
export interface Round {
  readonly id: string;
  readonly state: RoundState;
  readonly criteria: readonly Criterion[];
  readonly reviewsEach: number;
  /** What there is to give, in whole euros. */
  readonly budget: number;
  readonly closesAt: string;
}

/** Somebody's application. */
export interface Application {
  readonly id: string;
  readonly title: string;
  /** People of the application: who applies and who is named in it. */
  readonly people: readonly string[];
  /** Organisations and departments of it, without our own house as a whole. */
  readonly units: readonly string[];
  /** Asked for, in whole euros. */
  readonly amount: number;
  /** For the letter. */
  readonly language: 'nl' | 'en';
}

/** Somebody who reviews. */
export interface Reviewer {
  readonly id: string;
  /** Person of the directory that this is; people of an application are compared with it. */
  readonly person: string;
  readonly units: readonly string[];
  /** People with whom they worked in the last three years. */
  readonly workedWith: readonly string[];
  /** Applications for which they said themselves that they are not free to judge. */
  readonly declared: readonly string[];
}

/** Why somebody may not judge an application. */
export type Conflict = 'applicant' | 'same-unit' | 'worked-together' | 'declared';

/** Every conflict of interest of a reviewer with an application; empty where they are free to judge. */
export function conflictsOf(reviewer: Reviewer, application: Application): readonly Conflict[] {
  const worked = application.people.some((person) => reviewer.workedWith.includes(person));
  return [
    ...(application.people.includes(reviewer.person) ? (['applicant'] as const) : []),
    ...(application.units.some((unit) => reviewer.units.includes(unit)) ? (['same-unit'] as const) : []),
    ...(worked ? (['worked-together'] as const) : []),
    ...(reviewer.declared.includes(application.id) ? (['declared'] as const) : []),
  ];
}

/** Throws `Problem('forbidden')` where a reviewer has a conflict of interest: it blocks reading as well as judging. */
export function demandNoConflict(reviewer: Reviewer, application: Application): void {
  if (conflictsOf(reviewer, application).length > 0)
    throw new Problem(
      'forbidden',
      'You have a conflict of interest with this application and cannot open it.',
    );
}

/** Who reviews which application. */
export type Assignment = ReadonlyMap<string, readonly string[]>;

/**
 * Divides the applications so that each has its reviews, nobody judges where they have a conflict, and the work is as
 * even as that allows. Throws `Problem('business-rule')` where there are not enough reviewers who are free to judge.
 */
export function assignReviewers(
  applications: readonly Application[],
  reviewers: readonly Reviewer[],
  each: number,
): Assignment {
  const free = new Map(
    applications.map((one) => [
      one.id,
      reviewers.filter((reviewer) => conflictsOf(reviewer, one).length === 0),
    ]),
  );
  for (const { id, title } of applications) {
    const count = free.get(id)?.length ?? 0;
    if (count < each)
      throw new Problem(
        'business-rule',
        `${count} reviewers are free to judge “${title}”, and ${each} are needed. Ask more reviewers.`,
        { expression: id },
      );
  }
  const even = Math.ceil((applications.length * each) / Math.max(1, reviewers.length));
  for (let most = even; most <= applications.length; most += 1) {
    const assigned = assignWith(applications, free, each, most);
    if (assigned !== undefined) return assigned;
  }
  throw new Problem('business-rule', 'The applications cannot be divided among these reviewers.');
}

/** Finds places one by one; where a reviewer is full, somebody else takes over one of theirs (augmenting paths). */
function assignWith(
  applications: readonly Application[],
  free: ReadonlyMap<string, readonly Reviewer[]>,
  each: number,
  most: number,
): Assignment | undefined {
  const assigned = new Map<string, string[]>(applications.map(({ id }) => [id, []]));
  const load = new Map<string, Set<string>>();
  const loadOf = (reviewer: string) => load.get(reviewer) ?? new Set<string>();
  const give = (application: string, reviewer: string) => {
    assigned.get(application)?.push(reviewer);
    load.set(reviewer, loadOf(reviewer).add(application));
  };
  const take = (application: string, reviewer: string) => {
    assigned.set(application, assigned.get(application)?.filter((one) => one !== reviewer) ?? []);
    load.get(reviewer)?.delete(application);
  };
  const place = (application: string, seen: Set<string>): boolean => {
    const able = (free.get(application) ?? [])
      .map(({ id }) => id)
      .filter((id) => !seen.has(id) && !(assigned.get(application) ?? []).includes(id))
      .sort((a, b) => loadOf(a).size - loadOf(b).size);
    for (const reviewer of able) {
      seen.add(reviewer);
      if (loadOf(reviewer).size < most) {
        give(application, reviewer);
        return true;
      }
      for (const other of [...loadOf(reviewer)]) {
        take(other, reviewer);
        if (place(other, seen)) {
          give(application, reviewer);
          return true;
        }
        give(other, reviewer);
      }
    }
    return false;
  };
  for (let round = 0; round < each; round += 1)
    for (const { id } of applications) if (!place(id, new Set())) return undefined;
  return assigned;
}
