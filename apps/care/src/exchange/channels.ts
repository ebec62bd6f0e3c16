import type { ChannelView, OrganizationReference, WhyNot } from '@caecilia/exchange';
import type { SignIn } from '@caecilia/identity';

/** Who opens what is sent to their organisation: those who treat patients there. */
export const RECEIVING_ROLES: readonly string[] = [
  'gp',
  'out-of-hours-gp',
  'home-care-nurse',
  'hospice-nurse',
  'ward-nurse',
  'treating-physician',
  'transfer-nurse',
  'consult-nurse',
  'consult-physician',
];

/** By which channels an organisation can be reached. */
export interface ReachedBy {
  readonly hasAccount: boolean;
  readonly hasSystem: boolean;
  /** This house sends e-mail. */
  readonly hasMail: boolean;
}

/** Every channel, with why it is not offered where it is not. Paper reaches everybody. */
export function channelsFor({ hasAccount, hasSystem, hasMail }: ReachedBy): readonly ChannelView[] {
  const unless = (fits: boolean, whyNot: WhyNot) => (fits ? {} : { whyNot });
  return [
    { channel: 'inbox', ...unless(hasAccount, 'no-account') },
    { channel: 'fhir', ...unless(hasSystem, 'no-system') },
    { channel: 'link', ...unless(hasMail, 'no-mail') },
    { channel: 'print' },
  ];
}

const STALE_MS = 60_000;

/** The organisations at which somebody who treats patients has an account in use; a minute old at most. */
export function accountsAt(
  accounts: Pick<SignIn['administration'], 'list'>,
  now: () => Date,
): (organization: OrganizationReference) => Promise<boolean> {
  let known: { readonly at: number; readonly places: Promise<ReadonlySet<string>> } | undefined;
  const look = async () => {
    const all = await accounts.list();
    const places = all
      .filter(({ active, kind }) => active && kind === 'staff')
      .flatMap(({ roles }) => roles)
      .flatMap(({ role, organization }) =>
        organization !== undefined && RECEIVING_ROLES.includes(role) ? [organization] : [],
      );
    return new Set(places);
  };
  return async (organization) => {
    const at = now().getTime();
    if (known === undefined || at - known.at > STALE_MS) {
      const looking = look();
      known = { at, places: looking };
      // A failure is not kept: the next one looks again.
      looking.catch(() => {
        known = undefined;
      });
    }
    return (await known.places).has(organization);
  };
}
