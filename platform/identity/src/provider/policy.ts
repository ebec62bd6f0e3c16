import { interactionPolicy } from 'oidc-provider';
import type { IdentityHouse } from './house.ts';
import { liveSession } from './visits.ts';

const { Check, base } = interactionPolicy;

/** When somebody must sign in, and when they must be asked whether an app may. */
export function interactionPolicyOf(house: IdentityHouse): interactionPolicy.DefaultPolicy {
  const policy = base();
  policy
    .get('login')
    ?.checks.add(
      new Check('sign_in_ended', 'the sign-in has ended', 'login_required', async (ctx) =>
        (await liveSession(house, ctx)) === undefined ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT,
      ),
    );
  policy.get('consent')?.checks.add(
    new Check('not_agreed', 'the app was not agreed to', 'consent_required', async (ctx) => {
      const client = await house.clients.find(ctx.oidc.client?.clientId ?? '');
      return client?.ours === true || ctx.oidc.result?.consent !== undefined
        ? Check.NO_NEED_TO_PROMPT
        : Check.REQUEST_PROMPT;
    }),
  );
  return policy;
}
