import type { FhirModel, PropertyModel, TypeModel } from '../model/model.ts';
import type { FhirResource } from '../resource.ts';
import { parsePrimitive } from './primitive-text.ts';
import { speakable, XmlError, type XmlErrorCode } from './xml-error.ts';
import { readXmlTree, type XmlLimits, type XmlNode } from './xml-tree.ts';

type JsonObject = Record<string, unknown>;

/** A primitive element: its value, and what JSON carries in the property with the underscore. */
interface Primitive {
  readonly value: unknown;
  readonly element: JsonObject | undefined;
}

/**
 * Reads a resource from FHIR XML, driven by the model: lists, choices, primitive extensions and contained resources
 * become what FHIR JSON writes for them, decimals keep their digits, a narrative keeps its text. The order of
 * elements in the document does not matter; what the model does not know is an `XmlError` with line, column and
 * path. Values are taken as they stand; whether they are right is for validation, save that a number or a
 * boolean must be one. Source: http://hl7.org/fhir/R4/xml.html.
 */
export function xmlToResource(text: string, model: FhirModel, limits: XmlLimits): FhirResource {
  return new XmlReader(model).resource(readXmlTree(text, limits), undefined);
}

class XmlReader {
  readonly #model: FhirModel;

  constructor(model: FhirModel) {
    this.#model = model;
  }

  /** `path` is that of the element it stands in; undefined at the top, where the type is the path. */
  resource(node: XmlNode, path: string | undefined): FhirResource {
    const place = path ?? node.name;
    const type = this.#model.resourceTypes.has(node.name) ? this.#model.type(node.name) : undefined;
    if (type === undefined) {
      return fail(node, path, 'structure', `R4 has no resource type ${speakable(node.name)}`);
    }
    this.#attributes(node, type, place);
    return { resourceType: type.name, ...this.#content(node, type, place) };
  }

  #content(node: XmlNode, type: TypeModel, path: string): JsonObject {
    const object: JsonObject = {};
    for (const [name, value] of node.attributes) object[name] = value;
    for (const [name, nodes] of byName(node.children)) {
      const property = type.propertyByName.get(name);
      const [first] = nodes;
      if (first === undefined) continue;
      if (property === undefined || property.element.xml === 'attribute') {
        fail(first, path, 'structure', `${type.name} has no element ${speakable(name)}`);
      } else {
        this.#property(object, property, nodes, path);
      }
    }
    return object;
  }

  #property(object: JsonObject, property: PropertyModel, nodes: readonly XmlNode[], path: string): void {
    const { name, element } = property;
    const place = `${path}.${name}`;
    if (!element.isList && nodes[1] !== undefined) {
      fail(nodes[1], place, 'structure', `'${name}' may occur once`);
    }
    const placeOf = (index: number) => (element.isList ? `${place}[${index}]` : place);
    if (property.isPrimitive && element.xml !== 'xhtml') {
      putPrimitives(
        object,
        property,
        nodes.map((node, index) => this.#primitive(node, property, placeOf(index))),
      );
      return;
    }
    const values = nodes.map((node, index) => this.#value(node, property, placeOf(index)));
    object[name] = element.isList ? values : values[0];
  }

  #value(node: XmlNode, property: PropertyModel, path: string): unknown {
    if (property.element.xml === 'xhtml') {
      return node.xhtml ?? fail(node, path, 'structure', `'${property.name}' must be in the XHTML namespace`);
    }
    refuseXhtml(node, path);
    const type = this.#model.type(property.type);
    if (type === undefined) return fail(node, path, 'structure', `'${property.name}' has no known type`);
    if (type.kind === 'resource') return this.#slot(node, path);
    this.#attributes(node, type, path);
    const content = this.#content(node, type, path);
    if (Object.keys(content).length === 0) {
      fail(node, path, 'structure', 'an element must have content; leave it out when there is none');
    }
    return content;
  }

  /** An element that holds a whole resource: `contained`, `Bundle.entry.resource`. */
  #slot(node: XmlNode, path: string): FhirResource {
    const [resource, second] = node.children;
    if (resource === undefined || second !== undefined || node.attributes.size > 0) {
      return fail(node, path, 'structure', 'this element holds exactly one resource');
    }
    return this.resource(resource, path);
  }

  #primitive(node: XmlNode, property: PropertyModel, path: string): Primitive {
    refuseXhtml(node, path);
    const type = this.#model.type(property.type);
    if (type === undefined) return fail(node, path, 'structure', `'${property.name}' has no known type`);
    this.#attributes(node, type, path, 'value');
    const { value, ...element } = this.#content(node, type, path);
    const hasElement = Object.keys(element).length > 0;
    if (value === undefined && !hasElement) {
      fail(node, path, 'structure', 'an element must have a value attribute or an extension');
    }
    return {
      value: typeof value === 'string' ? this.#primitiveValue(node, type, value, path) : undefined,
      element: hasElement ? element : undefined,
    };
  }

  #primitiveValue(node: XmlNode, type: TypeModel, text: string, path: string): unknown {
    const parsed = parsePrimitive(text, type);
    return parsed === undefined ? fail(node, path, 'value', `the value is not a FHIR ${type.name}`) : parsed;
  }

  #attributes(node: XmlNode, type: TypeModel, path: string, alsoAllowed?: string): void {
    for (const name of node.attributes.keys()) {
      if (name === alsoAllowed || type.propertyByName.get(name)?.element.xml === 'attribute') continue;
      fail(node, path, 'structure', `${type.name} has no attribute ${speakable(name)}`);
    }
  }
}

function refuseXhtml(node: XmlNode, path: string): void {
  if (node.xhtml !== undefined) fail(node, path, 'structure', 'XHTML may stand in Narrative.div only');
}

function byName(nodes: readonly XmlNode[]): Map<string, XmlNode[]> {
  const groups = new Map<string, XmlNode[]>();
  for (const node of nodes) {
    const group = groups.get(node.name);
    if (group === undefined) groups.set(node.name, [node]);
    else group.push(node);
  }
  return groups;
}

/** In a list, a hole in the values or in the extensions is `null`, and a list of holes only is left out. */
function putPrimitives(object: JsonObject, property: PropertyModel, primitives: readonly Primitive[]): void {
  const values = primitives.map(({ value }) => value ?? null);
  const elements = primitives.map(({ element }) => element ?? null);
  if (values.some((value) => value !== null)) {
    object[property.name] = property.element.isList ? values : values[0];
  }
  if (elements.some((element) => element !== null)) {
    object[`_${property.name}`] = property.element.isList ? elements : elements[0];
  }
}

function fail(node: XmlNode, path: string | undefined, code: XmlErrorCode, sentence: string): never {
  throw new XmlError(code, sentence, {
    line: node.line,
    column: node.column,
    ...(path === undefined ? {} : { path }),
  });
}
