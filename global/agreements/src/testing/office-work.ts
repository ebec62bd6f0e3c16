import type { OfficeCaller } from '@caecilia/kernel';
import { SECURITY_QUESTIONS } from '../security-questions.ts';
import { type AgreementHouse, type Answered, callerOf, first, OWN, PARTNER } from './agreement-house.ts';

const WHOLE = {
  kind: 'framework',
  title: { nl: 'Samen leren', en: 'Learning together' },
  why: 'Nurses there ask for it.',
  parties: [
    { role: 'own', org: OWN },
    { role: 'partner', org: PARTNER },
  ],
  strands: ['education'],
  countries: ['ID'],
  contact: 'Sari Contoh',
  unit: 'Palliative care',
  effective: '2026-10-01',
  expires: '2029-09-30',
  termType: 'fixed',
} as const;

/** Answers to all questions, no unless said otherwise. */
export const answersWith = (other: Readonly<Record<string, 'yes' | 'unknown'>> = {}) => ({
  answers: SECURITY_QUESTIONS.map(({ code }) => ({ code, answer: other[code] ?? 'no' })),
});

const researcher = callerOf('researcher');
const officer = callerOf('officer');

/** A proposal, up to its outcome on knowledge security. */
function proposing(house: AgreementHouse) {
  const revOf = async (id: string): Promise<number> =>
    (await house.ask('GET', `/agreements/${id}`, { as: officer })).body.rev;
  const begun = async (input: object = {}): Promise<string> => {
    const made = await house.ask('POST', '/agreements', { as: researcher, body: { ...WHOLE, ...input } });
    if (made.status !== 201) throw new Error(`not begun: ${JSON.stringify(made.body)}`);
    return made.body.id;
  };
  const to = async (
    id: string,
    state: string,
    as: OfficeCaller = officer,
    more: object = {},
  ): Promise<Answered> =>
    await house.ask('POST', `/agreements/${id}/state`, {
      as,
      rev: await revOf(id),
      body: { to: state, ...more },
    });
  const proposed = async (input: object = {}): Promise<string> => {
    const id = await begun(input);
    await to(id, 'proposed', researcher);
    return id;
  };
  const asked = (
    id: string,
    other: Parameters<typeof answersWith>[0] = { 'content-access': 'yes' },
  ): Promise<Answered> =>
    house.ask('POST', `/agreements/${id}/security-check`, { as: researcher, body: answersWith(other) });
  const screened = async (input: object = {}): Promise<string> => {
    const id = await proposed(input);
    const { body: check } = await asked(id);
    await house.ask('POST', `/security-checks/${check.id}/outcome`, {
      as: callerOf('adviser'),
      rev: check.rev,
      body: { outcome: 'go', recheckOn: '2027-08-24' },
    });
    return id;
  };
  return { revOf, begun, to, proposed, asked, screened };
}

const ROUTE = [
  ['unit-head', 'head'],
  ['legal', 'legal'],
  ['privacy', 'privacy'],
  ['board', 'head'],
] as const;

/** A text and its approval. */
function approving(house: AgreementHouse, { screened, to }: ReturnType<typeof proposing>) {
  const written = async (id: string, text: string, after = 0, key = 'purpose'): Promise<Answered> => {
    const clause = { key, heading: { en: 'Purpose' }, text: { en: text } };
    return await house.ask('POST', `/agreements/${id}/versions`, {
      as: officer,
      body: { clauses: [clause], after },
    });
  };
  const upForApproval = async (
    input: object = {},
    key = 'purpose',
    text = 'We teach together.',
  ): Promise<string> => {
    const id = await screened(input);
    await to(id, 'drafting');
    await written(id, text, 0, key);
    await to(id, 'approval');
    return id;
  };
  const step = async (id: string, code: string) => {
    const { body } = await house.ask('GET', `/agreements/${id}/approval`, { as: officer });
    const found = body.steps.find((each: { code: string }) => each.code === code);
    if (found === undefined) throw new Error(`no step ${code}`);
    return found;
  };
  const decided = async (
    id: string,
    code: string,
    as: OfficeCaller,
    body: object = { decision: 'approve' },
  ): Promise<Answered> => {
    const { id: stepId, rev } = await step(id, code);
    return await house.ask('POST', `/approval-steps/${stepId}/decision`, { as, rev, body });
  };
  const approvedText = async (input: object, key: string, text: string): Promise<string> => {
    const id = await upForApproval(input, key, text);
    for (const [code, name] of ROUTE) await decided(id, code, callerOf(name));
    return id;
  };
  const approved = (input: object = {}): Promise<string> =>
    approvedText(input, 'purpose', 'We teach together.');
  return { written, upForApproval, step, decided, approvedText, approved };
}

/** Signatures, and what comes in force with them. */
function signing(
  house: AgreementHouse,
  { to }: ReturnType<typeof proposing>,
  { approved }: ReturnType<typeof approving>,
) {
  const signed = async (id: string): Promise<void> => {
    const { body } = await house.ask('GET', `/agreements/${id}/versions`, { as: officer });
    const { n, sha256 } = first(body);
    for (const party of [0, 1])
      await house.ask('POST', `/agreements/${id}/signatures`, {
        as: officer,
        body: { n, sha256, party, by: `Signer ${party}`, on: '2026-08-24' },
      });
  };
  const active = async (input: object = {}): Promise<string> => {
    const id = await approved(input);
    await to(id, 'signing');
    await signed(id);
    const done = await to(id, 'active');
    if (done.status !== 200) throw new Error(`not active: ${JSON.stringify(done.body)}`);
    return id;
  };
  return { signed, active };
}

/** What tests do again and again, each as somebody whose work it is. */
export function workIn(house: AgreementHouse) {
  const proposals = proposing(house);
  const approvals = approving(house, proposals);
  return { ...proposals, ...approvals, ...signing(house, proposals, approvals) };
}
