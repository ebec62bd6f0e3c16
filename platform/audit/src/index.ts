export * from './review/index.ts';
export { BreakGlassSpool, type SpoolOptions } from './spool/spool.ts';
