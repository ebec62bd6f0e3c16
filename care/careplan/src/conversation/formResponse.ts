import type { FhirResource } from '@caecilia/fhir';
import type { FormItem, PlanForm } from '../standard/form.ts';
import { answersTo, type FormAnswers, meaningOf } from './formAnswers.ts';

/** What a response carries beside its answers. */
export interface ResponseHead {
  readonly id: string;
  /** `Patient/…` */
  readonly subject: string;
  /** FHIR dateTime. */
  readonly authored: string;
  /** `PractitionerRole/…`, `Practitioner/…` */
  readonly author?: string;
  readonly encounter?: string;
  readonly identifier?: object;
  readonly status?: 'in-progress' | 'completed' | 'amended';
}

/**
 * A response to the form, with the answers in the order in which the form asks them. Answers to questions that are not
 * asked (their condition does not hold) are not written. An answer that this version has no option for is not written
 * either; `losses.ts` tells of both.
 */
export function writeResponse(answers: FormAnswers, form: PlanForm, head: ResponseHead): FhirResource {
  const { subject, author, encounter, identifier, ...own } = head;
  return {
    resourceType: 'QuestionnaireResponse',
    id: own.id,
    ...(identifier ? { identifier } : {}),
    questionnaire: `${form.questionnaire}|${form.version}`,
    status: own.status ?? 'completed',
    subject: { reference: subject },
    ...(encounter === undefined ? {} : { encounter: { reference: encounter } }),
    authored: own.authored,
    ...(author === undefined ? {} : { author: { reference: author } }),
    item: writeItems(form.items, answers, answers),
  };
}

function writeItems(items: readonly FormItem[], answers: FormAnswers, whole: FormAnswers): object[] {
  const written = items.map((item) => writeItem(item, answers, whole));
  // What the form answers by itself says nothing where nobody answered what stands beside it.
  const said = items.some((item, index) => item.fixed === undefined && (written[index]?.length ?? 0) > 0);
  return said ? written.flat() : [];
}

/** True when the condition of a question holds. */
export function isAsked(item: FormItem, whole: FormAnswers): boolean {
  const { when } = item;
  return when === undefined || answersTo(whole, when.means).some((answer) => when.is.includes(answer));
}

function writeItem(item: FormItem, answers: FormAnswers, whole: FormAnswers): object[] {
  if (!isAsked(item, whole)) return [];
  const head = { linkId: item.linkId, text: item.label.nl };
  if (item.type === 'group') return writeGroup(item, head, answers, whole);
  const written = valuesOf(item, answers);
  if (written.length === 0) return [];
  const inside = writeItems(item.items, answers, whole);
  // Questions under an answer that may be given several times belong to all of them; they are written under the last.
  const answer = written.map((value, index) =>
    inside.length > 0 && index === written.length - 1 ? { ...value, item: inside } : value,
  );
  return [{ ...head, answer }];
}

function writeGroup(item: FormItem, head: object, answers: FormAnswers, whole: FormAnswers): object[] {
  const rounds =
    item.repeats && item.means !== undefined ? (answers.groups.get(item.means) ?? []) : [answers];
  return rounds.flatMap((each) => {
    const inside = writeItems(item.items, each, whole);
    return inside.length > 0 ? [{ ...head, item: inside }] : [];
  });
}

function valuesOf(item: FormItem, answers: FormAnswers): object[] {
  if (item.fixed) return [{ valueCoding: { ...item.fixed } }];
  if (item.means === undefined) return [];
  const given = answersTo(answers, item.means);
  return (item.repeats ? given : given.slice(0, 1)).flatMap((value) => answerOf(item, value));
}

function answerOf(item: FormItem, value: string): object[] {
  if (item.type === 'string') return [{ valueString: value }];
  if (item.type === 'dateTime') return [{ valueDateTime: value }];
  if (item.type === 'boolean') return [{ valueBoolean: value === 'yes' }];
  const option = item.options.find((each) => meaningOf(each) === value);
  if (!option) return item.type === 'open-choice' ? [{ valueString: value }] : [];
  const { system, code } = option;
  return [{ valueCoding: { ...(system === undefined ? {} : { system }), code } }];
}
