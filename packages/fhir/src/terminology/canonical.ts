/** A canonical address split at its `|version`. */
export interface Canonical {
  readonly url: string;
  readonly version?: string;
}

/** Splits `url|version`; a fragment after `#` stays part of what it follows. */
export function parseCanonical(text: string): Canonical {
  const bar = text.indexOf('|');
  return bar < 0 ? { url: text } : { url: text.slice(0, bar), version: text.slice(bar + 1) };
}

/** Orders versions by their numbers, so that 4.10 comes after 4.9, and a release after its own candidates. */
export function compareVersions(left: string, right: string): number {
  const [leftParts, rightParts] = [versionParts(left), versionParts(right)];
  for (let index = 0; index < Math.max(leftParts.length, rightParts.length); index++) {
    const order = comparePart(leftParts[index], rightParts[index]);
    if (order !== 0) {
      return order;
    }
  }
  return 0;
}

function versionParts(version: string): readonly string[] {
  return version.match(/\d+|[A-Za-z]+/g) ?? [];
}

/** A missing part stands between a word (a candidate such as `rc2`) and a number. */
function comparePart(left: string | undefined, right: string | undefined): number {
  const [leftRank, rightRank] = [partRank(left), partRank(right)];
  if (leftRank !== rightRank) {
    return leftRank - rightRank;
  }
  if (leftRank === 2) {
    return Number(left) - Number(right);
  }
  return (left ?? '').localeCompare(right ?? '', 'en');
}

function partRank(part: string | undefined): number {
  if (part === undefined) {
    return 1;
  }
  return /^\d/.test(part) ? 2 : 0;
}
