import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FhirResource } from '@caecilia/fhir';
import { describe, expect, it } from 'vitest';
import { type Element, elementOf, elementsOf } from '../reading/element.ts';
import type { FormItem } from '../standard/form.ts';
import { carriedStandards, sharedFolder } from '../testing/standards.ts';
import { allItems, itemMeaning, meaningOf, readAnswers } from './formAnswers.ts';
import { formOf, readForm } from './readForm.ts';
import { publishedWording } from './wording.ts';

const [rc2, beta3] = carriedStandards();
if (!rc2 || !beta3) throw new Error('the project carries two versions of the standard');

function questionnaire(): FhirResource {
  const path = 'data/pzp/definitions/pzp-0.1.3-beta3/Questionnaire-ACP-zib2020.json';
  return JSON.parse(readFileSync(join(sharedFolder() ?? '', path), 'utf8')) as FhirResource;
}

/** Shape of a question without its words. */
type Shape = readonly [linkId: string, type: string, parent: string, options: string[], when: string[]];

function publishedShapes(holder: Element, parent = ''): readonly Shape[] {
  return elementsOf(holder.item).flatMap((item): readonly Shape[] => {
    const options = elementsOf(item.answerOption).map(({ valueCoding }) => codeOf(elementOf(valueCoding)));
    const when = elementsOf(item.enableWhen).map(
      ({ question, answerCoding }) => `${String(question)}=${codeOf(elementOf(answerCoding))}`,
    );
    const own: Shape = [
      String(item.linkId),
      `${String(item.type)}${item.repeats ? '*' : ''}${item.readOnly ? '!' : ''}`,
      parent,
      options.toSorted(),
      when.toSorted(),
    ];
    return [own, ...publishedShapes(item, String(item.linkId))];
  });
}

const codeOf = (coding: Element | undefined) => `${String(coding?.system ?? '')}|${String(coding?.code)}`;

function ownShapes(items: readonly FormItem[], all: readonly FormItem[], parent = ''): readonly Shape[] {
  return items.flatMap((item): readonly Shape[] => {
    const options = [...item.options, ...(item.fixed ? [item.fixed] : [])].map((each) => codeOf({ ...each }));
    const asked = all.find(({ means }) => means !== undefined && means === item.when?.means);
    const when = (item.when?.is ?? []).map((answer) => {
      const option = asked?.options.find((each) => meaningOf(each) === answer);
      return `${String(asked?.linkId)}=${codeOf({ ...option })}`;
    });
    // The free treatment has a preselected code that may be typed over; the house lets it be typed over.
    const fixed = item.fixed !== undefined || item.type === 'open-choice';
    const type = `${item.type}${item.repeats ? '*' : ''}${fixed ? '!' : ''}`;
    return [
      [item.linkId, type, parent, options.toSorted(), when.toSorted()],
      ...ownShapes(item.items, all, item.linkId),
    ];
  });
}

describe('the form of a pack', () => {
  it.skipIf(!sharedFolder())('has every link id, kind, code and condition of the published form', () => {
    const { items } = formOf(beta3);
    const published = publishedShapes(questionnaire());
    expect(published).toHaveLength(125);
    expect(ownShapes(items, allItems(items))).toEqual(published);
  });

  it('asks the same in both versions, under another canonical', () => {
    expect(formOf(rc2).items).toEqual(formOf(beta3).items);
    expect(formOf(rc2).questionnaire).not.toBe(formOf(beta3).questionnaire);
  });

  it.each([
    ['rc2', rc2],
    ['beta3', beta3],
  ])('asks for each treatment of %s, and names no code that the version does not list', (_name, standard) => {
    const form = formOf(standard);
    for (const { key } of standard.treatments)
      expect([key, itemMeaning(form, `limit.${key}.decision`)?.type]).toEqual([key, 'choice']);
    const codes = (means: string) =>
      (itemMeaning(form, means)?.options ?? []).map(meaningOf).filter((each) => /^\d{6,}$/.test(each));
    expect(standard.medicalPolicyGoal.values.map(({ code }) => code)).toEqual(
      expect.arrayContaining(codes('goal')),
    );
    expect(standard.observations.preferredPlaceOfDeath.values.map(({ code }) => code)).toEqual(
      expect.arrayContaining(codes('place')),
    );
    expect(standard.icd.types.map(({ code }) => code)).toEqual(expect.arrayContaining(codes('icd.type')));
  });

  it('gives each meaning to one question only', () => {
    const meanings = allItems(formOf(rc2).items).flatMap(({ means }) => means ?? []);
    expect(new Set(meanings).size).toBe(meanings.length);
  });

  it.skipIf(!sharedFolder())(
    'takes the words of the publisher from an installed Questionnaire, and only from its own',
    () => {
      const words = publishedWording(questionnaire(), formOf(beta3));
      expect(words?.questions.get('963')).toMatch(/\w/);
      expect(words?.options.get('999')?.size).toBe(4);
      expect(publishedWording(questionnaire(), formOf(rc2))).toBeUndefined();
    },
  );
});

describe('a response to the form', () => {
  const response = (item: readonly object[], questionnaire = formOf(rc2).questionnaire): FhirResource => ({
    resourceType: 'QuestionnaireResponse',
    questionnaire,
    status: 'completed',
    authored: '2026-11-22',
    item,
  });

  it('to another form is refused', () => {
    expect(() => readAnswers(response([], 'https://example.org/form'), formOf(rc2))).toThrow(
      /not a response/,
    );
  });

  it('keeps what it does not know, and names it', () => {
    const { unplaced } = readForm(
      response([
        { linkId: '4711', answer: [{ valueString: 'x' }] },
        { linkId: '78', item: [{ linkId: '82', answer: [{ valueCoding: { code: 'Buurman' } }] }] },
        { linkId: '598', item: [{ linkId: '1196', answer: [{ valueBoolean: true }] }] },
      ]),
      rc2,
      'Europe/Amsterdam',
    );
    expect(unplaced).toEqual([
      { linkId: '4711', why: 'unknownQuestion' },
      { linkId: '82', why: 'unknownOption' },
      { linkId: '1196', why: 'wrongKind' },
    ]);
  });

  it('without a date of the conversation counts from the day on which it was filled in, and says so', () => {
    const { notes, mapped } = readForm(response([]), rc2, 'Europe/Amsterdam');
    expect(notes.on).toBe('2026-11-22');
    expect(mapped).toEqual([{ means: 'heldOn', note: 'dateOfFillingIn', to: '2026-11-22' }]);
  });

  it('does not take a brother who was there for the brother who represents when a role does not fit', () => {
    const choice = (linkId: string, system: string, code: string) => ({
      linkId,
      answer: [{ valueCoding: { system, code } }],
    });
    const ROLE = 'urn:oid:2.16.840.1.113883.2.4.3.11.22.472';
    const RELATION = 'http://terminology.hl7.org/CodeSystem/v3-RoleCode';
    const { notes } = readForm(
      response([
        {
          linkId: '26',
          item: [
            {
              linkId: '29',
              item: [
                { linkId: '30', item: [{ linkId: '973', answer: [{ valueString: 'Michiel' }] }] },
                choice('982', ROLE, '15'),
                choice('983', RELATION, 'BRO'),
              ],
            },
          ],
        },
        { linkId: '78', item: [choice('998', RELATION, 'BRO')] },
      ]),
      rc2,
      'Europe/Amsterdam',
    );
    // Trap 6: role and relation are two boxes, and do not say whether they are of one person.
    expect(notes.persons.map(({ key, present }) => [key, present])).toEqual([
      ['representative', false],
      ['present-relation-BRO', true],
    ]);
  });
});
