import { type IiaContact, type LanguageText, NAMESPACES } from './iia.ts';
import type { Fields } from './xml/fields.ts';
import { attribute } from './xml/tree.ts';

/** Reads somebody to write to. Postal addresses and fax numbers are passed over. */
export function readContact(fields: Fields): IiaContact {
  const texts = (name: string): LanguageText[] =>
    fields.all(name).map((field) => {
      const lang = attribute(field.element, 'lang');
      return { text: field.value(), ...(lang === undefined ? {} : { lang }) };
    });
  const names = texts('contact-name');
  if (names.length === 0) fields.wrong('contact-name is missing.');
  const contact = {
    names,
    givenNames: texts('person-given-names'),
    familyNames: texts('person-family-name'),
    phones: fields.all('phone-number').map(phoneOf),
    emails: fields.all('email').map((email) => email.value()),
    roles: texts('role-description'),
  };
  for (const passedOver of ['fax-number', 'street-address', 'mailing-address']) fields.all(passedOver);
  fields.close(NAMESPACES.contact, [NAMESPACES.phone, ADDRESS_NAMESPACE]);
  return contact;
}

const ADDRESS_NAMESPACE = 'https://github.com/erasmus-without-paper/ewp-specs-types-address/tree/stable-v1';

function phoneOf(fields: Fields): IiaContact['phones'][number] {
  const number = fields.text('e164') ?? fields.text('other-format');
  const ext = fields.text('ext');
  if (number === undefined) fields.wrong('A phone number needs e164 or other-format.');
  return { number: number ?? '', ...(ext === undefined ? {} : { ext }) };
}
