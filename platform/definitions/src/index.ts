export { r4Definitions } from './r4.ts';
