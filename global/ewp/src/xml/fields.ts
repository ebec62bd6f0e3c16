import { attribute, childrenNamed, type XmlElement } from './tree.ts';

/** What is wrong in a document from a partner: where it stands, and a sentence about what would be right. */
export interface EwpIssue {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** Names of elements with their number where there are several, for instance `iia[1].partner[2].hei-id`. */
  readonly path: string;
  readonly sentence: string;
}

/** A name of an element from outside as it may stand in a sentence. */
export const speakable = (name: string): string =>
  /^[A-Za-z][A-Za-z0-9._-]{0,60}$/.test(name) ? name : 'with an unreadable name';

/**
 * The children of one element, read by name. What is wrong is gathered, and the reading goes on; what it then gives is
 * a stand-in that nobody uses, since an agreement with an issue is not taken.
 */
export class Fields {
  readonly element: XmlElement;
  readonly path: string;
  readonly #issues: EwpIssue[];
  readonly #known = new Set<string>();

  constructor(element: XmlElement, path: string, issues: EwpIssue[]) {
    this.element = element;
    this.path = path;
    this.#issues = issues;
  }

  /** Says what is wrong with a child, or with the element itself. */
  wrong(sentence: string, at: XmlElement = this.element, name = ''): void {
    const path = name === '' ? this.path : `${this.path}.${name}`;
    this.#issues.push({ line: at.line, column: at.column, path, sentence });
  }

  /** All children of a name. */
  all(name: string): readonly Fields[] {
    this.#known.add(name);
    return childrenNamed(this.element, name).map(
      (child, index, { length }) =>
        new Fields(
          child,
          length === 1 ? `${this.path}.${name}` : `${this.path}.${name}[${index + 1}]`,
          this.#issues,
        ),
    );
  }

  /** The one child of a name, where it is there. */
  one(name: string): Fields | undefined {
    const [first, second] = this.all(name);
    if (second !== undefined) second.wrong(`${name} may stand here once.`);
    return first;
  }

  /** Text of a child, where it is there. */
  text(name: string): string | undefined {
    return this.one(name)?.value();
  }

  /** Text of a child that has to be there. */
  required(name: string): string {
    const text = this.text(name);
    if (text === undefined || text.trim() === '') this.wrong(`${name} is missing, or empty.`);
    return text ?? '';
  }

  /** Text of a child that has to be there and to look as told. */
  matching(name: string, right: (text: string) => boolean, sentence: string): string {
    const found = this.one(name);
    if (found === undefined) this.wrong(`${name} is missing.`);
    else if (!right(found.value())) found.wrong(`${name} ${sentence}`);
    return found?.value() ?? '';
  }

  /** The same of a child that may be absent. */
  optional(name: string, right: (text: string) => boolean, sentence: string): string | undefined {
    return childrenNamed(this.element, name).length === 0
      ? this.text(name)
      : this.matching(name, right, sentence);
  }

  /** The text of the element itself, which may have no elements within. */
  value(): string {
    if (this.element.children.length > 0) this.wrong('There may be no elements here, only text.');
    return this.element.text;
  }

  /** Whether an attribute says `true`. */
  flag(name: string): boolean {
    const value = attribute(this.element, name) ?? 'false';
    if (!isBoolean(value)) this.wrong(`${name} has to be true or false.`);
    return isTrue(value);
  }

  /** Says of every child that nobody asked for, or that is in another namespace, that it has no place here. */
  close(namespace: string, foreign: readonly string[] = []): void {
    for (const child of this.element.children) {
      const name = speakable(child.name);
      if (!this.#known.has(child.name)) this.wrong(`There is no element ${name} here.`, child, name);
      else if (child.uri !== namespace && !foreign.includes(child.uri)) {
        this.wrong(`${name} is in another namespace than ${namespace}.`, child, name);
      }
    }
  }
}

/** Whether a text is an `xs:boolean`. */
export const isBoolean = (text: string): boolean => /^(true|false|1|0)$/.test(text.trim());

export const isTrue = (text: string): boolean => text.trim() === 'true' || text.trim() === '1';

/** Whether a text is a number above nought with two decimals at the most (`xs:decimal`). */
export const isAmount = (text: string): boolean =>
  /^\+?\d{1,9}(\.\d{0,2}0{0,6})?$/.test(text.trim()) && Number(text) > 0;

/** Whether a text is a whole number above nought (`xs:positiveInteger`) that is no mistake of typing. */
export const isCount = (text: string): boolean => /^\+?\d{1,6}$/.test(text.trim()) && Number(text) > 0;

/** Whether a text is an identifier of the network: up to 64 printable characters without a space. */
export const isIdentifier = (text: string): boolean => /^[!-~]{1,64}$/.test(text);
