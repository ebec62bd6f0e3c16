import type { PathEnvironment } from '@caecilia/fhir';
import type { Severity, ValidationIssue } from './issue.ts';
import { isObject, type JsonObject } from './json.ts';

/** Finds the resource a reference points at, where the caller can; undefined where it cannot. */
export type Resolve = (reference: string) => JsonObject | undefined;

/** More than this tells a person nothing new, and a hostile resource could ask for millions. */
const MOST_ISSUES = 200;

/** Deeper than any resource in use; the reader of requests refuses at 64, this guards other callers. */
export const DEEPEST = 150;

/**
 * One run over one resource: where we stand, and what was found. The place is kept as names and positions, and
 * becomes text only when there is something to report.
 */
export class Walk {
  readonly issues: ValidationIssue[] = [];
  readonly resolve: Resolve | undefined;
  /** The nearest resource around the element, and the one that holds it where it is contained. */
  resource: JsonObject;
  root: JsonObject;
  depth = 0;
  /** What the rules of this walk may ask; made by the first that asks. */
  environment: PathEnvironment | undefined;
  readonly #names: string[];
  readonly #positions: number[] = [-1];
  readonly #seen = new Set<string>();
  #containedIn: JsonObject | undefined;
  #contained: ReadonlyMap<string, JsonObject> = new Map();
  #trying = false;
  #found = 0;
  #refused = 0;
  #following = 0;

  constructor(resource: JsonObject, start: string, resolve: Resolve | undefined) {
    this.resource = resource;
    this.root = resource;
    this.#names = [start];
    this.resolve = resolve;
  }

  /** Steps into an element; `position` -1 for one that does not repeat. */
  enter(name: string, position: number): void {
    const depth = ++this.depth;
    this.#names[depth] = name;
    this.#positions[depth] = position;
  }

  leave(): void {
    this.depth--;
  }

  report(severity: Severity, code: string, diagnostics: string, below = ''): void {
    this.#found++;
    if (severity === 'error') {
      this.#refused++;
    }
    if (this.#trying || this.issues.length > MOST_ISSUES) {
      return;
    }
    const expression = this.place() + below;
    const key = `${severity}${expression} ${diagnostics}`;
    if (this.#seen.has(key)) {
      return;
    }
    this.#seen.add(key);
    this.issues.push(
      this.issues.length < MOST_ISSUES
        ? { severity, code, diagnostics, expression: [expression] }
        : tooMany(this.#names[0] ?? ''),
    );
  }

  error(code: string, diagnostics: string, below = ''): void {
    this.report('error', code, diagnostics, below);
  }

  warn(code: string, diagnostics: string, below = ''): void {
    this.report('warning', code, diagnostics, below);
  }

  /** The resource of this id that the root contains. Looked up in a table: a root may contain thousands. */
  contained(id: string): JsonObject | undefined {
    if (this.#containedIn !== this.root) {
      this.#containedIn = this.root;
      this.#contained = containedById(this.root);
    }
    return this.#contained.get(id);
  }

  /** Runs a check without keeping what it finds. */
  attempt(check: () => void): { readonly refused: boolean; readonly silent: boolean } {
    const before = { trying: this.#trying, found: this.#found, refused: this.#refused };
    this.#trying = true;
    this.#found = 0;
    this.#refused = 0;
    check();
    const outcome = { refused: this.#refused > 0, silent: this.#found === 0 };
    this.#trying = before.trying;
    this.#found = before.found;
    this.#refused = before.refused;
    return outcome;
  }

  /** Whether we stand at a contained resource. */
  isInContained(): boolean {
    return this.#names[this.depth] === 'contained';
  }

  /** Whether references are followed: only from the resource under validation, not from what it refers to. */
  get canFollow(): boolean {
    return this.#following === 0;
  }

  /** Looks at a resource that is referred to: its contained resources are its own. */
  within<T>(resource: JsonObject, look: () => T): T {
    const { resource: outer, root } = this;
    this.resource = resource;
    this.root = resource;
    this.#following++;
    try {
      return look();
    } finally {
      this.#following--;
      this.resource = outer;
      this.root = root;
    }
  }

  /** FHIRPath of the element we stand at. */
  place(): string {
    let text = this.#names[0] ?? '';
    for (let depth = 1; depth <= this.depth; depth++) {
      const position = this.#positions[depth] ?? -1;
      text += position < 0 ? `.${this.#names[depth]}` : `.${this.#names[depth]}[${position}]`;
    }
    return text;
  }
}

function containedById({ contained }: JsonObject): ReadonlyMap<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  for (const each of Array.isArray(contained) ? contained : []) {
    if (isObject(each) && typeof each.id === 'string') {
      found.set(each.id, each);
    }
  }
  return found;
}

function tooMany(start: string): ValidationIssue {
  return {
    severity: 'information',
    code: 'informational',
    diagnostics: `There are more than ${MOST_ISSUES} issues; the others are left out`,
    expression: [start],
  };
}
