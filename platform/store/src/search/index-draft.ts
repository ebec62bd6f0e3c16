import type { RangeEntry } from '@caecilia/fhir';
import type { IndexRows, RangeRow, TextRow } from '../extraction.ts';
import { BoundedCache } from './bounded-cache.ts';
import { shortDigest } from './digest.ts';
import { textTok, unitKey } from './keys.ts';

/** More ranges than this are looked up by a key instead of one by one. */
const FEW = 8;

/** The rows while they are gathered; what comes twice is kept once. */
export class IndexDraft {
  readonly type: string;
  readonly toks = new Set<string>();
  readonly #texts = new Map<string, TextRow>();
  readonly #ranges: RangeRow[] = [];
  #codes: Map<string, { readonly least: TextRow; readonly most: TextRow }> | undefined;
  #rangeKeys: Set<string> | undefined;

  /** How many different ranges there are. */
  get ranges(): number {
    return this.#ranges.length;
  }

  constructor(type: string) {
    this.type = type;
  }

  /** Enters the text in its dictionary and its digest in the resource. */
  addText(key: string, norm: string): void {
    this.addEntry({ key, tok: textTok(key, norm), norm });
  }

  addEntry(text: TextRow): void {
    this.toks.add(text.tok);
    this.enter(text);
  }

  /** Enters a text in a dictionary alone. */
  enter(text: TextRow): void {
    this.#texts.set(text.tok, text);
  }

  /**
   * Enters a code of a parameter. Of codes without a system only the smallest and the largest count, to sort by, so
   * that a study of a thousand images does not enter a thousand numbers.
   */
  enterCode(text: TextRow, system: string | undefined): void {
    if (system !== undefined && system !== '') this.enter(text);
    else {
      this.#codes ??= new Map();
      const known = this.#codes.get(text.key);
      const least = known === undefined || text.norm < known.least.norm ? text : known.least;
      const most = known === undefined || text.norm > known.most.norm ? text : known.most;
      this.#codes.set(text.key, { least, most });
    }
  }

  /** A quantity printed in another word than its unit's code: the word is entered as a name of the code. */
  addRange(key: string, { low, high, unitSystem, unit, unitText }: RangeEntry): void {
    const asked = unit ?? unitText;
    this.#addRangeRow({
      key,
      lo: low,
      hi: high,
      unitSystem: unitSystem === undefined ? undefined : shortDigest(unitSystem),
      unit: asked === undefined ? undefined : shortDigest(asked),
    });
    if (unit === undefined || unitText === undefined || unitText === unit) return;
    this.enter(unitName(this.type, unitText, unit));
  }

  /** A range of a composite with several: `occurrence` tells which belong together. */
  addNumberedRange(key: string, { low, high }: RangeEntry, occurrence: number): void {
    this.#addRangeRow({ key, lo: low, hi: high, unitSystem: undefined, unit: occurrence });
  }

  #addRangeRow(row: RangeRow): void {
    if (this.#ranges.length < FEW) {
      if (!this.#ranges.some((known) => isSame(known, row))) this.#ranges.push(row);
      return;
    }
    this.#rangeKeys ??= new Set(this.#ranges.map(keyOf));
    if (this.#rangeKeys.has(keyOf(row))) return;
    this.#rangeKeys.add(keyOf(row));
    this.#ranges.push(row);
  }

  rows(): IndexRows {
    for (const { least, most } of this.#codes?.values() ?? []) {
      this.enter(least);
      this.enter(most);
    }
    return { toks: [...this.toks], texts: [...this.#texts.values()], ranges: this.#ranges };
  }
}

function isSame(one: RangeRow, other: RangeRow): boolean {
  return (
    one.key === other.key &&
    one.lo === other.lo &&
    one.hi === other.hi &&
    one.unitSystem === other.unitSystem &&
    one.unit === other.unit
  );
}

function keyOf({ key, lo, hi, unitSystem, unit }: RangeRow): string {
  return `${key} ${lo} ${hi} ${unitSystem ?? ''} ${unit ?? ''}`;
}

const unitNames = new BoundedCache<TextRow>(1_000);

function unitName(type: string, printed: string, unit: string): TextRow {
  return unitNames.get(JSON.stringify([type, printed, unit]), () => {
    const key = unitKey(type, printed);
    const norm = String(shortDigest(unit));
    return { key, tok: textTok(key, norm), norm };
  });
}
