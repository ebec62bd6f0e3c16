/** How long things live, in seconds. Access ends earlier when the sign-in, the grant or the account does. */
export const LIVED_S = {
  authorizationCode: 60,
  accessToken: 10 * 60,
  /** SMART Backend Services asks for five minutes at most. */
  serviceToken: 5 * 60,
  idToken: 10 * 60,
  interaction: 30 * 60,
  /** The longest that one sign-in can carry tokens; the sign-in itself mostly ends earlier. */
  session: 12 * 3600,
  grant: 12 * 3600,
  offlineGrant: 30 * 24 * 3600,
} as const;

/** Longest life of the assertion with which a client proves itself (SMART App Launch 2.2). */
export const ASSERTION_S = 5 * 60;
/** Clocks of others may differ this much. */
export const CLOCK_TOLERANCE_S = 10;
