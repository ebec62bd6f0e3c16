import { isObject, reasonAgainst } from './collect-pack.ts';
import type { Pack } from './pack.ts';
import { PackError } from './pack-error.ts';

type Check = (value: unknown, place: string) => void;

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

function refuse(place: string, expected: string): never {
  throw new PackError(`a pack must have ${expected} here`, place);
}

const text: Check = (value, place) => {
  if (typeof value !== 'string' || value === '') refuse(place, 'words');
};
const words: Check = (value, place) => {
  if (typeof value !== 'string') refuse(place, 'a string');
};
const name: Check = (value, place) => {
  if (typeof value !== 'string' || !NAME.test(value)) refuse(place, 'a name of letters, digits, . _ and -');
};
const anything: Check = () => undefined;

function listOf(check: Check): Check {
  return (value, place) => {
    if (!Array.isArray(value)) refuse(place, 'a list');
    value.forEach((each: unknown, index) => {
      check(each, `${place}[${index}]`);
    });
  };
}

function mapOf(check: Check): Check {
  return (value, place) => {
    if (!isObject(value)) refuse(place, 'an object');
    for (const [key, each] of Object.entries(value)) check(each, `${place}.${key}`);
  };
}

/** Members by name; a `?` at the end of a name says that it may be absent. Other members are refused. */
function object(members: Readonly<Record<string, Check>>): Check {
  const checks = new Map(Object.entries(members).map(([key, check]) => [key.replace('?', ''), check]));
  const required = Object.keys(members).filter((key) => !key.endsWith('?'));
  return (value, place) => {
    if (!isObject(value)) refuse(place, 'an object');
    const missing = required.find((key) => value[key] === undefined);
    if (missing !== undefined) refuse(`${place}.${missing}`, 'a value');
    for (const [key, each] of Object.entries(value)) {
      const check = checks.get(key);
      if (check === undefined) refuse(`${place}.${key}`, 'no member of this name: it would be overlooked');
      else if (each !== undefined) check(each, `${place}.${key}`);
    }
  };
}

function definition(type: string): Check {
  return (value, place) => {
    if (!isObject(value) || value.resourceType !== type) refuse(place, `a ${type}`);
    const reason = reasonAgainst(value, type);
    if (reason !== undefined) throw new PackError(`this ${type} cannot be used: ${reason}`, place);
  };
}

const request: Check = (value, place) => {
  if (typeof value !== 'string' || !/^[A-Z][A-Za-z]+\?\S*\{patient\}\S*$/.test(value)) {
    refuse(place, 'a search such as Goal?patient={patient}');
  }
};

const move = object({ from: text, to: text, 'as?': text });
const change = object({
  profile: text,
  'resourceType?': text,
  'moves?': listOf(move),
  'add?': mapOf(anything),
  'codes?': mapOf(mapOf(text)),
});

const identity = {
  format: (value: unknown, place: string) => {
    if (value !== 1) refuse(place, 'the number 1, the form of pack this version knows');
  },
  name,
  version: name,
  title: text,
  canonicalBase: words,
  fhirVersion: (value: unknown, place: string) => {
    if (typeof value !== 'string' || !value.startsWith('4.0')) refuse(place, 'a version of FHIR R4 (4.0)');
  },
} satisfies Record<string, Check>;

const lists = {
  supportedProfiles: listOf(object({ type: text, url: text })),
  profiles: listOf(definition('StructureDefinition')),
  valueSets: listOf(definition('ValueSet')),
  codeSystems: listOf(definition('CodeSystem')),
  conceptMaps: listOf(definition('ConceptMap')),
  searchParameters: listOf(definition('SearchParameter')),
  questionnaires: listOf(definition('Questionnaire')),
  namedQueries: listOf(object({ id: text, title: text, request })),
  mappings: listOf(
    object({ to: object({ name, version: name }), canonicals: mapOf(text), changes: listOf(change) }),
  ),
} satisfies Record<string, Check>;

const optionalLists = Object.fromEntries(Object.entries(lists).map(([key, check]) => [`${key}?`, check]));
const check = object({ ...identity, ...optionalLists, 'carePlan?': anything });

/**
 * Reads a pack from its JSON: the project's own `pack.json`, or what was stored. Lists may be absent. Throws
 * `PackError` with the place of the first thing that is missing, wrong or unknown: an overlooked member could be a
 * rule that someone counts on.
 */
export function parsePack(value: unknown): Pack {
  check(value, 'pack');
  const empty = Object.fromEntries(Object.keys(lists).map((key) => [key, []]));
  // `check` has looked at every member that the type promises.
  return { ...empty, ...(value as Partial<Pack>) } as Pack;
}
