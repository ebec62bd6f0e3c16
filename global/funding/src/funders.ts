import { Problem } from '@caecilia/kernel';
import { parseRorId } from '@caecilia/matching';

/** Crossref Funder id (the part behind `10.13039/`) and the organisation of ROR that it is. */
export interface FunderIdentity {
  readonly crossrefId: string;
  /** `https://ror.org/…` */
  readonly ror: string;
}

/** What is wrong in a file of funders. */
export interface FunderIssue {
  /** From 1, the heading being line 1. */
  readonly line: number;
  readonly column: 'Funder ID' | 'ROR ID';
  readonly sentence: string;
}

/** A Crossref Funder id in one spelling, out of a DOI, an address or the bare number; undefined for what is none. */
export function crossrefFunderId(text: string): string | undefined {
  return /^(?:(?:https?:\/\/)?(?:dx\.)?doi\.org\/|doi:)?(?:10\.13039\/)?(\d{5,15})$/i.exec(text.trim())?.[1];
}

/**
 * Reads the map of Crossref Funder ids to ROR (CSV, `Funder ID,ROR ID`). A row that is not right is named with its
 * column and the others are read; the same row twice is one. Throws `Problem` for a file with another heading.
 */
export function readFunderMap(csv: string): {
  readonly identities: readonly FunderIdentity[];
  readonly issues: readonly FunderIssue[];
} {
  const [heading = '', ...lines] = csv.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (!/^"?funder id"?,"?ror id"?$/i.test(heading.trim())) {
    throw new Problem('structure', 'This is no map of funders: its first line has to be Funder ID,ROR ID.');
  }
  const rorById = new Map<string, string>();
  const issues: FunderIssue[] = [];
  lines.forEach((row, at) => {
    if (row.trim() === '') return;
    const line = at + 2;
    const [first = '', second = ''] = row.split(',').map((cell) => cell.trim().replace(/^"|"$/g, ''));
    const [crossrefId, ror] = [crossrefFunderId(first), parseRorId(second)];
    if (crossrefId === undefined) {
      issues.push({
        line,
        column: 'Funder ID',
        sentence: 'This is no Crossref Funder id, as 10.13039/501100001826.',
      });
    } else if (ror === undefined) {
      issues.push({ line, column: 'ROR ID', sentence: 'This is no ROR id, as https://ror.org/04jsz6e67.' });
    } else if ((rorById.get(crossrefId) ?? ror) !== ror) {
      issues.push({ line, column: 'ROR ID', sentence: 'This funder stands above with another ROR id.' });
    } else {
      rorById.set(crossrefId, ror);
    }
  });
  return { identities: [...rorById].map(([crossrefId, ror]) => ({ crossrefId, ror })), issues };
}

/** A funder once, whatever ids a file or a person named it by. */
export interface CollapsedFunder {
  /** The ROR id, or the Crossref Funder id where no organisation is known for it. */
  readonly key: string;
  readonly ror?: string;
  readonly crossrefIds: readonly string[];
}

/** Funders out of ids of either kind: those of one organisation collapse, those that nobody knows stay by themselves. */
export function collapseFunders(
  ids: readonly string[],
  rorById: ReadonlyMap<string, string>,
): readonly CollapsedFunder[] {
  const collapsed = new Map<string, { ror?: string; crossrefIds: Set<string> }>();
  for (const id of ids) {
    const crossrefId = crossrefFunderId(id);
    const ror = parseRorId(id) ?? (crossrefId === undefined ? undefined : rorById.get(crossrefId));
    const key = ror ?? crossrefId;
    if (key === undefined) {
      throw new Problem('invalid', 'A funder is named by a Crossref Funder id or a ROR id; this is neither.');
    }
    const known = collapsed.get(key) ?? { ...(ror === undefined ? {} : { ror }), crossrefIds: new Set() };
    if (crossrefId !== undefined) known.crossrefIds.add(crossrefId);
    collapsed.set(key, known);
  }
  return [...collapsed].map(([key, { ror, crossrefIds }]) => ({
    key,
    ...(ror === undefined ? {} : { ror }),
    crossrefIds: [...crossrefIds].sort(),
  }));
}
