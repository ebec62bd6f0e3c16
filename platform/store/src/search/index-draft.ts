import type { RangeEntry } from '@caecilia/fhir';
import type { IndexRows, RangeRow, TextRow } from '../extraction.ts';
import { shortDigest } from './digest.ts';
import { textTok, unitKey } from './keys.ts';

/** The rows while they are gathered; what comes twice is kept once. */
export class IndexDraft {
  readonly type: string;
  readonly toks = new Set<string>();
  readonly #texts = new Map<string, TextRow>();
  readonly #codes = new Map<string, { readonly least: TextRow; readonly most: TextRow }>();
  readonly #ranges = new Map<string, RangeRow>();

  /** How many different ranges there are. */
  get ranges(): number {
    return this.#ranges.size;
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
      ...(unitSystem === undefined ? {} : { unitSystem: shortDigest(unitSystem) }),
      ...(asked === undefined ? {} : { unit: shortDigest(asked) }),
    });
    if (unit === undefined || unitText === undefined || unitText === unit) return;
    const names = unitKey(this.type, unitText);
    const code = String(shortDigest(unit));
    this.enter({ key: names, tok: textTok(names, code), norm: code });
  }

  /** A range of a composite with several: `occurrence` tells which belong together. */
  addNumberedRange(key: string, { low, high }: RangeEntry, occurrence: number): void {
    this.#addRangeRow({ key, lo: low, hi: high, unit: occurrence });
  }

  #addRangeRow(row: RangeRow): void {
    this.#ranges.set(`${row.key} ${row.lo} ${row.hi} ${row.unitSystem ?? ''} ${row.unit ?? ''}`, row);
  }

  rows(): IndexRows {
    for (const { least, most } of this.#codes.values()) {
      this.enter(least);
      this.enter(most);
    }
    return { toks: [...this.toks], texts: [...this.#texts.values()], ranges: [...this.#ranges.values()] };
  }
}
