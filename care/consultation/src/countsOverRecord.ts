import type { SearchQuery } from '@caecilia/fhir';
import { type Caller, Problem, type RecordSession, resourceOf, type StoredVersion } from '@caecilia/kernel';
import { adoptionOf } from './advice/recommendation.ts';
import { fromTask, RECOMMENDATION_TOKEN } from './advice/resource.ts';
import { countResponses, readClock } from './clock/responseClock.ts';
import { CONSULTATION_TOKEN } from './codes.ts';
import type { AnswerCount, CountPeriod, Counts } from './consultation.ports.ts';
import { referenceIn, unreadable } from './element.ts';
import { type ConsultationHouse, MOST } from './overRecord.ts';
import { fromResources } from './request/fromResources.ts';
import type { ConsultationRequest, RequestState } from './request/request.ts';

/**
 * Counts over the record. `session` must see every request and all advice. What cannot be read stops the count: a
 * number that leaves something out is a wrong number.
 */
export function countsOverRecord(house: ConsultationHouse): Counts {
  return {
    async adoption(caller, period) {
      const found = await everything(house, caller, period, [['code', RECOMMENDATION_TOKEN]]);
      return adoptionOf(found.matches.map((version) => fromTask(resourceOf(version))));
    },
    async responses(caller, period) {
      const found = await everything(house, caller, period, [
        ['code', CONSULTATION_TOKEN],
        ['intent', 'order'],
        ['_include', 'Task:focus'],
      ]);
      const requests = new Map(found.includes.map((version) => [`ServiceRequest/${version.id}`, version]));
      return answersOf(
        found.matches.map((task) => requestOf(task, requests)),
        house,
      );
    },
  };
}

function requestOf(task: StoredVersion, requests: ReadonlyMap<string, StoredVersion>): ConsultationRequest {
  const resource = resourceOf(task);
  const request = requests.get(referenceIn(resource.focus, 'Task.focus'));
  if (request === undefined) throw unreadable('Task.focus');
  return fromResources({ request: resourceOf(request), task: resource });
}

/** A request that ended before anybody came is in no share of the clock. */
function answersOf(requests: readonly ConsultationRequest[], house: ConsultationHouse): AnswerCount {
  const count = (state: RequestState) =>
    requests.filter((each) => each.state === state && each.firstContact === undefined).length;
  const ended: readonly RequestState[] = ['redirected', 'declined', 'withdrawn'];
  const timed = requests.filter((each) => each.firstContact !== undefined || !ended.includes(each.state));
  const at = { now: house.now(), timeZone: house.timeZone };
  return {
    asked: requests.length,
    ...countResponses(timed.map((each) => readClock(each, at))),
    redirected: count('redirected'),
    declined: count('declined'),
    withdrawn: count('withdrawn'),
  };
}

type Pairs = Parameters<ConsultationHouse['readSearch']>[1];

/** Most pages of one count: 20,000 Tasks. */
const MOST_PAGES = 100;

async function everything(
  { session, readSearch }: ConsultationHouse,
  caller: Caller,
  { from, until }: CountPeriod,
  pairs: Pairs,
) {
  const query = readSearch(
    ['Task'],
    [...pairs, ['authored-on', `ge${from}`], ['authored-on', `lt${until}`], ['_count', String(MOST)]],
  );
  return await pages(session(caller), query);
}

async function pages(reader: RecordSession, query: SearchQuery) {
  const matches: StoredVersion[] = [];
  const includes: StoredVersion[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const found = await reader.search(cursor === undefined ? query : { ...query, cursor });
    matches.push(...found.matches);
    includes.push(...found.includes);
    cursor = found.next;
    if (cursor === undefined) return { matches, includes };
  }
  throw new Problem('too-costly', 'There is more in this period than one count takes; ask a shorter one.');
}
