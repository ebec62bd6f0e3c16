import { createHash } from 'node:crypto';
import { type LetterFacts, RECORDED, type RecordedParts, unordered } from './letter.ts';

/** What the record says, with its mark: the same words give the same mark, at any hour. */
export function factsWith(facts: Omit<LetterFacts, 'basis'>): LetterFacts {
  return { ...facts, basis: basisOf(facts.parts) };
}

function basisOf(parts: RecordedParts): string {
  const said = RECORDED.map((kind) => [kind, unordered(kind, parts[kind])]);
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}
