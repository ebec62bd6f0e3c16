import { describe, expect, it } from 'vitest';
import { compareIias } from './compare.ts';
import type { Iia } from './iia.ts';
import { invented, partnersCopy, somebody, studies, teaching } from './testing/invented.ts';

const withConditions = (...conditions: Iia['conditions']): Iia => ({ ...invented, conditions });

describe('our copy beside a partner’s', () => {
  it('is the same where only contacts, spelling and order differ', () => {
    const theirs = partnersCopy(
      withConditions(
        {
          ...studies,
          sendingContacts: [],
          receivingContacts: [somebody, somebody],
          languages: [
            { language: 'NL-nl' },
            {
              language: 'EN',
              cefr: 'B2',
              subjectArea: { iscedF: '0912', clarification: ' Palliative care ' },
            },
          ],
          subjectAreas: [{ iscedF: '0913', clarification: '' }, { iscedF: '0912' }],
          eqf: [7, 6],
        },
        teaching,
      ),
    );
    expect(compareIias(withConditions(teaching, studies), theirs)).toMatchObject({
      same: true,
      identities: [],
      terminationDiffers: false,
    });
  });

  it('names each field that differs, with what either side says', () => {
    const theirs = partnersCopy(
      withConditions({ ...studies, mobilitiesPerYear: 3, blended: false, eqf: [7], otherInfoTerms: '' }),
    );
    const { same, pairs } = compareIias(withConditions(studies), theirs);
    expect(same).toBe(false);
    expect(pairs.map(({ differences }) => differences)).toEqual([
      [
        { field: 'mobilitiesPerYear', ours: '4', theirs: '3' },
        { field: 'otherInfoTerms', ours: studies.otherInfoTerms },
        { field: 'blended', ours: 'true', theirs: 'false' },
        { field: 'eqf', ours: '6, 7', theirs: '7' },
      ],
    ]);
  });

  it('lays the closest conditions beside each other, and shows those that one side alone has', () => {
    const near = { ...studies, totalMonths: 20 };
    const far = { ...studies, mobilitiesPerYear: 1, firstYear: '2027/2028', eqf: [] };
    const theirs = partnersCopy(withConditions(far, near));
    const { pairs } = compareIias(withConditions(studies, teaching), theirs);
    expect(pairs).toMatchObject([
      { ours: studies, theirs: near, differences: [{ field: 'totalMonths' }] },
      { ours: teaching, differences: [] },
      { theirs: far, differences: [] },
    ]);
    expect(pairs[1]?.theirs).toBeUndefined();
  });

  it('never pairs two directions or two kinds, whatever else they share', () => {
    const back = { ...studies, sendingHeiId: studies.receivingHeiId, receivingHeiId: studies.sendingHeiId };
    const { pairs, same } = compareIias(withConditions(studies), partnersCopy(withConditions(back)));
    expect(same).toBe(false);
    expect(pairs).toHaveLength(2);
  });

  it('is not the same where one side does not know the other’s identifier, or ended it', () => {
    const [own, { iiaId: _, ...other }] = invented.partners;
    const unmapped: Iia = { ...invented, partners: [own, other] };
    expect(compareIias(unmapped, partnersCopy(invented))).toMatchObject({
      same: false,
      identities: ['their-id-unknown-to-us'],
    });
    expect(
      compareIias(invented, partnersCopy({ ...unmapped, partners: [{ ...other, iiaId: 'x' }, own] }))
        .identities,
    ).toEqual(['other-partners']);
    expect(compareIias(invented, partnersCopy({ ...invented, terminatedAsAWhole: true }))).toMatchObject({
      same: false,
      terminationDiffers: true,
    });
  });
});
