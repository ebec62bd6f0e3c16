import { Problem } from '@caecilia/kernel';
import { NAMESPACES } from './iia.ts';
import { isSha256 } from './read-iia.ts';
import { type EwpIssue, Fields, isIdentifier } from './xml/fields.ts';
import { present } from './xml/present.ts';
import { writeXml } from './xml/text.ts';
import { readXml, type XmlLimits } from './xml/tree.ts';

/** One approval in an answer of the IIAs Approval API v2: the partner approves this hash of our agreement. */
export interface ApprovalLine {
  /** Our identifier of the agreement: that of who asked. */
  readonly iiaId: string;
  readonly hash: string;
  /** The file that the partner signed. */
  readonly pdfFile?: string;
}

/** Reads an index-response: the identifiers of the agreements that a partner has with us. Throws `Problem`. */
export function readIndexResponse(xml: string, limits?: XmlLimits): readonly string[] {
  const { fields, issues } = opened(xml, 'iias-index-response', limits);
  const ids = fields.all('iia-id').map((field) => {
    const id = field.value();
    if (!isIdentifier(id)) field.wrong('iia-id has to be up to 64 printable characters without a space.');
    return id;
  });
  fields.close(NAMESPACES.index);
  refuse(issues);
  return ids;
}

/** Writes the index of agreements that one partner may see. */
export function writeIndexResponse(iiaIds: readonly string[]): string {
  return writeXml({
    name: 'iias-index-response',
    attributes: { xmlns: NAMESPACES.index },
    content: iiaIds.map((id) => ({ name: 'iia-id', content: id })),
  });
}

/** Reads an answer of the Approval API: what is not approved is not in it. Throws `Problem`. */
export function readApprovalResponse(xml: string, limits?: XmlLimits): readonly ApprovalLine[] {
  const { fields, issues } = opened(xml, 'iias-approval-response', limits);
  const lines = fields.all('approval').map((approval) => {
    const line = {
      iiaId: approval.matching(
        'iia-id',
        isIdentifier,
        'has to be up to 64 printable characters without a space.',
      ),
      hash: approval.matching('iia-hash', isSha256, 'has to be 64 hexadecimal digits in lower case.'),
      pdfFile: approval.text('pdf-file'),
    };
    approval.close(NAMESPACES.approval);
    return present(line);
  });
  fields.close(NAMESPACES.approval);
  refuse(issues);
  return lines;
}

/** Writes our approvals for a partner who asks about agreements of theirs. */
export function writeApprovalResponse(lines: readonly ApprovalLine[]): string {
  return writeXml({
    name: 'iias-approval-response',
    attributes: { xmlns: NAMESPACES.approval },
    content: lines.map(({ iiaId, hash, pdfFile }) => ({
      name: 'approval',
      content: [
        { name: 'iia-id', content: iiaId },
        { name: 'iia-hash', content: hash },
        ...(pdfFile === undefined ? [] : [{ name: 'pdf-file', content: pdfFile }]),
      ],
    })),
  });
}

function opened(xml: string, name: string, limits?: XmlLimits) {
  const root = readXml(xml, limits);
  if (root.name !== name)
    throw new Problem('structure', `This document does not begin with ${name}. Line 1.`);
  const issues: EwpIssue[] = [];
  return { fields: new Fields(root, name, issues), issues };
}

/** Throws the first issue, with how many more there are. */
export function refuse(issues: readonly EwpIssue[]): void {
  const [first, ...more] = issues;
  if (first === undefined) return;
  const others = more.length === 0 ? '' : ` ${more.length} more of the kind.`;
  throw new Problem(
    'structure',
    `${first.path}: ${first.sentence} Line ${first.line}, column ${first.column}.${others}`,
    {
      issues: issues.map(({ path, sentence, line, column }) => ({
        severity: 'error',
        code: 'structure',
        diagnostics: `${sentence} Line ${line}, column ${column}.`,
        expression: [path],
      })),
    },
  );
}
