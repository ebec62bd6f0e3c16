import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const REPOSITORY = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', '..');

/** Where the data lie that are read but never copied: beside the repository, or where CAECILIA_SHARED says. */
const DATA = join(process.env.CAECILIA_SHARED ?? join(REPOSITORY, '..', 'shared'), 'data');

const TOPIC_FILE = join(DATA, 'eu-calls', 'eu_open_calls_2026-08.ndjson.gz');
const FUNDER_FILES = join(DATA, 'funders');

/** Whether the files of the portal and of the registries are there; a test that needs them is skipped where not. */
export const hasTopics: boolean = existsSync(TOPIC_FILE);
export const hasFunders: boolean = existsSync(FUNDER_FILES);

/** What a skipped test says about itself. */
export const TOPICS = 'the EU topic file (test data beside the repository)';
export const FUNDERS = 'the map of funders (test data beside the repository)';

/** The file as it is. */
export const topicFile = (): Uint8Array => readFileSync(TOPIC_FILE);

/** Its lines. */
export const topicLines = (): string[] => gunzipSync(topicFile()).toString('utf8').trim().split('\n');

/** The two files of funders. */
export const funderFile = (name: 'aggregate_mapped.csv' | 'crossref_funder_work_counts.csv'): string =>
  readFileSync(join(FUNDER_FILES, name), 'utf8');
