/**
 * What a narrative may be made of. The two lists are those of constraint txt-1 of R4
 * (http://hl7.org/fhir/R4/narrative-definitions.html#Narrative.div), with `xml:lang` and the namespace added.
 */
export const ELEMENTS: ReadonlySet<string> = new Set(
  `a abbr acronym b big blockquote br caption cite code col colgroup dd dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i
   img li ol p pre q samp small span strong sub sup table tbody td tfoot th thead tr tt ul var`.split(/\s+/),
);

export const ATTRIBUTES: ReadonlySet<string> = new Set(
  `abbr accesskey align alt axis bgcolor border cellhalign cellpadding cellspacing cellvalign char charoff charset
   cite class colspan compact coords dir frame headers height href hreflang hspace id lang longdesc name nowrap
   rel rev rowspan rules scope shape span src start style summary tabindex title type valign value vspace width
   xml:lang`.split(/\s+/),
);

/** Elements without content, which HTML writes without an end tag. */
export const VOID_ELEMENTS: ReadonlySet<string> = new Set(['br', 'col', 'hr', 'img']);

/** Attributes that hold an address. */
export const ADDRESS_ATTRIBUTES: ReadonlySet<string> = new Set(['href', 'src', 'cite', 'longdesc']);

const LINK_SCHEMES: ReadonlySet<string> = new Set(['http', 'https', 'mailto', 'tel', 'ftp', 'urn']);
const PICTURE_SCHEMES: ReadonlySet<string> = new Set(['http', 'https']);
const INLINE_PICTURE = /^data:\s*image\/(?:png|gif|jpe?g|webp);base64,[A-Za-z0-9+/=\s]*$/i;

/**
 * Whether an address may stand in a narrative: relative, a fragment, or of a scheme that runs nothing; as the
 * source of a picture also an inline png, gif, jpeg or webp (no svg, which is a document with scripts).
 */
export function isHarmlessAddress(address: string, kind: 'link' | 'picture'): boolean {
  const trimmed = address.trim();
  if (kind === 'picture' && INLINE_PICTURE.test(trimmed)) return true;
  // A browser drops tabs and line ends inside an address and blanks before it, so `java&#10;script:` is one.
  if (hasControlCharacter(trimmed)) return false;
  const scheme = /^([^/?#:]*):/.exec(trimmed)?.[1];
  if (scheme === undefined) return true;
  return (kind === 'link' ? LINK_SCHEMES : PICTURE_SCHEMES).has(scheme.toLowerCase());
}

function hasControlCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return true;
  }
  return false;
}

/** Whether an address leads off this server, so that loading it would tell another party that the page was read. */
export function isOffSite(address: string): boolean {
  return /^(?:https?:|[\\/]{2})/i.test(address.trim());
}
