import { describe, expect, it } from 'vitest';
import { processorTime } from '../../testing/processor.ts';
import { errorOf, read } from '../../testing/xml.ts';
import { XmlError } from './xml-error.ts';

const patient = (inner: string, attributes = '') =>
  `<Patient xmlns="http://hl7.org/fhir"${attributes}>${inner}</Patient>`;

describe('a document read as a resource', () => {
  it('may have its elements in any order', () => {
    expect(
      read(
        patient(
          '<birthDate value="1950"/><name><family value="A"/></name><active value="true"/><name/>'.replace(
            '<name/>',
            '<name><family value="B"/></name>',
          ),
        ),
      ),
    ).toEqual({
      resourceType: 'Patient',
      birthDate: '1950',
      name: [{ family: 'A' }, { family: 'B' }],
      active: true,
    });
  });

  it('may have comments, processing instructions, a schema location and another prefix', () => {
    const xml = `<?xml version="1.0" encoding="utf-8"?><?style x?><!-- a --><f:Patient xmlns:f="http://hl7.org/fhir" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://hl7.org/fhir x.xsd"><!-- b --><f:active value="true"/><?c d?></f:Patient>`;
    expect(read(xml)).toEqual({ resourceType: 'Patient', active: true });
  });

  it('gives a narrative the namespace it inherits', () => {
    const xml =
      '<f:Patient xmlns:f="http://hl7.org/fhir" xmlns="http://www.w3.org/1999/xhtml"><f:text><f:status value="generated"/><div>é😀<b/></div></f:text></f:Patient>';
    expect(read(xml)).toMatchObject({
      text: { div: '<div xmlns="http://www.w3.org/1999/xhtml">é😀<b/></div>' },
    });
  });

  it('knows the predefined entities and character references', () => {
    expect(
      read(patient('<name><text value="&lt;&amp;&gt;&quot;&apos;&#233;&#x1F600;"/></name>')),
    ).toMatchObject({
      name: [{ text: '<&>"\'é😀' }],
    });
  });

  it.each([
    ['a document type', `<!DOCTYPE Patient>${patient('')}`, 'structure', /DOCTYPE/],
    [
      'a document type with an entity',
      `<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]>${patient('<id value="&x;"/>')}`,
      'structure',
      /DOCTYPE/,
    ],
    ['an unknown entity', patient('<id value="&x;"/>'), 'structure', /only &amp;/],
    ['a named HTML character', patient('<name><text value="a&nbsp;b"/></name>'), 'structure', /only &amp;/],
    ['a NUL', patient('<id value="a\u0000"/>'), 'structure', /well-formed/],
    ['a reference to a NUL', patient('<id value="a&#0;"/>'), 'structure', /only &amp;|well-formed/],
    ['a tag that is not closed', '<Patient xmlns="http://hl7.org/fhir">', 'structure', /well-formed/],
    ['nothing', '', 'structure', /well-formed/],
    ['JSON', '{"resourceType":"Patient"}', 'structure', /well-formed/],
    ['XML 1.1', `<?xml version="1.1"?>${patient('')}`, 'structure', /XML 1.0|well-formed/],
    ['another encoding', `<?xml version="1.0" encoding="ISO-8859-1"?>${patient('')}`, 'structure', /UTF-8/],
    ['no namespace', '<Patient/>', 'structure', /namespace http:\/\/hl7.org\/fhir/],
    ['a foreign element', patient('<x:a xmlns:x="urn:x"/>'), 'structure', /must be in the namespace/],
    [
      'a foreign attribute',
      patient('<id xmlns:x="urn:x" x:a="1" value="p"/>'),
      'structure',
      /another namespace/,
    ],
    ['a prefix that is not declared', patient('<x:id value="p"/>'), 'structure', /not declared/],
    ['an unknown type', '<Human xmlns="http://hl7.org/fhir"/>', 'structure', /no resource type 'Human'/],
    ['an abstract type', '<DomainResource xmlns="http://hl7.org/fhir"/>', 'structure', /no resource type/],
    [
      'an unknown element',
      patient('<nonsense value="x"/>'),
      'structure',
      /Patient has no element 'nonsense'/,
    ],
    [
      'an unknown attribute',
      patient('<active value="true" other="x"/>'),
      'structure',
      /boolean has no attribute 'other'/,
    ],
    ['an attribute on the resource', patient('', ' id="p"'), 'structure', /Patient has no attribute 'id'/],
    [
      'a value on an element that has none',
      patient('<name value="x"/>'),
      'structure',
      /HumanName has no attribute 'value'/,
    ],
    [
      'an extension whose url is an element',
      patient('<extension><url value="x"/></extension>'),
      'structure',
      /Extension has no element 'url'/,
    ],
    ['an element without content', patient('<name/>'), 'structure', /must have content/],
    ['a primitive without a value', patient('<birthDate/>'), 'structure', /value attribute or an extension/],
    [
      'twice what occurs once',
      patient('<birthDate value="1950"/><birthDate value="1951"/>'),
      'structure',
      /may occur once/,
    ],
    ['text between tags', patient('<birthDate>1950</birthDate>'), 'structure', /no text between tags/],
    ['a CDATA section', patient('<birthDate><![CDATA[1950]]></birthDate>'), 'structure', /CDATA/],
    ['a boolean that is none', patient('<active value="yes"/>'), 'value', /not a FHIR boolean/],
    [
      'two resources where one belongs',
      patient('<contained><Basic/><Basic/></contained>'),
      'structure',
      /exactly one resource/,
    ],
    ['no resource where one belongs', patient('<contained/>'), 'structure', /exactly one resource/],
    [
      'XHTML outside a narrative',
      patient('<div xmlns="http://www.w3.org/1999/xhtml">x</div>'),
      'structure',
      /no element 'div'/,
    ],
    [
      'a narrative that is not XHTML',
      patient('<text><status value="generated"/><div>x</div></text>'),
      'structure',
      /no text between tags|XHTML namespace/,
    ],
    [
      'a narrative with a prefix',
      patient('<text><h:div xmlns:h="http://www.w3.org/1999/xhtml">x</h:div></text>'),
      'structure',
      /without a prefix/,
    ],
  ])('is refused with %s', (_, xml, code, sentence) => {
    const error = errorOf(() => read(xml));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(sentence);
  });

  it('is refused with line, column and path, and without a word of its content', () => {
    const error = errorOf(() =>
      read(
        patient(
          '\n <name><family value="Verzonnen"/></name>\n <contact><name>\n   <given value="Bep"/><givn value="Verzonnen"/></name></contact>',
        ),
      ),
    );
    expect({ line: error.line, column: error.column, path: error.path }).toEqual({
      line: 4,
      column: 24,
      path: 'Patient.contact[0].name',
    });
    expect(error.message).toBe("HumanName has no element 'givn' (line 4, column 24)");
    expect(errorOf(() => read(patient('<active value="Verzonnen"/>'))).message).not.toContain('Verzonnen');
  });

  it('is refused when it is too long or too deep', () => {
    expect(errorOf(() => read(patient(''), { maxLength: 10, maxDepth: 64 })).code).toBe('too-long');
    const extensions = (depth: number) =>
      `${'<extension url="urn:x">'.repeat(depth)}${'</extension>'.repeat(depth)}`;
    expect(errorOf(() => read(patient(extensions(64)))).code).toBe('too-costly');
    const bold = (depth: number) =>
      patient(
        `<text><div xmlns="http://www.w3.org/1999/xhtml">${'<b>'.repeat(depth)}${'</b>'.repeat(depth)}</div></text>`,
      );
    expect(errorOf(() => read(bold(1000))).code).toBe('too-costly');
  });

  it('costs time that grows with its length, whatever it repeats', async () => {
    for (const unit of ['<a>', '&amp;', '<!-- x -->', '<?x y?>', ' a="b"', '<![CDATA[x]]>', '<', '&', '\n']) {
      const { ms } = await processorTime(() => {
        try {
          read(patient(unit.repeat(1_000_000 / unit.length)));
        } catch (error) {
          if (!(error instanceof XmlError)) throw error;
        }
      });
      expect(ms).toBeLessThan(2000);
    }
  });
});
