import { describe, expect, it } from 'vitest';
import { elementOf, elementsOf } from '../reading/element.ts';
import { PATIENT_ID, SPECIFICATION } from '../testing/record.ts';
import { carriedStandards } from '../testing/standards.ts';
import { itemMeaning } from './formAnswers.ts';
import type { LimitNotes } from './notes.ts';
import { formOf } from './readForm.ts';
import { readResources } from './readResources.ts';
import { limit } from './testing/notes.ts';
import { answerOn, ofType, personNamed, planRead, saidIn } from './testing/said.ts';

// Each test is a row of docs/care-plan-traps.md: where the standard leads astray whoever follows it to the letter.
const [rc2, beta3] = carriedStandards();
if (!rc2 || !beta3) throw new Error('the project carries two versions of the standard');
const SCT = 'http://snomed.info/sct';
const NULL_FLAVOR = 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor';
describe.each([
  ['rc2', rc2],
  ['beta3', beta3],
] as const)('a trap in what was said in %s', (version, standard) => {
  const { written, only, form, reread, losses } = saidIn(standard);

  it('symptom relief is 713148004 in the Goal and 225353007 on the form, and each is read as the same', () => {
    const goal = { goal: { state: 'known', code: '713148004' } } as const;
    expect(only(goal, 'Goal').description).toEqual({ coding: [{ system: SCT, code: '713148004' }] });
    expect(answerOn(form(goal), '999')).toMatchObject({ valueCoding: { code: '225353007' } });
    expect(reread(goal).goal).toEqual(goal.goal);
  });

  it('an unknown goal is a code of rc2 and of no other version: there it stays on the form, and is told as lost', () => {
    const unknown = { goal: { state: 'unknown' } } as const;
    expect(ofType(written(unknown), 'Goal')).toHaveLength(version === 'rc2' ? 1 : 0);
    expect(losses(unknown)).toEqual(version === 'rc2' ? [] : ['999 noCode']);
    expect(reread(unknown).goal).toEqual(unknown.goal);
  });

  it.each<[LimitNotes['state'], string, string | undefined, boolean]>([
    ['do', '0', 'permit', false],
    ['onlyIf', '1', undefined, true],
    ['doNot', '2', 'deny', false],
    ['unknown', 'UNK', undefined, true],
    ['notDiscussed', '', undefined, true],
    ['declined', '', undefined, true],
  ])(
    'the decision "%s" is %s on the form, and its type is %s: what is no yes and no has words in a modifier',
    (state, code, type, hasWords) => {
      const limits = {
        cpr: limit(state, state === 'onlyIf' ? { condition: 'alleen op de hartbewaking' } : {}),
      };
      const { provision, modifierExtension } = only({ limits }, 'Consent');
      expect(elementOf(provision)?.type).toBe(type);
      expect(elementsOf(modifierExtension).map(({ url }) => url)).toEqual(hasWords ? [SPECIFICATION] : []);
      if (code !== '') expect(answerOn(form({ limits }), '1386')).toMatchObject({ valueCoding: { code } });
      expect(readResources(written({ limits }), standard, PATIENT_ID).limits.cpr?.state).toBe(state);
    },
  );

  it.each<[LimitNotes['state'], string, string | undefined]>([
    ['do', '0', 'permit'],
    ['unknown', 'ASKU', undefined],
    ['notDiscussed', 'NASK', undefined],
  ])(
    'switching an ICD off is no treatment of the list: "%s" is %s on the form, type %s, and the code stands in the words',
    (state, code, type) => {
      const limits = { icdDeactivation: limit(state) };
      const icd = { present: 'yes' } as const;
      const { provision } = only({ limits }, 'Consent');
      expect(provision).toMatchObject({
        code: [
          {
            coding: [{ system: NULL_FLAVOR, code: 'OTH' }],
            text: expect.stringContaining('400231000146108') as unknown,
          },
        ],
      });
      expect(elementOf(provision)?.type).toBe(type);
      expect(answerOn(form({ limits, icd }), '1005')).toMatchObject({ valueCoding: { code } });
      const row = planRead(written({ limits })).limits.find(({ key }) => key === 'icdDeactivation');
      expect(row?.state).toBe(state);
    },
  );

  it('the form has one box for every ICD: the kind of the device is kept, and the loss is told', () => {
    const icd = { present: 'yes', type: '465460004' } as const;
    expect(only({ icd }, 'Device').type).toEqual({ coding: [{ system: SCT, code: '465460004' }] });
    expect(answerOn(form({ icd }), '1008')).toEqual({ valueCoding: { code: 'ICD' } });
    expect(reread({ icd }).icd?.type).toBe('72506001');
  });

  it('that there is no ICD has no resource: nothing is written that could be read as one', () => {
    for (const present of ['no', 'unknown'] as const) {
      const resources = written({ icd: { present } });
      expect(ofType(resources, 'Device')).toEqual([]);
      expect(ofType(resources, 'DeviceUseStatement')).toEqual([]);
      expect(losses({ icd: { present } })).toEqual(['1006 onlyPresence']);
    }
  });

  it('earlier agreements (731 to 733) and agreeing to share (735) have no element: the form keeps them, and each is told as lost', () => {
    const said = {
      earlier: { recorded: 'yes', comment: 'Bij de notaris', differ: 'no' },
      share: 'yes',
    } as const;
    expect(losses(said)).toEqual(['1197', '1198', '1199', '1201'].map((linkId) => `${linkId} noElement`));
    expect(reread(said)).toMatchObject(said);
    expect(JSON.stringify(written(said))).not.toContain('notaris');
  });

  it('agreeing to share on the form opens nothing: no Consent comes of it, whatever was said', () => {
    for (const share of ['yes', 'unknown'] as const)
      expect(ofType(written({ share }), 'Consent')).toEqual([]);
    const withLimit = written({ share: 'yes', limits: { cpr: limit('do') } });
    expect(ofType(withLimit, 'Consent').map(({ scope }) => scope)).toEqual([
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'treatment' }] },
    ]);
  });

  it('a free treatment without a name is no directive: it would forbid nobody knows what', () => {
    const unnamed = { otherLimits: [limit('doNot')] };
    expect(ofType(written(unnamed), 'Consent')).toEqual([]);
    expect(losses(unnamed)).toContain('1402 unnamedTreatment');
  });

  it.each([
    ['1406', 'capable', { capacity: { capable: true } }, '1'],
    [
      '984',
      'representative.isFirstContact',
      { persons: [personNamed('a', { representative: true, firstContact: true })] },
      '1',
    ],
    ['82', 'present.patient', { patientPresent: true }, 'Patiënt'],
    ['1008', 'icd.type', { icd: { present: 'yes', type: '72506001' } }, 'ICD'],
    ['1200', 'informRelatives', { informRelatives: true }, '1'],
  ] as const)('question %s (%s) is answered by a code of no system', (linkId, means, said, code) => {
    expect(answerOn(form(said), linkId)).toEqual({ valueCoding: { code } });
    expect(itemMeaning(formOf(standard), means)?.options.every(({ system }) => system === undefined)).toBe(
      true,
    );
  });

  it('1191 and 1193 both have a code for unknown, and both are written and read as unknown, not as absent', () => {
    const said = { place: { state: 'unknown' }, euthanasia: { state: 'unknown' } } as const;
    const observations = ofType(written(said), 'Observation');
    expect(observations.map(({ valueCodeableConcept }) => valueCodeableConcept)).toEqual(
      Array.from({ length: 2 }, () => ({ coding: [{ system: NULL_FLAVOR, code: 'UNK' }] })),
    );
    expect(observations.every(({ dataAbsentReason }) => dataAbsentReason === undefined)).toBe(true);
    expect(losses(said)).toEqual([]);
  });

  it.each([
    ['340181000146102', 'Has a written euthanasia statement'],
    ['340191000146100', 'No written statement; might ask in certain situations'],
    ['340201000146103', 'Does not want euthanasia'],
  ])('position %s on euthanasia is "%s" and none of the two that look like it', (code, words) => {
    const { positionRegardingEuthanasia } = planRead(written({ euthanasia: { state: 'known', code } }));
    expect(positionRegardingEuthanasia.current).toMatchObject([{ state: 'known', value: { en: words } }]);
  });
});
