/** What a policy allows or not. The last one is `$everything`, export and other named operations. */
export const ACCESS_INTERACTIONS = [
  'read',
  'vread',
  'history-instance',
  'history-type',
  'history-system',
  'search-type',
  /** Also within the compartment of a patient. */
  'search-system',
  /** How many there are, without any of them. */
  'count',
  /** Coming along with another resource, by `_include` or `_revinclude`. */
  'include',
  'create',
  'update',
  'patch',
  'delete',
  'operation',
] as const;

export type AccessInteraction = (typeof ACCESS_INTERACTIONS)[number];
