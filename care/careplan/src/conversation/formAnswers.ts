import type { FhirResource } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';
import { type Element, elementOf, elementsOf } from '../reading/element.ts';
import type { FormItem, PlanForm } from '../standard/form.ts';

/** One answer, by what it means: words, or the meaning of an option. */
export type FormValue = string;

/** The answers to a form by the meaning of its questions. A group that repeats is a list of answers of its own. */
export interface FormAnswers {
  readonly values: ReadonlyMap<string, readonly FormValue[]>;
  readonly groups: ReadonlyMap<string, readonly FormAnswers[]>;
}

/** An answer on a response that the form has no place for. It stays on the response. */
export interface UnplacedAnswer {
  readonly linkId: string;
  readonly why: 'unknownQuestion' | 'unknownOption' | 'wrongKind' | 'severalAnswers';
}

/** Meaning of the option of a free limit that names no treatment. */
export const UNNAMED = '(unnamed)';

const NONE: readonly FormValue[] = [];

/** The first answer to a question. */
export function answerTo(answers: FormAnswers, means: string): FormValue | undefined {
  return answers.values.get(means)?.[0];
}

/** All answers to a question. */
export function answersTo(answers: FormAnswers, means: string): readonly FormValue[] {
  return answers.values.get(means) ?? NONE;
}

/** Every question of a form, those inside groups and under answers too. */
export function allItems(items: readonly FormItem[]): readonly FormItem[] {
  return items.flatMap((item) => [item, ...allItems(item.items)]);
}

/** The question with this meaning; undefined where this version of the form does not ask it. */
export function itemMeaning(form: PlanForm, means: string): FormItem | undefined {
  const known =
    byMeaning.get(form) ??
    new Map(allItems(form.items).flatMap((item) => (item.means === undefined ? [] : [[item.means, item]])));
  byMeaning.set(form, known);
  return known.get(means);
}

/** The questions of a form are looked up once. */
const byMeaning = new WeakMap<PlanForm, ReadonlyMap<string, FormItem>>();

/** What an option means inside the house. */
export const meaningOf = (option: FormItem['options'][number]): string => option.means ?? option.code;

interface Reading {
  readonly values: Map<string, FormValue[]>;
  readonly groups: Map<string, FormAnswers[]>;
  readonly unplaced: UnplacedAnswer[];
}

/**
 * Reads a response. Nothing is guessed: what the form does not know is named in `unplaced`. Throws
 * `Problem('structure')` when it is not a response to this form.
 */
export function readAnswers(
  response: FhirResource,
  form: PlanForm,
): { readonly answers: FormAnswers; readonly unplaced: readonly UnplacedAnswer[] } {
  const [canonical] = String(response.questionnaire).split('|');
  if (response.resourceType !== 'QuestionnaireResponse' || canonical !== form.questionnaire)
    throw new Problem('structure', 'This is not a response to the form for proactive care planning.');
  const reading: Reading = { values: new Map(), groups: new Map(), unplaced: [] };
  readItems(elementsOf(response.item), form.items, reading);
  return { answers: { values: reading.values, groups: reading.groups }, unplaced: reading.unplaced };
}

function readItems(given: readonly Element[], known: readonly FormItem[], reading: Reading): void {
  for (const element of given) {
    const linkId = String(element.linkId);
    const item = known.find((each) => each.linkId === linkId);
    if (item) readItem(element, item, reading);
    else reading.unplaced.push({ linkId, why: 'unknownQuestion' });
  }
}

function readItem(element: Element, item: FormItem, reading: Reading): void {
  if (item.type === 'group') {
    readGroup(element, item, reading);
    return;
  }
  const answers = elementsOf(element.answer);
  if (answers.length > 1 && !item.repeats)
    reading.unplaced.push({ linkId: item.linkId, why: 'severalAnswers' });
  for (const answer of answers) {
    if (item.fixed === undefined) readValue(answer, item, reading);
    readItems(elementsOf(answer.item), item.items, reading);
  }
  // Some forms put the questions that belong to an answer beside it.
  readItems(elementsOf(element.item), item.items, reading);
}

function readGroup(element: Element, item: FormItem, reading: Reading): void {
  if (!item.repeats || item.means === undefined) {
    readItems(elementsOf(element.item), item.items, reading);
    return;
  }
  const inside: Reading = { values: new Map(), groups: new Map(), unplaced: reading.unplaced };
  readItems(elementsOf(element.item), item.items, inside);
  if (inside.values.size > 0) append(reading.groups, item.means, inside);
}

function readValue(answer: Element, item: FormItem, reading: Reading): void {
  const value = answerOf(answer, item);
  if (value.why !== undefined) reading.unplaced.push({ linkId: item.linkId, why: value.why });
  else if (item.means !== undefined) append(reading.values, item.means, value.means);
}

type Read = { readonly means: string; readonly why?: never } | { readonly why: UnplacedAnswer['why'] };

function answerOf(answer: Element, item: FormItem): Read {
  switch (item.type) {
    case 'string':
      return wordsIn(answer.valueString);
    case 'dateTime':
      return wordsIn(answer.valueDateTime ?? answer.valueDate);
    case 'boolean':
      return typeof answer.valueBoolean === 'boolean'
        ? { means: answer.valueBoolean ? 'yes' : 'no' }
        : { why: 'wrongKind' };
    case 'open-choice':
      return typeof answer.valueString === 'string' ? wordsIn(answer.valueString) : optionOf(answer, item);
    case 'choice':
      return optionOf(answer, item);
    case 'group':
      return { why: 'wrongKind' };
  }
}

const wordsIn = (value: unknown): Read =>
  typeof value === 'string' ? { means: value } : { why: 'wrongKind' };

function optionOf(answer: Element, item: FormItem): Read {
  const coding = elementOf(answer.valueCoding);
  if (!coding) return { why: 'wrongKind' };
  const option = item.options.find(
    ({ system, code }) => code === coding.code && (system ?? '') === (coding.system ?? ''),
  );
  return option ? { means: meaningOf(option) } : { why: 'unknownOption' };
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}

/** Collects answers to be written. Absent and empty ones are left out. */
export class AnswerSheet implements FormAnswers {
  readonly values = new Map<string, FormValue[]>();
  readonly groups = new Map<string, FormAnswers[]>();

  put(means: string, value: string | undefined): this {
    if (value !== undefined && value !== '') append(this.values, means, value);
    return this;
  }

  putGroup(means: string, fill: (inside: AnswerSheet) => void): this {
    const inside = new AnswerSheet();
    fill(inside);
    if (inside.values.size > 0) append(this.groups, means, inside);
    return this;
  }
}

/** The meanings of the options of a question; none where this version does not ask it. */
export function boxesOf(form: PlanForm | undefined, means: string): readonly string[] {
  return (form && itemMeaning(form, means)?.options.map(meaningOf)) ?? [];
}
