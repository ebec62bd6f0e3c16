import type { FormerDecision, RecordedDecision, TreatmentLimit } from '../plan.ts';
import { type PlanView, sayDate } from './view.ts';

/** History without what would be said twice: a declaration that the decision already rests on, or the same words again. */
export function formerWorthSaying(
  { former, current }: TreatmentLimit,
  view: PlanView,
): readonly FormerDecision[] {
  const about = ({ by, restsOn, recorded, decision, treatmentWords }: RecordedDecision, became: string) =>
    JSON.stringify([
      by,
      by === 'advanceDirective' && restsOn[0]?.kind,
      sayDate(recorded, view),
      decision,
      treatmentWords,
      became,
    ]);
  const named = current.flatMap(({ restsOn }) =>
    restsOn.map(({ kind, recorded }) => JSON.stringify([kind, sayDate(recorded, view)])),
  );
  const worth = former.filter(({ became, entry }) => {
    const [statement] = entry.restsOn;
    const said =
      entry.by === 'advanceDirective' &&
      statement !== undefined &&
      named.includes(JSON.stringify([statement.kind, sayDate(statement.recorded, view)]));
    return !(became === 'repeated' && said);
  });
  return [...new Map(worth.map((each) => [about(each.entry, each.became), each])).values()];
}
