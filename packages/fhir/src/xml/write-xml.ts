import { isExactNumber, numberText } from '../json/exact-number.ts';
import type { ElementModel, FhirModel, PropertyModel, TypeModel } from '../model/model.ts';
import type { FhirResource } from '../resource.ts';
import { narrativeSource } from './narrative-source.ts';
import { refuseForbidden } from './xml-characters.ts';
import { speakable, XmlError } from './xml-error.ts';
import { FHIR_NAMESPACE } from './xml-tree.ts';

/** How a document is laid out. */
export interface XmlWriteOptions {
  /** Each element on a line of its own; narratives stay as they are. */
  readonly pretty?: boolean;
}

/**
 * Writes a resource as FHIR XML in UTF-8, its elements in the order of the model, decimals with the digits they came
 * with, narratives as they stand (named HTML characters become numbers, since XML does not know them). Throws
 * `XmlError('structure')` for what the model does not know, and `XmlError('value')` for a character that XML cannot
 * carry: leaving either out would change the record. Source: http://hl7.org/fhir/R4/xml.html.
 */
export function resourceToXml(
  resource: FhirResource,
  model: FhirModel,
  options: XmlWriteOptions = {},
): string {
  const writer = new XmlWriter(model, options.pretty === true);
  writer.resource(resource, undefined);
  return writer.text();
}

class XmlWriter {
  readonly #model: FhirModel;
  readonly #pretty: boolean;
  readonly #out: string[] = ['<?xml version="1.0" encoding="UTF-8"?>'];
  #depth = 0;

  constructor(model: FhirModel, pretty: boolean) {
    this.#model = model;
    this.#pretty = pretty;
  }

  text(): string {
    return `${this.#out.join('')}\n`;
  }

  resource(resource: unknown, path: string | undefined): void {
    const object = asObject(resource, path ?? '');
    const name = object.resourceType;
    const type =
      typeof name === 'string' && this.#model.resourceTypes.has(name) ? this.#model.type(name) : undefined;
    if (type === undefined)
      throw new XmlError('structure', 'R4 has no such resource type', path === undefined ? {} : { path });
    const place = path ?? type.name;
    const known = propertiesOf(object, type, place);
    this.#start(type.name, path === undefined ? ` xmlns="${FHIR_NAMESPACE}"` : '', known.size === 0);
    if (known.size === 0) return;
    this.#children(object, type, known, place);
    this.#end(type.name);
  }

