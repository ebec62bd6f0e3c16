export type { Alert, AlertKind } from './alerts.ts';
export { ALERT_WORDS } from './alerts.ts';
export type { Exchange, Provision } from './kinds.ts';
export { AGREEMENT_KINDS, type AgreementKind, EXCHANGE_NAMES, EXCHANGES, kindName } from './kinds.ts';
export { type AgreementState, STATE_NAMES, STATES } from './lifecycle.ts';
export { type Risk, type RiskPoint, riskOf } from './risk.ts';
