import { numberFromText } from '../json/exact-number.ts';
import type { TypeModel } from '../model/model.ts';

const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const INTEGER = /^-?(?:0|[1-9]\d*)$/;

/** The JSON value of a primitive's text, or undefined where JSON has no such boolean or number. */
export function parsePrimitive(text: string, type: TypeModel): unknown {
  if (type.ancestors.has('boolean')) return text === 'true' || (text === 'false' ? false : undefined);
  if (type.ancestors.has('decimal')) return DECIMAL.test(text) ? numberFromText(text) : undefined;
  if (type.ancestors.has('integer')) return INTEGER.test(text) ? numberFromText(text) : undefined;
  return text;
}
