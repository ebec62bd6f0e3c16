import { allowsAtAll, type OperationContext, Problem } from '@caecilia/kernel';
import type { Store } from '@caecilia/store';

/**
 * The house's rule on named operations, before the operation's own: the policy must allow operations of the type, and on
 * a Patient the relation to that one. What an operation reads and writes goes through the caller's own scope anyway. A
 * foreign Patient and an unknown one are refused in the same words.
 */
export function operationRule(store: Pick<Store, 'stillAllowed'>) {
  return async ({ caller, level, type, id }: OperationContext): Promise<void> => {
    const { scope } = caller;
    if (scope.kind !== 'rules') return;
    if (!allowsAtAll(scope, 'operation', type ?? 'OperationDefinition')) {
      throw new Problem(
        'forbidden',
        'this operation is not for your role, or not within what this token allows',
      );
    }
    if (level !== 'instance' || type !== 'Patient' || id === undefined) return;
    if (await store.stillAllowed(caller, id, { type, interaction: 'operation' })) return;
    throw new Problem('not-found', 'there is no such Patient, or it is not for you to see');
  };
}
