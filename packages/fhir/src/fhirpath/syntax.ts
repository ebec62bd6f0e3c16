/** What the parser makes and the compiler takes. */

export interface TypeSpecifier {
  /** `FHIR`, `System`, or undefined where the name stands alone. */
  readonly namespace: string | undefined;
  readonly name: string;
}

export type BinaryOperator =
  | '*'
  | '/'
  | 'div'
  | 'mod'
  | '+'
  | '-'
  | '&'
  | '|'
  | '<='
  | '<'
  | '>'
  | '>='
  | '='
  | '~'
  | '!='
  | '!~'
  | 'in'
  | 'contains'
  | 'and'
  | 'or'
  | 'xor'
  | 'implies';

export type LiteralKind = 'string' | 'number' | 'boolean' | 'date' | 'dateTime' | 'time';

export type Syntax =
  | { readonly kind: 'empty' }
  | { readonly kind: 'literal'; readonly type: LiteralKind; readonly text: string }
  | { readonly kind: 'quantity'; readonly text: string; readonly unit: string }
  | { readonly kind: 'this' | 'index' | 'total' }
  | { readonly kind: 'variable'; readonly name: string; readonly offset: number }
  /** `input` is undefined where the step starts from the focus. */
  | {
      readonly kind: 'member';
      readonly input: Syntax | undefined;
      readonly name: string;
      readonly offset: number;
    }
  | {
      readonly kind: 'call';
      readonly input: Syntax | undefined;
      readonly name: string;
      readonly args: readonly Syntax[];
      readonly offset: number;
    }
  | { readonly kind: 'indexer'; readonly input: Syntax; readonly index: Syntax }
  | { readonly kind: 'polarity'; readonly sign: '+' | '-'; readonly operand: Syntax }
  | {
      readonly kind: 'type';
      readonly operator: 'is' | 'as';
      readonly operand: Syntax;
      readonly type: TypeSpecifier;
      readonly offset: number;
    }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Syntax;
      readonly right: Syntax;
    };
