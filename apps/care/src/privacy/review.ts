import { randomUUID } from 'node:crypto';
import { type AccessLine, oddAccesses, REVIEW_RULES, ReviewLog, type ReviewRules } from '@caecilia/audit';
import { type Caller, civilMinute, Problem, type SqlRow } from '@caecilia/kernel';
import type { ReviewDecision, ReviewDetail, ReviewItem, ReviewList, ReviewVerdict } from '@caecilia/privacy';
import type { Store } from '@caecilia/store';
import type { ReadSearch } from '../read-search.ts';
import { textIn } from '../sql-rows.ts';
import { lookingUpFor, type Names } from './names.ts';
import type { KeptRequests } from './requests.ts';
import { requireOfficer } from './require-officer.ts';
import { reviewFacts } from './review-facts.ts';
import {
  emergencyItem,
  emergencyItemId,
  type FoundItem,
  oddItem,
  questionItem,
  sampleItem,
} from './review-items.ts';
import { type LogTrail, reviewing } from './trail.ts';

/** What the review list stands on. */
export interface ReviewParts {
  readonly store: Store;
  readonly readSearch: ReadSearch;
  readonly trail: LogTrail;
  readonly requests: KeptRequests;
  readonly names: Names;
  readonly now: () => Date;
  readonly timeZone: string;
}

const MOST = 200;
const SAMPLE_SIZE = 50;
/** Emergencies and findings of this long ago still come up while nobody decided on them. */
const LOOK_BACK_MS = 366 * 86_400_000;
/** The current month is gone through again after so long. */
const FRESH_MS = 10 * 60_000;
/** Who manages relations and who reviews need no relation of their own. */
const RULES: ReviewRules = {
  ...REVIEW_RULES,
  groundsWithoutRelation: [...REVIEW_RULES.groundsWithoutRelation, 'careRelations'],
};
const VERDICTS: readonly ReviewVerdict[] = ['explained', 'ask', 'serious'];

/** The review list over the log, the emergencies and the questions of patients; its own decisions stay. */
export class KeptReview implements ReviewList {
  readonly #parts: ReviewParts;
  readonly #log: ReviewLog;
  #goneThroughMs = 0;
  #going: Promise<void> = Promise.resolve();

  constructor(parts: ReviewParts) {
    this.#parts = parts;
    this.#log = new ReviewLog({ log: parts.store.log, timeZone: parts.timeZone });
  }

  async list(
    caller: Caller,
    { state, kind }: { readonly state: 'open' | 'decided'; readonly kind?: ReviewItem['kind'] },
  ): Promise<readonly ReviewItem[]> {
    requireOfficer(caller);
    await this.#view(caller, `review list: ${state}`);
    await this.#goThrough(caller);
    const items = await this.#inWords((await this.#found()).map(({ item }) => item));
    return items
      .filter((item) => isDecided(item) === (state === 'decided') && (kind ?? item.kind) === item.kind)
      .toSorted(
        (one, other) =>
          Number(other.urgent ?? false) - Number(one.urgent ?? false) || (one.at < other.at ? -1 : 1),
      )
      .slice(0, MOST);
  }

