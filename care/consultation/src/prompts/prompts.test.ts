import { describe, expect, it } from 'vitest';
import { nl } from '../messages.nl.ts';
import { answered, listOf, mayTick, promptAnswerIn, promptResponse } from './answer.ts';
import { PROMPT_LISTS } from './lists.ts';

const WHO = { patient: 'verzonnen', by: 'Practitioner/nurse', at: '2026-11-23T09:00:00.000Z' };
const listNamed = (id: string) => {
  const list = PROMPT_LISTS.find((each) => each.id === id);
  if (list === undefined) throw new Error(`there is no list ${id}`);
  return list;
};

describe('prompt lists', () => {
  it('always have a path for illnesses other than cancer', () => {
    expect(PROMPT_LISTS.filter(({ path }) => path === 'nonCancer').length).toBeGreaterThan(0);
    expect(PROMPT_LISTS.filter(({ path }) => path === 'any').length).toBeGreaterThan(0);
  });

  it('have a version, a source and words for every item', () => {
    for (const { version, title, source, items } of PROMPT_LISTS) {
      expect(version).toMatch(/^\d+$/);
      for (const key of [title, source, ...items.map(({ words }) => words)])
        expect(nl[key], key).toBeTruthy();
      expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    }
  });

  it('bear no name and no text of a list whose licence was not verified', () => {
    const shown = JSON.stringify(
      PROMPT_LISTS.flatMap(({ items, title }) => [nl[title], ...items.map(({ words }) => nl[words])]),
    );
    expect(shown).not.toMatch(/SPICT|NECPAL|GSF|RADPAC/i);
  });
});

describe('an answer on a prompt list', () => {
  it('is what a clinician ticked, with the version of the list, and no number', () => {
    const answer = answered(listNamed('referral-non-cancer'), ['lung', 'admissions'], WHO);
    expect(answer).toEqual({
      list: 'referral-non-cancer',
      version: '1',
      ticked: ['admissions', 'lung'],
      ...WHO,
    });
    const response = promptResponse(answer);
    expect(response.questionnaire).toBe('urn:caecilia:questionnaire:referral-non-cancer|1');
    expect(JSON.stringify(response)).not.toMatch(/score|ordinal|total|value(?!Boolean)/i);
    expect(promptAnswerIn(response)).toEqual(answer);
    expect(listOf(answer)?.path).toBe('nonCancer');
  });

  it('may tick nothing, and what is not ticked says nothing', () => {
    const empty = answered(listNamed('surprise-question'), [], WHO);
    expect(promptResponse(empty).item).toBeUndefined();
    expect(promptAnswerIn(promptResponse(empty)).ticked).toEqual([]);
  });

  it('is refused with an item that is not of this version', () => {
    expect(() => answered(listNamed('referral-needs'), ['pain'], WHO)).toThrow('tick it again');
  });

  it('of a version that is gone is still read as it was given', () => {
    const old = { ...promptResponse(answered(listNamed('referral-needs'), ['delirium'], WHO)) };
    const answer = promptAnswerIn({ ...old, questionnaire: 'urn:caecilia:questionnaire:referral-needs|99' });
    expect(answer).toMatchObject({ version: '99', ticked: ['delirium'] });
    expect(listOf(answer)).toBeUndefined();
    expect(() =>
      promptAnswerIn({ ...old, questionnaire: 'urn:caecilia:questionnaire:referral-needs' }),
    ).toThrow();
    expect(() =>
      promptAnswerIn({ ...old, item: [{ linkId: 'delirium', answer: [{ valueBoolean: false }] }] }),
    ).toThrow();
  });

  it('is for clinicians: no patient, no office and no system ticks', () => {
    expect(mayTick('ward-nurse')).toBe(true);
    for (const role of ['patient', 'carer', 'team-secretary', 'connected-system', 'researcher'])
      expect(mayTick(role)).toBe(false);
  });
});
