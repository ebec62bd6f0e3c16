import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SHARED } from '@caecilia/fhir/testing';
import { readCsv } from './csv.ts';

const FOLDER = join(SHARED, 'data', 'matching');

/** Whether the development halves of the labelled sets lie beside the repository. */
export const hasSets: boolean = existsSync(FOLDER);

/** A text and the ids of the organisations that people found in it; `held` is in the part that nothing was fitted on. */
export interface Labelled {
  readonly text: string;
  readonly ids: readonly string[];
  readonly held: boolean;
}

export const SETS = ['springer', 'crossref', 'assertions', 'logs', 's2aff', 'names'] as const;
export type SetName = (typeof SETS)[number];

const readers: Readonly<Record<SetName, () => Omit<Labelled, 'held'>[]>> = {
  springer: () => apiRows('ror-api_springer_2023_10_31.dev.json'),
  crossref: () => apiRows('ror-api_crossref_2024_02_19.dev.json'),
  assertions: () => columns('crossref_publisher_assertions.dev.csv', 'affiliation', 'ror_id'),
  logs: () => columns('ror_matching_logs.dev.csv', 'affiliation', 'ror_id'),
  s2aff: () => columns('s2aff_gold.dev.csv', 'original_affiliation', 'labels'),
  names: () => apiRows('ror-api_names.dev.json'),
};

/** The development half of a set. Three in ten texts, by a hash of the text, are held out of every fitting. */
export function labelled(set: SetName): Labelled[] {
  return readers[set]().map((row) => ({ ...row, held: hashOf(row.text.trim()) % 10 < 3 }));
}

interface ApiRow {
  readonly affiliation: string;
  readonly ror_ids?: readonly string[];
  readonly 'ror-id'?: string;
}

function apiRows(file: string): Omit<Labelled, 'held'>[] {
  const rows = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as readonly ApiRow[];
  return rows.map((row) => ({ text: row.affiliation, ids: row.ror_ids ?? [row['ror-id'] ?? ''] }));
}

function columns(file: string, text: string, ids: string): Omit<Labelled, 'held'>[] {
  const rows = readCsv(readFileSync(join(FOLDER, file), 'utf8'));
  return rows.map((row) => ({
    text: row[text] ?? '',
    ids: row[ids]?.match(/https:\/\/ror\.org\/\w{9}/g) ?? [],
  }));
}

function hashOf(text: string): number {
  let hash = 2166136261;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619) >>> 0;
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d) >>> 0;
  return (hash ^ (hash >>> 12)) >>> 0;
}
