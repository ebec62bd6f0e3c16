import type { FhirResource } from '@caecilia/fhir';
import { type RecordHouse, type RecordReader, resourceOf } from '@caecilia/kernel';
import { loadPlanRecord } from '../planSearches.ts';
import { wordsOf } from '../reading/element.ts';
import type { FormItem } from '../standard/form.ts';
import type { Label, PlanStandard } from '../standard/standard.ts';
import { allItems, meaningOf } from './formAnswers.ts';
import { type LossReason, lossesOf } from './losses.ts';
import { formOf, readForm } from './readForm.ts';

/** An answer that stands on the form only, as a person reads it. */
export interface DeskLoss {
  readonly linkId: string;
  readonly question: Label;
  /** The answers, in the words of the form or as they were typed. */
  readonly said: readonly (Label | string)[];
  readonly reason: LossReason | 'unexplained' | 'unplaced';
}

/** What stands on the last form only; `on` is absent where there is no form. */
export interface DeskFormLosses {
  /** When the form was filled in, FHIR dateTime. */
  readonly on?: string;
  readonly losses: readonly DeskLoss[];
}

interface House extends Pick<RecordHouse, 'readSearch' | 'timeZone'> {
  readonly standards: readonly PlanStandard[];
}

/** The answers of the last form that the structured plan would not give back, found by trying (ADR 41). */
export async function formLossesOf(
  house: House,
  reader: RecordReader,
  patientId: string,
): Promise<DeskFormLosses> {
  const forms = house.standards.filter(({ form }) => form !== undefined);
  const found = await reader.search(
    house.readSearch(
      ['QuestionnaireResponse'],
      [
        ['patient', `Patient/${patientId}`],
        ['questionnaire', forms.flatMap(({ form }) => form?.questionnaire ?? []).join(',')],
        ['_sort', '-authored'],
        ['_count', '1'],
      ],
    ),
  );
  const [version] = found.matches;
  if (version === undefined) return { losses: [] };
  const response = resourceOf(version);
  const standard = standardOf(response, forms);
  if (standard === undefined) return { losses: [] };
  const record = await loadPlanRecord(reader, house.readSearch, house.standards, patientId);
  const on = wordsOf(response.authored);
  return {
    ...(on === undefined ? {} : { on }),
    losses: lossesInForm(response, { standard, record, patientId, timeZone: house.timeZone }),
  };
}

const standardOf = (response: FhirResource, standards: readonly PlanStandard[]) =>
  standards.find(({ form }) => form?.questionnaire === String(response.questionnaire).split('|')[0]);

/** With what a form is read. */
export interface FormReading {
  readonly standard: PlanStandard;
  readonly record: readonly FhirResource[];
  readonly patientId: string;
  readonly timeZone: string;
}

/** What stands on this form only; also what the form of the house has no question for. Pure. */
export function lossesInForm(
  response: FhirResource,
  { standard, record, patientId, timeZone }: FormReading,
): readonly DeskLoss[] {
  const { notes, unplaced } = readForm(response, standard, timeZone);
  const patient = record.find(({ resourceType }) => resourceType === 'Patient');
  const writing = {
    standard,
    patientId,
    conversation: 'look',
    id: (slot: string) => `look-${slot}`,
    ...(patient ? { patient: { ...patient, extension: [] } } : {}),
  };
  const items = allItems(formOf(standard).items);
  const itemFor = (linkId: string) => items.find((item) => item.linkId === linkId);
  return [
    ...lossesOf(notes, writing, record).map(({ linkId, said, reason }) =>
      shown(linkId, itemFor(linkId), said, reason),
    ),
    ...unplaced.map(({ linkId }) => shown(linkId, itemFor(linkId), [], 'unplaced')),
  ];
}

function shown(
  linkId: string,
  item: FormItem | undefined,
  said: readonly string[],
  reason: DeskLoss['reason'],
): DeskLoss {
  const wordsFor = (value: string): Label | string =>
    item?.options.find((option) => meaningOf(option) === value)?.label ?? value;
  return { linkId, question: item?.label ?? { nl: linkId, en: linkId }, said: said.map(wordsFor), reason };
}
