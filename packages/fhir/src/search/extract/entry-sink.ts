import type {
  CompositeEntry,
  RangeEntry,
  ReferenceEntry,
  SearchEntries,
  StringEntry,
  TextEntry,
  TokenEntry,
  UriEntry,
} from '../entries.ts';

/** Where the entries of one resource, or of one part of a composite, are gathered. */
export class EntrySink implements SearchEntries {
  readonly tokens: TokenEntry[] = [];
  readonly texts: TextEntry[] = [];
  readonly strings: StringEntry[] = [];
  readonly uris: UriEntry[] = [];
  readonly references: ReferenceEntry[] = [];
  readonly ranges: RangeEntry[] = [];
  readonly composites: CompositeEntry[] = [];
  readonly presentParams = new Set<string>();

  get present(): readonly string[] {
    return [...this.presentParams];
  }

  /** The entries as they are handed out. */
  entries(): SearchEntries {
    const { tokens, texts, strings, uris, references, ranges, composites, present } = this;
    return { tokens, texts, strings, uris, references, ranges, composites, present };
  }

  /** Whether nothing can be found by it. */
  isEmpty(): boolean {
    const { tokens, strings, uris, references, ranges } = this;
    return tokens.length + strings.length + uris.length + references.length + ranges.length === 0;
  }
}

/** One thing that a parameter found: a JSON value and its FHIR type. */
export interface Found {
  readonly value: unknown;
  readonly type: string;
}

/** Turns what was found into entries of the parameter. Values of types that it does not know give none. */
export type Emit = (param: string, found: Found, sink: EntrySink) => void;