  #children(object: JsonObject, type: TypeModel, known: Known, path: string): void {
    for (const element of type.elements) {
      if (element.xml === 'attribute') continue;
      for (const property of known.get(element) ?? []) {
        this.#property(object, property, `${path}.${property.name}`);
      }
    }
  }

  #property(object: JsonObject, property: PropertyModel, path: string): void {
    const value = object[property.name];
    if (property.isPrimitive && property.element.xml !== 'xhtml') {
      this.#primitives(value, object[`_${property.name}`], property, path);
      return;
    }
    if (!property.element.isList) {
      this.#value(value, property, path);
      return;
    }
    asList(value, path).forEach((each, index) => {
      this.#value(each, property, `${path}[${index}]`);
    });
  }

  #primitives(value: unknown, element: unknown, property: PropertyModel, path: string): void {
    if (!property.element.isList) {
      this.#primitive(value, element, property, path);
      return;
    }
    const values = asList(value, path);
    const elements = asList(element, path);
    for (let index = 0; index < Math.max(values.length, elements.length); index += 1) {
      this.#primitive(values[index], elements[index], property, `${path}[${index}]`);
    }
  }

  #primitive(value: unknown, element: unknown, property: PropertyModel, path: string): void {
    const hasValue = value !== undefined && value !== null;
    const hasElement = element !== undefined && element !== null;
    if (!hasValue && !hasElement) return;
    const type = this.#typeOf(property, path);
    const object = hasElement ? asObject(element, path) : {};
    const known = propertiesOf(object, type, path);
    const valueAttribute = hasValue ? ` value="${escapeAttribute(primitiveText(value, path), path)}"` : '';
    this.#element(property.name, valueAttribute, object, type, known, path);
  }

  #value(value: unknown, property: PropertyModel, path: string): void {
    if (property.element.xml === 'xhtml') {
      this.#newLine();
      this.#out.push(narrativeSource(value, path));
      return;
    }
    const type = this.#typeOf(property, path);
    if (type.kind !== 'resource') {
      const object = asObject(value, path);
      this.#element(property.name, '', object, type, propertiesOf(object, type, path), path);
      return;
    }
    this.#start(property.name, '', false);
    this.resource(value, path);
    this.#end(property.name);
  }

  #element(
    name: string,
    valueAttribute: string,
    object: JsonObject,
    type: TypeModel,
    known: Known,
    path: string,
  ): void {
    const attributes = [...known.keys()].filter((element) => element.xml === 'attribute');
    const written = attributes
      .map(
        ({ name: attribute }) =>
          ` ${attribute}="${escapeAttribute(primitiveText(object[attribute], path), path)}"`,
      )
      .sort()
      .join('');
    const isEmpty = known.size === attributes.length;
    this.#start(name, written + valueAttribute, isEmpty);
    if (isEmpty) return;
    this.#children(object, type, known, path);
    this.#end(name);
  }

  #typeOf(property: PropertyModel, path: string): TypeModel {
    const type = this.#model.type(property.type);
    if (type === undefined) throw new XmlError('structure', `'${property.name}' has no known type`, { path });
    return type;
  }

  #start(name: string, attributes: string, isEmpty: boolean): void {
    this.#newLine();
    this.#out.push(`<${name}${attributes}${isEmpty ? '/>' : '>'}`);
    if (!isEmpty) this.#depth += 1;
  }

  #end(name: string): void {
    this.#depth -= 1;
    this.#newLine();
    this.#out.push(`</${name}>`);
  }

  #newLine(): void {
    if (this.#pretty) this.#out.push(`\n${'  '.repeat(this.#depth)}`);
    else if (this.#out.length === 1) this.#out.push('\n');
  }
}

type JsonObject = Record<string, unknown>;

/** The properties an object has, by the element of the model they belong to. */
type Known = ReadonlyMap<ElementModel, readonly PropertyModel[]>;

function propertiesOf(object: JsonObject, type: TypeModel, path: string): Known {
  const known = new Map<ElementModel, PropertyModel[]>();
  for (const key of Object.keys(object)) {
    if (object[key] === undefined || (key === 'resourceType' && type.kind === 'resource')) continue;
    const property = propertyFor(key, type);
    if (property === undefined) {
      throw new XmlError('structure', `${type.name} has no element ${speakable(key)}`, { path });
    }
    const properties = known.get(property.element);
    if (properties === undefined) known.set(property.element, [property]);
    else if (!properties.includes(property)) properties.push(property);
  }
  return known;
}

function propertyFor(key: string, type: TypeModel): PropertyModel | undefined {
  if (!key.startsWith('_')) return type.propertyByName.get(key);
  const property = type.propertyByName.get(key.slice(1));
  return property?.isPrimitive === true && property.element.xml === 'element' ? property : undefined;
}

function asObject(value: unknown, path: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isExactNumber(value)) {
    throw new XmlError('structure', 'an object is expected here', { path });
  }
  return value as JsonObject;
}

function asList(value: unknown, path: string): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new XmlError('structure', 'a list is expected here', { path });
  return value;
}

function primitiveText(value: unknown, path: string): string {
  const text = typeof value === 'boolean' ? String(value) : (numberText(value) ?? value);
  if (typeof text === 'string') return text;
  throw new XmlError('structure', 'a string, number or boolean is expected here', { path });
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // A reader of XML turns these into blanks unless they are written as numbers.
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

function escapeAttribute(text: string, path: string): string {
  refuseForbidden(text, path);
  return text.replace(/[&<>"\t\n\r]/g, (character) => ESCAPES[character] ?? character);
}
