const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
const SHAPE = /^(?:https?:\/\/)?(?:www\.)?(?:ror\.org\/)?(0[a-hj-km-np-tv-z0-9]{6}[0-9]{2})$/i;

/** A ROR id in its full form, `https://ror.org/` and nine characters. */
export type RorId = `https://ror.org/${string}`;

/**
 * The full form of a ROR id that was written with or without its address, or undefined when the text is none or its
 * check digits (ISO 7064 MOD 97-10 over the Crockford base 32 number) are wrong.
 * Source: https://ror.readme.io/docs/identifier.
 */
export function parseRorId(text: string): RorId | undefined {
  const code = SHAPE.exec(text.trim())?.[1]?.toLowerCase();
  return code !== undefined && checkDigits(code.slice(0, 7)) === code.slice(7)
    ? `https://ror.org/${code}`
    : undefined;
}

/** The two check digits of the first seven characters of a ROR id. */
function checkDigits(body: string): string {
  let value = 0;
  for (const digit of body) value = value * 32 + DIGITS.indexOf(digit);
  return String(98 - ((value * 100) % 97)).padStart(2, '0');
}
