/**
 * Words that guessing begins with, in Dutch and English. What remains of a password without them must still be long
 * enough. Short on purpose: length does the work, and guessing is slowed down.
 */
export const COMMON_WORDS: readonly string[] = (
  'password passwort passw0rd p@ssword p@ssw0rd wachtwoord welkom welcome qwertyuiop qwerty azerty asdfghjkl asdfgh ' +
  'zxcvbnm letmein iloveyou administrator admin geheim secret hallo hello dragon monkey sunshine princess football ' +
  'voetbal baseball superman batman master shadow login toegang gebruiker user test demo changeme wijzig computer ' +
  'internet ziekenhuis hospital palliatief palliative hospice caecilia zorg verpleging verpleegkundige dokter doctor ' +
  'lente zomer herfst winter spring summer autumn januari februari maart april juni juli augustus september oktober ' +
  'november december january february march june july august october maandag dinsdag woensdag donderdag vrijdag ' +
  'zaterdag zondag monday tuesday wednesday thursday friday saturday sunday amsterdam rotterdam utrecht nederland ' +
  'holland feyenoord ajax 1234567890 0123456789 123456789 12345678 1234567 123456 12345 1234 987654321 abcdefgh ' +
  'abcd1234 abc123 1q2w3e4r 1qaz2wsx zaq12wsx'
)
  .split(' ')
  .toSorted((left, right) => right.length - left.length);
