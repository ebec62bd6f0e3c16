import { SaxesParser } from 'saxes';
import { withNumericEntities } from '../xhtml/entities.ts';
import { XmlError } from './xml-error.ts';
import { XHTML_NAMESPACE } from './xml-tree.ts';

/**
 * A narrative as it may be put into a document: one well-formed `div` in the namespace of XHTML, so that no
 * narrative can close the elements around it. What it may contain is another question (`checkNarrative`).
 */
export function narrativeSource(value: unknown, path: string): string {
  if (typeof value !== 'string') throw new XmlError('structure', 'a narrative is a string', { path });
  const source = withNumericEntities(value);
  let depth = 0;
  let roots = 0;
  const refuse = () => {
    throw new XmlError('structure', `a narrative is one well-formed <div xmlns="${XHTML_NAMESPACE}">`, {
      path,
    });
  };
  const parser = new SaxesParser({ xmlns: true, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  parser.on('error', refuse);
  parser.on('doctype', refuse);
  parser.on('xmldecl', refuse);
  parser.on('opentag', ({ name, uri }) => {
    depth += 1;
    if (depth > 1) return;
    roots += 1;
    if (name !== 'div' || uri !== XHTML_NAMESPACE) refuse();
  });
  parser.on('closetag', () => {
    depth -= 1;
  });
  parser.write(source).close();
  if (roots !== 1) refuse();
  return source;
}
