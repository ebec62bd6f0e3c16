import type { Criterion } from '@caecilia/fhir';
import { all, type Condition, either, TIER } from '../condition.ts';
import { ofTypeTok, presenceKey, referenceIdentifierTok, tokenTok } from '../keys.ts';
import { conjunctionOf, paramKeys } from '../merged-params.ts';
import { type Level, once } from '../statement-draft.ts';
import { holdsText } from './dictionary.ts';
import { holdsAny } from './digests.ts';

type Of<Kind extends Criterion['kind']> = Extract<Criterion, { kind: Kind }>;

export function tokenCondition(level: Level, { param, anyOf, negated }: Of<'token'>): Condition {
  const digests = paramKeys(level.types, param.code).flatMap((key) =>
    anyOf.map((value) => tokenTok(key, value)),
  );
  return holdsAny(level, digests, param.code === 'identifier' ? TIER.narrow : TIER.broad, negated);
}

export function ofTypeCondition(level: Level, { param, anyOf }: Of<'identifierOfType'>): Condition {
  const digests = paramKeys(level.types, param.code).flatMap((key) =>
    anyOf.map(({ value, ...kind }) => ofTypeTok(key, kind, value)),
  );
  return holdsAny(level, digests, TIER.narrow);
}

export function referenceIdentifierCondition(
  level: Level,
  { param, anyOf }: Of<'referenceIdentifier'>,
): Condition {
  const digests = paramKeys(level.types, param.code).flatMap((key) =>
    anyOf.map((value) => referenceIdentifierTok(key, value)),
  );
  return holdsAny(level, digests, TIER.narrow);
}

/** `:missing`. Something that is answered from other parameters is there when those are. */
export function missingCondition(level: Level, { param, missing }: Of<'missing'>): Condition {
  const present = either(
    level.types.flatMap((type) =>
      paramKeys([type], param.code).map((key) =>
        all(
          (conjunctionOf(type, key.param) ?? [key.param]).map((each) => presentCondition(level, type, each)),
        ),
      ),
    ),
  );
  return missing ? { check: (rows) => `not ${present.check(rows)}` } : present;
}

function presentCondition(level: Level, type: string, param: string): Condition {
  const keys = once(() => level.draft.plain([presenceKey(type)], 'bigint'));
  return holdsText(level, { keys, texts: [` ${param} `], match: 'contains', tier: TIER.broad, small: true });
}
