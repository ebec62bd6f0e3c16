import { type Decoder, list, listIfAny, object, oneOf, optional, words, yes } from './decode.ts';

/**
 * The form of a version of the standard, as data: link ids, kinds, codes and when a question is put. The wording is
 * the project's own; the publisher's comes with an installed pack (`publishedWording`).
 */

const label = object({ nl: words, en: words });

const option = object({
  /** Absent where the form itself has a code without a system. */
  system: optional(words),
  code: words,
  /** What the answer means inside the house; absent where that is the code itself. */
  means: optional(words),
  label,
});

/** Asked only when another question has one of these answers. */
const condition = object({ means: words, is: list(words) });

const ITEM_TYPES = ['group', 'string', 'dateTime', 'choice', 'open-choice', 'boolean'] as const;

export interface FormItem {
  readonly linkId: string;
  readonly type: (typeof ITEM_TYPES)[number];
  readonly label: { readonly nl: string; readonly en: string };
  /** What the answer is about: the stable name by which the house knows the question in every version. */
  readonly means?: string;
  readonly repeats?: true;
  readonly when?: { readonly means: string; readonly is: readonly string[] };
  /** A code that the form answers by itself. */
  readonly fixed?: { readonly system: string; readonly code: string };
  readonly options: readonly {
    readonly system?: string;
    readonly code: string;
    readonly means?: string;
    readonly label: { readonly nl: string; readonly en: string };
  }[];
  readonly items: readonly FormItem[];
}

const decodeItem: Decoder<FormItem> = (value, place) => {
  const { means, repeats, when, fixed, options, ...item } = item_(value, place);
  return {
    ...item,
    ...(means === undefined ? {} : { means }),
    ...(repeats === undefined ? {} : { repeats }),
    ...(when === undefined ? {} : { when }),
    ...(fixed === undefined ? {} : { fixed }),
    options: options.map(({ system, means: meant, ...each }) => ({
      ...each,
      ...(system === undefined ? {} : { system }),
      ...(meant === undefined ? {} : { means: meant }),
    })),
  };
};

const item_ = object({
  linkId: words,
  type: oneOf(ITEM_TYPES),
  label,
  means: optional(words),
  repeats: optional(yes),
  when: optional(condition),
  fixed: optional(object({ system: words, code: words })),
  options: listIfAny(option),
  items: listIfAny((value, place): FormItem => decodeItem(value, place)),
});

/** Reads the form of a pack's `care-plan.json`. */
export const decodeForm = object({
  /** Canonical of the publisher's Questionnaire. */
  questionnaire: words,
  version: words,
  items: list(decodeItem),
});

/** The form of one version of the standard. */
export type PlanForm = ReturnType<typeof decodeForm>;
