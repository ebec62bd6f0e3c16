import type { CompileSettings, Expression } from './expression.ts';
import { never } from './expression.ts';
import { PathError } from './path-error.ts';

/** A function as it stands in an expression, its input and arguments compiled. */
export interface FunctionCall {
  readonly input: Expression;
  readonly args: readonly Expression[];
  readonly settings: CompileSettings;
  readonly offset: number;
}

export interface FunctionDefinition {
  readonly least: number;
  readonly most: number;
  /** Whether the arguments are evaluated on something else than the focus of the call. */
  readonly ownFocus: boolean;
  readonly compile: (call: FunctionCall) => Expression;
}

/** Functions by name, as the files of functions list them. */
export type FunctionTable = Readonly<Record<string, FunctionDefinition>>;

/** A function whose arguments are evaluated on the focus of the call. */
export function plain(
  least: number,
  most: number,
  compile: (call: FunctionCall) => Expression,
): FunctionDefinition {
  return { least, most, ownFocus: false, compile };
}

/** A function whose arguments are evaluated on the items of its input. */
export function perItem(
  least: number,
  most: number,
  compile: (call: FunctionCall) => Expression,
): FunctionDefinition {
  return { least, most, ownFocus: true, compile };
}

/** The argument at this place; the number of arguments has been checked. */
export function argument(call: FunctionCall, index: number): Expression {
  return call.args[index] ?? never;
}

/** The text of a literal argument. Throws where the argument is computed. */
export function literalText(call: FunctionCall, index: number, what: string): string {
  const [node, ...more] = argument(call, index).constant ?? [];
  if (typeof node?.value !== 'string' || more.length > 0) {
    throw new PathError('unsupported', `${what} must be a literal string`, call.offset);
  }
  return node.value;
}
