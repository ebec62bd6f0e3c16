import type { Translate } from '@caecilia/ui';
import type { CarePlan, Contact, Words } from '../plan.ts';
import { callGroups } from '../reading/calls.ts';
import { rangeWords } from '../reading/openHours.ts';
import type { PlainItem, PlainView, Sentence } from './plainText.ts';
import type { PlainKey } from './plainWords.ts';

/** Whom to ask about what is unclear: a professional with a number, or in general. Paper does not know who answers now. */
export function whoToAsk(plan: CarePlan, t: Translate<PlainKey>): string {
  const { office, anyTime } = callGroups(plan.contacts);
  const professional = [...office, ...anyTime].find(
    ({ kind, phones, name }) => kind !== 'relatedPerson' && phones.length > 0 && name !== undefined,
  );
  const number = professional?.phones[0]?.number;
  return professional?.name === undefined || number === undefined
    ? t('ask.anyone')
    : `${professional.name} (${number})`;
}

/** Who decides when the patient cannot, and what is recorded about whether they can. */
export function whoDecides(view: PlainView): readonly PlainItem[] {
  const { plan, t } = view;
  const { capable } = plan.patient.legalCapacity;
  const key = capable === undefined ? 'unknown' : capable ? 'capable' : 'incapable';
  const representatives = plan.contacts.filter(({ legalRepresentative }) => legalRepresentative);
  return [
    {
      sentences: [
        { text: t(`decides.${key}`) },
        { text: t(representatives.length > 0 ? 'decides.who' : 'decides.nobody') },
      ],
    },
    ...representatives.map((each) => contactItem(each, view)),
  ];
}

/** Whom to call, in the two groups that paper can show. */
export function plainCalls(view: PlainView): readonly PlainItem[] {
  const { plan, t } = view;
  const { anyTime, office } = callGroups(plan.contacts);
  if (anyTime.length + office.length === 0) return [{ sentences: [{ text: t('call.none') }] }];
  const group = (key: 'call.anyTime' | 'call.office', contacts: readonly Contact[]): readonly PlainItem[] =>
    contacts.length === 0
      ? []
      : [{ name: t(key), sentences: contacts.flatMap((each) => contactItem(each, view).sentences) }];
  return [...group('call.office', office), ...group('call.anyTime', anyTime)];
}

function contactItem(
  contact: Contact,
  view: PlainView,
): PlainItem & { readonly sentences: readonly [Sentence] } {
  const { t, language } = view;
  const { name, roles, relation, organization, phones, kind, notAvailable } = contact;
  const say = (words: Words) => (typeof words === 'string' ? words : words[language]).toLowerCase();
  const about = [
    ...(relation === undefined ? roles : [relation]).slice(0, 1).map(say),
    ...(organization === undefined ? [] : [organization]),
  ];
  const numbers = phones.map(({ number }) => number).join(', ');
  const hours = kind === 'relatedPerson' ? [] : [hoursOf(contact, view), ...notAvailable];
  const known = `${name ?? t('call.unnamed')}${about.length > 0 ? ` (${about.join(', ')})` : ''}`;
  const text = [`${known}: ${numbers === '' ? t('call.noPhone') : numbers}`, ...hours].join(', ');
  return { sentences: [{ text: `${text}.` }] };
}

function hoursOf({ hours }: Contact, { t, language }: PlainView): string {
  if (hours === undefined) return t('call.hoursUnknown');
  if (hours === 'always') return t('call.always');
  return hours.map((each) => rangeWords(each, (day) => t(`day.${day}`), language)).join(', ');
}
