import { hash } from 'node:crypto';
import { booleanOf, bytesOf, countOf, integerOf, type Sql, textOf } from '@caecilia/engine';
import type { Break } from './check-resource.ts';
import type { KeptLine } from './log-lines.ts';

/** A run of lines that was taken out after its time, and what leads on over it. */
export interface Anchor {
  /** `2026_11`, as in the name of the partition. */
  readonly month: string;
  readonly lane: number;
  readonly first: number;
  readonly last: number;
  /** True where the lines were all of some links; else other lines of their link are still there. */
  readonly whole: boolean;
  /** Whole: the hash of the lane behind them. Else what the link follows (8 bytes), and the hashes of the lines. */
  readonly hash: Uint8Array;
}

export async function anchorsOf(sql: Sql): Promise<readonly Anchor[]> {
  const text = `select month, lane, first::text as low, last::text as high, whole, hash
    from audit_anchor a order by a.lane, a.first`;
  return (await sql.query({ text }, [])).map((row) => ({
    month: textOf(row.month),
    lane: integerOf(row.lane),
    first: countOf(row.low),
    last: countOf(row.high),
    whole: booleanOf(row.whole),
    hash: bytesOf(row.hash),
  }));
}

/** What the line about the removal of a month says of its anchors, which stand by lane and number: a sha-256 in hex. */
export function digestOfAnchors(anchors: readonly Anchor[]): string {
  const rows = anchors.map(({ month, lane, first, last, whole, hash: end }) =>
    [month, lane, first, last, whole, Buffer.from(end).toString('hex')].join('|'),
  );
  return hash('sha256', rows.join('\n'), 'hex');
}

/** What the line about the removal of a month is about. */
export function targetOfRemoval(month: string): string {
  return `log/${month}`;
}

/** Years that a line is kept, from its being written. */
const KEPT_YEARS = 5;

/** From when a month may be taken out, ms since 1970: its last line is five years old by then. */
export function removableFrom(month: string): number {
  const [year = 0, number = 0] = month.split('_').map(Number);
  return Date.UTC(year + KEPT_YEARS, number, 1);
}

/** Anchors bridge gaps, so each must be proved: a line tells of the removal, when it was allowed, with their digest. */
export class AnchorProof {
  readonly #anchors: readonly Anchor[];
  readonly #proved = new Set<string>();

  constructor(anchors: readonly Anchor[]) {
    this.#anchors = anchors;
  }

  inLane(lane: number): readonly Anchor[] {
    return this.#anchors.filter((anchor) => anchor.lane === lane);
  }

  /** Takes note of a line that may tell of a removal. */
  read({ event, target, detail, atMicros }: KeptLine): void {
    if (event !== 'log-change' || target === null) return;
    const month = target.slice(targetOfRemoval('').length);
    const inTime = Number(atMicros) / 1000 >= removableFrom(month);
    const ofMonth = this.#anchors.filter((anchor) => anchor.month === month);
    if (target === targetOfRemoval(month) && inTime && detail === digestOfAnchors(ofMonth))
      this.#proved.add(month);
  }

  /** A month whose lines are gone without a line that tells of it. */
  unproved(): Break | undefined {
    const anchor = this.#anchors.find(({ month }) => !this.#proved.has(month));
    return anchor === undefined
      ? undefined
      : {
          place: `log, month ${anchor.month}`,
          reason: 'its lines are gone, and no line tells that they were taken out after their time',
        };
  }
}
