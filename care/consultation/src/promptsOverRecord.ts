import { type Caller, Problem, resourceOf, type StoredVersion } from '@caecilia/kernel';
import { CLIENT_REQUEST_SYSTEM } from './codes.ts';
import type { Kept, Prompts } from './consultation.ports.ts';
import { type ConsultationHouse, demandClientId, doingOf, forbid, listed, MOST } from './overRecord.ts';
import {
  answered,
  listOf,
  mayTick,
  PROMPT_CANONICAL,
  type PromptAnswer,
  promptAnswerIn,
  promptResponse,
} from './prompts/answer.ts';
import { PROMPT_LISTS } from './prompts/lists.ts';

/** Answers on prompt lists as QuestionnaireResponses. They are never changed: who sees more later ticks a new one. */
export function promptsOverRecord(house: ConsultationHouse): Prompts {
  return {
    tick: async (caller, wish) => await tick(house, caller, wish),
    async ofPatient(caller, patientId) {
      const lists = PROMPT_LISTS.map(({ id }) => `${PROMPT_CANONICAL}${id}`);
      const page = await house.session(caller).search(
        house.readSearch(
          ['QuestionnaireResponse'],
          [
            ['patient', `Patient/${patientId}`],
            ['questionnaire', lists.join(',')],
            ['_sort', '-authored'],
            ['_count', String(MOST)],
          ],
        ),
      );
      return listed(page, page.matches, keptIn);
    },
  };
}

function keptIn(version: StoredVersion): Kept<PromptAnswer> {
  return { id: version.id, versionId: version.versionId, value: promptAnswerIn(resourceOf(version)) };
}

async function tick(house: ConsultationHouse, caller: Caller, wish: Parameters<Prompts['tick']>[1]) {
  forbid(mayTick(caller.role), 'Prompt lists are ticked by a clinician.');
  demandClientId(wish.clientId);
  const list = listOf(wish);
  if (list === undefined)
    throw new Problem(
      'business-rule',
      'This list has changed since the page was opened; open it and tick it again.',
    );
  const value = answered(list, wish.ticked, { patient: wish.patient, ...doingOf(house, caller) });
  const identifier = { system: CLIENT_REQUEST_SYSTEM, value: wish.clientId };
  return await house.session(caller).transaction(async (transaction) => {
    await transaction.lock(`client-request ${wish.clientId}`);
    const before = await transaction.search(
      house.readSearch(
        ['QuestionnaireResponse'],
        [['identifier', `${identifier.system}|${identifier.value}`]],
      ),
    );
    const [standing] = before.matches.map(keptIn);
    if (standing !== undefined) {
      const isSame =
        standing.value.patient === value.patient &&
        standing.value.list === value.list &&
        standing.value.ticked.join() === value.ticked.join();
      if (!isSame)
        throw new Problem(
          'duplicate',
          'This list was sent already, ticked in another way. Open it and look at it.',
        );
      return { kept: standing, again: true };
    }
    const id = transaction.newId('QuestionnaireResponse', wish.patient);
    await transaction.write([{ kind: 'create', id, resource: { ...promptResponse(value), identifier } }]);
    return { kept: { id, versionId: 1, value }, again: false };
  });
}
