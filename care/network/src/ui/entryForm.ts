import type { PagePost } from '@caecilia/kernel';
import {
  type Choice,
  DayField,
  type FieldErrors,
  readDay,
  SelectField,
  TextField,
  typedDay,
} from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import {
  IDENTIFIER_KINDS,
  type IdentifierKind,
  identifierFault,
  tidyIdentifier,
} from '../directory/identifiers.ts';
import type { MessageKey } from '../messages.nl.ts';
import type { NetworkView } from './view.ts';

/** One field of a form of this module. */
export interface FieldSpec {
  readonly name: string;
  readonly label: MessageKey;
  readonly hint?: MessageKey;
  readonly kind: 'text' | 'words' | 'day' | 'select' | 'phone' | 'email' | 'address' | IdentifierKind;
  readonly optional?: boolean;
  /** For `select`. */
  readonly choices?: readonly Choice[];
}

/** Values by field, tidied: days as `YYYY-MM-DD`, numbers without spaces; empty fields are left out. */
export type Values = Readonly<Record<string, string>>;

/** What was filled in, as typed and as understood, and what is wrong with it. */
export interface Filled {
  readonly typed: Values;
  readonly values: Values;
  readonly errors: FieldErrors;
}

/** Reads the fields of a form. */
export function readFields(
  specs: readonly FieldSpec[],
  fields: PagePost['fields'],
  view: NetworkView,
): Filled {
  const typed: Record<string, string> = {};
  const values: Record<string, string> = {};
  const errors: Record<string, string> = {};
  for (const spec of specs) {
    const words = (fields[spec.name]?.[0] ?? '').trim();
    typed[spec.name] = words;
    if (words === '') {
      if (!spec.optional) errors[spec.name] = view.t('wrong.empty', { field: view.t(spec.label) });
      continue;
    }
    const value = tidy(spec, words);
    const fault = value === undefined ? view.t('wrong.date') : faultOf(spec, value, view);
    if (fault !== undefined) errors[spec.name] = fault;
    if (value !== undefined) values[spec.name] = value;
  }
  const { from, until } = values;
  if (from !== undefined && until !== undefined && until < from) errors.until = view.t('wrong.order');
  return { typed, values, errors };
}

function tidy({ kind }: FieldSpec, words: string): string | undefined {
  if (kind === 'day') return readDay(words);
  return IDENTIFIER_KINDS.some((each) => each === kind) ? tidyIdentifier(words) : words;
}

function faultOf(spec: FieldSpec, value: string, view: NetworkView): string | undefined {
  switch (spec.kind) {
    case 'select':
      return spec.choices?.some((choice) => choice.value === value) ? undefined : view.t('wrong.choice');
    case 'email':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? undefined : view.t('wrong.email');
    case 'phone':
      return /^[+\d][\d\s()-]{5,24}$/.test(value) ? undefined : view.t('wrong.phone');
    case 'address':
      return isSecureAddress(value) ? undefined : view.t('wrong.address');
    case 'agb':
    case 'ura':
    case 'uzi':
    case 'big':
      return numberFault(spec.kind, value, view);
    case 'text':
    case 'words':
    case 'day':
      return undefined;
  }
}

function isSecureAddress(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username } = new URL(value);
  return protocol === 'https:' && username === '';
}

function numberFault(kind: IdentifierKind, value: string, view: NetworkView): string | undefined {
  const fault = identifierFault(kind, value);
  if (!fault) return undefined;
  const name = view.t(`identifier.${kind}`);
  return fault.kind === 'length'
    ? view.t('wrong.digits', { name, digits: fault.digits })
    : view.t('wrong.notDigits', { name });
}

/** What stands in the fields of an entry that is to be changed. */
export function typedOf(specs: readonly FieldSpec[], entry: Readonly<Record<string, unknown>>): Values {
  return Object.fromEntries(
    specs.flatMap(({ name, kind }) => {
      const value = entry[name];
      if (typeof value !== 'string') return [];
      return [[name, kind === 'day' ? typedDay(value) : value]];
    }),
  );
}

/** The fields, filled in. */
export function Fields(props: {
  readonly view: NetworkView;
  readonly specs: readonly FieldSpec[];
  readonly typed: Values;
  readonly errors?: FieldErrors;
}): ReactElement {
  const { view, specs, typed, errors = {} } = props;
  return h(
    'div',
    { className: 'fields' },
    specs.map((spec) => h(Field, { key: spec.name, view, spec, value: typed[spec.name] ?? '', errors })),
  );
}

function Field(props: {
  readonly view: NetworkView;
  readonly spec: FieldSpec;
  readonly value: string;
  readonly errors: FieldErrors;
}): ReactElement {
  const { view, spec, value, errors } = props;
  const shared = {
    view,
    value,
    errors,
    name: spec.name,
    label: view.t(spec.label),
    ...(spec.hint ? { hint: view.t(spec.hint) } : {}),
    optional: spec.optional ?? false,
  };
  switch (spec.kind) {
    case 'select':
      return h(SelectField, { ...shared, choices: spec.choices ?? [] });
    case 'day':
      return h(DayField, shared);
    case 'words':
      return h(TextField, { ...shared, rows: 3 });
    case 'agb':
    case 'ura':
    case 'uzi':
    case 'big':
      return h(TextField, { ...shared, inputMode: 'numeric', maxLength: 20 });
    case 'email':
      return h(TextField, { ...shared, type: 'email' });
    case 'phone':
      return h(TextField, { ...shared, type: 'tel' });
    case 'address':
      return h(TextField, { ...shared, type: 'url' });
    case 'text':
      return h(TextField, shared);
  }
}
