import { readFileSync } from 'node:fs';
import { parseSync } from 'oxc-parser';

/** What is read of a page as it is at that moment. */
const READS = new Set([
  'all',
  'allInnerTexts',
  'allTextContents',
  'boundingBox',
  'count',
  'evaluateAll',
  'getAttribute',
  'innerHTML',
  'innerText',
  'inputValue',
  'isChecked',
  'isDisabled',
  'isEditable',
  'isEnabled',
  'isHidden',
  'isVisible',
  'textContent',
]);

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

const childrenOf = (node: Node): readonly Node[] =>
  Object.values(node)
    .flatMap((value: unknown) => (Array.isArray(value) ? (value as readonly unknown[]) : [value]))
    .filter(isNode);

const nameOf = (node: unknown): unknown => (isNode(node) ? node.name : undefined);

/** Whether a part of an expression looks at a page; what is in a function is not looked at here. */
function looks(node: Node): boolean {
  if (node.type.endsWith('FunctionExpression')) return false;
  const { callee } = node;
  if (node.type === 'CallExpression' && isNode(callee) && READS.has(String(nameOf(callee.property))))
    return true;
  return childrenOf(node).some(looks);
}

/** Lines on which a test looks at a page once: `expect(await place.innerText())` is read before it may be there. */
export function looksOnceIn(file: string, source: string = readFileSync(file, 'utf8')): readonly number[] {
  const found: number[] = [];
  const visit = (node: Node): void => {
    const [looked] = Array.isArray(node.arguments) ? (node.arguments as readonly unknown[]) : [];
    const isExpect = node.type === 'CallExpression' && nameOf(node.callee) === 'expect';
    if (isExpect && isNode(looked) && looks(looked))
      found.push(source.slice(0, node.start).split('\n').length);
    childrenOf(node).forEach(visit);
  };
  visit(parseSync(file, source).program as unknown as Node);
  return found;
}
