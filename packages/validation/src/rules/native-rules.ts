import { isObject, type JsonObject } from '../json.ts';
import type { Walk } from '../walk.ts';

type Native = (value: JsonObject, walk: Walk) => boolean;

const has = (value: JsonObject, name: string) => value[name] !== undefined || value[`_${name}`] !== undefined;

/** Whether a choice element is there in any of its types. */
function hasChoice(value: JsonObject, name: string): boolean {
  for (const key in value) {
    if (key.startsWith(name, key.charCodeAt(0) === 95 ? 1 : 0)) {
      return true;
    }
  }
  return false;
}

function objectsIn(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Every text that begins with `#`, and whether one of them is a reference to the container. */
interface Anchors {
  readonly texts: Set<string>;
  toContainer: boolean;
}

function gatherAnchors(value: unknown, key: string, anchors: Anchors): Anchors {
  if (typeof value === 'string') {
    if (value.charCodeAt(0) === HASH) {
      anchors.texts.add(value);
      anchors.toContainer ||= value === '#' && key === 'reference';
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, each] of Object.entries(value)) {
      gatherAnchors(each, Array.isArray(value) ? key : name, anchors);
    }
  }
  return anchors;
}

const HASH = 35;

/**
 * dom-3. The published expression looks for the id in every uri, url and canonical; here any text that is `#id`
 * counts, which is the same for resources whose elements have their own types. A contained resource that points at
 * its container (`#`) is anchored by that. One pass, however many are contained.
 */
function containedAreReferredTo(resource: JsonObject): boolean {
  const { texts } = gatherAnchors(resource, '', { texts: new Set(), toContainer: false });
  return objectsIn(resource.contained).every(
    (contained) =>
      texts.has(`#${String(contained.id)}`) ||
      gatherAnchors(contained, '', { texts: new Set(), toContainer: false }).toContainer,
  );
}

/** ref-1, with `#` for the container itself, which R4 forgot and R5 adds. */
function containedTargetExists({ reference }: JsonObject, walk: Walk): boolean {
  if (typeof reference !== 'string' || reference.charCodeAt(0) !== HASH || reference === '#') {
    return true;
  }
  return walk.contained(reference.slice(1)) !== undefined;
}

/** obs-7: a component may not repeat the code of the observation beside the observation's own value. */
function componentsHaveOtherCodes(observation: JsonObject): boolean {
  const components = objectsIn(observation.component);
  if (components.length === 0 || !hasChoice(observation, 'value')) {
    return true;
  }
  const own = codings(observation.code);
  return !components.some(({ code }) => [...codings(code)].some((coding) => own.has(coding)));
}

function codings(concept: unknown): Set<string> {
  const list = isObject(concept) ? objectsIn(concept.coding) : [];
  return new Set(list.map((each) => JSON.stringify(Object.entries(each).sort())));
}

/**
 * Invariants of R4 that stand on most resources, written out: the same answer as the published expression without
 * building collections. They are found by the expression itself, so a profile that reuses a key for another rule
 * gets its own rule evaluated. The test beside this file compares each with FHIRPath over all official examples.
 */
export const nativeRules: ReadonlyMap<string, Native> = new Map<string, Native>([
  ['extension.exists() != value.exists()', (value) => has(value, 'extension') !== hasChoice(value, 'value')],
  [
    'contained.contained.empty()',
    ({ contained }) =>
      contained === undefined || !objectsIn(contained).some((each) => each.contained !== undefined),
  ],
  [
    "contained.where((('#'+id in (%resource.descendants().reference | %resource.descendants().as(canonical) | %resource.descendants().as(uri) | %resource.descendants().as(url))) or descendants().where(reference = '#').exists() or descendants().where(as(canonical) = '#').exists() or descendants().where(as(canonical) = '#').exists()).not()).trace('unmatched', id).empty()",
    (value) => value.contained === undefined || containedAreReferredTo(value),
  ],
  [
    'contained.meta.versionId.empty() and contained.meta.lastUpdated.empty()',
    ({ contained }) =>
      contained === undefined ||
      !objectsIn(contained).some(
        ({ meta }) => isObject(meta) && (has(meta, 'versionId') || has(meta, 'lastUpdated')),
      ),
  ],
  [
    'contained.meta.security.empty()',
    ({ contained }) =>
      contained === undefined ||
      !objectsIn(contained).some(({ meta }) => isObject(meta) && meta.security !== undefined),
  ],
  [
    "reference.startsWith('#').not() or (reference.substring(1).trace('url') in %rootResource.contained.id.trace('ids'))",
    containedTargetExists,
  ],
  ['code.empty() or system.exists()', (value) => !has(value, 'code') || has(value, 'system')],
  ['value.empty() or system.exists()', (value) => !has(value, 'value') || has(value, 'system')],
  ['data.empty() or contentType.exists()', (value) => !has(value, 'data') || has(value, 'contentType')],
  [
    'dataAbsentReason.empty() or value.empty()',
    (value) => value.dataAbsentReason === undefined || !hasChoice(value, 'value'),
  ],
  [
    'value.empty() or component.code.where(coding.intersect(%resource.code.coding).exists()).empty()',
    componentsHaveOtherCodes,
  ],
  [
    '(answer.exists() and item.exists()).not()',
    (value) => value.answer === undefined || value.item === undefined,
  ],
  [
    'policy.exists() or policyRule.exists()',
    (value) => value.policy !== undefined || value.policyRule !== undefined,
  ],
]);

/** Invariants that the structure check keeps by itself: every object has content (ele-1), narratives are checked apart. */
export const structuralRules: ReadonlySet<string> = new Set([
  'hasValue() or (children().count() > id.count())',
  'hasValue() or (children().count() > id.count()) or $this is Parameters',
  'htmlChecks()',
]);
