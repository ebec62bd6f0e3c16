/** What judges a rendering of limits in another unit: hostile records, and what is wrong with how they are read. */

export { readPdf, rowsUnder } from '../readPdf.ts';
export { planOf } from '../record.ts';
export { hostileRecord } from './directives.ts';
export { faultsIn, type Rendering, rowsIn, verdictsOn } from './faults.ts';
export { linesOf, parsePage, withClass } from './visible.ts';
