import { type Caller, civilDay } from '@caecilia/kernel';
import {
  type LetterItem,
  letterWords,
  type Order,
  orderState,
  placeOf,
  type ReadyHouse,
  readyOverRecord,
  type Supply,
  supplyState,
} from '@caecilia/letter';
import { dateWords, type Language } from '@caecilia/ui';

/**
 * What lies ready, for a letter, and which execution requests there are. A dose stands in none of it: it is given from
 * the request itself, of which a letter is no copy.
 */
export async function readyItems(
  house: ReadyHouse,
  caller: Caller,
  { patient, language }: { readonly patient: string; readonly language: Language },
): Promise<readonly LetterItem[]> {
  const ready = readyOverRecord(house);
  const today = civilDay(house.now(), house.timeZone);
  const [orders, supplies] = await Promise.all([
    ready.ordersOf(caller, patient),
    ready.suppliesOf(caller, patient),
  ]);
  const unreadable = orders.unreadable.length + supplies.unreadable.length;
  const t = letterWords(language);
  return [
    ...supplies.entries.flatMap(({ value }) => supplyItem(value, language, today)),
    ...orders.entries.flatMap(({ value }) =>
      orderState(value, today) === 'active' ? [orderItem(value, language)] : [],
    ),
    ...(unreadable === 0
      ? []
      : [{ lines: [{ text: t('letter.supply.unreadable', { count: String(unreadable) }), strong: true }] }]),
  ];
}

/** What was used or is gone lies there no more; what expired still lies there, and is said to be so. */
function supplyItem(supply: Supply, language: Language, today: string): readonly LetterItem[] {
  const state = supplyState(supply, today);
  if (state === 'used' || state === 'gone') return [];
  const t = letterWords(language);
  const { item, indication, givers, expires } = supply;
  const day = dateWords(expires, 'day', language);
  const own = language === 'nl' ? {} : { language: 'nl' };
  return [
    {
      name: item,
      lines: [
        ...(state === 'expired' ? [{ text: t('letter.supply.expired', { day }), strong: true }] : []),
        { text: t('letter.supply.for'), quoted: indication, ...own },
        { text: t('letter.supply.lies', { place: '' }).trim(), quoted: placeOf(supply), ...own },
        { text: t('letter.supply.until', { day }) },
        {
          text: t('letter.supply.givers', { givers: givers.map((each) => t(`giver.${each}`)).join(', ') }),
        },
      ],
    },
  ];
}

function orderItem({ medication, indication, signed, until }: Order, language: Language): LetterItem {
  const t = letterWords(language);
  const day = dateWords(until, 'day', language);
  return {
    name: t('letter.order.title', { medication }),
    lines: [
      { text: t('letter.supply.for'), quoted: indication, ...(language === 'nl' ? {} : { language: 'nl' }) },
      { text: t('letter.order.look', { name: signed.name, day }) },
    ],
  };
}
