export * from './review/index.ts';
export { DiskSpool } from './spool/disk-spool.ts';
