import { Problem } from '@caecilia/kernel';
import { describe, expect, it } from 'vitest';
import {
  approvedByThem,
  approveTheirs,
  comparisonOf,
  EMPTY_DOSSIER,
  type IiaDossier,
  standingOf,
  withCopy,
} from './dossier.ts';
import type { Iia } from './iia.ts';
import { readApprovalResponse, writeApprovalResponse } from './responses.ts';
import { invented, partnersCopy, studies } from './testing/invented.ts';
import { writeGetResponse } from './write-iia.ts';

const at = '2026-09-15T10:00:00Z';
const OUR_ID = 'c0ffee00-0000-4000-8000-000000000001';
const put = (dossier: IiaDossier, side: 'ours' | 'theirs', iia: Iia) =>
  withCopy(dossier, side, { xml: writeGetResponse(iia).xml, at, by: 'Bedachte Bep' });
const both = () => put(put(EMPTY_DOSSIER, 'ours', invented), 'theirs', partnersCopy(invented));
const weApprove = (dossier: IiaDossier, hash = dossier.theirs?.hash ?? '') =>
  approveTheirs(dossier, { hash, at, by: 'Bedachte Bep' });
const theyApprove = (dossier: IiaDossier, hash = dossier.ours?.hash ?? '', iiaId = OUR_ID) =>
  approvedByThem(dossier, { iiaId, hash }, { at, by: 'invented.example' });

describe('an agreement in the network', () => {
  it('goes from one copy to two, to one approval, to both', () => {
    const ours = put(EMPTY_DOSSIER, 'ours', invented);
    const steps = [
      EMPTY_DOSSIER,
      ours,
      both(),
      weApprove(both()),
      theyApprove(both()),
      theyApprove(weApprove(both())),
    ];
    expect(steps.map(standingOf)).toEqual([
      'empty',
      'ours-only',
      'to-approve',
      'approved-by-us',
      'approved-by-them',
      'approved',
    ]);
  });

  it('keeps the copies that both approved when either side sends other conditions', () => {
    const approved = theyApprove(weApprove(both()));
    const changed = put(
      approved,
      'theirs',
      partnersCopy({ ...invented, conditions: [{ ...studies, mobilitiesPerYear: 9 }] }),
    );
    expect(standingOf(changed)).toBe('changed');
    expect(changed.lastApproved?.theirs).toEqual(approved.theirs);
    expect(comparisonOf(changed)?.same).toBe(false);
    expect(changed.approvals).toHaveLength(2);
  });

  it('tells who approved which hash, and when', () => {
    expect(weApprove(both()).approvals).toEqual([
      { side: 'ours', hash: both().theirs?.hash, at, by: 'Bedachte Bep' },
    ]);
  });

  it('learns of an approval through the document of the Approval API', () => {
    const xml = writeApprovalResponse([
      { iiaId: OUR_ID, hash: both().ours?.hash ?? '', pdfFile: 'signed-1' },
    ]);
    const [line] = readApprovalResponse(xml);
    if (line === undefined) throw new Error('no approval');
    const dossier = approvedByThem(both(), line, { at, by: 'invented.example' });
    expect(dossier.approvals).toMatchObject([{ side: 'theirs', pdfFile: 'signed-1' }]);
    expect(approvedByThem(dossier, line, { at, by: 'invented.example' })).toBe(dossier);
  });

  it('an approval of an earlier copy of ours approves nothing of today', () => {
    const stale = theyApprove(weApprove(both()), 'a'.repeat(64));
    expect(standingOf(stale)).toBe('approved-by-us');
    expect(stale.lastApproved).toBeUndefined();
  });

  it.each<[string, () => unknown, string]>([
    ['a hash that somebody did not see', () => weApprove(both(), 'a'.repeat(64)), 'another copy since'],
    ['a second time', () => weApprove(weApprove(both())), 'approved already'],
    [
      'without a copy of theirs',
      () => weApprove(put(EMPTY_DOSSIER, 'ours', invented)),
      'no copy of the partner',
    ],
    [
      'without a copy of ours',
      () => weApprove(put(EMPTY_DOSSIER, 'theirs', partnersCopy(invented))),
      'Make ours first',
    ],
    [
      'a copy that says something else',
      () => weApprove(put(both(), 'ours', { ...invented, conditions: [studies] })),
      '3 conditions differ',
    ],
    [
      'what waits for a decision since version 6',
      () => {
        const open = { ...invented, conditions: [{ ...studies, mobilitiesNotYetDefined: true }] };
        return weApprove(put(put(EMPTY_DOSSIER, 'ours', open), 'theirs', partnersCopy(open)));
      },
      'not decided since version 6',
    ],
    [
      'by another identifier than ours',
      () => theyApprove(both(), both().ours?.hash, 'x'),
      'another agreement',
    ],
    ['a copy of ours that is not there', () => theyApprove(EMPTY_DOSSIER), 'no copy of ours'],
    [
      'a copy that was changed on its way',
      () => {
        const xml = writeGetResponse(invented).xml.replace(
          '<mobilities-per-year>4',
          '<mobilities-per-year>5',
        );
        return withCopy(EMPTY_DOSSIER, 'theirs', { xml, at, by: 'b' });
      },
      'nothing was taken',
    ],
    [
      'a copy with a broken field',
      () => {
        const xml = writeGetResponse(invented).xml.replace('<in-effect>true</in-effect>', '');
        return withCopy(EMPTY_DOSSIER, 'theirs', { xml, at, by: 'b' });
      },
      'in-effect is missing',
    ],
  ])('refuses %s, with a sentence', (_, act, sentence) => {
    expect(act).toThrow(Problem);
    expect(act).toThrow(sentence);
  });
});
