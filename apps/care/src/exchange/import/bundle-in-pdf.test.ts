import { deflateSync } from 'node:zlib';
import { Problem } from '@caecilia/kernel';
import { describe, expect, it } from 'vitest';
import { bundleInPdf } from './bundle-in-pdf.ts';

const JSON_BUNDLE = '{"resourceType":"Bundle","type":"collection"}';
const XML_BUNDLE =
  '<?xml version="1.0"?><Bundle xmlns="http://hl7.org/fhir"><type value="collection"/></Bundle>';

/** A PDF as another system may write one: objects with their streams. */
const pdfOf = (...objects: readonly (readonly [head: string, stream?: string | Buffer])[]) =>
  Buffer.concat([
    Buffer.from('%PDF-1.7\n'),
    ...objects.flatMap(([head, stream], index) => [
      Buffer.from(
        `${index + 1} 0 obj\n<<${head}${stream === undefined ? '' : ` /Length ${stream.length}`}>>\n`,
      ),
      ...(stream === undefined
        ? []
        : [Buffer.from('stream\r\n'), Buffer.from(stream), Buffer.from('\r\nendstream\n')]),
      Buffer.from('endobj\n'),
    ]),
    Buffer.from('%%EOF'),
  ]);
const FLATE = '/Filter /FlateDecode';
const codeOf = (pdf: Buffer) => {
  try {
    return bundleInPdf(pdf).format;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
};

describe('the bundle in a PDF', () => {
  it('is found as an attached file, packed or not, in JSON or XML', () => {
    expect(bundleInPdf(pdfOf(['/Type /EmbeddedFile', JSON_BUNDLE]))).toEqual({
      text: JSON_BUNDLE,
      format: 'json',
    });
    expect(bundleInPdf(pdfOf([`/Type/EmbeddedFile${FLATE}`, deflateSync(XML_BUNDLE)]))).toEqual({
      text: XML_BUNDLE,
      format: 'xml',
    });
  });

  it('is found where only the file specification says that it is a file, also in a packed object', () => {
    const file = [FLATE, deflateSync(JSON_BUNDLE)] as const;
    expect(codeOf(pdfOf(file, ['/Type /Filespec /EF << /F 1 0 R >>']))).toBe('json');
    const packed = deflateSync('2 0 << /Type /Filespec /EF << /UF 1 0 R >> >>');
    expect(codeOf(pdfOf(file, [`/Type /ObjStm ${FLATE}`, packed]))).toBe('json');
  });

  it('stands among other files, and is one', () => {
    const other = ['/Type /EmbeddedFile', 'zomaar woorden'] as const;
    expect(codeOf(pdfOf(other, ['/Type /EmbeddedFile', JSON_BUNDLE]))).toBe('json');
    expect(codeOf(pdfOf(['/Type /EmbeddedFile', JSON_BUNDLE], ['/Type /EmbeddedFile', XML_BUNDLE]))).toBe(
      'structure',
    );
  });

  it.each([
    ['is no PDF', Buffer.from(JSON_BUNDLE)],
    ['carries nothing', pdfOf(['/Type /Catalog'])],
    ['carries something else', pdfOf(['/Type /EmbeddedFile', '{"resourceType":"Patient"}'])],
    [
      'is locked',
      Buffer.concat([
        pdfOf(['/Type /EmbeddedFile', JSON_BUNDLE]),
        Buffer.from('trailer << /Encrypt 9 0 R >>'),
      ]),
    ],
    ['is broken', pdfOf([`/Type /EmbeddedFile ${FLATE}`, 'not packed at all'])],
    [
      'unpacks to more than a plan can be',
      pdfOf([`/Type /EmbeddedFile ${FLATE}`, deflateSync(Buffer.alloc(20 * 1024 * 1024, 0x20))]),
    ],
    [
      'is packed in a way that is not unpacked',
      pdfOf(['/Type /EmbeddedFile /Filter /LZWDecode', JSON_BUNDLE]),
    ],
    ['ends in the middle', pdfOf(['/Type /EmbeddedFile', JSON_BUNDLE]).subarray(0, 60)],
    ['has more streams than any paper', Buffer.from(`%PDF-1.7\n${'1 0 obj stream\n'.repeat(50_000)}`)],
    ['only speaks of one', Buffer.from(`%PDF-1.7\n${JSON_BUNDLE}`)],
  ])('that %s is refused', (_what, pdf) => {
    expect(codeOf(pdf)).toBe('structure');
  });
});
