export * from './clocks.ts';
export { correctionOf, patientStatement } from './correction.ts';
export * from './destruction.ts';
