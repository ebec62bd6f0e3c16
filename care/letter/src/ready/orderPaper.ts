import { dateWords, type Language } from '@caecilia/ui';
import type { WrittenLetter } from '../letter/written.ts';
import { letterWords } from '../messages.ts';
import { ORDER_FIELDS, type Order, type OrderState } from './order.ts';

/** What an execution request is printed with. */
export interface OrderPrint {
  readonly language: Language;
  readonly about: { readonly name: string; readonly born?: string };
  readonly state: OrderState;
  /** Civil time of an instant. */
  readonly civil: (instant: string) => string;
  /** Civil time of the print. */
  readonly now: string;
  readonly demo: boolean;
}

/** An execution request on paper: what was typed as it was typed, and first of all whether it still holds. Pure. */
export function orderOnPaper(order: Order, print: OrderPrint): WrittenLetter {
  const { language, about, state, civil, now, demo } = print;
  const t = letterWords(language);
  const when = (instant: string) => dateWords(civil(instant), 'time', language);
  const { signed, seen, until, withdrawn } = order;
  const day = dateWords(until, 'day', language);
  return {
    lang: language,
    title: t('order.paper'),
    facts: [
      [
        t('letter.about'),
        `${about.name}, ${about.born === undefined ? t('letter.bornUnknown') : t('letter.born', { born: about.born })}`,
      ],
      [t('order.signed.title'), t('letter.signed', { name: signed.name, when: when(signed.at) })],
      [t('order.until'), day],
    ],
    notices: [
      ...(demo ? [t('order.demo')] : []),
      ...(state === 'active' ? [] : [t(`order.not.${state}`)]),
      ...(withdrawn === undefined
        ? []
        : [
            t('order.withdrawn.by', {
              name: withdrawn.name,
              when: when(withdrawn.at),
              because: withdrawn.because,
            }),
          ]),
    ],
    greeting: '',
    sections: [
      ...ORDER_FIELDS.map((field) => ({
        kind: field,
        title: t(`order.${field}`),
        items: [{ lines: [{ text: order[field], strong: true }] }],
      })),
      {
        kind: 'seen',
        title: t('order.seen.title'),
        items: [
          {
            lines:
              seen.length === 0
                ? [{ text: t('order.seen.nobody') }]
                : seen.map(({ name, at }) => ({ text: t('order.seen.by', { name, when: when(at) }) })),
          },
        ],
      },
    ],
    closing: [t('order.printed', { when: dateWords(now, 'time', language) })],
    footer: { confidential: t('letter.confidential'), page: t('letter.page'), of: t('letter.pageOf') },
    made: (now.match(/\d+/g) ?? []).slice(0, 5).map(Number),
  };
}
