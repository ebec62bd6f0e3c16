import { type FhirResource, stringify } from '@caecilia/fhir';

/**
 * A resource as text, all but what the store itself sets: id, meta.versionId and meta.lastUpdated. The version is
 * only known under the row lock, so the text is made before it and the few words are put in afterwards.
 */
export interface Unstamped {
  readonly head: string;
  readonly metaRest: string;
  readonly rest: string;
}

/** The resource must carry `resourceType`. Everything else stays exactly as given, decimals included. */
export function unstamped(resource: FhirResource, id: string): Unstamped {
  const { resourceType, id: _id, meta, ...rest } = resource;
  const { versionId: _versionId, lastUpdated: _lastUpdated, ...metaRest } = meta ?? {};
  return {
    head: `{"resourceType":${JSON.stringify(resourceType)},"id":${JSON.stringify(id)},"meta":{"versionId":"`,
    metaRest: continued(stringify(metaRest)),
    rest: continued(stringify(rest)),
  };
}

/** `{"a":1}` as the end of an object that has begun: `,"a":1}`; `{}` as `}`. */
function continued(object: string): string {
  return object === '{}' ? '}' : `,${object.slice(1)}`;
}

/** The content of a version. */
export function stamped(text: Unstamped, versionId: number, lastUpdated: string): string {
  return `${text.head}${versionId}","lastUpdated":"${lastUpdated}"${text.metaRest}${text.rest}`;
}
