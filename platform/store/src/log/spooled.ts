import type { Caller, EmergencyGrant } from '@caecilia/kernel';
import type { AuditLine } from './line.ts';

/** What waits in the spool: a line of the log, or an emergency as it was asked for or ended. */
export type SpooledEntry =
  | { readonly kind: 'line'; readonly line: AuditLine }
  | { readonly kind: 'emergency'; readonly grant: EmergencyGrant };

/** An entry as one line of text. What a caller may see is no part of it. */
export function writeSpooled(entry: SpooledEntry): string {
  if (entry.kind === 'emergency') return JSON.stringify(entry);
  const { scope: _scope, ...caller } = entry.line.caller;
  return JSON.stringify({ kind: 'line', line: { ...entry.line, caller } });
}

/** Undefined for what is no entry of this release: somebody changed it. */
export function readSpooled(text: string): SpooledEntry | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (isLine(value)) {
    const caller: Caller = { ...value.line.caller, scope: { kind: 'nothing' } };
    return { kind: 'line', line: { ...value.line, caller } };
  }
  return isEmergency(value) ? value : undefined;
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function areTexts(fields: Fields, names: readonly string[]): boolean {
  return names.every((name) => typeof fields[name] === 'string');
}

function isLine(value: unknown): value is Extract<SpooledEntry, { kind: 'line' }> {
  if (!isFields(value) || value.kind !== 'line' || !isFields(value.line)) return false;
  const { line } = value;
  return (
    areTexts(line, ['event', 'action']) &&
    [line.atMs, line.outcome].every(Number.isSafeInteger) &&
    isFields(line.caller) &&
    areTexts(line.caller, ['id', 'role'])
  );
}

const OF_GRANT = ['id', 'patient', 'user', 'role', 'organization', 'reason', 'outcome', 'from', 'until'];

function isEmergency(value: unknown): value is Extract<SpooledEntry, { kind: 'emergency' }> {
  return (
    isFields(value) && value.kind === 'emergency' && isFields(value.grant) && areTexts(value.grant, OF_GRANT)
  );
}
