export * from './backward-plan.ts';
export * from './call.ts';
export * from './digest.ts';
export * from './funders.ts';
export * from './proposal.ts';
export * from './read-topics.ts';
export { hasBrokenCharacters, repairText } from './repair-text.ts';
export * from './working-days.ts';
