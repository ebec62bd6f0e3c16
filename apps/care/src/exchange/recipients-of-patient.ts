import type {
  ChannelView,
  HandOver,
  OrganizationReference,
  OthersFound,
  RecipientView,
} from '@caecilia/exchange';
import type { FhirResource } from '@caecilia/fhir';
import { type Caller, Problem, resourceOf } from '@caecilia/kernel';
import { onDuty } from '../access/duty-scope.ts';
import { DIRECTORY } from '../access/policy-types.ts';
import { channelsFor } from './channels.ts';
import type { HandOverParts } from './hand-overs.ts';
import { actorsOf, type Sharing, sharingOf } from './sharing-state.ts';
import { SAYING_TYPES, type Treating, telecomOf, treatingOf } from './treating.ts';

/** What choosing a recipient stands on. */
export interface RecipientHouse extends HandOverParts {
  readonly hasAccount: (organization: OrganizationReference) => Promise<boolean>;
  readonly hasSystem: (organization: OrganizationReference) => boolean;
  readonly hasMail: boolean;
}

/** Letters with which an organisation is looked for, and how many are shown. */
const LEAST_LETTERS = 2;
const MOST_FOUND = 12;

/** Who treats the patient, whoever asks: the caller was judged before. Not the organisation that the caller acts for. */
export async function treating(
  { session, readSearch, now }: HandOverParts,
  caller: Caller,
  patientId: string,
): Promise<readonly Treating[]> {
  const reader = session(
    onDuty(caller, {
      ground: 'handOverKeeping',
      patient: patientId,
      rules: [{ types: ['Patient', ...SAYING_TYPES, ...DIRECTORY], may: ['read', 'search-type'] }],
    }),
  );
  const all = await treatingOf({ reader, readSearch, now: now() }, patientId);
  return all.filter(({ reference }) => reference !== caller.organization);
}

/** Everybody who treats the patient elsewhere, each with the channels by which they can be reached now. */
export async function recipientsOf(
  house: RecipientHouse,
  caller: Caller,
  patientId: string,
): Promise<readonly RecipientView[]> {
  const all = await treating(house, caller, patientId);
  const [organizations, sharing] = await Promise.all([
    organizationsOf(
      house,
      caller,
      all.map(({ reference }) => reference),
    ),
    sharingOf(house, `Patient/${patientId}`),
  ]);
  return await Promise.all(
    all.flatMap((each) => {
      const organization = organizations.get(each.reference);
      return organization === undefined ? [] : [viewOf(house, { organization, sharing, treating: each })];
    }),
  );
}

/** Organisations of the directory with these letters in their name that do not treat the patient. */
export async function othersFor(
  house: RecipientHouse,
  caller: Caller,
  { patientId, name }: { readonly patientId: string; readonly name: string },
): Promise<OthersFound> {
  const words = name.trim();
  if ([...words].length < LEAST_LETTERS)
    throw new Problem('value', 'Type at least two letters of the name.', { expression: 'name' });
  const query = house.readSearch(
    ['Organization'],
    [
      ['name:contains', words.slice(0, 100).replace(/[\\$,|]/g, '\\$&')],
      ['_count', '40'],
    ],
  );
  const [page, all, sharing] = await Promise.all([
    house.session(caller).search(query),
    treating(house, caller, patientId),
    sharingOf(house, `Patient/${patientId}`),
  ]);
  const isTreating = new Set<string>(all.map(({ reference }) => reference));
  const found = page.matches
    .map((each) => resourceOf(each))
    .filter(({ id, active }) => {
      const reference = `Organization/${String(id)}`;
      return active !== false && reference !== caller.organization && !isTreating.has(reference);
    });
  return {
    recipients: await Promise.all(
      found.slice(0, MOST_FOUND).map((organization) => viewOf(house, { organization, sharing })),
    ),
    more: found.length > MOST_FOUND || page.next !== undefined,
  };
}

async function organizationsOf(
  { session }: RecipientHouse,
  caller: Caller,
  references: readonly string[],
): Promise<ReadonlyMap<string, FhirResource>> {
  const ids = references.map((reference) => reference.slice('Organization/'.length));
  const found = await session(caller).readMany(ids.map((id) => ({ type: 'Organization', id })));
  return new Map(
    found
      .filter(({ deleted }) => !deleted)
      .map((each) => [`Organization/${each.id}`, resourceOf(each)] as const)
      .filter(([, { active }]) => active !== false),
  );
}

async function viewOf(
  house: RecipientHouse,
  parts: { readonly organization: FhirResource; readonly sharing: Sharing; readonly treating?: Treating },
): Promise<RecipientView> {
  const { organization, sharing, treating: relation } = parts;
  const reference: OrganizationReference = `Organization/${String(organization.id)}`;
  const { objected, permitted } = sharing.with(actorsOf(reference, organization));
  const ground = groundOf({ objected, permitted, treats: relation !== undefined });
  const [phone, email] = [telecomOf(organization, 'phone'), telecomOf(organization, 'email')];
  const channels = channelsFor({
    hasAccount: await house.hasAccount(reference),
    hasSystem: house.hasSystem(reference),
    hasMail: house.hasMail,
  });
  return {
    reference,
    name: typeof organization.name === 'string' ? organization.name : reference,
    as: relation?.as ?? [],
    people: relation?.people ?? [],
    ...(phone === undefined ? {} : { phone }),
    ...(email === undefined ? {} : { email }),
    ...(ground === undefined ? {} : { ground }),
    channels:
      ground === undefined
        ? channels.map(
            ({ channel }): ChannelView => ({ channel, whyNot: objected ? 'objected' : 'not-in-team' }),
          )
        : channels,
  };
}

/** Who treats the patient gets it without a permission; everybody else by one; nobody against the patient's word. */
export function groundOf(facts: {
  readonly objected: boolean;
  readonly permitted: boolean;
  readonly treats: boolean;
}): HandOver['ground'] | undefined {
  if (facts.objected) return undefined;
  if (facts.treats) return 'treatment';
  return facts.permitted ? 'permission' : undefined;
}
