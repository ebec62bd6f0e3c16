import type { AskedOfYou, SentToYou } from '@caecilia/careplan';
import { RECOMMENDATION_TOKEN } from '@caecilia/consultation';
import { HAND_OVER, type HandOver, isOpenAt, TASK_KINDS } from '@caecilia/exchange';
import { elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { type Caller, civilMinute, resourceOf } from '@caecilia/kernel';
import { codesOf, referenceOf } from '../access/element.ts';
import type { DeskHouse } from '../desk/area.ts';
import { handOversOf } from '../exchange/hand-overs.ts';
import { namesOf } from '../mdt/names.ts';

/** Task.status of what still has to be done. Source: http://hl7.org/fhir/R4/task.html#statemachine */
const OPEN = ['requested', 'received', 'accepted', 'in-progress', 'ready', 'on-hold'];
const MOST = '50';

/** Who the caller is and acts for, as references. */
export function ownReferences({ id, organization, scope }: Caller): readonly string[] {
  const actors = scope.kind === 'rules' ? scope.actors : [];
  return [...new Set([id, ...actors, ...(organization === undefined ? [] : [organization])])].filter((each) =>
    /^(Practitioner|PractitionerRole|Organization)\//.test(each),
  );
}

/** What was sent to the caller's organisation about one patient and is open, newest first. */
export async function sentTo(
  house: DeskHouse,
  caller: Caller,
  patientId: string,
): Promise<readonly SentToYou[]> {
  const id = /^Organization\/(.+)$/.exec(caller.organization ?? '')?.[1];
  if (id === undefined) return [];
  const found = await handOversOf(house).for(caller, `Organization/${id}`);
  const now = house.now().getTime();
  return found
    .filter((each) => each.patient === `Patient/${patientId}` && isOpenAt(each, now))
    .map((each) => {
      const asked = askedIn(each);
      const { sender, madeAt, until } = each;
      return {
        at: civilMinute(madeAt, house.timeZone),
        until: civilMinute(until, house.timeZone),
        ...(sender.name === undefined ? {} : { by: sender.name }),
        ...(asked === undefined ? {} : { asked }),
      };
    });
}

/** What the sender wrote for who receives it. */
function askedIn(handOver: HandOver): string | undefined {
  const asked = 'asked' in handOver ? handOver.asked : undefined;
  return typeof asked === 'string' && asked.trim() !== '' ? asked.trim() : undefined;
}

/** Open tasks of one patient that the caller or their organisation has. A hand-over is told by itself. */
export async function tasksOf(
  house: DeskHouse,
  caller: Caller,
  patientId: string,
): Promise<readonly AskedOfYou[]> {
  const session = house.session(caller);
  const page = await session.search(
    house.readSearch(
      ['Task'],
      [
        ['patient', `Patient/${patientId}`],
        ['owner', ownReferences(caller).join(',')],
        ['status', OPEN.join(',')],
        ['_count', MOST],
      ],
    ),
  );
  const tasks = page.matches.map(resourceOf).filter(isToDo);
  const askers = tasks.flatMap(({ requester }) => referenceOf(requester, AT_WORK) ?? []);
  const names = await namesOf(session, askers);
  return tasks.map((task): AskedOfYou => {
    const by = names.get(referenceOf(task.requester, AT_WORK) ?? '') ?? elementOf(task.requester).display;
    const due = elementOf(elementOf(task.restriction).period).end;
    return {
      words: wordsOf(task) ?? WITHOUT_WORDS,
      ...(typeof by === 'string' ? { by } : {}),
      ...(typeof task.authoredOn === 'string'
        ? { at: civilMinute(new Date(task.authoredOn), house.timeZone) }
        : {}),
      ...(typeof due === 'string' ? { due: dueIn(due, house.timeZone) } : {}),
    };
  });
}

const WITHOUT_WORDS = {
  nl: 'Een taak waarin niet staat wat er moet gebeuren. Vraag het wie hem gaf.',
  en: 'A task that does not say what there is to do. Ask who gave it.',
};

const AT_WORK = ['Practitioner', 'PractitionerRole', 'Organization'];

/** Advice on which somebody said what became of it is not asked any more, whatever its owner does with it. */
function isToDo({ code, status }: FhirResource): boolean {
  const codes = codesOf(code);
  if (codes.includes(`${TASK_KINDS}|${HAND_OVER}`)) return false;
  return !codes.includes(RECOMMENDATION_TOKEN) || status === 'requested';
}

function wordsOf({ description, code }: FhirResource): string | undefined {
  const [text] = [description, elementOf(code).text, elementsOf(elementOf(code).coding)[0]?.display];
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}

/** A day as it was written, or the civil minute of an instant. */
const dueIn = (due: string, timeZone: string) =>
  due.length <= 10 ? due : civilMinute(new Date(due), timeZone);