  async urgent(caller: Caller): Promise<number> {
    requireOfficer(caller);
    const { store } = this.#parts;
    const blocked = (await store.emergencies.list({ since: this.#since() }))
      .filter(({ outcome }) => outcome === 'blocked')
      .map(({ id }) => emergencyItemId(id));
    if (blocked.length === 0) return 0;
    const rows = await store.sql.query(
      { text: 'select distinct on (item) item, verdict from privacy.decision order by item, number desc' },
      [],
    );
    const decided = new Set(rows.flatMap(({ item, verdict }) => (verdict === 'ask' ? [] : [item])));
    return blocked.filter((id) => !decided.has(id)).length;
  }

  async find(caller: Caller, id: string): Promise<ReviewDetail | undefined> {
    requireOfficer(caller);
    const found = await this.#one(id);
    if (found === undefined) return undefined;
    const [item] = await this.#inWords([found.item]);
    if (item === undefined) return undefined;
    const { numbers, ...query } = found.lines;
    if (numbers !== undefined)
      return { item, lines: await this.#parts.trail.linesByNumber(caller, query, new Set(numbers)) };
    return { item, lines: await this.#parts.trail.linesBetween(caller, query) };
  }

  async decide(
    caller: Caller,
    id: string,
    { verdict, note }: { readonly verdict: ReviewVerdict; readonly note: string },
  ): Promise<void> {
    requireOfficer(caller);
    const found = await this.#one(id);
    if (found === undefined) throw new Problem('not-found', 'There is no such finding.');
    const { store, now, requests } = this.#parts;
    await store.log.write({
      event: 'log-change',
      action: 'C',
      outcome: 0,
      caller: reviewing(caller),
      ...(found.item.patient?.id === undefined ? {} : { patient: found.item.patient.id }),
      detail: `review: ${verdict}`,
    });
    await store.sql.query(
      {
        text: 'insert into privacy.decision (item, verdict, note, at, by_id, by_name) values ($1, $2, $3, $4, $5, $6)',
      },
      [id, verdict, note, now().toISOString(), caller.id, caller.name ?? caller.id],
    );
    if (found.item.kind === 'patient')
      await requests.answerQuestion(
        id.slice('question-'.length),
        caller,
        verdict === 'ask' ? undefined : note,
      );
  }

  async sample(caller: Caller, month: string): Promise<readonly ReviewItem[] | undefined> {
    requireOfficer(caller);
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month) || month >= this.#thisMonth()) return undefined;
    await this.#view(caller, `sample of ${month}`);
    const found = (await this.#keptSample(month)) ?? (await this.#draw(caller, month));
    return await this.#inWords(found.map(({ item }) => item));
  }

  async #draw(caller: Caller, month: string): Promise<readonly FoundItem[]> {
    const seed = randomUUID();
    const lines = await this.#log.monthlySample(reviewing(caller), { month, size: SAMPLE_SIZE, seed });
    const items = lines.map((line) => sampleItem(line, month));
    // Two officers who ask at the same moment get the same sample: the first one.
    await this.#parts.store.sql.query(
      {
        text: 'insert into privacy.sample (month, seed, content) values ($1, $2, $3) on conflict do nothing',
      },
      [month, seed, JSON.stringify(items)],
    );
    return (await this.#keptSample(month)) ?? items;
  }

  async #keptSample(month: string): Promise<readonly FoundItem[] | undefined> {
    const [row] = await this.#parts.store.sql.query(
      { text: 'select content from privacy.sample where month = $1' },
      [month],
    );
    return row && (JSON.parse(textIn(row, 'content')) as readonly FoundItem[]);
  }

  /** One at a time; a month that is over once, this month when it was not done lately. */
  async #goThrough(caller: Caller): Promise<void> {
    const next = this.#going.catch(() => {}).then(() => this.#goThroughMonths(caller));
    this.#going = next;
    await next;
  }

  async #goThroughMonths(caller: Caller): Promise<void> {
    const nowMs = this.#parts.now().getTime();
    if (nowMs - this.#goneThroughMs < FRESH_MS) return;
    const current = this.#thisMonth();
    for (const month of [...(await this.#monthsToDo(current)), current]) {
      await this.#goThroughMonth(caller, month);
      if (month !== current)
        await this.#parts.store.sql.query(
          { text: 'insert into privacy.reviewed_month values ($1) on conflict do nothing' },
          [month],
        );
    }
    this.#goneThroughMs = nowMs;
  }

  /** Of the last twelve months, those that nobody went through since they were over. */
  async #monthsToDo(current: string): Promise<readonly string[]> {
    const rows = await this.#parts.store.sql.query({ text: 'select month from privacy.reviewed_month' }, []);
    const done = new Set(rows.map((row) => textIn(row, 'month')));
    return monthsBefore(current, 12).filter((month) => !done.has(month));
  }

  async #goThroughMonth(caller: Caller, month: string): Promise<void> {
    const { store, readSearch } = this.#parts;
    const lines = (await this.#log.reviewedMonth(reviewing(caller), month)).filter(isOfPerson);
    if (lines.length === 0) return;
    const facts = await reviewFacts(store.session(lookingUpFor(caller)), readSearch, lines);
    const byNumber = new Map(lines.map((line) => [line.id, line]));
    for (const finding of oddAccesses(lines, facts, RULES)) {
      const found = oddItem(finding, byNumber, month);
      await store.sql.query(
        {
          text: `insert into privacy.finding (id, month, at, content) values ($1, $2, $3, $4)
            on conflict (id) do update set content = excluded.content`,
        },
        [found.item.id, month, found.item.at, JSON.stringify(found)],
      );
    }
  }

  /** Everything that there is to decide on, the sample aside: it has a list of its own. */
  async #found(): Promise<readonly FoundItem[]> {
    const { store, requests } = this.#parts;
    const since = this.#since();
    const rows = await store.sql.query(
      { text: 'select content from privacy.finding where at >= $1 order by at limit 5000' },
      [since],
    );
    const odd = rows.map((row) => JSON.parse(textIn(row, 'content')) as FoundItem);
    return [...odd, ...(await this.#emergencies(since)), ...(await requests.questions()).map(questionItem)];
  }

  async #emergencies(since: string): Promise<readonly FoundItem[]> {
    const { store, names } = this.#parts;
    const grants = (await store.emergencies.list({ since })).filter(({ outcome }) => outcome !== 'refused');
    return await Promise.all(
      grants.map(async (grant) => emergencyItem(grant, await names.person(grant.user))),
    );
  }

  async #one(id: string): Promise<FoundItem | undefined> {
    const month = /^sample-(\d{4}-\d\d)-/.exec(id)?.[1];
    const among = month === undefined ? await this.#found() : ((await this.#keptSample(month)) ?? []);
    return among.find(({ item }) => item.id === id);
  }

