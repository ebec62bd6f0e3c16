import { CallFailed, type CallFailure, type ImportRead } from '@caecilia/exchange';
import { type Caller, type Endpoint, type EndpointPost, Problem } from '@caecilia/kernel';
import { isTeamRole } from '@caecilia/team';
import { bodyIn, textAt, wordsAt } from '../mdt/body.ts';
import { fetchOffered } from './fetch-offered.ts';
import { begunWith, type ImportDesk } from './import/import-endpoints.ts';
import type { Offer, Offers } from './offers.ts';
import type { OutboundLimits } from './outbound.ts';
import type { Partners } from './partners.ts';

/** What looking at offers of other systems stands on. */
export interface OfferHouse extends ImportDesk {
  readonly offers: Offers;
  readonly partners: Partners;
  readonly limits: OutboundLimits;
}

/** What is said where a plan could not be fetched, and what helps. */
const FAILED: Readonly<Record<CallFailure, string>> = {
  unreachable: 'The other system cannot be reached. Try again later, or call them.',
  slow: 'The other system did not answer in time. Try again later, or call them.',
  broken: 'The other system has a failure of its own. Try again later, or call them.',
  certificate: 'The other system could not prove who it is. Call the service desk.',
  refused: 'The other system does not give this plan any more. Call who sent it.',
  'unknown-to-them': 'The other system does not have this plan any more. Call who sent it.',
  redirected: 'The other system leads to another address, which is not followed. Call the service desk.',
  'not-fhir': 'The other system answered with something else than a plan. Call the service desk.',
  'too-large': 'The other system answers with more than a plan can be. Call who sent it.',
  'not-listed': 'The other system is at an address that may not be called. Call the service desk.',
  'no-endpoint': 'This house does not exchange plans with that system. Call the service desk.',
  'wrong-patient':
    'The other system answered with data of somebody else. Nothing was taken over. Call who sent it.',
};

/** What other systems offer, and fetching it to compare. */
export function offerEndpoints(house: OfferHouse): readonly Endpoint[] {
  return [
    {
      path: '/offers',
      read: async (_session, { caller }) => {
        requireTeam(caller);
        return { offers: (await house.offers.open()).map(shown) };
      },
    },
    { path: '/imports/offered', write: async (_session, post) => await fetched(house, post) },
  ];
}

/** From whom and since when, and nothing of whom it is about. */
const shown = ({ id, notification: { from, sentAt, until } }: Offer) => ({
  id,
  from: from.name,
  sentAt,
  until,
});

function requireTeam({ role }: Caller): void {
  if (!isTeamRole(role))
    throw new Problem('forbidden', 'What other systems offer is looked at by the consultation team.');
}

/** Fetches an offer as if it were a file that somebody chose: it is kept for them, to compare. */
async function fetched(house: OfferHouse, post: EndpointPost): Promise<ImportRead> {
  requireTeam(post.caller);
  const fields = bodyIn(post.body);
  const [id, patient] = [textAt(fields, 'offer'), wordsAt(fields, 'patient')];
  const offer = (await house.offers.open()).find((each) => each.id === id);
  if (offer === undefined)
    throw new Problem('not-found', 'This offer is over, or another one took its place.');
  const bundle = await bundleOf(house, offer);
  return await begunWith(house, post, {
    from: { kind: 'offer', name: offer.notification.from.name ?? '' },
    ...(patient === undefined ? {} : { patient }),
    read: () => ({ text: JSON.stringify(bundle), format: 'json' }),
  });
}

async function bundleOf({ partners, limits, now }: OfferHouse, { organization, notification }: Offer) {
  const partner = partners.all.find((each) => each.organization === organization);
  try {
    // Fetched where the operator wrote it down; an address in the notification decides nothing.
    if (partner?.fhirBase !== notification.fhirBase) throw new CallFailed('no-endpoint');
    return await fetchOffered({ partner, limits, now }, notification);
  } catch (error) {
    if (error instanceof CallFailed)
      throw new Problem('business-rule', FAILED[error.failure], { cause: error });
    throw error;
  }
}
