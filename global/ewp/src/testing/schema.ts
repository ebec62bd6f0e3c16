import {
  XmlBufferInputProvider,
  XmlDocument,
  XsdValidator,
  xmlCleanupInputProvider,
  xmlRegisterInputProvider,
} from 'libxml2-wasm';
import { example } from './examples.ts';

const RAW = 'https://raw.githubusercontent.com/erasmus-without-paper';
const COMMON =
  'https://github.com/erasmus-without-paper/ewp-specs-architecture/blob/stable-v1/common-types.xsd';
const TREE = 'https://github.com/erasmus-without-paper/ewp-specs-types-';

const schema = (namespace: string, declarations: string, body: string) =>
  `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="${namespace}" targetNamespace="${namespace}" xmlns:ewp="${COMMON}" elementFormDefault="qualified">${declarations}${body}</xs:schema>`;

const simple = (name: string, base: string, facet: string) =>
  `<xs:simpleType name="${name}"><xs:restriction base="xs:${base}">${facet}</xs:restriction></xs:simpleType>`;

const imported = (namespace: string, at: string) =>
  `<xs:import namespace="${namespace}" schemaLocation="${at}"/>`;

const withLang = (name: string) =>
  `<xs:complexType name="${name}"><xs:simpleContent><xs:extension base="xs:string"><xs:attribute ref="xml:lang"/></xs:extension></xs:simpleContent></xs:complexType>`;

const element = (name: string, type: string, least = 0) =>
  `<xs:element name="${name}" type="${type}" minOccurs="${least}" maxOccurs="unbounded"/>`;

/**
 * What `get-response.xsd` imports from other repositories of the network, as far as it uses it: the same names, facets
 * and orders, in our own words. The published file itself is read unchanged.
 */
const IMPORTED: Readonly<Record<string, string>> = {
  [`${RAW}/ewp-specs-architecture/stable-v1/xml.xsd`]:
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace"><xs:attribute name="lang" type="xs:language"/></xs:schema>',
  [`${RAW}/ewp-specs-architecture/stable-v1/common-types.xsd`]: schema(
    COMMON,
    imported('http://www.w3.org/XML/1998/namespace', 'xml.xsd'),
    [
      simple('AsciiPrintableIdentifier', 'string', '<xs:pattern value="[&#x21;-&#x7E;]{1,64}"/>'),
      simple('Sha256Hex', 'string', '<xs:pattern value="[0-9a-f]{64}"/>'),
      simple('EqfLevel', 'byte', '<xs:minInclusive value="1"/><xs:maxInclusive value="8"/>'),
      simple('Email', 'string', '<xs:pattern value="[^@]+@[^.]+\\..+"/>'),
      withLang('StringWithOptionalLang'),
      withLang('MultilineStringWithOptionalLang'),
    ].join(''),
  ),
  [`${RAW}/ewp-specs-types-academic-term/stable-v1/schema.xsd`]: schema(
    `${TREE}academic-term/tree/stable-v1`,
    '',
    simple('AcademicYearId', 'string', '<xs:pattern value="[0-9]{4}/[0-9]{4}"/>'),
  ),
  [`${RAW}/ewp-specs-types-contact/stable-v1/phone.xsd`]: schema(
    `${TREE}phonenumber/tree/stable-v1`,
    '',
    `<xs:element name="phone-number"><xs:complexType><xs:sequence><xs:choice><xs:element name="e164"><xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="\\+[0-9]{1,15}"/></xs:restriction></xs:simpleType></xs:element><xs:element name="other-format" type="xs:string"/></xs:choice><xs:element name="ext" type="xs:string" minOccurs="0"/></xs:sequence></xs:complexType></xs:element>`,
  ),
  [`${RAW}/ewp-specs-types-contact/stable-v1/schema.xsd`]: schema(
    `${TREE}contact/tree/stable-v1`,
    imported(COMMON, `${RAW}/ewp-specs-architecture/stable-v1/common-types.xsd`) +
      imported(`${TREE}phonenumber/tree/stable-v1`, 'phone.xsd'),
    `<xs:complexType name="Contact"><xs:sequence>${[
      element('contact-name', 'ewp:StringWithOptionalLang', 1),
      element('person-given-names', 'ewp:StringWithOptionalLang'),
      element('person-family-name', 'ewp:StringWithOptionalLang'),
      `<xs:element xmlns:p="${TREE}phonenumber/tree/stable-v1" ref="p:phone-number" minOccurs="0" maxOccurs="unbounded"/>`,
      element('email', 'ewp:Email'),
      element('role-description', 'ewp:MultilineStringWithOptionalLang'),
    ].join('')}</xs:sequence></xs:complexType><xs:element name="contact" type="Contact"/>`,
  ),
};

/** Validates documents against the published schema; `undefined` is valid, otherwise what libxml2 says. */
export function openSchema(): { faultOf(xml: string): string | undefined; close(): void } {
  const bytes = Object.entries(IMPORTED).map(
    ([name, text]) => [name, new TextEncoder().encode(text)] as const,
  );
  xmlRegisterInputProvider(new XmlBufferInputProvider(Object.fromEntries(bytes)));
  const source = XmlDocument.fromString(example('get-response.xsd'));
  const validator = XsdValidator.fromDoc(source);
  return {
    faultOf(xml) {
      const document = XmlDocument.fromString(xml);
      try {
        validator.validate(document);
        return undefined;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      } finally {
        document.dispose();
      }
    },
    close() {
      validator.dispose();
      source.dispose();
      xmlCleanupInputProvider();
    },
  };
}
