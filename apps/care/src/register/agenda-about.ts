import { messagesIn as assessmentWords, PHASE_CODE, readPhase } from '@caecilia/assessment';
import {
  type AgendaAbout,
  type ConsultationHouse,
  en,
  latestOutcomes,
  type MessageKey,
  nl,
  requestsOverRecord,
} from '@caecilia/consultation';
import { type Caller, civilMinute, Problem, resourceOf } from '@caecilia/kernel';
import { catalogue, dateWords, type Language } from '@caecilia/ui';

/** What changed in these weeks is told. */
const WEEKS_MS = 8 * 7 * 24 * 3_600_000;
const words = catalogue<MessageKey>({ nl, en });

/**
 * What a PaTz meeting needs of marked patients, each read by the rules of who asks: the phase, what changed in the last
 * eight weeks, open questions to the team, and what was agreed last. Of limits it says that they changed and never what
 * they are: that is read in the plan. What cannot be read now is said, and hides nobody.
 */
export function agendaAbout(house: ConsultationHouse) {
  return async (
    caller: Caller,
    patients: readonly string[],
    language: Language,
  ): Promise<ReadonlyMap<string, AgendaAbout>> => {
    const found = new Map<string, AgendaAbout>();
    for (const patient of patients) found.set(patient, await aboutOne(house, caller, patient, language));
    return found;
  };
}

async function aboutOne(
  house: ConsultationHouse,
  caller: Caller,
  patient: string,
  language: Language,
): Promise<AgendaAbout> {
  const t = words(language);
  try {
    const [phase, limits, requests, outcomes] = await Promise.all([
      runningPhase(house, caller, patient),
      newestLimit(house, caller, patient),
      requestsOverRecord(house).ofPatient(caller, patient),
      latestOutcomes(house, house.session(caller), [patient]),
    ]);
    const since = house.now().getTime() - WEEKS_MS;
    const day = (at: Date | string) =>
      dateWords(civilMinute(new Date(at), house.timeZone), 'day', language, false);
    const named =
      phase === undefined
        ? undefined
        : t('agenda.since', {
            what: assessmentWords(language)(`phase.${phase.phase}`),
            date: day(phase.from),
          });
    const isOpen = (state: string) => ['received', 'triaged', 'accepted', 'inProgress'].includes(state);
    const outcome = outcomes.get(patient);
    return {
      ...(named === undefined ? {} : { phase: named }),
      changed: [
        ...(named !== undefined && phase !== undefined && phase.from.getTime() >= since ? [named] : []),
        ...(limits !== undefined && Date.parse(limits) >= since
          ? [t('agenda.limits', { date: day(limits) })]
          : []),
      ],
      questions: requests.entries
        .filter(({ value }) => isOpen(value.state))
        .map(({ value }) => value.asked.question),
      ...(outcome === undefined ? {} : { agreed: `${day(outcome.at)}: ${outcome.words}` }),
    };
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    return { changed: [t('agenda.unseen')], questions: [] };
  }
}

async function runningPhase({ session, readSearch }: ConsultationHouse, caller: Caller, patient: string) {
  const { matches } = await session(caller).search(
    readSearch(
      ['Observation'],
      [
        ['code', `${PHASE_CODE.system}|${PHASE_CODE.code}`],
        ['patient', `Patient/${patient}`],
        ['_sort', '-date'],
        ['_count', '5'],
      ],
    ),
  );
  return matches
    .flatMap((version) => readPhase(resourceOf(version))?.entry ?? [])
    .find(({ until }) => until === undefined);
}

/** When an agreement on a treatment was last written, changed or ended. */
async function newestLimit(
  { session, readSearch }: ConsultationHouse,
  caller: Caller,
  patient: string,
): Promise<string | undefined> {
  const { matches } = await session(caller).search(
    readSearch(
      ['Consent'],
      [
        ['patient', `Patient/${patient}`],
        ['scope', 'http://terminology.hl7.org/CodeSystem/consentscope|treatment'],
        ['_sort', '-_lastUpdated'],
        ['_count', '1'],
      ],
    ),
  );
  return matches[0]?.lastUpdated;
}
