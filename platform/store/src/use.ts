import type { EngineUse } from '@caecilia/engine';
import { takeLane } from './log/take-lane.ts';

/**
 * What the store wants of its database. It names the way into its tables itself, also while they are small: what is
 * switched off here are ways that only look good while a table is small or its statistics are old.
 */
export const STORE_USE: EngineUse = {
  name: 'clinical',
  settings: [
    'jit=off',
    'max_parallel_workers_per_gather=0',
    'enable_seqscan=off',
    'plan_cache_mode=force_generic_plan',
  ],
  onConnect: takeLane,
};
