import type { Refusal, Words } from './words.ts';

/** One question that both sides answer, from 1 (not at all) to 5 (fully). */
export interface EvaluationQuestion {
  readonly code: string;
  readonly theme: 'reciprocity' | 'results' | 'communication' | 'risk';
  readonly text: Words;
}

/** The ten questions, in our own words. They are asked of both sides in the same words. */
export const EVALUATION_QUESTIONS: readonly EvaluationQuestion[] = [
  q('equal-say', 'reciprocity', 'Beide kanten beslissen mee.', 'Both sides have a say.'),
  q('both-gain', 'reciprocity', 'Beide kanten hebben er iets aan.', 'Both sides gain from it.'),
  q('fair-load', 'reciprocity', 'Werk en kosten zijn eerlijk verdeeld.', 'Work and costs are shared fairly.'),
  q('promises', 'results', 'Wat is beloofd, is gebeurd.', 'What was promised has happened.'),
  q(
    'care-better',
    'results',
    'Zorg, onderwijs of onderzoek werd er beter van.',
    'Care, education or research got better by it.',
  ),
  q(
    'lasting',
    'results',
    'Wat ontstond, blijft zonder ons bestaan.',
    'What came of it will last without us.',
  ),
  q(
    'reachable',
    'communication',
    'Wij weten wie we moeten bellen, en krijgen antwoord.',
    'We know whom to call, and get an answer.',
  ),
  q('open', 'communication', 'Wat misgaat, kan worden gezegd.', 'What goes wrong can be said.'),
  q('safe', 'risk', 'Wie eraan meewerkt, kan dat veilig doen.', 'Who takes part in it can do so safely.'),
  q(
    'rules',
    'risk',
    'Afspraken over gegevens en publiceren worden gehouden.',
    'What was agreed on data and publishing is kept.',
  ),
];

function q(code: string, theme: EvaluationQuestion['theme'], nl: string, en: string): EvaluationQuestion {
  return { code, theme, text: { nl, en } };
}

export const SCORES = [1, 2, 3, 4, 5] as const;
export type Score = (typeof SCORES)[number];
export type Scores = Readonly<Record<string, Score>>;

export const EVALUATION_DECISIONS = ['renew', 'renew-changed', 'pause', 'end'] as const;
export type EvaluationDecision = (typeof EVALUATION_DECISIONS)[number];

/** Both sides of one question. `gap` is ours less theirs: above zero we are the more content. */
export interface Gap {
  readonly code: string;
  readonly ours?: Score | undefined;
  readonly theirs?: Score | undefined;
  readonly gap?: number | undefined;
}

/** Both sides, question by question. */
export function gaps(ours: Scores, theirs: Scores): readonly Gap[] {
  return EVALUATION_QUESTIONS.map(({ code }) => {
    const [a, b] = [ours[code], theirs[code]];
    return { code, ours: a, theirs: b, gap: a === undefined || b === undefined ? undefined : a - b };
  });
}

const no = (code: string, nl: string, en: string): Refusal => ({ code, words: { nl, en } });

/** Why these are not the answers of a side, or undefined where they are: every question, nothing else. */
export function incompleteScores(scores: Scores): Refusal | undefined {
  const codes = EVALUATION_QUESTIONS.map(({ code }) => code);
  const wrong = [
    ...codes.filter((code) => scores[code] === undefined),
    ...Object.keys(scores).filter((code) => !codes.includes(code)),
  ];
  if (wrong.length === 0) return undefined;
  return no(
    'evaluation.answers',
    `Beantwoord alle tien de vragen. Het gaat om: ${wrong.join(', ')}.`,
    `Answer all ten questions. This is about: ${wrong.join(', ')}.`,
  );
}

/** An evaluation as the rules see it. */
export interface Evaluation {
  readonly ours?: Scores | undefined;
  readonly theirs?: Scores | undefined;
  readonly decision?: EvaluationDecision | undefined;
  readonly note?: string | undefined;
}

/** Why this cannot be decided on an evaluation, or undefined where it can. Renewing takes the answers of both sides. */
export function refusedEvaluation(
  evaluation: Evaluation,
  decided: { readonly decision: EvaluationDecision; readonly note: string },
): Refusal | undefined {
  if (evaluation.decision !== undefined)
    return no('evaluation.decided', 'Hierover is al besloten.', 'This was decided already.');
  if (evaluation.ours === undefined)
    return no('evaluation.ours', 'Beantwoord eerst onze eigen vragen.', 'Answer our own questions first.');
  if (decided.note.trim().length < SHORTEST_NOTE)
    return no(
      'evaluation.note',
      'Schrijf bij het besluit waarom, in ten minste een zin.',
      'Write with the decision why, in a sentence at least.',
    );
  if (evaluation.theirs === undefined && decided.decision.startsWith('renew'))
    return no(
      'evaluation.theirs',
      'Verlengen kan pas als de partner ook heeft geantwoord.',
      'Renewing waits for the answers of the partner.',
    );
  return undefined;
}

const SHORTEST_NOTE = 10;

/** Whether an agreement may be renewed on an evaluation: decided so, with a note. */
export const mayRenew = ({ decision, note }: Evaluation): boolean =>
  (decision === 'renew' || decision === 'renew-changed') && (note ?? '').trim().length >= SHORTEST_NOTE;
