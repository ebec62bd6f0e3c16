import type { ValueSet } from '../model/definitions.ts';
import { type Refusal, refusal } from './refusal.ts';
import type { CodeAnswer, Terminology } from './terminology.ts';

/** A coding as far as its membership is asked. */
export interface AskedCoding {
  readonly system?: string;
  readonly code?: string;
  readonly display?: string;
}

/** Parameters of `ValueSet/$validate-code` after parsing: a set, and a code, a coding or a concept. */
export interface ValidateCodeParameters {
  readonly url?: string;
  readonly valueSetVersion?: string;
  readonly valueSet?: ValueSet;
  readonly code?: string;
  readonly system?: string;
  readonly display?: string;
  readonly coding?: AskedCoding;
  readonly codeableConcept?: { readonly coding?: readonly AskedCoding[] };
}

/** The Parameters resource that `$validate-code` answers with. */
export interface CodeValidation {
  readonly resourceType: 'Parameters';
  readonly parameter: readonly (
    | { readonly name: 'result'; readonly valueBoolean: boolean }
    | { readonly name: 'message' | 'display'; readonly valueString: string }
  )[];
}

/** `ValueSet/$validate-code` without the HTTP around it. Refused where what is held cannot tell. */
export function validateCodeOperation(
  terminology: Terminology,
  parameters: ValidateCodeParameters,
): { readonly parameters: CodeValidation } | Refusal {
  const canonical = canonicalOf(parameters);
  if (canonical === undefined) {
    return refusal(
      'required',
      'Name the value set by the parameter url, or send it as the parameter valueSet',
    );
  }
  const codings = askedCodings(parameters);
  if (codings.length === 0) {
    return refusal(
      'required',
      'Give a code (with its system), a coding or a codeableConcept that has a code',
    );
  }
  const over = parameters.valueSet
    ? terminology.including([{ ...parameters.valueSet, url: canonical }])
    : terminology;
  if (!over.valueSet(canonical)) {
    return refusal('not-found', `The value set ${canonical} is not known here`);
  }
  const answer = bestAnswer(over, canonical, codings);
  return answer
    ? { parameters: asParameters(answer) }
    : refusal(
        'not-supported',
        `Whether the code is in the value set ${canonical} cannot be told here: the set takes codes from a code system or a value set of which the codes are not held`,
      );
}

function canonicalOf({ url, valueSet, valueSetVersion }: ValidateCodeParameters): string | undefined {
  if (valueSet) {
    return valueSet.url ?? 'urn:caecilia:sent';
  }
  return url === undefined || valueSetVersion === undefined || url.includes('|')
    ? url
    : `${url}|${valueSetVersion}`;
}

interface CodedCoding extends AskedCoding {
  readonly code: string;
}

function askedCodings(parameters: ValidateCodeParameters): readonly CodedCoding[] {
  const asked = [
    ...(parameters.code === undefined ? [] : [parameters]),
    ...(parameters.coding ? [parameters.coding] : []),
    ...(parameters.codeableConcept?.coding ?? []),
  ];
  return asked.flatMap(({ system, code, display }) =>
    code === undefined
      ? []
      : [
          {
            code,
            ...(system === undefined ? {} : { system }),
            ...(display === undefined ? {} : { display }),
          },
        ],
  );
}

/** One coding in the set is enough for a concept; a no needs a no for each of them. */
function bestAnswer(
  terminology: Terminology,
  url: string,
  codings: readonly CodedCoding[],
): CodeAnswer | undefined {
  const answers = codings.map((coding) => terminology.validateCode({ url, ...coding }));
  return answers.find((each) => each?.result) ?? (answers.includes(undefined) ? undefined : answers[0]);
}

function asParameters({ result, reason, display }: CodeAnswer): CodeValidation {
  return {
    resourceType: 'Parameters',
    parameter: [
      { name: 'result', valueBoolean: result },
      ...(reason === undefined ? [] : [{ name: 'message' as const, valueString: reason }]),
      ...(display === undefined ? [] : [{ name: 'display' as const, valueString: display }]),
    ],
  };
}
