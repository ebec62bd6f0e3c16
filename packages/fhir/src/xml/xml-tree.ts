import { SaxesParser, type SaxesTagNS } from 'saxes';
import { speakable, XmlError, type XmlErrorCode } from './xml-error.ts';

export const FHIR_NAMESPACE = 'http://hl7.org/fhir';
export const XHTML_NAMESPACE = 'http://www.w3.org/1999/xhtml';
const SCHEMA_INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance';

/** How much a document may ask of the server. */
export interface XmlLimits {
  /** Length of the text, in UTF-16 units. */
  readonly maxLength: number;
  /** Elements within elements; those inside a narrative count on from 1. */
  readonly maxDepth: number;
}

/** One element of a document, or a whole narrative, which is kept as the text it was. */
export interface XmlNode {
  readonly name: string;
  readonly line: number;
  readonly column: number;
  /** Attributes without a namespace. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlNode[];
  /** The source of a narrative, with its namespace on it. */
  readonly xhtml?: string;
}

interface Narrative {
  readonly tag: SaxesTagNS;
  readonly line: number;
  readonly column: number;
  readonly start: number;
}

/** Deeper than any table in a table. */
const MAX_NARRATIVE_DEPTH = 100;

/** Turns the events of the parser into nodes. It keeps no text but that of narratives. */
class TreeBuilder {
  readonly #text: string;
  readonly #limits: XmlLimits;
  readonly #parser = new SaxesParser({ xmlns: true, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  readonly #open: XmlNode[] = [];
  #root: XmlNode | undefined;
  #narrative: Narrative | undefined;
  #narrativeDepth = 0;
  #start = { line: 1, column: 1, at: 0 };

  constructor(text: string, limits: XmlLimits) {
    this.#text = text;
    this.#limits = limits;
  }

