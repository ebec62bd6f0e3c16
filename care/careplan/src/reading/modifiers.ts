import { type Element, elementOf, isPresent } from './element.ts';

/**
 * True when a resource carries something that may turn its meaning around and that this reader does not know: an
 * unknown modifierExtension anywhere in it, or implicitRules. FHIR forbids reading such a resource as if it were not
 * there. `understood` are the addresses of modifier extensions at the top of the resource that the reader does read.
 */
export function hasUnknownModifier(resource: Element, understood: readonly string[] = []): boolean {
  if (isPresent(resource.implicitRules)) return true;
  const top = resource.modifierExtension;
  if (isPresent(top) && !isUnderstood(top, understood)) return true;
  return Object.entries(resource).some(
    ([name, value]) => name !== 'modifierExtension' && name !== 'contained' && containsModifier(value),
  );
}

function isUnderstood(modifiers: unknown, understood: readonly string[]): boolean {
  return (
    Array.isArray(modifiers) &&
    modifiers.every((modifier: unknown) => understood.includes(String(elementOf(modifier)?.url)))
  );
}

function containsModifier(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(containsModifier);
  const element = elementOf(value);
  if (!element) return false;
  return isPresent(element.modifierExtension) || Object.values(element).some(containsModifier);
}
