import type { HandOver } from '@caecilia/exchange';
import type { SignIn } from '@caecilia/identity';
import type { Caller, PlaceLink } from '@caecilia/kernel';
import { attachableLetters, letterPdfIn, lettersOverRecord } from '@caecilia/letter';
import { openMailer } from '@caecilia/mail';
import type { Store } from '@caecilia/store';
import { isTeamRole } from '@caecilia/team';
import type { FastifyInstance } from 'fastify';
import type { HouseAddress } from '../address.ts';
import { standardsOf } from '../care-plan.ts';
import type { Settings } from '../configuration.ts';
import { mayRecordIn, RECORDING } from '../conversation/may-record.ts';
import type { DeskArea, WholeDeskHouse } from '../desk/area.ts';
import type { HouseIdentity } from '../identity/house-identity.ts';
import type { Language } from '../language.ts';
import { letterDesk } from '../letter/desk-area.ts';
import type { PackInUse } from '../packs.ts';
import { paperMarks } from '../paper-check.ts';
import type { ReadSearch } from '../read-search.ts';
import { TIME_ZONE } from '../time-zone.ts';
import { accountsAt } from './channels.ts';
import type { LettersAlong } from './hand-over-house.ts';
import { keepHandOvers } from './hand-over-upkeep.ts';
import { handOversOf } from './hand-overs.ts';
import { BEGUN_SCHEMA, BegunImports } from './import/begun-imports.ts';
import { type ImportDesk, importEndpoints } from './import/import-endpoints.ts';
import { takingOf } from './import/taking-duty.ts';
import { inboxEndpoints, receivingFor } from './inbox-endpoints.ts';
import { type LinkParts, sendLink } from './link.ts';
import { linkCookies } from './link-cookies.ts';
import { registerLinks } from './link-page.ts';
import { NOTIFICATION_BASE, type NotificationDoor, registerNotifications } from './notification-route.ts';
import { offerEndpoints } from './offer-endpoints.ts';
import { OFFER_SCHEMA, Offers } from './offers.ts';
import { OUTBOUND_LIMITS } from './outbound.ts';
import { type PaperParts, registerHandOverPaper } from './paper-page.ts';
import { readPartners } from './partners.ts';
import { type PushParts, push } from './push.ts';
import { pullCallers, type RecipientParts } from './recipients.ts';
import { sendingEndpoints } from './sending-endpoints.ts';
import { sharingEndpoints } from './sharing-endpoints.ts';

export { RECEIVED } from './link.ts';

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
export interface ExchangeDoors extends ExchangeParts, WholeDeskHouse {
  readonly keyFor: (purpose: string) => Uint8Array;
  readonly atFhir: NotificationDoor['atFhir'];
  readonly tellRefusal: NotificationDoor['tellRefusal'];
  readonly signIn: Pick<SignIn, 'administration' | 'keyFor'>;
  readonly atPage: PaperParts['atPage'];
  readonly web: Pick<HouseIdentity['web'], 'askToSignIn'>;
}

/**
 * Sending and receiving plans: the addresses for the app of the daily work with its places, what looks after hand-overs
 * while the house is open, and where other systems are named, the door for their notifications.
 */
export async function openExchange(app: FastifyInstance, parts: ExchangeDoors): Promise<DeskArea> {
  const { store, language, packs, now } = parts;
  const pushing = pushingFrom(parts);
  const house = { ...receivingFrom(parts), standards: standardsOf(packs), timeZone: TIME_ZONE };
  const linkKey = parts.signIn.keyFor('hand-over-link');
  const linking = linkingFrom(parts, linkKey);
  const again = async (handOver: HandOver) => {
    if (handOver.channel === 'link') await sendLink(linking, house, handOver);
    else if (pushing !== undefined) await push(pushing, handOver);
  };
  const upkeep = keepHandOvers({ ...parts, log: app.log, again });
  app.addHook('onClose', () => upkeep.stop());
  await store.sql.prepareSchema('import', BEGUN_SCHEMA);
  const letters = lettersAlong(parts);
  const importing = {
    ...house,
    language,
    log: store.log,
    begun: new BegunImports(store.sql, parts.keyFor('imports'), now),
    mayTake: mayRecordIn(store),
    taking: (caller: Caller, patient: string) => takingOf(store, caller, patient),
  } satisfies ImportDesk;
  registerPlanPages(app, { ...parts, ...house, letters }, linkKey);
  const isPartner = (reference: string) =>
    pushing?.partners.all.some(({ organization }) => organization === reference) === true;
  const sending = {
    ...importing,
    pushing,
    linking,
    linkKey,
    letters,
    recordLanguage: RECORD_LANGUAGE,
    hasAccount: accountsAt(parts.signIn.administration, now),
    hasSystem: isPartner,
    hasMail: linking !== undefined,
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
const FROM_ELSEWHERE = { nl: 'Plan van elders', en: 'Plan from elsewhere' };

/**
 * Who receives messages for an organisation has an inbox, and who records agreements takes plans over; for the team it is
 * no work of every hour. Who has a bar of their own finds the door at the inbox, and on the page of each patient.
 */
const placesFor: NonNullable<DeskArea['places']> = (caller) => {
  const inbox = receivingFor(caller) === undefined ? [] : [INBOX];
  if (!isTeamRole(caller.role)) return inbox;
  const taking = RECORDING.has(caller.role) ? [{ href: '/desk/import', label: FROM_ELSEWHERE }] : [];
  return [...inbox, ...taking].map((each) => ({ ...each, group: 'team' }));
};

const sectionsFor: NonNullable<DeskArea['sections']> = ({ role }) => [
  ...(isTeamRole(role) ? [SENDING] : []),
  ...(RECORDING.has(role) ? [{ href: 'import', label: FROM_ELSEWHERE }] : []),
];

/** The pages on which a plan is read that was handed over: on paper, and behind a link. */
function registerPlanPages(
  app: FastifyInstance,
  parts: ExchangeDoors &
    RecipientParts &
    Pick<PaperParts, 'standards' | 'timeZone'> & { readonly letters: LettersAlong },
  linkKey: Uint8Array,
): void {
  const { address, settings, store, signIn, web } = parts;
  const drawing = {
    ...parts,
    recordLanguage: RECORD_LANGUAGE,
    notices: { demo: settings.demo, embedded: store.engine === 'pglite' },
    marks: paperMarks(signIn.keyFor('paper')),
    origin: address.origin,
  };
  registerHandOverPaper(app, {
    ...drawing,
    askToSignIn: (request, reply) => web.askToSignIn(request, reply),
  });
  registerLinks(app, {
    ...drawing,
    key: linkKey,
    cookies: linkCookies(address.origin.startsWith('https:'), signIn.keyFor('hand-over-link-cookie')),
    log: store.log,
  });
}

/** What sends links by e-mail; undefined where the operator set up no mail server. */
function linkingFrom({ settings, address }: ExchangeParts, key: Uint8Array): LinkParts | undefined {
  if (settings.mail === undefined) return undefined;
  return { mailer: openMailer(settings.mail), key, origin: address.origin, timeZone: TIME_ZONE };
}

/** Signed letters of the record, as they can go along. */
function lettersAlong(parts: WholeDeskHouse): LettersAlong {
  const letters = lettersOverRecord(letterDesk(parts));
  return {
    attachable: async (caller, patientId) =>
      (await attachableLetters(letters, caller, patientId)).map(({ reference, title }) => ({
        reference,
        title,
      })),
    pdf: letterPdfIn,
  };
}

/** Language of what is recorded where a resource does not say. */
const RECORD_LANGUAGE = 'nl';

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
