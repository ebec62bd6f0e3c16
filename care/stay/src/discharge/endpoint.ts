import { elementOf } from '@caecilia/fhir';
import { type Caller, type Endpoint, type Kept, Problem, type RecordSession } from '@caecilia/kernel';
import type { StayDesk } from '../endpoints.ts';
import type { DischargeChanged, DischargeView } from '../view.ts';
import { type DischargeItem, dischargeOf, ITEMS, type ItemState, isItem, sayDischarge } from './discharge.ts';

/** What has to be there when somebody goes home: each item, also of which nobody said anything. */
export async function dischargeViews(
  desk: StayDesk,
  session: RecordSession,
  caller: Caller,
  patient: string,
): Promise<readonly DischargeView[]> {
  const views = await viewsOf(desk, session, await dischargeOf(desk, caller, patient));
  return ITEMS.map((item) => views.find((view) => view.item === item) ?? { item });
}

/** Says how one item stands. */
export function dischargeEndpoint(desk: StayDesk): Endpoint {
  return {
    path: '/patients/:id/discharge/:item',
    async write(session, { caller, params, body }): Promise<DischargeChanged> {
      const { id: patient = '', item } = params;
      if (!isItem(item)) throw new Problem('not-found', 'There is no such item of a discharge.');
      const { state, who, due, versionId } = elementOf(body);
      const text = (value: unknown) => (typeof value === 'string' ? value : '');
      const answer = await sayDischarge(desk, caller, {
        patient,
        item,
        versionId: typeof versionId === 'number' ? versionId : undefined,
        words: { state: text(state) as ItemState, who: text(who), due: text(due) },
      });
      const view = async (kept: Kept<DischargeItem>) => {
        const [found] = await viewsOf(desk, session, [kept]);
        if (found === undefined) throw new Error('what was kept is not there');
        return found;
      };
      return answer.kind === 'changed'
        ? { kind: 'changed', now: await view(answer.now) }
        : { kind: 'conflict', theirs: await view(answer.theirs) };
    },
  };
}

async function viewsOf(
  { namesOf }: StayDesk,
  session: RecordSession,
  kept: readonly Kept<DischargeItem>[],
): Promise<readonly DischargeView[]> {
  const names = await namesOf(
    session,
    kept.map(({ value }) => value.said.by),
  );
  return kept.map(({ versionId, value: { item, state, who, due, said } }) => {
    const name = names.get(said.by);
    return {
      item,
      versionId,
      state,
      ...(who === undefined ? {} : { who }),
      ...(due === undefined ? {} : { due }),
      said: { at: said.at, ...(name === undefined ? {} : { name }) },
    };
  });
}
