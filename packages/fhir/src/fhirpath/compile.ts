import { numberFromText } from '../json/exact-number.ts';
import { polarity } from './arithmetic.ts';
import { parseDecimal } from './decimal.ts';
import { type CompileSettings, type Expression, focus, fromConstant, never } from './expression.ts';
import type { FunctionDefinition } from './function-call.ts';
import { functions } from './functions.ts';
import { typeIs } from './functions-types.ts';
import { binary, union } from './operators.ts';
import { PathError } from './path-error.ts';
import { decimalNode, integerNode, PathNode, stringNode } from './path-node.ts';
import {
  childStep,
  filterStep,
  indexerStep,
  indexStep,
  rootTypeStep,
  totalStep,
  variableStep,
} from './path-steps.ts';
import { quantityNodes } from './quantity.ts';
import type { LiteralKind, Syntax, TypeSpecifier } from './syntax.ts';
import { typeTest } from './type-test.ts';

type Of<K extends Syntax['kind']> = Extract<Syntax, { kind: K }>;

function literal(type: LiteralKind, text: string): Expression {
  switch (type) {
    case 'string':
      return fromConstant([stringNode(text)]);
    case 'boolean':
      return fromConstant([new PathNode(text === 'true', 'System.Boolean')]);
    case 'number':
      return fromConstant([text.includes('.') ? decimalNode(numberFromText(text)) : integerLiteral(text)]);
    case 'date':
      return fromConstant([new PathNode(text, 'System.Date')]);
    case 'dateTime':
      return fromConstant([new PathNode(text.replace(/T$/, ''), 'System.DateTime')]);
    case 'time':
      return fromConstant([new PathNode(text, 'System.Time')]);
    default:
      return type satisfies never;
  }
}

function integerLiteral(text: string): PathNode {
  const value = numberFromText(text.replace(/^0+(?=\d)/, ''));
  return typeof value === 'number' ? integerNode(value) : decimalNode(value);
}

/** The name a type function was given: `Patient`, `FHIR.Patient`. */
function typeArgument(syntax: Syntax | undefined, offset: number): TypeSpecifier {
  if (syntax?.kind === 'member') {
    const { input, name } = syntax;
    if (input === undefined) {
      return { namespace: undefined, name };
    }
    if (input.kind === 'member' && input.input === undefined) {
      return { namespace: input.name, name };
    }
  }
  throw new PathError('type', 'is, as and ofType take the name of a type', offset);
}

/** The branches of a union of unions, so that equal items are sought once. */
function branchesOf(syntax: Syntax): Syntax[] {
  return syntax.kind === 'binary' && syntax.operator === '|'
    ? [...branchesOf(syntax.left), ...branchesOf(syntax.right)]
    : [syntax];
}

/** Compiles one expression. `rootType` holds as long as the focus is what the whole expression is evaluated on. */
class Compiler {
  readonly #settings: CompileSettings;

  constructor(settings: CompileSettings) {
    this.#settings = settings;
  }

  expression(syntax: Syntax, rootType: string | undefined): Expression {
    switch (syntax.kind) {
      case 'empty':
        return never;
      case 'literal':
        return literal(syntax.type, syntax.text);
      case 'quantity':
        return this.#quantity(syntax);
      case 'this':
        return focus;
      case 'index':
        return indexStep;
      case 'total':
        return totalStep;
      case 'variable':
        return variableStep(syntax.name, syntax.offset);
      case 'member':
        return this.#member(syntax, rootType);
      case 'call':
        return this.#call(syntax, rootType);
      case 'indexer':
        return indexerStep(this.expression(syntax.input, rootType), this.expression(syntax.index, rootType));
      case 'polarity':
        return polarity(syntax.sign, this.expression(syntax.operand, rootType));
      case 'type':
        return this.#type(
          syntax.operator,
          this.expression(syntax.operand, rootType),
          syntax.type,
          syntax.offset,
        );
      case 'binary':
        return this.#binary(syntax, rootType);
      default:
        return syntax satisfies never;
    }
  }

  #binary({ operator, left, right }: Of<'binary'>, rootType: string | undefined): Expression {
    if (operator === '|') {
      return union(
        [...branchesOf(left), ...branchesOf(right)].map((each) => this.expression(each, rootType)),
      );
    }
    return binary(operator, this.expression(left, rootType), this.expression(right, rootType));
  }

  #quantity({ text, unit }: Of<'quantity'>): Expression {
    const value = parseDecimal(text);
    return fromConstant(quantityNodes(value && { value, unit }));
  }

  #member({ input, name }: Of<'member'>, rootType: string | undefined): Expression {
    if (input) {
      return childStep(this.expression(input, rootType), name, this.#settings);
    }
    const isType = /^[A-Z]/.test(name) && this.#settings.model.type(name) !== undefined;
    return isType ? rootTypeStep(name, this.#settings, rootType) : childStep(focus, name, this.#settings);
  }

  #type(operator: 'is' | 'as', operand: Expression, type: TypeSpecifier, offset: number): Expression {
    const test = typeTest(type, this.#settings.model, offset);
    return operator === 'is' ? typeIs(operand, test) : filterStep(operand, test);
  }

  #call(syntax: Of<'call'>, rootType: string | undefined): Expression {
    const { name, args, offset } = syntax;
    const input = syntax.input ? this.expression(syntax.input, rootType) : focus;
    if (name === 'is' || name === 'as' || name === 'ofType') {
      return this.#type(name === 'is' ? 'is' : 'as', input, typeArgument(args[0], offset), offset);
    }
    const definition = functions.get(name);
    if (!definition) {
      throw new PathError('unknown', `there is no function ${name}()`, offset);
    }
    checkArguments(name, args.length, definition, offset);
    const compiled = args.map((each) => this.expression(each, definition.ownFocus ? undefined : rootType));
    return definition.compile({ input, args: compiled, settings: this.#settings, offset });
  }
}

function checkArguments(
  name: string,
  given: number,
  { least, most }: FunctionDefinition,
  offset: number,
): void {
  if (given < least || given > most) {
    const wanted = least === most ? String(least) : `${least} to ${most}`;
    throw new PathError('type', `${name}() takes ${wanted} arguments, not ${given}`, offset);
  }
}

/** Turns syntax into closures. Throws `PathError` for unknown names and for what the settings do not allow. */
export function compile(syntax: Syntax, settings: CompileSettings, rootType: string | undefined): Expression {
  return new Compiler(settings).expression(syntax, rootType);
}
