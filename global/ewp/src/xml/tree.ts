import { Problem } from '@caecilia/kernel';
import { SaxesParser, type SaxesTagNS } from 'saxes';

/** How much a document from a partner may ask of the server. */
export interface XmlLimits {
  /** Length of the text, in UTF-16 units. */
  readonly maxLength: number;
  /** Elements within elements. */
  readonly maxDepth: number;
  /** Elements in the whole document. */
  readonly maxElements: number;
}

/** Room for some thousand agreements in one response; the deepest element of IIA v7 stands seven deep. */
export const EWP_LIMITS: XmlLimits = { maxLength: 5_000_000, maxDepth: 24, maxElements: 200_000 };

/** An attribute as the document has it; declarations of namespaces are none. */
export interface XmlAttribute {
  readonly uri: string;
  readonly name: string;
  readonly value: string;
}

/** One element of a document. `line` and `column` are those of its `<`, from 1. */
export interface XmlElement {
  readonly uri: string;
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly parent: XmlElement | undefined;
  readonly children: readonly XmlElement[];
  /** Text of the element and of all within it, in the order of the document, without comments. */
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

interface OpenElement extends XmlElement {
  readonly children: OpenElement[];
  readonly parent: OpenElement | undefined;
  text: string;
}

/** Builds the tree out of what the parser finds, and refuses what has no place in a message between institutions. */
class TreeBuilder {
  readonly #text: string;
  readonly #limits: XmlLimits;
  readonly #parser = new SaxesParser({ xmlns: true, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  readonly #open: OpenElement[] = [];
  #root: OpenElement | undefined;
  #elements = 0;
  #start = { line: 1, column: 1 };

  constructor(text: string, limits: XmlLimits) {
    this.#text = text;
    this.#limits = limits;
  }

  build(): XmlElement {
    const parser = this.#parser;
    this.#refuse();
    parser.on('opentagstart', () => this.#markStart());
    parser.on('opentag', (tag) => this.#openTag(tag));
    parser.on('closetag', () => this.#closeTag());
    parser.on('text', (text) => this.#textFound(text));
    parser.on('cdata', (text) => this.#textFound(text));
    parser.write(this.#text).close();
    return this.#root ?? this.#fail('structure', 'The document has no element.');
  }

  #refuse(): void {
    const parser = this.#parser;
    parser.on('error', (error) => this.#malformed(error));
    parser.on('doctype', () =>
      this.#fail('structure', 'A document type (DOCTYPE) and its entities are not read; remove them.'),
    );
    parser.on('xmldecl', ({ version, encoding }) => {
      if (version !== '1.0') this.#fail('structure', 'Write the document in XML 1.0.');
      if (encoding !== undefined && !/^(utf-8|us-ascii)$/i.test(encoding)) {
        this.#fail('structure', 'Write the document in UTF-8, and say so in its XML declaration.');
      }
    });
  }

  #malformed(error: Error): never {
    const { message } = error;
    if (message.includes('entity')) {
      this.#fail('structure', 'Only &amp; &lt; &gt; &quot; &apos; and references such as &#233; are known.');
    }
    if (message.includes('unbound namespace')) {
      this.#fail('structure', 'A namespace prefix is used that is not declared.');
    }
    return this.#fail(
      'structure',
      'This is not well-formed XML: a tag is not closed, an attribute not quoted or a character not allowed.',
    );
  }

  #fail(code: 'structure' | 'too-costly', sentence: string): never {
    const { line, column } = this.#parser;
    throw new Problem(code, `${sentence} Line ${line}, column ${column + 1}.`);
  }

  #markStart(): void {
    const at = this.#text.lastIndexOf('<', this.#parser.position - 1);
    const column = Math.max(1, this.#parser.column - (this.#parser.position - at) + 1);
    this.#start = { line: this.#parser.line, column };
  }

  #openTag(tag: SaxesTagNS): void {
    this.#elements += 1;
    const { maxDepth, maxElements } = this.#limits;
    if (this.#open.length >= maxDepth) {
      this.#fail('too-costly', `Elements may stand ${maxDepth} deep, no more.`);
    }
    if (this.#elements > maxElements) {
      this.#fail('too-costly', `A document may have ${maxElements} elements, no more.`);
    }
    const parent = this.#open.at(-1);
    const element: OpenElement = {
      uri: tag.uri,
      name: tag.local,
      attributes: attributesOf(tag),
      parent,
      children: [],
      text: '',
      ...this.#start,
    };
    if (parent === undefined) this.#root = element;
    else parent.children.push(element);
    this.#open.push(element);
  }

  #closeTag(): void {
    const element = this.#open.pop();
    // Text is handed up once for each level, and levels are few: what it costs stays within the length of the document.
    if (element?.parent !== undefined) element.parent.text += element.text;
  }

  #textFound(text: string): void {
    const element = this.#open.at(-1);
    if (element !== undefined) element.text += text;
  }
}

function attributesOf(tag: SaxesTagNS): XmlAttribute[] {
  return Object.values(tag.attributes)
    .filter(({ prefix, local }) => prefix !== 'xmlns' && !(prefix === '' && local === 'xmlns'))
    .map(({ uri, local, value }) => ({ uri, name: local, value }));
}

/**
 * Reads a document without a document type, without entities of its own and without fetching anything. Throws
 * `Problem`, with line and column: 'too-long' and 'too-costly' beyond the limits, 'structure' for what is no
 * well-formed XML 1.0 in UTF-8. No content of the document stands in the sentence.
 */
export function readXml(text: string, limits: XmlLimits = EWP_LIMITS): XmlElement {
  if (text.length > limits.maxLength) {
    throw new Problem('too-long', `The document is longer than ${limits.maxLength} characters.`);
  }
  return new TreeBuilder(text, limits).build();
}

/** Children with this local name, whatever their namespace. */
export function childrenNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** Value of an attribute by its local name, whatever its namespace. */
export function attribute(element: XmlElement, name: string): string | undefined {
  return element.attributes.find((each) => each.name === name)?.value;
}
