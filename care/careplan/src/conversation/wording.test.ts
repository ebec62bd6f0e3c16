import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FhirResource } from '@caecilia/fhir';
import { describe, expect, it } from 'vitest';
import { PATIENT_ID, patient, TIME_ZONE } from '../testing/record.ts';
import { carriedStandards, sharedFolder } from '../testing/standards.ts';
import { openingOf } from './deskConversation.ts';
import { allItems, meaningOf } from './formAnswers.ts';
import { formOf } from './readForm.ts';
import { publishedWording } from './wording.ts';
import { wordingByMeaning } from './wordingByMeaning.ts';

const [rc2, beta3] = carriedStandards();
if (!rc2 || !beta3) throw new Error('the project carries two versions of the standard');

const opening = (standard: typeof rc2, questionnaires: readonly FhirResource[]) =>
  openingOf({
    record: [patient],
    options: {
      standards: [standard],
      patientId: PATIENT_ID,
      now: new Date('2026-11-23T09:00:00Z'),
      timeZone: TIME_ZONE,
    },
    standard,
    questionnaires,
    mayRecord: true,
    professional: { name: {} },
    on: '2026-11-23T09:00:00Z',
  });

/** A Questionnaire with this address and invented words. */
const invented = (url: string): FhirResource => ({
  resourceType: 'Questionnaire',
  url,
  status: 'active',
  item: [
    {
      linkId: '999',
      text: 'Welk doel kiest u (verzonnen)?',
      answerOption: [
        { valueCoding: { system: 'http://snomed.info/sct', code: '385987000', display: 'Verzonnen doel' } },
        { valueCoding: { system: 'http://snomed.info/sct', code: '4711', display: 'Geen van de onze' } },
      ],
    },
    { linkId: '4711', text: 'Een vraag die wij niet kennen' },
  ],
});

describe('the words of a conversation', () => {
  it("are the house's own where nothing of the publisher is installed", () => {
    expect(opening(rc2, []).wording).toBeUndefined();
    expect(opening(rc2, [invented('https://example.org/another')]).wording).toBeUndefined();
  });

  it("are the publisher's where their form is installed, for what the form asks and no more", () => {
    const { wording, choices } = opening(rc2, [invented(formOf(rc2).questionnaire)]);
    expect(wording).toEqual({
      questions: { goal: 'Welk doel kiest u (verzonnen)?' },
      options: { goal: { '385987000': 'Verzonnen doel' } },
    });
    // What can be chosen, and by which code, is the same with and without.
    expect(choices).toEqual(opening(rc2, []).choices);
  });

  it.skipIf(!sharedFolder())('of the published form word every coded answer that the form has', () => {
    const path = 'data/pzp/definitions/pzp-0.1.3-beta3/Questionnaire-ACP-zib2020.json';
    const published = JSON.parse(readFileSync(join(sharedFolder() ?? '', path), 'utf8')) as FhirResource;
    const words = publishedWording(published, formOf(beta3));
    if (words === undefined) throw new Error('it is the form of this version');
    const { questions, options } = wordingByMeaning(words, formOf(beta3));
    for (const { means, options: own, type } of allItems(formOf(beta3).items)) {
      if (means === undefined || type === 'group') continue;
      expect(questions[means], means).toMatch(/\w/);
      for (const option of own.filter(({ system }) => system !== undefined))
        expect(options[means]?.[meaningOf(option)], `${means} ${option.code}`).toMatch(/\w/);
    }
    expect(options['limit.cpr.decision']?.doNot).toBe('Niet uitvoeren');
  });
});
