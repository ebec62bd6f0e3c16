/**
 * Properties that colour, size, space and align what stands in the flow of the page. What could lay a narrative
 * over the rest of the page (position, transform, negative z-index), hide it or load from elsewhere is not here.
 */
const PROPERTY =
  /^(?:color|background(?:-color|-image|-repeat|-position|-size)?|border(?:-[a-z-]+)?|font(?:-[a-z-]+)?|text(?:-[a-z-]+)?|line-height|letter-spacing|word-(?:spacing|break|wrap)|overflow-wrap|white-space|vertical-align|margin(?:-[a-z]+)?|padding(?:-[a-z]+)?|(?:min-|max-)?(?:width|height)|float|clear|display|list-style(?:-[a-z]+)?|table-layout|caption-side|empty-cells|quotes|orphans|widows|page-break-[a-z]+|direction|unicode-bidi)$/;

// In each of these a blank or letter can be matched in one way only, so the time is linear in the text.
const INLINE_PICTURE =
  /url\(\s*(?:['"]\s*)?data:\s*image\/(?:png|gif|jpe?g|webp);base64,[A-Za-z0-9+/=\s]*['"]?\)/gi;
const COLOUR_FUNCTION = /\b(?:rgba?|hsla?|calc)\(/gi;

/**
 * The reason why a style attribute is refused, or undefined. An inline png, gif, jpeg or webp is the only
 * address it may hold. A declaration without a colon means nothing to a browser and is let through.
 */
export function checkStyle(style: string): string | undefined {
  const rest = style.replace(INLINE_PICTURE, 'none').replace(COLOUR_FUNCTION, ' ');
  if (/[@\\{}<>]|\/\*/.test(rest)) return 'a style may not hold @, \\, { }, < > or a comment';
  if (rest.includes('(')) {
    return 'a style may not call url(), expression() or another function than rgb, hsl and calc';
  }
  return rest
    .split(';')
    .map(checkDeclaration)
    .find((reason) => reason !== undefined);
}

function checkDeclaration(declaration: string): string | undefined {
  const colon = declaration.indexOf(':');
  if (colon < 0) return undefined;
  const property = declaration.slice(0, colon).trim().toLowerCase();
  const value = declaration.slice(colon + 1);
  if (!PROPERTY.test(property)) {
    return `a style may colour, size, space and align text; the property '${shortName(property)}' is not among those`;
  }
  if (value.includes(':')) return `the value of the style property '${property}' may not hold a colon`;
  if (/^(?:margin|text-indent|letter-spacing|word-spacing)/.test(property) && value.includes('-')) {
    return `the style property '${property}' may not be negative, because that lays text over other text`;
  }
  return undefined;
}

/** A name from outside as it may appear in a sentence: letters only, and short. */
export function shortName(name: string): string {
  return /^[a-z][a-z0-9:_-]{0,30}$/i.test(name) ? name : 'unreadable name';
}
