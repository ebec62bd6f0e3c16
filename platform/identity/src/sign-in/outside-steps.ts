import { Problem } from '@caecilia/kernel';
import type { FastifyInstance } from 'fastify';
import { newSecret } from '../factors/sealing.ts';
import type { Kit, Outcome, OutsideAnswer, Step } from './kit.ts';
import { beginning, type PassageState } from './passage.ts';
import { acrOf, belongsAt, logFailure, refuse } from './proofs.ts';
import { inLanguage } from './view.ts';
import { field, queryValue, type Visit, visitOf } from './visit.ts';

/** One address for each party, so that an answer of one cannot pass for an answer of another. */
const callbackOf = (id: string) => `/sign-in/outside/${id}`;

/** To the identity provider of an institution. */
export async function beginFederation(step: Step): Promise<Outcome> {
  const { kit, visit, passage } = step;
  const federation = kit.federations.find(({ id }) => id === field(visit.request, 'way'));
  if (federation === undefined || passage.as !== 'staff')
    return await refuse(step, { account: undefined, why: 'federation', words: 'signIn.federatedWrong' });
  const { url, state, nonce, verifier } = await federation.begin(kit.origin() + callbackOf(federation.id));
  const sealedVerifier = kit.sealing.seal('verifier', verifier);
  return {
    kind: 'leave',
    url,
    passage: { ...beginning('staff'), federation: { id: federation.id, state, nonce, sealedVerifier } },
  };
}

/** To a means of the nation, for patients and carers. */
export async function beginNationalMeans(step: Step): Promise<Outcome> {
  const { kit, visit, passage } = step;
  const means = kit.nationalMeans.find(({ id }) => id === field(visit.request, 'way'));
  if (means === undefined || passage.as !== 'patient')
    return await refuse(step, { account: undefined, why: 'national means', words: 'signIn.federatedWrong' });
  const state = newSecret();
  return {
    kind: 'leave',
    url: await means.begin(kit.origin() + callbackOf(means.id), state),
    passage: {
      ...beginning('patient'),
      federation: { id: means.id, state, nonce: '', sealedVerifier: kit.sealing.seal('verifier', '') },
    },
  };
}

/** Where identity providers and national means send the browser back to. */
export function registerOutside(app: FastifyInstance, kit: Kit): void {
  app.get(callbackOf(':id'), async (request, reply) => {
    const visit = visitOf(request, reply, { origin: kit.origin, demo: kit.demo });
    const under = await kit.passages.ofFederation(visit.browser, queryValue(request, 'state') ?? '');
    const { id } = request.params as { id: string };
    if (under?.passage.federation?.id !== id)
      throw new Problem('expired', 'This sign-in was not begun in this browser, or it has expired.');
    const key = { browser: visit.browser, uid: under.uid };
    const { federation: remembered, ...passage } = under.passage;
    // What it was asked may be answered once.
    await kit.passages.save(key, passage);
    const answer = await answerOf(kit, new URL(request.url, kit.origin()), remembered);
    await kit.passages.save(key, await passageAfter({ kit, visit }, passage, answer));
    return reply.redirect(inLanguage(visit.view, `/sign-in/${encodeURIComponent(under.uid)}`), 303);
  });
}

async function answerOf(
  kit: Kit,
  url: URL,
  remembered: NonNullable<PassageState['federation']>,
): Promise<OutsideAnswer> {
  const { id, state, nonce, sealedVerifier } = remembered;
  const federation = kit.federations.find((each) => each.id === id);
  if (federation) {
    const verifier = kit.sealing.open('verifier', sealedVerifier);
    return await federation.finish(url, { state, nonce, verifier });
  }
  const means = kit.nationalMeans.find((each) => each.id === id);
  return means ? await means.finish(url, state) : { kind: 'refused', why: 'not configured' };
}

async function passageAfter(
  at: { readonly kit: Kit; readonly visit: Visit },
  passage: PassageState,
  answer: OutsideAnswer,
): Promise<PassageState> {
  if (answer.kind === 'refused') {
    await logFailure(at, undefined, answer.why);
    return { ...beginning(passage.as), fault: 'signIn.federatedWrong' };
  }
  const { account, amr } = answer;
  if (!belongsAt(account, passage.as)) {
    await logFailure(at, account, 'account not usable here');
    return { ...beginning(passage.as), fault: 'signIn.federatedWrong' };
  }
  return {
    ...beginning(passage.as),
    stage: 'proved',
    accountId: account.accountId,
    amr: [...amr],
    acr: acrOf(account),
  };
}
