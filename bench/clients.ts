/**
 * How many ask at the same time, of us and of bare PostgreSQL alike. Each change, and each read with its line in the log,
 * waits for the disk; with few clients a measurement says how long one waits, with many how much is done. A ward that
 * opens its day is many.
 */
export const CLIENTS = Number(process.env.BENCH_CLIENTS ?? 64);
