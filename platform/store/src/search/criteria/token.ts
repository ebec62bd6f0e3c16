import type { Criterion } from '@caecilia/fhir';
import { all, type Condition, either, TIER } from '../condition.ts';
import {
  askedTokenToks,
  ofTypeTok,
  type ParamKey,
  presenceKey,
  referenceIdentifierTok,
  systemSuffix,
  systemTok,
} from '../keys.ts';
import { conjunctionOf, paramKeys } from '../merged-params.ts';
import { type Level, once } from '../statement-draft.ts';
import { holdsText } from './dictionary.ts';
import { holdsAny } from './digests.ts';
import { dictionaries } from './text.ts';

type Of<Kind extends Criterion['kind']> = Extract<Criterion, { kind: Kind }>;

export function tokenCondition(level: Level, { param, anyOf, negated }: Of<'token'>): Condition {
  const keys = paramKeys(level.types, param.code);
  const tier = param.code === 'identifier' ? TIER.narrow : TIER.broad;
  const toks = anyOf.flatMap(({ system, code }) =>
    keys.flatMap((key) => (code === undefined ? systemToks(key, system) : askedTokenToks(key, system, code))),
  );
  const held = holdsAny(level, toks, tier, negated);
  const systems = anyOf.flatMap(({ system, code }) => (code === undefined && system ? [system] : []));
  if (systems.length === 0 || param.code === 'identifier') return held;
  const codes = holdsText(level, {
    keys: dictionaries(level, keys, 'code'),
    texts: systems.map(systemSuffix),
    match: 'suffix',
    tier,
  });
  if (!negated) return either([held, codes]);
  return { check: (rows) => `(${held.check(rows)} and not ${codes.check(rows)})` };
}

function systemToks(key: ParamKey, system: string | undefined): string[] {
  return system === undefined ? [] : [systemTok(key, system)];
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