  build(): XmlNode {
    this.#refuseWhatIsNotNeeded();
    const parser = this.#parser;
    parser.on('opentagstart', () => this.#markStart());
    parser.on('opentag', (tag) => this.#openTag(tag));
    parser.on('closetag', (tag) => this.#closeTag(tag));
    parser.on('text', (text) => this.#textFound(text));
    parser.on('cdata', () => {
      if (this.#narrative === undefined)
        this.#fail('structure', 'FHIR keeps values in attributes; remove the CDATA section');
    });
    parser.write(this.#text).close();
    if (this.#root === undefined) return this.#fail('structure', 'the document has no element');
    return this.#root;
  }

  #refuseWhatIsNotNeeded(): void {
    const parser = this.#parser;
    parser.on('error', (error) => this.#malformed(error));
    parser.on('doctype', () =>
      this.#fail(
        'structure',
        'a document type (DOCTYPE) and entities are not accepted; remove the declaration',
      ),
    );
    parser.on('xmldecl', ({ version, encoding }) => {
      if (version !== '1.0') this.#fail('structure', 'write the document in XML 1.0');
      if (encoding !== undefined && !/^(utf-8|us-ascii)$/i.test(encoding)) {
        this.#fail('structure', 'write the document in UTF-8, and say so in its XML declaration');
      }
    });
  }

  #malformed(error: Error): never {
    const sentence = error.message.includes('entity')
      ? 'only &amp; &lt; &gt; &quot; &apos; and character references such as &#233; are known here'
      : error.message.includes('unbound namespace')
        ? 'a namespace prefix is used that is not declared'
        : 'the document is not well-formed XML: a tag is not closed, an attribute not quoted or a character not allowed here';
    return this.#fail('structure', sentence);
  }

  #fail(code: XmlErrorCode, sentence: string): never {
    const names = this.#open.map((node) => node.name).filter((name) => /^[A-Za-z]\w{0,60}$/.test(name));
    throw new XmlError(code, sentence, {
      line: this.#parser.line,
      column: this.#parser.column + 1,
      ...(names.length === 0 ? {} : { path: names.join('.') }),
    });
  }

  #markStart(): void {
    if (this.#narrative !== undefined) return;
    const at = this.#text.lastIndexOf('<', this.#parser.position - 1);
    this.#start = {
      line: this.#parser.line,
      column: Math.max(1, this.#parser.column - (this.#parser.position - at) + 1),
      at,
    };
  }

  #openTag(tag: SaxesTagNS): void {
    if (this.#narrative !== undefined) {
      this.#narrativeDepth += 1;
      if (this.#narrativeDepth > MAX_NARRATIVE_DEPTH) {
        this.#fail('too-costly', `a narrative may nest ${MAX_NARRATIVE_DEPTH} elements, no more`);
      }
      return;
    }
    if (this.#open.length >= this.#limits.maxDepth) {
      this.#fail('too-costly', `elements may nest ${this.#limits.maxDepth} deep, no more`);
    }
    if (tag.uri === XHTML_NAMESPACE) this.#openNarrative(tag);
    else this.#openElement(tag);
  }

  #openNarrative(tag: SaxesTagNS): void {
    if (tag.prefix !== '') {
      this.#fail('structure', `write the narrative as <div xmlns="${XHTML_NAMESPACE}">, without a prefix`);
    }
    const { line, column, at } = this.#start;
    this.#narrative = { tag, line, column, start: at };
    this.#narrativeDepth = 1;
  }

  #openElement(tag: SaxesTagNS): void {
    const { line, column } = this.#start;
    if (tag.uri !== FHIR_NAMESPACE) {
      this.#fail(
        'structure',
        `the element ${speakable(tag.local)} must be in the namespace ${FHIR_NAMESPACE}`,
      );
    }
    const node: XmlNode = { name: tag.local, line, column, attributes: this.#attributes(tag), children: [] };
    this.#add(node);
    this.#open.push(node);
  }

  #attributes(tag: SaxesTagNS): ReadonlyMap<string, string> {
    const attributes = new Map<string, string>();
    for (const { prefix, local, uri, value } of Object.values(tag.attributes)) {
      if (prefix === '' && local !== 'xmlns') attributes.set(local, value);
      else if (prefix !== '' && prefix !== 'xmlns' && uri !== SCHEMA_INSTANCE) {
        this.#fail('structure', `FHIR knows no attribute ${speakable(local)} of another namespace`);
      }
    }
    return attributes;
  }

  #add(node: XmlNode): void {
    const parent = this.#open.at(-1);
    if (parent !== undefined) parent.children.push(node);
    else this.#root = node;
  }

  #closeTag(tag: SaxesTagNS): void {
    if (this.#narrative === undefined) {
      this.#open.pop();
      return;
    }
    this.#narrativeDepth -= 1;
    if (this.#narrativeDepth > 0) return;
    const { line, column, start } = this.#narrative;
    const source = this.#text.slice(start, this.#parser.position);
    this.#narrative = undefined;
    const xhtml =
      'xmlns' in tag.attributes ? source : source.replace(/^<[^\s/>]+/, `$& xmlns="${XHTML_NAMESPACE}"`);
    this.#add({ name: tag.local, line, column, attributes: new Map(), children: [], xhtml });
  }

  #textFound(text: string): void {
    if (this.#narrative !== undefined || !/\S/.test(text)) return;
    this.#fail(
      'structure',
      'FHIR keeps values in attributes, as in <status value="final"/>; there may be no text between tags',
    );
  }
}

/**
 * Reads XML into nodes. Throws `XmlError`: 'too-long' and 'too-costly' beyond the limits, 'structure' for what is not
 * well-formed, for a document type or an entity, for text between tags and for foreign namespaces. Comments and
 * processing instructions are passed over.
 */
export function readXmlTree(text: string, limits: XmlLimits): XmlNode {
  if (text.length > limits.maxLength) {
    throw new XmlError('too-long', `the document is longer than the limit of ${limits.maxLength} characters`);
  }
  return new TreeBuilder(text, limits).build();
}
