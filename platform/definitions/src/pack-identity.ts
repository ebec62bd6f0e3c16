import type { PackIdentity } from '@caecilia/fhir';

type JsonObject = Readonly<Record<string, unknown>>;

/** What a pack may tell about itself, in the order in which it is believed. */
export interface IdentitySources {
  /** `package.json` of a FHIR package. */
  readonly manifest: JsonObject | undefined;
  readonly implementationGuide: JsonObject | undefined;
  /** Name of the folder or file, for instance `nl-core-0.12.0-beta.4`. */
  readonly path: string;
  /** Addresses of the resources in it. */
  readonly urls: readonly string[];
  /** Their versions, where they have one. */
  readonly versions: readonly string[];
}

/**
 * Name, version, title, base and FHIR version of a pack that does not say so in a `pack.json`. What no file tells
 * follows from the name of the folder and from what most resources have.
 */
export function identify({
  manifest,
  implementationGuide,
  path,
  urls,
  versions,
}: IdentitySources): PackIdentity {
  const fromPath = /^(.+?)[-#_@]v?(\d+\.\d+.*)$/.exec(path);
  const name = text(manifest?.name) ?? text(implementationGuide?.packageId) ?? fromPath?.[1] ?? path;
  const version =
    text(manifest?.version) ??
    text(implementationGuide?.version) ??
    fromPath?.[2] ??
    mostFrequent(versions) ??
    '0';
  return {
    name: asName(name),
    version: asName(version),
    title: text(manifest?.title) ?? text(implementationGuide?.title) ?? `${name} ${version}`,
    canonicalBase:
      text(manifest?.canonical) ??
      baseOf(text(implementationGuide?.url) ?? '') ??
      mostFrequent(urls.flatMap((url) => baseOf(url) ?? [])) ??
      '',
    fhirVersion: firstText(manifest?.fhirVersions) ?? firstText(implementationGuide?.fhirVersion) ?? '4.0.1',
  };
}

/** `https://a.example/fhir` of `https://a.example/fhir/ValueSet/x`. */
function baseOf(url: string): string | undefined {
  return /^(.+?)\/[A-Z][A-Za-z]+\/[^/]+$/.exec(url)?.[1];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function firstText(value: unknown): string | undefined {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.map(text).find((each) => each !== undefined);
}

/** As a name is written in a pack: what it may not hold becomes a hyphen. */
function asName(name: string): string {
  return (
    name
      .replace(/[^A-Za-z0-9._-]+/g, '-')
      .replace(/^[^A-Za-z0-9]+/, '')
      .slice(0, 100) || 'pack'
  );
}

function mostFrequent(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const each of values) counts.set(each, (counts.get(each) ?? 0) + 1);
  return [...counts].sort(([left, a], [right, b]) => b - a || (left < right ? -1 : 1))[0]?.[0];
}
