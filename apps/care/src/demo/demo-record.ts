import { demoBundles, type PlanStandard, type TransactionBundle } from '@caecilia/careplan';
import type { FhirResource } from '@caecilia/fhir';
import { withAbsence } from '@caecilia/team';
import { alida } from './alida.ts';
import type { DemoCalendar } from './calendar.ts';
import { hospiceStays, withPlaces } from './hospice-stays.ts';
import { onPaper } from './on-paper.ts';
import { preparationsOf } from './preparations.ts';
import { asInvented, transactionOf } from './resources.ts';
import { absenceOf, rotaOf } from './rota.ts';
import { atWork, staffOf } from './staff.ts';
import { whatMayHappen } from './what-may-happen.ts';

/**
 * The handmade demo: the patients of the care plan, each in another situation, the people of the hospital and around
 * it, the expert team with its rota, the patient with whom the walk through the daily work begins, what two patients prepare at
 * home, what was agreed for what may happen to one, and a hospice with its places that was asked for a stay.
 */
export function handmadeDemo(standard: PlanStandard, calendar: DemoCalendar): readonly TransactionBundle[] {
  const { id, span } = absenceOf(calendar);
  const away = (resource: FhirResource) =>
    resource.resourceType === 'PractitionerRole' && resource.id === id
      ? withAbsence(resource, span)
      : resource;
  const plans = demoBundles(standard, calendar.today).map((bundle) => withTeam(bundle, calendar));
  return [
    ...plans,
    transactionOf([...staffOf(standard, calendar).map(away), ...rotaOf(calendar)]),
    transactionOf(alida(calendar, standard)),
    transactionOf(preparationsOf(calendar)),
    transactionOf(whatMayHappen(calendar)),
    transactionOf(hospiceStays(calendar)),
    transactionOf(
      onPaper(
        plans.flatMap(({ entry }) => entry.map(({ resource }) => resource)),
        standard,
        calendar,
      ),
    ),
  ];
}

/** The physician of the care plan is in the team too. */
function withTeam({ entry }: TransactionBundle, calendar: DemoCalendar): TransactionBundle {
  return transactionOf(
    entry.map(({ resource }) => withPlaces(asInvented(atWork(resource, calendar)), calendar)),
  );
}
