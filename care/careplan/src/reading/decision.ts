import type { Decision, Doubt } from '../plan.ts';
import type { PlanLexicon } from '../standard/lexicon.ts';
import { doubtAboutProvision } from './consentDoubts.ts';
import { type Element, elementsOf, isPresent, wordsOf } from './element.ts';
import { hasUnknownModifier } from './modifiers.ts';

const TYPES = new Map<unknown, Decision>([
  ['permit', { kind: 'do' }],
  ['deny', { kind: 'doNot' }],
]);

/**
 * Reads what a treatment directive (Consent) decides. `permit` is "do" and `deny` is "do not" only when nothing in the
 * resource qualifies them. No type with a specification is "only if" with the words, or "not discussed"/"unknown"
 * where the words are the standard's own for that. Everything else is unreadable; the words of a specification are kept
 * with it, `permit` and `deny` are not, because in such a place they could be taken for the answer.
 */
export function readDecision(consent: Element, provision: Element, lexicon: PlanLexicon): Decision {
  const urls = lexicon.standards.map(({ extensions }) => extensions.specificationOther);
  const modifiers = elementsOf(consent.modifierExtension);
  const specifications = modifiers.filter(({ url }) => urls.includes(String(url)));
  const words = specifications.flatMap(({ valueString }) => wordsOf(valueString) ?? []);
  const unreadable = (doubt: Doubt): Decision => ({ kind: 'unreadable', doubt, words });
  // A specification without words is a modifier that says something we cannot see.
  if (hasUnknownModifier(consent, urls) || words.length < specifications.length)
    return unreadable('unknownModifier');
  const doubt = doubtAboutProvision(provision);
  if (doubt) return unreadable(doubt);
  if (isPresent(provision.type)) {
    const decision = TYPES.get(provision.type);
    if (!decision) return unreadable('unknownValue');
    return words.length > 0 ? unreadable('decisionAndSpecification') : decision;
  }
  return words.length > 0 ? readSpecification(words, lexicon) : unreadable('noDecision');
}

function readSpecification(words: readonly string[], lexicon: PlanLexicon): Decision {
  const all = words.join('; ');
  const [first, ...others] = words.map((each) => lexicon.undecided(each));
  if (first && others.every((each) => each === first)) return { kind: first, words: all };
  return { kind: 'onlyIf', condition: all };
}

/** True when two decisions say the same, so that the newer one needs no comparison with the older. */
export function isSameDecision(left: Decision, right: Decision): boolean {
  if (left.kind === 'unreadable' || right.kind === 'unreadable') return false;
  if (left.kind === 'onlyIf' && right.kind === 'onlyIf') return left.condition === right.condition;
  return left.kind === right.kind;
}

/** True for a decision that says yes, no or only if. */
export function isDecided(decision: Decision): boolean {
  return decision.kind === 'do' || decision.kind === 'doNot' || decision.kind === 'onlyIf';
}
