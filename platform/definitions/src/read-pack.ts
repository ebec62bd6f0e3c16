import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import {
  collectPack,
  decodeUtf8,
  JsonError,
  type Pack,
  PackError,
  type PackReport,
  type PackSource,
  parseJson,
  parsePack,
} from '@caecilia/fhir';
import { filesOfFolder, filesOfPackage, PACK_LIMITS, type PackFile, type PackLimits } from './pack-files.ts';
import { identify } from './pack-identity.ts';

/** A pack as it was read, and what reading it came across. */
export interface ReadPack {
  readonly pack: Pack;
  readonly report: PackReport;
}

/** Files that tell about a pack and are no resources of it. */
const PACK_FILE = 'pack.json';
const CARE_PLAN_FILE = 'care-plan.json';
/** Deeper than any published definition. */
const MAX_DEPTH = 100;
const MANIFESTS = ['package.json', 'package/package.json'];

/**
 * Reads a standard pack from a folder of FHIR JSON files (also inside its folders), from a FHIR package file (`.tgz`),
 * or from a `pack.json`, alone or with FHIR files and a `care-plan.json` beside it. Nothing is written to disk and no
 * link is followed. What cannot be used is in the report; throws `PackError` where there is no pack to read at all.
 */
export async function readPack(path: string, limits: PackLimits = PACK_LIMITS): Promise<ReadPack> {
  const full = resolve(path);
  const kind = await stat(full).catch((error: unknown) => {
    throw new PackError('there is no such file or folder', path, { cause: error });
  });
  if (kind.isDirectory()) return assemble(basename(full), await filesOfFolder(full, limits));
  if (/\.(?:tgz|tar\.gz)$/.test(full)) {
    return assemble(basename(full).replace(/\.(?:tgz|tar\.gz)$/, ''), await filesOfPackage(full, limits));
  }
  if (basename(full) !== PACK_FILE) {
    throw new PackError('a pack is a folder of FHIR JSON files, a FHIR package (.tgz) or a pack.json', path);
  }
  const folder = resolve(full, '..');
  return assemble(basename(folder), await filesOfFolder(folder, limits));
}

function assemble(path: string, files: readonly PackFile[]): ReadPack {
  const parsed = files.map(parseFile);
  const values = new Map(parsed.map(({ name, value }) => [name, value]));
  const failures = parsed.flatMap(({ name, failure }) =>
    failure === undefined ? [] : [{ what: name, why: failure }],
  );
  const sources = parsed
    .filter(({ name, failure }) => failure === undefined && !isAboutPack(name))
    .flatMap(sourcesOf);
  const own = values.has(PACK_FILE) ? parsePack(values.get(PACK_FILE)) : undefined;
  const { pack, report } = collectPack(own ?? identityOf(path, values, sources), sources);
  const carePlan = values.get(CARE_PLAN_FILE);
  const whole = own === undefined ? pack : joined(own, pack);
  const withCarePlan = carePlan === undefined ? whole : { ...whole, carePlan };
  if (own === undefined && Object.keys(report.counts).length === 0) {
    throw new PackError('there is no profile, value set or other definition in it that can be used', path);
  }
  return { pack: withCarePlan, report: { ...report, skipped: [...failures, ...report.skipped] } };
}

interface ParsedFile {
  readonly name: string;
  readonly value?: unknown;
  readonly failure?: string;
}

function parseFile({ name, bytes }: PackFile): ParsedFile {
  try {
    return { name, value: parseJson(decodeUtf8(bytes), { maxDepth: MAX_DEPTH }) };
  } catch (error) {
    if (error instanceof JsonError) return { name, failure: error.message };
    throw error;
  }
}

function isAboutPack(name: string): boolean {
  return name === PACK_FILE || name === CARE_PLAN_FILE || MANIFESTS.includes(name);
}

/** The resources of a file: itself, or the entries of a bundle. */
function sourcesOf({ name, value }: ParsedFile): PackSource[] {
  const { resourceType, entry } = asObject(value) ?? {};
  if (resourceType !== 'Bundle' || !Array.isArray(entry)) return [{ from: name, value }];
  return entry.map((each: unknown, index) => ({
    from: `${name} entry ${index + 1}`,
    value: asObject(each)?.resource,
  }));
}

function identityOf(path: string, values: ReadonlyMap<string, unknown>, sources: readonly PackSource[]) {
  const resources = sources.map(({ value }) => asObject(value)).filter((each) => each !== undefined);
  const texts = (member: string) =>
    resources.flatMap((each) => (typeof each[member] === 'string' ? [each[member]] : []));
  return identify({
    manifest: MANIFESTS.map((name) => asObject(values.get(name))).find((each) => each !== undefined),
    implementationGuide: resources.find(({ resourceType }) => resourceType === 'ImplementationGuide'),
    path,
    urls: texts('url'),
    versions: texts('version'),
  });
}

/** What a `pack.json` says, with the resources that lie beside it. */
function joined(own: Pack, beside: Pack): Pack {
  return {
    ...own,
    supportedProfiles: [
      ...own.supportedProfiles,
      ...beside.supportedProfiles.filter(
        ({ url }) => !own.supportedProfiles.some((each) => each.url === url),
      ),
    ],
    profiles: [...own.profiles, ...beside.profiles],
    valueSets: [...own.valueSets, ...beside.valueSets],
    codeSystems: [...own.codeSystems, ...beside.codeSystems],
    conceptMaps: [...own.conceptMaps, ...beside.conceptMaps],
    searchParameters: [...own.searchParameters, ...beside.searchParameters],
    questionnaires: [...own.questionnaires, ...beside.questionnaires],
  };
}

function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}