  /** With the names of organisations, and with what was decided. */
  async #inWords(items: readonly FoundItem['item'][]): Promise<readonly ReviewItem[]> {
    const names = await this.#parts.names.organizations(items.map(({ actor }) => actor?.organization));
    const rows = await this.#parts.store.sql.query(
      { text: 'select * from privacy.decision order by number desc' },
      [],
    );
    const byItem = Map.groupBy(rows, (row) => textIn(row, 'item'));
    return items.map((item) => ({
      ...item,
      ...actorInWords(item, names),
      decisions: (byItem.get(item.id) ?? []).map(decisionIn),
    }));
  }

  async #view(caller: Caller, detail: string): Promise<void> {
    await this.#parts.store.log.write({
      event: 'log-view',
      action: 'R',
      outcome: 0,
      caller: reviewing(caller),
      detail,
    });
  }

  #since(): string {
    return new Date(this.#parts.now().getTime() - LOOK_BACK_MS).toISOString();
  }

  #thisMonth(): string {
    return civilMinute(this.#parts.now(), this.#parts.timeZone).slice(0, 7);
  }
}

function actorInWords(
  { actor }: FoundItem['item'],
  names: ReadonlyMap<string, string>,
): Pick<ReviewItem, 'actor'> {
  const organization = names.get(actor?.organization ?? '');
  return actor === undefined || organization === undefined ? {} : { actor: { ...actor, organization } };
}

/** The house's own lines and those of tools are watched elsewhere. */
function isOfPerson({ actor }: AccessLine): boolean {
  return actor.includes('/') || !actor.startsWith('system:');
}

function isDecided({ decisions }: ReviewItem): boolean {
  return decisions[0] !== undefined && decisions[0].verdict !== 'ask';
}

function monthsBefore(month: string, count: number): readonly string[] {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(year, number - 1 - count + index, 1)).toISOString().slice(0, 7),
  );
}

function decisionIn(row: SqlRow): ReviewDecision {
  const verdict = VERDICTS.find((each) => each === row.verdict);
  if (verdict === undefined) throw new Error('a decision that this release does not know');
  return { verdict, note: textIn(row, 'note'), at: textIn(row, 'at'), byName: textIn(row, 'by_name') };
}
