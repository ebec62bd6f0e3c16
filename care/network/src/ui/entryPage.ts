import type { FhirResource } from '@caecilia/fhir';
import type { PageAnswer, StoredVersion } from '@caecilia/kernel';
import { Actions, PostForm } from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import { type FieldSpec, Fields, type Filled, readFields, type Values } from './entryForm.ts';
import { Duplicates, Wrong } from './parts.ts';
import { type Asked, type Posted, screen } from './view.ts';

/** A form for one entry, new or changed. */
export interface EntryForm {
  readonly title: string;
  readonly above?: ReactElement | string;
  readonly intro?: string;
  readonly part: 'directory' | 'professionals';
  readonly specs: readonly FieldSpec[];
  readonly typed: Values;
  /** Version that the form was made from; absent for a new entry. */
  readonly versionId?: number;
  readonly back: string;
}

/** The page with the form; after a post with what was filled in and what is wrong. */
export function formScreen(
  asked: Asked,
  form: EntryForm,
  after?: { readonly filled: Filled; readonly others?: readonly StoredVersion[] },
): PageAnswer {
  const { view } = asked;
  const { filled, others = [] } = after ?? {};
  const errors = filled?.errors ?? {};
  const wrong = Object.keys(errors).length > 0;
  return screen(asked, {
    part: form.part,
    title: form.title,
    above: form.above,
    intro: form.intro,
    wrong,
    status: after ? 422 : 200,
    children: [
      h(Wrong, { key: 'wrong', view, filled }),
      h(
        PostForm,
        {
          key: 'form',
          view,
          hidden: {
            ...(form.versionId === undefined ? {} : { version: String(form.versionId) }),
            ...(others.length > 0 ? { anyway: 'yes' } : {}),
          },
        },
        h(Fields, { view, specs: form.specs, typed: filled?.typed ?? form.typed, errors }),
        h(Duplicates, { view, others }),
        h(Actions, {
          view,
          does: view.t(others.length > 0 ? 'form.saveAnyway' : 'form.save'),
          back: { href: form.back, label: view.t('form.back') },
        }),
      ),
    ],
  });
}

/**
 * Takes a form: reads it, warns once for others with the same number, and saves. `others` and `save` are asked with the
 * tidied values.
 */
export async function takeForm(
  posted: Posted,
  form: EntryForm,
  steps: {
    readonly others?: (values: Values) => Promise<readonly StoredVersion[]>;
    readonly save: (values: Values) => Promise<PageAnswer>;
  },
): Promise<PageAnswer> {
  const { fields, view } = posted;
  const filled = readFields(form.specs, fields, view);
  if (Object.keys(filled.errors).length > 0) return formScreen(posted, form, { filled });
  const others = (await steps.others?.(filled.values)) ?? [];
  if (others.length > 0 && fields.anyway?.[0] !== 'yes') return formScreen(posted, form, { filled, others });
  return steps.save(filled.values);
}

/** The version that a form was made from; 0, which is never current, where the form does not say. */
export function versionIn({ fields }: Posted): number {
  const version = Number(fields.version?.[0]);
  return Number.isSafeInteger(version) ? version : 0;
}

/** Values that make a draft: the named ones that are filled in. */
export function pick<Name extends string>(
  values: Values,
  names: readonly Name[],
): { readonly [Each in Name]?: string } {
  const picked: { [Each in Name]?: string } = {};
  for (const name of names) {
    const value = values[name];
    if (value !== undefined) picked[name] = value;
  }
  return picked;
}

/** A value that the form requires. */
export function need(values: Values, name: string): string {
  const value = values[name];
  if (value === undefined) throw new Error(`the form was taken without ${name}`);
  return value;
}

/** Saves a change of an entry that exists, or adds one. */
export type Write = (base?: FhirResource) => FhirResource;
