export type { PackLimits } from './pack-files.ts';
export { PACK_LIMITS } from './pack-files.ts';
export { r4Definitions } from './r4.ts';
export type { ReadPack } from './read-pack.ts';
export { readPack } from './read-pack.ts';
