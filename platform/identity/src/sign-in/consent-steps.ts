import { Problem } from '@caecilia/kernel';
import type { LiveSession } from '../contract.ts';
import { birthDateIn } from './birth-date.ts';
import { baseOf, type Outcome, type PickablePatient, type Step } from './kit.ts';
import { renderConsentPage, renderPatientPage } from './pages/consent-pages.ts';
import { agreedScopes, wishesIn } from './scope-words.ts';
import { field, fields } from './visit.ts';

/** The page of what an app asks: for which patient first, where it wants one. */
export async function showConsent(step: Step): Promise<Outcome> {
  const patient = await chosenPatient(step);
  if (needsPatient(step) && patient === undefined) return await showPatients(step, {});
  if (step.pending.client.ours) return agreed(step, step.pending.scopes, patient);
  const html = renderConsentPage(step.visit.view, {
    base: baseOf(step),
    client: step.pending.client.name,
    wishes: wishesIn(step.pending.scopes),
    patient,
  });
  return { kind: 'page', html, status: 200 };
}

function needsPatient({ pending }: Step): boolean {
  return pending.scopes.includes('launch/patient');
}

function sessionOf({ pending }: Step): LiveSession {
  if (pending.session === undefined) throw new Error('consent is asked of nobody');
  return pending.session;
}

/** The patient chosen before, if this session may still see them. */
async function chosenPatient(step: Step): Promise<PickablePatient | undefined> {
  const { kit, passage } = step;
  return passage.patient === undefined
    ? undefined
    : await kit.patientPicker?.get(sessionOf(step), passage.patient);
}

async function showPatients(step: Step, asked: { name?: string; born?: string }): Promise<Outcome> {
  const { kit, pending, visit } = step;
  if (kit.patientPicker === undefined)
    throw new Problem('not-supported', 'This server cannot open an app for one patient.');
  const session = sessionOf(step);
  const account = await kit.accounts.get(session.accountId);
  const born = birthDateIn(asked.born);
  const patients = await kit.patientPicker.find(session, {
    ...(asked.name === undefined ? {} : { name: asked.name }),
    ...(born === undefined ? {} : { born }),
  });
  const html = renderPatientPage(visit.view, {
    base: baseOf(step),
    client: pending.client.name,
    patients,
    search: account.kind === 'staff',
    asked,
  });
  return { kind: 'page', html, status: 200 };
}

/** Looks for patients by what was typed. */
export async function patientsStep(step: Step): Promise<Outcome> {
  const { request } = step.visit;
  const [name, born] = [field(request, 'name'), field(request, 'born')];
  return await showPatients(step, {
    ...(name === undefined ? {} : { name }),
    ...(born === undefined ? {} : { born }),
  });
}

/** One of them; a patient that this session may not see is as one that is not there. */
export async function patientStep(step: Step): Promise<Outcome> {
  const id = field(step.visit.request, 'patient') ?? '';
  const patient = await step.kit.patientPicker?.get(sessionOf(step), id);
  if (patient === undefined) return await showPatients(step, {});
  return { kind: 'next', passage: { ...step.passage, patient: patient.id } };
}

/** Yes or no, and to what. */
export async function consentStep(step: Step): Promise<Outcome> {
  const { pending, visit } = step;
  if (field(visit.request, 'answer') !== 'agree') return { kind: 'answer', answer: { kind: 'declined' } };
  const patient = await chosenPatient(step);
  if (needsPatient(step) && patient === undefined) return await showPatients(step, {});
  return agreed(step, agreedScopes(pending.scopes, fields(visit.request, 'scope')), patient);
}

function agreed(step: Step, scopes: readonly string[], patient: PickablePatient | undefined): Outcome {
  const chosen = needsPatient(step) && patient !== undefined ? { launchPatient: patient.id } : {};
  return { kind: 'answer', answer: { kind: 'agreed', scopes, ...chosen } };
}
