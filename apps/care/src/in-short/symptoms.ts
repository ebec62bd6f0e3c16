import type { Helper, SymptomChange, SymptomPlan, Symptoms, Words } from '@caecilia/careplan';
import { type Caller, civilMinute, type Kept } from '@caecilia/kernel';
import { type Done, type Scenario, scenariosOverRecord } from '@caecilia/scenario';
import { type Actor, scenarioWords } from '@caecilia/scenario/ui';
import type { DeskHouse } from '../desk/area.ts';
import { namesOf } from '../mdt/names.ts';

const actorWords = (actor: Actor): Words => ({
  nl: scenarioWords('nl')(`actor.${actor}`),
  en: scenarioWords('en')(`actor.${actor}`),
});

/** What is planned for what may come, with what of it is the reader's own work, and what changed since an instant. */
export async function symptomsOf(
  house: DeskHouse,
  caller: Caller,
  { patientId, helper, since }: { readonly patientId: string; readonly helper: Helper; readonly since: Date },
): Promise<Symptoms> {
  const port = scenariosOverRecord({ ...house, mayPlan: async () => false });
  const { entries, unreadable, more } = await port.ofPatient(caller, patientId);
  const changed = entries.flatMap(({ value }) => changeOf(value, since));
  const names = await namesOf(
    house.session(caller),
    changed.map(({ done }) => done.by),
  );
  return {
    plans: entries.filter(({ value }) => value.ended === undefined).map((each) => planOf(each, helper)),
    changes: changed.map(({ done, ...change }) => {
      const by = names.get(done.by);
      return {
        ...change,
        at: civilMinute(new Date(done.at), house.timeZone),
        ...(by === undefined ? {} : { by }),
      };
    }),
    unreadable: unreadable.length,
    more,
  };
}

function planOf({ value }: Kept<Scenario>, helper: Helper): SymptomPlan {
  const { problem, signs, steps, family, call } = value;
  return {
    problem,
    ...(signs === undefined ? {} : { signs }),
    steps: steps.map(({ what, who }) => ({ what, who: actorWords(who), yours: who === helper })),
    ...(family === undefined ? {} : { family }),
    call: { helper: call, who: actorWords(call) },
  };
}

type ChangeDone = Pick<SymptomChange, 'problem' | 'kind' | 'because'> & { readonly done: Done };

/** The last of what was done with it; what came and went in between says nothing of now. */
function changeOf({ problem, planned, changed, ended }: Scenario, since: Date): readonly ChangeDone[] {
  const isNew = ({ at }: Done) => Date.parse(at) > since.getTime();
  if (ended !== undefined)
    return isNew(ended) && !isNew(planned)
      ? [{ problem, kind: 'ended', because: ended.because, done: ended }]
      : [];
  if (isNew(planned)) return [{ problem, kind: 'planned', done: changed ?? planned }];
  return changed !== undefined && isNew(changed) ? [{ problem, kind: 'changed', done: changed }] : [];
}
