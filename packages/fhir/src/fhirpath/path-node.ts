import { ExactNumber } from '../json/exact-number.ts';

/** A JSON object as read: any property may be there. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * One item of a FHIRPath collection: a value with its FHIR type, and where it stands.
 *
 * `type` is a FHIR type (`CodeableConcept`, `dateTime`, `Observation.component`), or `System.String` and the like for
 * what an expression itself made, or empty where the model does not know the element. Dates and times are their
 * text. A number is a `number` or an `ExactNumber`. A primitive without a value but with extensions has the value
 * undefined and its sibling object in `element`.
 */
export class PathNode {
  readonly value: unknown;
  readonly type: string;
  /** The sibling of a primitive (`_birthDate`): its id and extensions. */
  readonly element: JsonObject | undefined;
  /** The node this one was reached from; undefined at the focus and for computed values. */
  readonly parent: PathNode | undefined;
  /** JSON property in the parent (without underscore); empty at the focus and for computed values. */
  readonly key: string;
  /** Place in the list the property holds; -1 where it holds a single value. */
  readonly index: number;

  constructor(value: unknown, type: string, element?: JsonObject, parent?: PathNode, key = '', index = -1) {
    this.value = value;
    this.type = type;
    this.element = element;
    this.parent = parent;
    this.key = key;
    this.index = index;
  }

  /** The object that holds this node's property: the parent, or its sibling where the parent is a primitive. */
  get container(): JsonObject | undefined {
    const held = this.parent;
    return isObject(held?.value) ? held.value : held?.element;
  }

  /** Where it stands, as an OperationOutcome names it: `Patient.name[0].given[1]`. */
  get location(): string {
    if (!this.parent) {
      return this.type;
    }
    return `${this.parent.location}.${this.key}${this.index < 0 ? '' : `[${this.index}]`}`;
  }
}

/** What every expression gives. */
export type Nodes = readonly PathNode[];

export const nothing: Nodes = [];
const yes: Nodes = [new PathNode(true, 'System.Boolean')];
const no: Nodes = [new PathNode(false, 'System.Boolean')];

/** A three-valued truth as a collection; undefined is the empty collection. */
export function truthNodes(truth: boolean | undefined): Nodes {
  if (truth === undefined) {
    return nothing;
  }
  return truth ? yes : no;
}

export function stringNode(value: string): PathNode {
  return new PathNode(value, 'System.String');
}

export function integerNode(value: number): PathNode {
  return new PathNode(value, 'System.Integer');
}

export function decimalNode(value: number | ExactNumber): PathNode {
  return new PathNode(value, 'System.Decimal');
}

/** A JSON object, not a list, null or a number kept by its digits. */
export function isObject(value: unknown): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber)
  );
}
