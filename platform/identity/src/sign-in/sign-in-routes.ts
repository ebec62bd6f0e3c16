import { Problem } from '@caecilia/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AuthorizationAnswer } from '../contract.ts';
import { consentStep, patientStep, patientsStep, showConsent } from './consent-steps.ts';
import {
  enrolPasskeyStep,
  enrolTotpStep,
  invitationStep,
  keptStep,
  newPasswordStep,
  showInvitation,
} from './enrol-steps.ts';
import { demoStep, factorStep, passkeyStep, passwordStep, recoveryStep, roleStep } from './identify-steps.ts';
import { baseOf, type Kit, type Outcome, type Step } from './kit.ts';
import { beginFederation, beginNationalMeans } from './outside-steps.ts';
import { beginning, type PassageState } from './passage.ts';
import { proved } from './proofs.ts';
import { send } from './send.ts';
import { accountOf, showStage } from './stages.ts';
import { inLanguage } from './view.ts';
import { queryValue, refuseForged, setSessionCookie, visitOf } from './visit.ts';

/** What the forms of a sign-in do, by the last part of their address. */
const LOGIN_STEPS: Readonly<Record<string, (step: Step) => Promise<Outcome>>> = {
  password: passwordStep,
  passkey: passkeyStep,
  factor: factorStep,
  recovery: recoveryStep,
  demo: demoStep,
  invitation: invitationStep,
  'new-password': newPasswordStep,
  'enrol-totp': enrolTotpStep,
  'enrol-passkey': enrolPasskeyStep,
  kept: keptStep,
  role: roleStep,
  federation: beginFederation,
  national: beginNationalMeans,
  again: ({ passage }) => Promise.resolve({ kind: 'next', passage: beginning(passage.as) }),
};

const CONSENT_STEPS: Readonly<Record<string, (step: Step) => Promise<Outcome>>> = {
  patients: patientsStep,
  patient: patientStep,
  consent: consentStep,
};

/** The pages under `/sign-in/:uid`: what is shown depends on how far the sign-in is, never on the address alone. */
export function registerSignIn(app: FastifyInstance, kit: Kit): void {
  app.get('/sign-in/:uid', async (request, reply) => {
    const step = await stepOf(kit, request, reply);
    const asked = queryValue(request, 'as');
    const chosen = step.passage.stage === 'identify' && asked !== undefined;
    const elsewhere = chosen && asked !== step.passage.as;
    const passage = elsewhere ? beginning(asked === 'patient' ? 'patient' : 'staff') : step.passage;
    // The forms of the page do not say which entrance it was.
    if (chosen) await kit.passages.save(step.key, passage);
    return await respond(await shown({ ...step, passage }), step);
  });
  app.get('/sign-in/:uid/invitation', async (request, reply) => {
    const step = await stepOf(kit, request, reply);
    const as = queryValue(request, 'as') === 'patient' ? 'patient' : 'staff';
    return await respond(showInvitation({ ...step, passage: beginning(as) }), step);
  });
  app.get('/sign-in/:uid/continue', async (request, reply) => {
    const step = await stepOf(kit, request, reply);
    const answer = await answerKept(step);
    if (answer === undefined) return await respond(await shown(step), step);
    await kit.passages.forget(step.key);
    await kit.authorizations.answer(request, reply, answer);
    return reply;
  });
  // The address of a form that was answered with a page: reloading it shows where the sign-in is.
  app.get('/sign-in/:uid/:step', async (request, reply) => {
    const step = await stepOf(kit, request, reply);
    return reply.redirect(inLanguage(step.visit.view, baseOf(step)), 303);
  });
  app.post('/sign-in/:uid/:step', async (request, reply) => {
    const step = await stepOf(kit, request, reply);
    refuseForged(step.visit, kit.origin());
    const steps = step.pending.prompt === 'login' ? LOGIN_STEPS : CONSENT_STEPS;
    const { step: name } = request.params as { step: string };
    const work = Object.hasOwn(steps, name) ? steps[name] : undefined;
    if (work === undefined) throw new Problem('not-found', 'There is no such step.');
    return await respond(await work(step), step);
  });
}

async function shown(step: Step): Promise<Outcome> {
  if (step.passage.stage === 'proved') {
    const { amr, acr = '' } = step.passage;
    return await proved(step, await accountOf(step), { amr, acr });
  }
  if (step.passage.stage === 'done' || step.pending.prompt === 'login') return await showStage(step);
  return await showConsent(step);
}

async function stepOf(kit: Kit, request: FastifyRequest, reply: FastifyReply): Promise<Step> {
  const pending = await kit.authorizations.pending(request, reply);
  const visit = visitOf(request, reply, { origin: kit.origin, demo: kit.demo, locales: pending.uiLocales });
  const key = { browser: visit.browser, uid: pending.uid };
  const as = queryValue(request, 'as') === 'patient' ? 'patient' : 'staff';
  return { kit, visit, pending, key, passage: await kit.passages.load(key, as) };
}

/** Turns an outcome into an answer of HTTP. */
export async function respond(outcome: Outcome, step: Step): Promise<FastifyReply> {
  const { kit, visit, key } = step;
  const { reply, request } = visit;
  switch (outcome.kind) {
    case 'page':
      if (outcome.retryAfterS !== undefined) reply.header('retry-after', outcome.retryAfterS);
      return send(reply, outcome.html, outcome.status);
    case 'next':
      await kit.passages.save(key, outcome.passage);
      return reply.redirect(inLanguage(visit.view, baseOf(step)), 303);
    case 'leave':
      await kit.passages.save(key, outcome.passage);
      return reply.redirect(outcome.url, 303);
    case 'answer': {
      if (outcome.cookie !== undefined) setSessionCookie(reply, kit.origin(), outcome.cookie);
      if (step.pending.client.ours && !step.pending.client.elsewhere) {
        await kit.passages.forget(key);
        await kit.authorizations.answer(request, reply, outcome.answer);
        return reply;
      }
      // A form may only lead to our own pages, and browsers hold redirects after it to that: a page comes between.
      await kit.passages.save(key, {
        ...beginning(step.passage.as),
        stage: 'done',
        answer: kept(outcome.answer),
      });
      return reply.redirect(inLanguage(visit.view, baseOf(step)), 303);
    }
  }
}

function kept(answer: AuthorizationAnswer): PassageState['answer'] {
  switch (answer.kind) {
    case 'signed-in':
      return { kind: 'signed-in', sessionId: answer.session.sessionId };
    case 'agreed':
      return { ...answer, scopes: [...answer.scopes] };
    case 'declined':
      return answer;
  }
}

async function answerKept({ kit, passage }: Step): Promise<AuthorizationAnswer | undefined> {
  const { answer } = passage;
  if (passage.stage !== 'done' || answer === undefined) return undefined;
  if (answer.kind === 'declined') return answer;
  if (answer.kind === 'agreed') {
    const { scopes, launchPatient } = answer;
    return { kind: 'agreed', scopes, ...(launchPatient === undefined ? {} : { launchPatient }) };
  }
  const session = await kit.sessions.find(answer.sessionId);
  if (session === undefined) throw new Problem('expired', 'The session ended before the app was reached.');
  return { kind: 'signed-in', session };
}
