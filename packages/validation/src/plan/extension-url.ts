import type { Shape } from '../shape/shape.ts';
import type { Shapes } from '../shape/shapes.ts';

/** The url by which an extension of this shape is known: as its definition fixes it, or the definition's address. */
export function expectedUrl(shape: Shape, shapes: Shapes): string | undefined {
  const fixed = shapes.children(shape).get('url')?.expected[0]?.value;
  if (typeof fixed === 'string') {
    return fixed;
  }
  return shape.types[0]?.profile?.[0]?.replace(/\|.*$/, '');
}
