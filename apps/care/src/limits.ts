import { DEFAULT_LIMITS, type Limits } from '@caecilia/rest';
import type { Settings } from './configuration.ts';

const MEGABYTE = 1024 * 1024;

/** The limits of the REST floor as the settings say. */
export function limitsOf(settings: Settings): Limits {
  return {
    ...DEFAULT_LIMITS,
    bodyBytes: settings.CAECILIA_LIMIT_BODY_MB * MEGABYTE,
    bundleBytes: settings.CAECILIA_LIMIT_BUNDLE_MB * MEGABYTE,
    depth: settings.CAECILIA_LIMIT_DEPTH,
    bundleEntries: settings.CAECILIA_LIMIT_BUNDLE_ENTRIES,
    waiting: settings.CAECILIA_LIMIT_IN_FLIGHT,
  };
}
