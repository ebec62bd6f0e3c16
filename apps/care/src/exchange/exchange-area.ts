import type { HandOver } from '@caecilia/exchange';
import type { SignIn } from '@caecilia/identity';
import type { PlaceLink } from '@caecilia/kernel';
import type { Store } from '@caecilia/store';
import { isTeamRole } from '@caecilia/team';
import type { FastifyInstance } from 'fastify';
import type { HouseAddress } from '../address.ts';
import { standardsOf } from '../care-plan.ts';
import type { Settings } from '../configuration.ts';
import type { DeskArea } from '../desk/area.ts';
import type { Language } from '../language.ts';
import type { PackInUse } from '../packs.ts';
import type { ReadSearch } from '../read-search.ts';
import { TIME_ZONE } from '../time-zone.ts';
import { accountsAt } from './channels.ts';
import { keepHandOvers } from './hand-over-upkeep.ts';
import { handOversOf } from './hand-overs.ts';
import { importEndpoints } from './import/import-endpoints.ts';
import { inboxEndpoints, receivingFor } from './inbox-endpoints.ts';
import { NOTIFICATION_BASE, type NotificationDoor, registerNotifications } from './notification-route.ts';
import { offerEndpoints } from './offer-endpoints.ts';
import { OFFER_SCHEMA, Offers } from './offers.ts';
import { OUTBOUND_LIMITS } from './outbound.ts';
import { readPartners } from './partners.ts';
import { type PushParts, push } from './push.ts';
import { pullCallers, type RecipientParts } from './recipients.ts';
import { sendingEndpoints } from './sending-endpoints.ts';
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

/** What the doors of the exchange stand on beside that. */
export interface ExchangeDoors extends ExchangeParts {
  readonly keyFor: (purpose: string) => Uint8Array;
  readonly atFhir: NotificationDoor['atFhir'];
  readonly tellRefusal: NotificationDoor['tellRefusal'];
  readonly signIn: Pick<SignIn, 'administration' | 'keyFor'>;
}

/**
 * Sending and receiving plans: the addresses for the app of the daily work with its places, what looks after hand-overs
 * while the house is open, and where other systems are named, the door for their notifications.
 */
export async function openExchange(app: FastifyInstance, parts: ExchangeDoors): Promise<DeskArea> {
  const { store, language, packs, now } = parts;
  const pushing = pushingFrom(parts);
  const again = pushing && ((handOver: HandOver) => push(pushing, handOver));
  const upkeep = keepHandOvers({ ...parts, log: app.log, again });
  app.addHook('onClose', () => upkeep.stop());
  const house = { ...receivingFrom(parts), standards: standardsOf(packs), timeZone: TIME_ZONE };
  const importing = { ...house, language, log: store.log };
  const isPartner = (reference: string) =>
    pushing?.partners.all.some(({ organization }) => organization === reference) === true;
  const sending = {
    ...importing,
    pushing,
    recordLanguage: 'nl',
    hasAccount: accountsAt(parts.signIn.administration, now),
    hasSystem: isPartner,
    hasMail: false,
  };
  const endpoints = [
    ...sendingEndpoints(sending),
    ...inboxEndpoints(sending),
    ...importEndpoints(importing),
    ...sharingEndpoints(importing),
  ];
  const menu = { places: placesFor, sections: sectionsFor };
  if (pushing === undefined) return { endpoints, ...menu };
  await store.sql.prepareSchema('exchange', OFFER_SCHEMA);
  const { partners, limits } = pushing;
  const offers = new Offers(store.sql, parts.keyFor('offers'), now);
  registerNotifications(app, { ...parts, offers, handOvers: house.handOvers, log: store.log, isPartner });
  return {
    endpoints: [...endpoints, ...offerEndpoints({ ...importing, offers, partners, limits })],
    ...menu,
  };
}

const INBOX: PlaceLink = { href: '/desk/inbox', label: { nl: 'Postvak', en: 'Inbox' } };
const SENDING: PlaceLink = { href: 'sending', label: { nl: 'Versturen', en: 'Send' } };

/** Who receives messages for an organisation has an inbox; for the team it is no work of every hour. */
const placesFor: NonNullable<DeskArea['places']> = (caller) => {
  if (receivingFor(caller) === undefined) return [];
  return [isTeamRole(caller.role) ? { ...INBOX, group: 'team' } : INBOX];
};

const sectionsFor: NonNullable<DeskArea['sections']> = ({ role }) => (isTeamRole(role) ? [SENDING] : []);

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
    receiptBase: `${address.origin}${NOTIFICATION_BASE}`,
  };
}
