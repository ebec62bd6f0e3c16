import type { PropertyModel } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';
import type { Link } from './links.ts';

/** What a resource will be called once the transaction is done. */
export interface Identity {
  readonly type: string;
  readonly id: string;
  /** Only where the transaction creates it: then versions of it that are named can only be the first. */
  readonly isNew: boolean;
}

const RESTFUL = /^(https?:\/\/.+)\/[A-Za-z]+\/[A-Za-z0-9\-.]{1,64}$/;
const RELATIVE = /^[A-Za-z]+\/[A-Za-z0-9\-.]{1,64}(\/_history\/[0-9]+)?$/;
const VERSIONED = /^(.*)\/_history\/[0-9]+$/;

/** The part of a RESTful fullUrl that relative references of the entry are completed with (R4, Bundle, 2.36.4.1). */
export function restfulBase(fullUrl: string | undefined): string | undefined {
  return fullUrl === undefined ? undefined : RESTFUL.exec(fullUrl)?.[1];
}

/** Who the fullUrls of a Bundle stand for. */
export class Identities {
  readonly #byFullUrl = new Map<string, Identity>();

  set(fullUrl: string, identity: Identity): void {
    this.#byFullUrl.set(fullUrl, identity);
  }

  /** What a text in an entry points at, if it is one of the Bundle; relative texts are completed with the entry's base. */
  find(
    text: string,
    base: string | undefined,
  ): { readonly identity: Identity; readonly versioned: boolean } | undefined {
    const direct = this.#byFullUrl.get(text) ?? this.#completed(text, base);
    if (direct !== undefined) return { identity: direct, versioned: false };
    const unversioned = VERSIONED.exec(text)?.[1];
    if (unversioned === undefined) return undefined;
    const identity = this.#byFullUrl.get(unversioned) ?? this.#completed(unversioned, base);
    return identity === undefined ? undefined : { identity, versioned: true };
  }

  #completed(text: string, base: string | undefined): Identity | undefined {
    return base !== undefined && RELATIVE.test(text) ? this.#byFullUrl.get(`${base}/${text}`) : undefined;
  }
}

/** The new text of a link that points into the Bundle; undefined where it does not. */
export function rewritten(
  link: Link,
  text: string,
  identities: Identities,
  base: string | undefined,
): string | undefined {
  const found = identities.find(text, base);
  if (found === undefined) return undefined;
  const { type, id, isNew } = found.identity;
  if (link.form === 'uri' && !text.startsWith('urn:') && (!isNew || isOwnAddress(link))) return undefined;
  if (link.form === 'reference') requireTarget(link.property, type, link.path);
  if (!found.versioned) return `${type}/${id}`;
  return isNew ? `${type}/${id}/_history/1` : `${type}/${id}${text.slice(text.lastIndexOf('/_history/'))}`;
}

/** The canonical address of a definition (`Questionnaire.url`) is its name and not a link, also where it equals the fullUrl. */
function isOwnAddress({ path }: Link): boolean {
  return /^[A-Za-z]+\.url$/.test(path);
}

/** A reference into the Bundle cannot be judged before it is known what it points at; so it is judged here. */
export function requireTarget(property: PropertyModel, type: string, path: string): void {
  const targets = (property.element.definition.type ?? []).flatMap(({ code, targetProfile }) =>
    code === 'Reference' ? (targetProfile ?? ['Resource']) : [],
  );
  const names = targets.map((target) => target.slice(target.lastIndexOf('/') + 1));
  if (names.length === 0 || names.includes('Resource') || names.includes(type)) return;
  throw new Problem('value', `this reference points at a ${type}, and may point at ${names.join(', ')}`, {
    status: 422,
    expression: path,
  });
}

/** `href` and `src` of a narrative, rewritten one by one; the rest of the text stays as it is. */
export function rewrittenNarrative(text: string, rewrite: (address: string) => string | undefined): string {
  return text.replace(/\b(href|src)="([^"]*)"/g, (whole, name: string, address: string) => {
    const changed = rewrite(address);
    return changed === undefined ? whole : `${name}="${changed}"`;
  });
}
