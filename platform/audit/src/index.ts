export * from './review/index.ts';
export { BreakGlassSpool, type SpoolOptions } from './spool/spool.ts';
export { CSV_COLUMNS, type CsvHeadings, csvOf } from './trail/csv.ts';
export type { FoldedAccess } from './trail/folded.ts';
export { type AccessPage, Trail, type TrailOptions, type TrailPeriod } from './trail/trail.ts';
