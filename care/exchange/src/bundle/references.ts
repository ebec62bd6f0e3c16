import { type Element, elementOf } from '@caecilia/fhir';

/** Every literal reference in a resource, also in extensions and in what it contains. */
export function referencesIn(value: unknown): readonly string[] {
  return stringsIn(value, (name, text) => name === 'reference' && text !== '');
}

/** Addresses of attachments that lie elsewhere. */
export function urlsIn(value: unknown): readonly string[] {
  const found: string[] = [];
  walk(value, (element) => {
    const isAttachment =
      element.contentType !== undefined || element.data !== undefined || element.hash !== undefined;
    if (isAttachment && typeof element.url === 'string') found.push(element.url);
  });
  return found;
}

function stringsIn(value: unknown, wanted: (name: string, text: string) => boolean): readonly string[] {
  const found: string[] = [];
  walk(value, (element) => {
    for (const [name, each] of Object.entries(element))
      if (typeof each === 'string' && wanted(name, each)) found.push(each);
  });
  return found;
}

function walk(value: unknown, visit: (element: Element) => void): void {
  if (Array.isArray(value)) for (const each of value) walk(each, visit);
  else if (typeof value === 'object' && value !== null) {
    const element = elementOf(value);
    visit(element);
    for (const each of Object.values(element)) if (typeof each === 'object') walk(each, visit);
  }
}

/** The same value with each Reference as `change` has it. */
export function withReferences(value: unknown, change: (reference: Element) => Element): unknown {
  if (Array.isArray(value)) return value.map((each) => withReferences(each, change));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  const element = elementOf(value);
  const changed = typeof element.reference === 'string' ? change(element) : element;
  return Object.fromEntries(
    Object.entries(changed).map(([name, each]) => [name, withReferences(each, change)]),
  );
}
