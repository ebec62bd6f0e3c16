import { describe, expect, it } from 'vitest';
import { readApprovalResponse, readIndexResponse, writeIndexResponse } from './responses.ts';

const HASH = 'ab'.repeat(32);
const approvals = (inner: string) =>
  `<iias-approval-response xmlns="https://github.com/erasmus-without-paper/ewp-specs-api-iias-approval/tree/stable-v2">${inner}</iias-approval-response>`;

describe('the index of agreements', () => {
  it('is read as it was written, also when it is empty', () => {
    expect(readIndexResponse(writeIndexResponse(['a-1', 'b&2']))).toEqual(['a-1', 'b&2']);
    expect(readIndexResponse(writeIndexResponse([]))).toEqual([]);
  });

  it('is refused whole, with the place of what is wrong and how many more there are', () => {
    const xml = writeIndexResponse(['a 1', 'b', 'c 1']);
    expect(() => readIndexResponse(xml)).toThrow(
      /iias-index-response.iia-id\[1\].*printable.*Line 3, column 3. 1 more/,
    );
    expect(() => readIndexResponse(approvals(''))).toThrow('does not begin with iias-index-response');
  });
});

describe('an answer of the Approval API', () => {
  it('holds the approved hash of each agreement, and nothing of what is not approved', () => {
    const line = `<approval><iia-id>1</iia-id><iia-hash>${HASH}</iia-hash><pdf-file>f</pdf-file></approval>`;
    expect(readApprovalResponse(approvals(line))).toEqual([{ iiaId: '1', hash: HASH, pdfFile: 'f' }]);
    expect(readApprovalResponse(approvals(''))).toEqual([]);
  });

  it.each([
    [`<approval><iia-id>1</iia-id><iia-hash>${HASH.toUpperCase()}</iia-hash></approval>`, /hexadecimal/],
    [`<approval><iia-hash>${HASH}</iia-hash></approval>`, /iia-id is missing/],
    [
      `<approval><iia-id>1</iia-id><conditions-hash>${HASH}</conditions-hash></approval>`,
      /iia-hash is missing/,
    ],
    ['<nonsense/>', /no element nonsense/],
  ])('is refused with %s', (inner, sentence) => {
    expect(() => readApprovalResponse(approvals(inner))).toThrow(sentence);
  });
});
