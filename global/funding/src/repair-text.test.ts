import { describe, expect, it } from 'vitest';
import { hasBrokenCharacters, repairText } from './repair-text.ts';
import { hasTopics, TOPICS, topicLines } from './testing/topics.ts';

/** UTF-8 read as if it were another encoding. */
const misread = (text: string, as: 'windows-1252' | 'latin1') =>
  as === 'latin1'
    ? Buffer.from(text, 'utf8').toString('latin1')
    : new TextDecoder('windows-1252').decode(Buffer.from(text, 'utf8'));

const SOUND = [
  'plain words',
  'Patients’ needs – “early” care… €5 000',
  'CAFÉ—BAR, „MENÜ“, the protégé”—she said, a café…”',
  '“IRMÔ «IRMû AMANHÃ—hoje COBORÂ” “Å” SKELLEFTEÅ—north',
  'Curaçao, Côte d’Ivoire, Åland, Osnabrück, Niinistö, Sjögren’s, Temática, Skłodowska',
  '20 °C ± 0.5 µm, 3 × 4, ½ ª º ® © ™',
  'coborâ…” Hawaï » naïve',
  'Ελλάδα, България, Đà Nẵng',
];

describe('text that was encoded twice', () => {
  it.each(SOUND.flatMap((text) => [[text, 'windows-1252'] as const, [text, 'latin1'] as const]))(
    '%s is restored from %s',
    (text, as) => {
      expect(repairText(misread(text, as))).toBe(text);
      expect(repairText(misread(misread(text, as), as))).toBe(text);
    },
  );

  it.each(SOUND)('sound text is left as it is: %s', (text) => {
    expect(repairText(text)).toBe(text);
    expect(hasBrokenCharacters(text)).toBe(false);
  });

  it('is repaired in its place where the rest is sound', () => {
    expect(repairText('Patients’ needs â€“ earlyâ€¦ SkÅ‚odowska, cafÃ© and CAFÉ—BAR')).toBe(
      'Patients’ needs – early… Skłodowska, café and CAFÉ—BAR',
    );
  });

  it('that cannot be read any more is told as such, never guessed', () => {
    for (const broken of [
      'needs \uFFFD early',
      'a \u0093quote\u0094',
      'lost â€ here'.replace('â€ ', 'â€\u00A0'),
    ]) {
      expect({
        broken,
        told: hasBrokenCharacters(repairText(broken)) || repairText(broken) !== broken,
      }).toEqual({
        broken,
        told: true,
      });
    }
  });
});

describe.skipIf(!hasTopics)(`every text of ${TOPICS}`, () => {
  const texts = hasTopics
    ? topicLines().flatMap((line) =>
        Object.values(JSON.parse(line) as Record<string, unknown>).filter(
          (value) => typeof value === 'string',
        ),
      )
    : [];

  it('is sound and left as it is', () => {
    expect(texts.length).toBeGreaterThan(15_000);
    expect(texts.filter((text) => repairText(text) !== text)).toEqual([]);
    expect(texts.filter(hasBrokenCharacters)).toEqual([]);
  });

  it('comes back from being encoded twice, with no broken character', () => {
    const some = texts.filter((text) => /\P{ASCII}/u.test(text));
    for (const as of ['windows-1252', 'latin1'] as const) {
      expect(some.filter((text) => repairText(misread(text, as)) !== text)).toEqual([]);
    }
    expect(some.length).toBeGreaterThan(1_000);
  });
});
