import { createHash } from 'node:crypto';
import { type LetterFacts, RECORDED, type Recorded, unordered } from './letter.ts';

/** What the record says, with its marks: the same words give the same mark, at any hour. */
export function factsWith(facts: Omit<LetterFacts, 'basis' | 'marks'>): LetterFacts {
  const markOf = (kind: Recorded) => digest(JSON.stringify(unordered(kind, facts.parts[kind])));
  const marks: LetterFacts['marks'] = {
    limits: markOf('limits'),
    wishes: markOf('wishes'),
    symptoms: markOf('symptoms'),
    medication: markOf('medication'),
    supply: markOf('supply'),
    calls: markOf('calls'),
  };
  return { ...facts, marks, basis: digest(RECORDED.map((kind) => marks[kind]).join(' ')) };
}

const digest = (words: string) => createHash('sha256').update(words).digest('hex');
