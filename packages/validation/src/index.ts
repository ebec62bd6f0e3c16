export type { Severity, ValidationIssue } from './issue.ts';
export type { ValidateOptions, Validator, ValidatorParts } from './validator.ts';
export { createValidator } from './validator.ts';
export type { JsonObject, Resolve } from './walk.ts';
