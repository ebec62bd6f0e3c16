import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from 'saxes';
import { ADDRESS_ATTRIBUTES, ATTRIBUTES, ELEMENTS, isHarmlessAddress } from './allowed.ts';
import { HTML_ENTITIES } from './entities.ts';
import { checkStyle, shortName } from './style.ts';

export const XHTML = 'http://www.w3.org/1999/xhtml';

/** Deeper than any table in a table, and shallow enough for every browser. */
const MAX_DEPTH = 100;

/**
 * What is refused wherever it stands, also as text between tags, because programs that print a narrative into a
 * page without care run it, and because those who search records for it must find nothing.
 */
const SUSPECT = /<script|\son\w+\s*=|javascript:|<iframe|<object|<embed|<form|<style|<link|<meta|<base/i;

/** A character by name, other than the five that XML itself knows. */
const NAMED_CHARACTER = /&(?!(?:amp|lt|gt|quot|apos);|#)/;

/** What happens at each point of a narrative that is read; all of it is allowed by then. */
export interface NarrativeListener {
  open?(tag: SaxesTagNS): void;
  close?(tag: SaxesTagNS): void;
  text?(text: string): void;
}

/** Ends the reading at the first reason. */
class Refusal extends Error {
  override readonly name = 'Refusal';
}

/**
 * The reason why a narrative (`Narrative.div`) is refused, as a sentence that says what would be right and quotes
 * nothing but names of tags, attributes and style properties; undefined when it may be kept. Accepts what R4
 * allows (txt-1) and nothing else: its elements and attributes, addresses that run nothing, styles that only
 * colour, size, space and align. Named HTML characters (`&nbsp;`) are accepted. Source:
 * http://hl7.org/fhir/R4/narrative.html; docs/adr/0006-narrative-allow-list.md.
 */
export function checkNarrative(div: string): string | undefined {
  if (SUSPECT.test(div)) {
    return "a narrative may not contain scripts, event handlers, frames, forms, objects, styles or links, nor text that looks like them ('javascript:', ' on...='); write such text with character references, for instance &#58; or &#61;";
  }
  try {
    readNarrative(div, {});
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

/**
 * Whether an accepted narrative shows nothing: no text and no picture. Constraint txt-2 of R4 forbids that, but it
 * harms nobody and four of the official examples do it; so it is for the validator to mention.
 */
export function isEmptyNarrative(div: string): boolean {
  let empty = true;
  readNarrative(div, {
    open: (tag) => {
      if (tag.local === 'img' && tag.attributes.src !== undefined) empty = false;
    },
    text: (text) => {
      if (/\S/.test(text)) empty = false;
    },
  });
  return empty;
}

/** Reads a narrative to its end; throws a `Refusal` at the first thing that is not allowed. */
export function readNarrative(div: string, listener: NarrativeListener): void {
  const parser = new SaxesParser({ xmlns: true, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  if (NAMED_CHARACTER.test(div)) {
    for (const [name, character] of HTML_ENTITIES) parser.ENTITIES[name] = character;
  }
  const refuse = (reason: string): never => {
    throw new Refusal(`${reason} (line ${parser.line}, column ${parser.column} of the narrative)`);
  };
  refuseMarkup(parser, refuse);
  let depth = 0;
  parser.on('opentag', (tag) => {
    depth += 1;
    const reason = checkTag(tag, depth);
    if (reason !== undefined) refuse(reason);
    listener.open?.(tag);
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    listener.close?.(tag);
  });
  parser.on('text', (text) => {
    if (depth > 0) listener.text?.(text);
  });
  parser.write(div).close();
}

function refuseMarkup(parser: SaxesParser<{ xmlns: true }>, refuse: (reason: string) => never): void {
  parser.on('error', () => {
    refuse(
      'a narrative must be well-formed XHTML: every tag closed, attributes in quotes, & written as &amp;',
    );
  });
  parser.on('doctype', () => refuse('a narrative may not have a document type'));
  parser.on('xmldecl', () => refuse('a narrative starts with <div> and has no XML declaration'));
  parser.on('processinginstruction', () => refuse('a narrative may not have processing instructions'));
  parser.on('cdata', () =>
    refuse('a narrative may not have CDATA sections; write < and & as &lt; and &amp;'),
  );
  parser.on('comment', (comment) => {
    // Where XML sees a comment, HTML sees the end of one: the rest would become tags.
    if (/^-?>|--|-$|--!>/.test(comment)) refuse('a comment in a narrative may not start with > or hold --');
  });
}

function checkTag(tag: SaxesTagNS, depth: number): string | undefined {
  const name = shortName(tag.name);
  if (depth > MAX_DEPTH) return `a narrative may nest ${MAX_DEPTH} elements, no more`;
  if (depth === 1 && tag.name !== 'div') return 'a narrative is one <div> element';
  if (tag.uri !== XHTML || tag.prefix !== '') {
    return `the element '${name}' is not XHTML: start the narrative with <div xmlns="${XHTML}"> and use no prefixes`;
  }
  if (!ELEMENTS.has(tag.local)) return `FHIR does not allow the element '${name}' in a narrative`;
  return Object.values(tag.attributes)
    .map((attribute) => checkAttribute(attribute, tag))
    .find((reason) => reason !== undefined);
}

function checkAttribute(attribute: SaxesAttributeNS, tag: SaxesTagNS): string | undefined {
  const { name, value } = attribute;
  if (name === 'xmlns') return undefined; // Its value showed in the namespace of the element.
  if (!ATTRIBUTES.has(name)) return `FHIR does not allow the attribute '${shortName(name)}' in a narrative`;
  if (name === 'style') return checkStyle(value);
  if (!ADDRESS_ATTRIBUTES.has(name)) return undefined;
  if (isHarmlessAddress(value, name === 'src' && tag.local === 'img' ? 'picture' : 'link')) return undefined;
  return `the address in '${name}' must be relative or start with http, https, mailto, tel, ftp or urn; an inline picture must be a png, gif, jpeg or webp in base64`;
}
