const SHAPE = /^(?:https?:\/\/(?:www\.)?orcid\.org\/)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dX])$/i;

/**
 * An ORCID iD as it is kept, `0000-0002-1825-0097`, from one that was written with or without its address and hyphens.
 * Undefined when the text is none, or its check digit (ISO 7064 MOD 11-2) is wrong.
 * Source: https://support.orcid.org/hc/en-us/articles/360006897674.
 */
export function parseOrcid(text: string): string | undefined {
  const groups = SHAPE.exec(text.trim())?.slice(1);
  if (groups === undefined) return;
  const digits = groups.join('').toUpperCase();
  return checkDigit(digits.slice(0, 15)) === digits.slice(15) ? groups.join('-').toUpperCase() : undefined;
}

function checkDigit(digits: string): string {
  let total = 0;
  for (const digit of digits) total = (total + Number(digit)) * 2;
  const rest = (12 - (total % 11)) % 11;
  return rest === 10 ? 'X' : String(rest);
}
