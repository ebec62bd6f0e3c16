import type { FhirResource } from '@caecilia/fhir';
import type { Language } from '@caecilia/ui';
import { messagesIn } from '../../ui/messages.ts';
import { carriedStandards } from '../standards.ts';
import { claimsOf, type Verdict, verdictOver } from './certainty.ts';
import { CLINICAL, moreCertain, PLAIN } from './judge.ts';

/** Names of the treatments, as a reader sees them. */
const LABELS = new Map(
  carriedStandards().flatMap(({ treatments }) => treatments.map(({ key, label }) => [key, label] as const)),
);
const labelOf = (key: string, language: Language) =>
  LABELS.get(key)?.[language] ??
  (key === 'unnamed' ? messagesIn(language)('limits.unnamed') : key.replace(/^words:/, ''));

/** One rendering: the lines about each treatment, by the name that a reader sees. */
export interface Rendering {
  readonly name: string;
  readonly language: Language;
  readonly abridged?: boolean;
  readonly rows: ReadonlyMap<string, readonly string[]>;
  /** It only holds treatments about which something has to be added. */
  readonly partial?: boolean;
  /** In other words than those of professionals. */
  readonly plain?: boolean;
}

const PLAIN_UNNAMED = { nl: 'Een behandeling zonder naam', en: 'A treatment without a name' };

/** The name of a treatment as the patient reads it. */
function plainLabelOf(key: string, language: Language): string {
  const name =
    LABELS.get(key)?.plain?.[language] ??
    (key === 'unnamed' ? PLAIN_UNNAMED[language] : labelOf(key, language));
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Lines by the name above them; what stands under one name twice is read together. */
export function rowsIn(
  rows: readonly (readonly [string, readonly string[]])[],
): ReadonlyMap<string, readonly string[]> {
  const all = new Map<string, readonly string[]>();
  for (const [name, lines] of rows) all.set(name, [...(all.get(name) ?? []), ...lines]);
  return all;
}

/** Everything that a rendering says with more certainty than the record, in words for whoever reads the test. */
export function faultsIn(rendering: Rendering, verdicts: ReadonlyMap<string, Verdict>): readonly string[] {
  const { name, language, rows, partial = false, abridged = false, plain = false } = rendering;
  const nameOf = plain ? plainLabelOf : labelOf;
  const wording = (plain ? PLAIN : CLINICAL)[language];
  return [...verdicts].flatMap(([key, verdict]) => {
    const lines = rows.get(nameOf(key, language));
    if (lines === undefined)
      return partial || isSilent(key, verdict) ? [] : [`${name} (${language}): ${key} is missing`];
    const fault = moreCertain(lines, verdict, wording, { abridged });
    return fault === undefined
      ? []
      : [`${name} (${language}): ${key}, ${JSON.stringify(verdict)}, ${fault}\n  ${lines.join('\n  ')}`];
  });
}

/** A treatment of the standard always has its row; of another one there may be none when nothing counts. */
const isSilent = (key: string, { kind }: Verdict) =>
  !LABELS.has(key) && (kind === 'past' || kind === 'nothing');

/** The most that may be said of each treatment, by the raw resources. */
export function verdictsOn(resources: readonly FhirResource[]): ReadonlyMap<string, Verdict> {
  const claims = claimsOf(resources);
  return new Map(
    [...new Set([...LABELS.keys(), ...claims.keys()])].map((key) => [key, verdictOver(claims.get(key))]),
  );
}
