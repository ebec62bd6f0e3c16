import { isObject, type JsonObject } from './json.ts';
import type { Resolve } from './walk.ts';

/** Inside a Bundle, references are first looked for among its own entries: by full url, or by type and id. */
export function bundleResolver(resource: JsonObject, outside: Resolve | undefined): Resolve | undefined {
  if (resource.resourceType !== 'Bundle') {
    return outside;
  }
  let entries: ReadonlyMap<string, JsonObject> | undefined;
  return (reference) => {
    entries ??= entriesOf(resource);
    return entries.get(reference) ?? outside?.(reference);
  };
}

function entriesOf({ entry }: JsonObject): ReadonlyMap<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  for (const each of Array.isArray(entry) ? entry : []) {
    const { fullUrl, resource }: JsonObject = isObject(each) ? each : {};
    if (isObject(resource)) {
      if (typeof fullUrl === 'string') {
        found.set(fullUrl, resource);
      }
      if (typeof resource.resourceType === 'string' && typeof resource.id === 'string') {
        found.set(`${resource.resourceType}/${resource.id}`, resource);
      }
    }
  }
  return found;
}
