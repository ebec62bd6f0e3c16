import { describe, expect, it } from 'vitest';
import { model } from '../../testing/r4-model.ts';
import { errorOf, read } from '../../testing/xml.ts';
import { parseJson } from '../json/json.ts';
import type { FhirResource } from '../resource.ts';
import { resourceToXml } from './write-xml.ts';

const write = (resource: FhirResource, pretty = false) => resourceToXml(resource, model, { pretty });

const fromJson = (text: string) => parseJson(text) as FhirResource;

describe('a resource written as XML', () => {
  it('has its elements in the order of the model, whatever the order in JSON', () => {
    const resource = {
      resourceType: 'Patient',
      birthDate: '1950-01-02',
      active: true,
      id: 'p',
      name: [{ family: 'Verzonnen' }],
    };
    expect(write(resource)).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<Patient xmlns="http://hl7.org/fhir"><id value="p"/><active value="true"/><name><family value="Verzonnen"/></name><birthDate value="1950-01-02"/></Patient>\n',
    );
  });

  it('is laid out on lines of its own when asked, and its narrative stays as it is', () => {
    const div = '<div xmlns="http://www.w3.org/1999/xhtml"><p>a</p>\n <p>b</p></div>';
    expect(write({ resourceType: 'Patient', text: { status: 'generated', div }, active: true }, true)).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>\n<Patient xmlns="http://hl7.org/fhir">\n  <text>\n    <status value="generated"/>\n    ${div}\n  </text>\n  <active value="true"/>\n</Patient>\n`,
    );
  });

  it('keeps the digits of a decimal', () => {
    const text = '{"resourceType":"Observation","valueQuantity":{"value":1.00}}';
    const resource = fromJson(text);
    expect(write(resource)).toContain('<value value="1.00"/>');
    expect(JSON.stringify(read(write(resource)))).toBe(text);
  });

  it('carries ids and extensions of primitives, also without a value, and holes in lists', () => {
    const resource: FhirResource = {
      resourceType: 'Patient',
      _birthDate: { id: 'b', extension: [{ url: 'http://example.org/x', valueBoolean: false }] },
      name: [
        {
          given: ['Ans', null, 'Bep'],
          _given: [null, { extension: [{ url: 'http://example.org/y', valueCode: 'BR' }] }, { id: 'z' }],
        },
      ],
    };
    const xml = write(resource);
    expect(xml).toContain(
      '<birthDate id="b"><extension url="http://example.org/x"><valueBoolean value="false"/></extension></birthDate>',
    );
    expect(xml).toContain('<given id="z" value="Bep"/>');
    expect(read(xml)).toEqual(resource);
  });

  it('carries resources inside elements: contained, in a bundle, in parameters', () => {
    const resource: FhirResource = {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [
        {
          resource: {
            resourceType: 'Patient',
            contained: [{ resourceType: 'Organization', id: 'o', name: 'Verzonnen huis' }],
          },
        },
        {
          resource: {
            resourceType: 'Parameters',
            parameter: [{ name: 'p', resource: { resourceType: 'Basic', id: 'x' } }],
          },
        },
        { resource: { resourceType: 'Parameters' } },
      ],
    };
    expect(read(write(resource))).toEqual(resource);
    expect(read(write(resource, true))).toEqual(resource);
  });

  it('writes named HTML characters in a narrative as numbers, because XML does not know them', () => {
    const div = '<div xmlns="http://www.w3.org/1999/xhtml">a&nbsp;b &eacute; &lt; &#233;</div>';
    const back = read(write({ resourceType: 'Patient', text: { status: 'generated', div } }));
    expect(back).toMatchObject({
      text: { div: '<div xmlns="http://www.w3.org/1999/xhtml">a&#160;b &#233; &lt; &#233;</div>' },
    });
  });

  it('keeps tabs, line ends and quotes of a value', () => {
    const resource = { resourceType: 'Basic', code: { text: ' "a"\t<b>\r\n&c;\' ' } };
    expect(read(write(resource))).toEqual(resource);
  });

  it.each([
    ['an element the model does not know', { resourceType: 'Patient', nonsense: 1 }, 'structure', 'Patient'],
    ['an unknown type', { resourceType: 'Human' }, 'structure', undefined],
    [
      'an object where a value belongs',
      { resourceType: 'Patient', birthDate: {} },
      'structure',
      'Patient.birthDate',
    ],
    [
      'a value where an object belongs',
      { resourceType: 'Patient', name: ['x'] },
      'structure',
      'Patient.name[0]',
    ],
    ['no list where one belongs', { resourceType: 'Patient', name: {} }, 'structure', 'Patient.name'],
    [
      'a control character',
      { resourceType: 'Patient', name: [{ text: 'a\u0000b' }] },
      'value',
      'Patient.name[0].text',
    ],
    [
      'half a surrogate pair',
      { resourceType: 'Patient', name: [{ text: '\ud800' }] },
      'value',
      'Patient.name[0].text',
    ],
    [
      'a narrative that closes what is around it',
      {
        resourceType: 'Patient',
        text: { div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div></text><text>' },
      },
      'structure',
      'Patient.text.div',
    ],
    [
      'a narrative that is no div',
      { resourceType: 'Patient', text: { div: '<p xmlns="http://www.w3.org/1999/xhtml">x</p>' } },
      'structure',
      'Patient.text.div',
    ],
  ])('is refused with %s, at its place', (_, resource, code, path) => {
    const error = errorOf(() => write(resource));
    expect({ code: error.code, path: error.path }).toEqual({ code, path });
  });
});
