export type { Severity, ValidationIssue } from './issue.ts';
export type { JsonObject } from './json.ts';
export type { ValidateOptions, Validator, ValidatorParts } from './validator.ts';
export { createValidator } from './validator.ts';
export type { Resolve } from './walk.ts';
