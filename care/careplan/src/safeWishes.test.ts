import type { FhirResource } from '@caecilia/fhir';
import { LANGUAGES, type Language } from '@caecilia/ui';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf, parsePage, withClass } from './testing/hostile/visible.ts';
import { hostileWishes, PLACES, type PlaceVerdict, placeVerdict } from './testing/hostile/wishes.ts';
import { pageOf, plainPageOf } from './testing/page.ts';
import { messagesIn } from './ui/messages.ts';

/** How many records are tried: a sample with the other tests, a thousand with `npm run safe-rendering`. */
const WANTED = Number(process.env.CAECILIA_HOSTILE_DIRECTIVES ?? 300) / 10;
const SEED = Number(process.env.CAECILIA_HOSTILE_SEED ?? 20261122);

describe('a hostile answer on the place of death', () => {
  it('is shown as a wish only where it is one, and what is open stays open in its own word', () => {
    let certain = 0;
    fc.assert(
      fc.property(hostileWishes, fc.constantFrom(...LANGUAGES), (answers, language) => {
        const verdict = placeVerdict(answers);
        certain += verdict.certain.size;
        expect(placeFaults(answers, verdict, language)).toEqual([]);
        expect(plainPlaceFaults(answers, verdict, language)).toEqual([]);
      }),
      { numRuns: Math.ceil(WANTED), seed: SEED },
    );
    expect(certain).toBeGreaterThan(0);
  });
});

const OPEN_WORDS = {
  nl: {
    unknown: 'Onbekend',
    notDiscussed: 'Nog niet besproken',
    declined: 'wilde er niet over praten',
    doubtful: 'Open het origineel',
  },
  en: {
    unknown: 'Unknown',
    notDiscussed: 'Not yet discussed',
    declined: 'did not want to talk about it',
    doubtful: 'Open the original',
  },
} as const;

const PLAIN_OPEN_WORDS = {
  nl: {
    unknown: 'U weet het nog niet.',
    notDiscussed: 'Hierover is nog niet gepraat.',
    declined: 'U wilde hier niet over praten.',
    doubtful: 'hier niet veilig kunnen uitleggen',
  },
  en: {
    unknown: 'You do not know yet.',
    notDiscussed: 'We have not talked about this yet.',
    declined: 'You did not want to talk about this.',
    doubtful: 'cannot safely explain here',
  },
} as const;

/** The places in the words for the patient. */
const PLAIN_PLACES: typeof PLACES = {
  '264362003': { nl: 'Thuis.', en: 'At home.' },
  '22232009': { nl: 'In het ziekenhuis.', en: 'In hospital.' },
  '108344006': { nl: 'In een verpleeghuis.', en: 'In a nursing home.' },
  '284546000': { nl: 'In een hospice.', en: 'In a hospice.' },
};

function plainPlaceFaults(
  answers: readonly FhirResource[],
  { certain, says, words }: PlaceVerdict,
  language: Language,
): readonly string[] {
  const section = withClass(parsePage(plainPageOf(answers, language)), 'plain__section').find((each) =>
    /sterven\?|to die/.test(linesOf(each, 'print')[0] ?? ''),
  );
  const text = section === undefined ? '' : linesOf(section, 'print').slice(1).join('\n');
  const kinds = ['unknown', 'notDiscussed', 'declined', 'doubtful'] as const;
  return [
    ...Object.entries(PLAIN_PLACES)
      .filter(([code, label]) => text.includes(label[language]) !== certain.has(code))
      .map(([, label]) => `${label[language]} is told wrongly: ${text}`),
    ...kinds
      .filter((kind) => text.includes(PLAIN_OPEN_WORDS[language][kind]) !== says.has(kind))
      .map((kind) => `${kind} is told wrongly: ${text}`),
    ...words.filter((each) => !text.includes(each)).map((each) => `leaves out ${each}: ${text}`),
  ];
}

function placeFaults(
  answers: readonly FhirResource[],
  { certain, says, words, counted }: PlaceVerdict,
  language: Language,
): readonly string[] {
  const card = withClass(parsePage(pageOf(answers, { language })), 'box').find((each) =>
    linesOf(each, 'print').includes(messagesIn(language)('place.title')),
  );
  const text = card === undefined ? '' : linesOf(card, 'print').slice(1).join('\n');
  const named = Object.entries(PLACES).filter(
    ([code, label]) => text.includes(label[language]) && !certain.has(code),
  );
  const kinds = ['unknown', 'notDiscussed', 'declined', 'doubtful'] as const;
  const wrong = kinds.filter((kind) => {
    const isOpen = kind === 'notDiscussed' && says.has('declined');
    return text.includes(OPEN_WORDS[language][kind]) !== (says.has(kind) || isOpen);
  });
  return [
    ...named.map(([, label]) => `names ${label[language]}: ${text}`),
    ...wrong.map((kind) => `${kind} is told wrongly: ${text}`),
    ...words.filter((each) => !text.includes(each)).map((each) => `leaves out ${each}: ${text}`),
    ...(counted === 0 && text === '' ? ['says nothing'] : []),
  ];
}
