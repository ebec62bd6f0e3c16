import type { Language } from '@caecilia/ui';
import type { Verdict } from './certainty.ts';

/** What a text says about a treatment, in words that stand for a state. */
type Said = 'permit' | 'deny' | 'onlyIf' | 'notDiscussed' | 'unknown' | 'original' | 'clash' | 'inFuture';

/** How one rendering says it. Lines that match `beside` tell of what does not count now. */
export interface Wording {
  readonly says: Readonly<Record<Said, RegExp>>;
  readonly beside: RegExp;
}

/** The words of the emergency page and of the strip, as people read them. */
export const CLINICAL: Readonly<Record<Language, Wording>> = {
  nl: {
    says: {
      permit: /Wel doen/,
      deny: /Niet doen/,
      onlyIf: /Alleen als/,
      notDiscussed: /Nog niet besproken/,
      unknown: /Onbekend/,
      original: /Open het origineel/,
      clash: /Deze pagina kiest niet|Spreekt elkaar tegen/,
      inFuture: /De datum ligt in de toekomst/,
    },
    beside: /^(Voorstel, nog niet vastgesteld|Gaat in op .*?|voorgesteld en afgewezen|was): /,
  },
  en: {
    says: {
      permit: /Yes, do/,
      deny: /Do not/,
      onlyIf: /Only if/,
      notDiscussed: /Not yet discussed/,
      unknown: /Unknown/,
      original: /Open the original/,
      clash: /This page does not choose|Contradicts/,
      inFuture: /The date lies in the future/,
    },
    beside: /^(Proposal, not yet settled|Takes effect on .*?|proposed and rejected|was): /,
  },
};

/** The words of the plan for whom it is about. */
export const PLAIN: Readonly<Record<Language, Wording>> = {
  nl: {
    says: {
      permit: /Dit doen we wel\./,
      deny: /Dit doen we niet\./,
      onlyIf: /Dit doen we alleen als:/,
      notDiscussed: /Hierover is nog niet gepraat|Hierover staat nog niets in dit plan/,
      unknown: /Er is nog geen besluit|Er is nu geen afspraak/,
      original: /hier niet veilig (kunnen )?uitleggen/,
      clash: /Het is niet duidelijk wat geldt/,
      inFuture: /De datum bij deze afspraak klopt niet/,
    },
    beside: /^(Vanaf .* geldt er iets anders|Er is ook een voorstel)/,
  },
  en: {
    says: {
      permit: /We do this\./,
      deny: /We do not do this\./,
      onlyIf: /We do this only if:/,
      notDiscussed: /We have not talked about this yet|There is nothing about this in the plan yet/,
      unknown: /It is not decided yet|There is no agreement that holds now/,
      original: /cannot safely explain here/,
      clash: /It is not clear what holds/,
      inFuture: /The date of this agreement cannot be right/,
    },
    beside: /^(From .* something else holds|There is also a proposal)/,
  },
};

/**
 * What is wrong with the lines about one treatment: `undefined` where they say no more than the record allows. An
 * abridged text may end in "…", which leads to the whole of it.
 */
export function moreCertain(
  lines: readonly string[],
  verdict: Verdict,
  wording: Wording,
  { abridged = false }: { readonly abridged?: boolean } = {},
): string | undefined {
  const text = lines.filter((line) => !wording.beside.test(line)).join('\n');
  const said = new Set((Object.keys(wording.says) as Said[]).filter((each) => wording.says[each].test(text)));
  const more = abridged && text.includes('…');
  switch (verdict.kind) {
    case 'certain':
      return certain(said, text, verdict, more);
    case 'condition':
      return condition(said, text, verdict.words, more);
    case 'clash':
      return clash(said, text, verdict.of, abridged);
    case 'doubtful':
      return yesOrNo(said) ?? must(said, 'original', abridged && said.has('clash'));
    case 'open':
      return yesOrNo(said) ?? openAs(said, verdict.says);
    case 'past':
      return yesOrNo(said) ?? must(said, 'unknown') ?? mustNot(said, 'notDiscussed');
    case 'nothing':
      return yesOrNo(said) ?? must(said, 'notDiscussed') ?? mustNot(said, 'unknown');
  }
}

const must = (said: ReadonlySet<Said>, what: Said, otherwise = false) =>
  said.has(what) || otherwise ? undefined : `does not say ${what}`;
const mustNot = (said: ReadonlySet<Said>, what: Said) => (said.has(what) ? `says ${what}` : undefined);
const yesOrNo = (said: ReadonlySet<Said>) =>
  mustNot(said, 'permit') ?? mustNot(said, 'deny') ?? mustNot(said, 'onlyIf');

const isUnsettled = (said: ReadonlySet<Said>) => said.has('clash') || said.has('original');

function certain(
  said: ReadonlySet<Said>,
  text: string,
  { says, beside, inFuture }: Extract<Verdict, { kind: 'certain' }>,
  more: boolean,
): string | undefined {
  const opposite = says === 'permit' ? 'deny' : 'permit';
  if (!said.has(says))
    return isUnsettled(said) ? undefined : `does not say ${says}, nor that it cannot be read`;
  return (
    mustNot(said, opposite) ??
    mustNot(said, 'onlyIf') ??
    (more ? undefined : unsaid(text, beside)) ??
    (inFuture && !more ? must(said, 'inFuture') : undefined)
  );
}

function condition(said: ReadonlySet<Said>, text: string, words: readonly string[], more: boolean) {
  if (isUnsettled(said) && !said.has('permit') && !said.has('deny')) return undefined;
  return (
    mustNot(said, 'permit') ??
    mustNot(said, 'deny') ??
    must(said, 'onlyIf') ??
    (more ? undefined : unsaid(text, words))
  );
}

function clash(
  said: ReadonlySet<Said>,
  text: string,
  claims: Extract<Verdict, { kind: 'clash' }>['of'],
  abridged: boolean,
): string | undefined {
  const conditions = claims.flatMap((claim) => (claim.says === 'onlyIf' ? claim.words : []));
  const beside = claims.flatMap((claim) =>
    claim.says === 'permit' || claim.says === 'deny' ? claim.beside : [],
  );
  const claimed = new Set(claims.map(({ says }) => says));
  return (
    must(said, 'clash') ??
    (['permit', 'deny', 'onlyIf'] as const)
      .filter((each) => !claimed.has(each))
      .map((each) => mustNot(said, each))
      .find((each) => each !== undefined) ??
    // What leads to the original is said there in full.
    (abridged || said.has('original') ? undefined : unsaid(text, [...conditions, ...beside])) ??
    (claimed.has('doubtful') && !abridged ? must(said, 'original') : undefined)
  );
}

function openAs(said: ReadonlySet<Said>, says: ReadonlySet<'notDiscussed' | 'unknown'>): string | undefined {
  const [only] = says;
  if (says.size > 1 || only === undefined) return undefined;
  return must(said, only) ?? mustNot(said, only === 'unknown' ? 'notDiscussed' : 'unknown');
}

/** Recorded words that belong with a decision, and are not there. */
function unsaid(text: string, words: readonly string[]): string | undefined {
  const missing = words.find((each) => !text.includes(each));
  return missing === undefined ? undefined : `leaves out the words "${missing}"`;
}
