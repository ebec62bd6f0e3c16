import type { SaxesTagNS } from 'saxes';
import { isOffSite, VOID_ELEMENTS } from './allowed.ts';
import { checkNarrative, readNarrative } from './narrative.ts';

/**
 * A narrative as HTML for a page, whatever was stored: `undefined` when `checkNarrative` refuses it, so that a
 * record from before a rule, or from a store that was changed by hand, is not shown. Elements are closed the way
 * HTML needs, comments are left out, ids and names are left out (they could collide with those of the page), links
 * open without telling the other side where from, and a picture from another server is replaced by its
 * description, so that reading a record tells nobody.
 */
export function narrativeHtml(div: string): string | undefined {
  if (checkNarrative(div) !== undefined) return undefined;
  const out: string[] = [];
  readNarrative(div, {
    open: (tag) => out.push(openTag(tag)),
    close: (tag) => {
      if (!VOID_ELEMENTS.has(tag.local)) out.push(`</${tag.local}>`);
    },
    text: (text) => out.push(escapeHtml(text)),
  });
  return out.join('');
}

function openTag(tag: SaxesTagNS): string {
  const source = tag.attributes.src?.value;
  if (tag.local === 'img' && source !== undefined && isOffSite(source)) {
    return escapeHtml(`[${tag.attributes.alt?.value ?? '…'}]`);
  }
  const attributes = Object.values(tag.attributes)
    .filter(({ name }) => !DROPPED.has(name))
    .map(({ name, value }) => ` ${name}="${escapeHtml(value)}"`);
  if (tag.attributes.href !== undefined) attributes.push(' rel="noopener noreferrer"');
  return `<${tag.local}${attributes.join('')}>`;
}

const DROPPED = new Set(['xmlns', 'xml:lang', 'id', 'name', 'rel', 'accesskey', 'tabindex']);

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
