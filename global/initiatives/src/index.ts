export type { OwnHouse } from './overlap/overlap-index.ts';
export { MOST_OVERLAPS, OverlapIndex } from './overlap/overlap-index.ts';
export type { Overlap, OverlapKind, OverlapProfile, OverlapReason } from './overlap/overlap-profile.ts';
export { OVERLAP_KINDS } from './overlap/overlap-profile.ts';
