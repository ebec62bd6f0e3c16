import { isExactNumber } from '../json/exact-number.ts';
import { PathError } from './path-error.ts';
import type { Nodes, PathNode } from './path-node.ts';

/** How FHIRPath treats a value: FHIR primitives convert to its own types by themselves. */
export type Kind =
  | 'boolean'
  | 'integer'
  | 'decimal'
  | 'string'
  | 'date'
  | 'dateTime'
  | 'time'
  | 'quantity'
  | 'complex';

const kindByType: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['boolean', 'boolean'],
  ['integer', 'integer'],
  ['positiveInt', 'integer'],
  ['unsignedInt', 'integer'],
  ['decimal', 'decimal'],
  ['date', 'date'],
  ['dateTime', 'dateTime'],
  ['instant', 'dateTime'],
  ['time', 'time'],
  ...[
    'string',
    'code',
    'id',
    'uri',
    'url',
    'canonical',
    'oid',
    'uuid',
    'markdown',
    'base64Binary',
    'xhtml',
  ].map((type): [string, Kind] => [type, 'string']),
  ...['Quantity', 'Age', 'Count', 'Distance', 'Duration', 'MoneyQuantity', 'SimpleQuantity'].map(
    (type): [string, Kind] => [type, 'quantity'],
  ),
  ['System.Boolean', 'boolean'],
  ['System.Integer', 'integer'],
  ['System.Decimal', 'decimal'],
  ['System.String', 'string'],
  ['System.Date', 'date'],
  ['System.DateTime', 'dateTime'],
  ['System.Time', 'time'],
  ['System.Quantity', 'quantity'],
]);

function kindOfValue(value: unknown): Kind {
  if (typeof value === 'string' || typeof value === 'boolean') {
    return typeof value === 'string' ? 'string' : 'boolean';
  }
  if (typeof value === 'number') {
    return Number.isInteger(value) ? 'integer' : 'decimal';
  }
  return isExactNumber(value) ? 'decimal' : 'complex';
}

/** The kind a type stands for; undefined where only the value can tell. */
export function kindOfType(type: string): Kind | undefined {
  return kindByType.get(type);
}

/** The kind of a node, by its type; by its value where the type says nothing or the value contradicts it. */
export function kindOf(node: PathNode): Kind {
  const kind = kindByType.get(node.type);
  if (kind === undefined) {
    return kindOfValue(node.value);
  }
  const { value } = node;
  switch (kind) {
    case 'boolean':
      return typeof value === 'boolean' ? kind : kindOfValue(value);
    case 'integer':
    case 'decimal':
      return typeof value === 'number' || isExactNumber(value) ? kind : kindOfValue(value);
    case 'quantity':
    case 'complex':
      return typeof value === 'object' ? kind : kindOfValue(value);
    case 'string':
    case 'date':
    case 'dateTime':
    case 'time':
      return typeof value === 'string' ? kind : kindOfValue(value);
    default:
      return kind satisfies never;
  }
}

const systemTypes: Readonly<Record<Kind, string>> = {
  boolean: 'System.Boolean',
  integer: 'System.Integer',
  decimal: 'System.Decimal',
  string: 'System.String',
  date: 'System.Date',
  dateTime: 'System.DateTime',
  time: 'System.Time',
  quantity: 'System.Quantity',
  complex: '',
};

/** The type of FHIRPath itself that a primitive converts to; empty for complex values. */
export function systemTypeOf(node: PathNode): string {
  return systemTypes[kindOf(node)];
}

/** Whether a kind is one of the dates and times. */
export function isTemporal(kind: Kind): boolean {
  return kind === 'date' || kind === 'dateTime' || kind === 'time';
}

/** The only node, or undefined for none. Throws `PathError('multiple')` for several. */
export function singleNode(nodes: Nodes, what: string): PathNode | undefined {
  if (nodes.length > 1) {
    throw new PathError('multiple', `${what} takes a single item, and there are several`);
  }
  return nodes[0];
}

/** The only string, undefined for none. Throws for several items and for one that is no string. */
export function singleString(nodes: Nodes, what: string): string | undefined {
  const node = singleNode(nodes, what);
  if (node === undefined || node.value === undefined) {
    return undefined;
  }
  if (typeof node.value !== 'string') {
    throw new PathError('type', `${what} takes a string`);
  }
  return node.value;
}

/** The only whole number, undefined for none. Throws for several items and for one that is no whole number. */
export function singleInteger(nodes: Nodes, what: string): number | undefined {
  const node = singleNode(nodes, what);
  if (node === undefined || node.value === undefined) {
    return undefined;
  }
  if (typeof node.value !== 'number' || !Number.isInteger(node.value)) {
    throw new PathError('type', `${what} takes a whole number`);
  }
  return node.value;
}

/** The truth of a collection: empty is undefined, a single item that is no boolean is true. Throws for several. */
export function truthOf(nodes: Nodes): boolean | undefined {
  if (nodes.length === 0) {
    return undefined;
  }
  const node = singleNode(nodes, 'a boolean operation');
  if (typeof node?.value === 'boolean') {
    return node.value;
  }
  // A primitive that has only extensions has no value to be true or false.
  return node?.value === undefined ? undefined : true;
}
