import type { Store } from '@caecilia/store';
import type { HouseAddress } from '../address.ts';
import { standardsOf } from '../care-plan.ts';
import type { Settings } from '../configuration.ts';
import type { DeskArea } from '../desk/area.ts';
import type { Language } from '../language.ts';
import type { PackInUse } from '../packs.ts';
import type { ReadSearch } from '../read-search.ts';
import type { UpkeepLog } from '../team/task-upkeep.ts';
import { TIME_ZONE } from '../time-zone.ts';
import { handOverEndpoints } from './hand-over-endpoints.ts';
import { keepHandOvers } from './hand-over-upkeep.ts';
import { handOversOf } from './hand-overs.ts';
import { importEndpoints } from './import/import-endpoints.ts';
import { OUTBOUND_LIMITS } from './outbound.ts';
import { readPartners } from './partners.ts';
import { type PushParts, push } from './push.ts';
import { pullCallers, type RecipientParts } from './recipients.ts';
import { sharingEndpoints } from './sharing-endpoints.ts';

/** What the exchange stands on. */
export interface ExchangeParts {
  readonly settings: Settings;
  readonly store: Store;
  readonly language: Language;
  readonly packs: readonly PackInUse[];
  readonly readSearch: ReadSearch;
  readonly now: () => Date;
  readonly address: HouseAddress;
}

/** Sending and receiving plans, in the app of the daily work. No menu leads there yet. */
export function exchangeArea(parts: ExchangeParts): DeskArea {
  const { store, language, packs } = parts;
  const house = { ...receivingFrom(parts), standards: standardsOf(packs), timeZone: TIME_ZONE };
  return {
    endpoints: [
      ...handOverEndpoints({ ...house, pushing: pushingFrom(parts) }),
      ...importEndpoints({ ...house, language, log: store.log }),
      ...sharingEndpoints({ ...house, log: store.log }),
    ],
  };
}

type ReceivingParts = Pick<ExchangeParts, 'store' | 'language' | 'readSearch' | 'now'>;

function receivingFrom({ store, language, readSearch, now }: ReceivingParts): RecipientParts {
  const house = { session: store.session.bind(store), readSearch, now };
  return { ...house, handOvers: handOversOf(house), queries: language.definitions.namedQueries };
}

/** What a system may see that holds a token for one hand-over. */
export function pullingFrom(parts: ReceivingParts): ReturnType<typeof pullCallers> {
  return pullCallers(receivingFrom(parts));
}

/** What sends to other systems; undefined where the operator named none. */
function pushingFrom(parts: ExchangeParts): PushParts | undefined {
  const { settings, address } = parts;
  const path = settings.CAECILIA_EXCHANGE_PARTNERS;
  if (path === undefined) return undefined;
  return {
    ...receivingFrom(parts),
    partners: readPartners(path),
    limits: { ...OUTBOUND_LIMITS, mode: settings.CAECILIA_MODE },
    fhirBase: `${address.origin}/fhir`,
  };
}

/** Looks after what was sent, for as long as the house is open. */
export function keepExchange(parts: ExchangeParts & { readonly log: UpkeepLog }) {
  const pushing = pushingFrom(parts);
  return keepHandOvers({ ...parts, again: pushing && ((handOver) => push(pushing, handOver)) });
}
