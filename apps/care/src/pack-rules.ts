import { compilePath, type FhirModel, type Pack, PathError } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';

/**
 * Refuses a pack with a rule whose pattern cannot be followed in bounded time (`Pattern` of packages/fhir says which
 * can): kept, the rule would be left out, and nobody would know. Throws `Problem('invalid')` with the profile and the
 * key of the rule.
 */
export function refuseUnfollowedPatterns({ profiles }: Pick<Pack, 'profiles'>, model: FhirModel): void {
  for (const { url, snapshot } of profiles)
    for (const { constraint = [] } of snapshot?.element ?? [])
      for (const { key, expression } of constraint)
        if (expression !== undefined && !isFollowed(expression, model))
          throw new Problem(
            'invalid',
            `not a pack that can be used: the rule ${key} of ${url} has a pattern that looks around or back, or repeats too much; write it without`,
          );
}

function isFollowed(expression: string, model: FhirModel): boolean {
  if (!/[mM]atches/.test(expression)) return true;
  try {
    compilePath(expression, { model, trusted: true });
    return true;
  } catch (error) {
    if (!(error instanceof PathError)) throw error;
    // Anything else that is wrong with a rule leaves it out, as ever.
    return !(error.cause instanceof SyntaxError);
  }
}
