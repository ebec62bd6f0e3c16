import { Problem } from '@caecilia/kernel';
import { z } from 'zod';
import { type DeadlineModel, deadlinesOf, type FundingCall, isDay } from './call.ts';
import { hasBrokenCharacters, repairText } from './repair-text.ts';

/** What is wrong in a file of topics: its line, its field, and a sentence about what would be right. */
export interface TopicIssue {
  /** From 1. */
  readonly line: number;
  /** Undefined where the line as a whole cannot be read. */
  readonly field?: string;
  readonly sentence: string;
}

/** What a file of topics holds. A line with an issue is not among the calls. */
export interface ReadTopics {
  readonly calls: readonly FundingCall[];
  readonly issues: readonly TopicIssue[];
  /** Texts that had been encoded twice, and are repaired. */
  readonly repaired: number;
  /** Topics that say nothing about themselves beyond a title and a date. */
  readonly bare: number;
}

/** Room for ten times the file of the portal. */
const MOST_LENGTH = 100_000_000;
const MOST_TEXT = 200_000;

const text = z.string().max(MOST_TEXT, 'is longer than 200,000 characters').default('');
const count = z.number('has to be a number').nonnegative('has to be nought or more').finite().nullish();

/** A line of the file. `stage` is not read: it says `two-stage` of every topic; `deadlineModel` is what the portal shows. */
const topic = z.object({
  topicId: z.string('is missing').trim().min(1, 'is missing').max(200),
  title: z.string('is missing').trim().min(1, 'is missing').max(1000),
  deadline: z.union([z.string(), z.array(z.string())], 'is missing'),
  portalUrl: z.url({ protocol: /^https$/, error: 'has to be an address that begins with https' }),
  callStatus: z.enum(['open', 'forthcoming', 'closed'], 'has to be open, forthcoming or closed'),
  deadlineModel: text,
  programme: text,
  callTitle: text,
  cluster: text,
  actionType: text,
  budgetMin: count,
  budgetMax: count,
  expectedGrants: count,
  keywords: text,
  description: text,
  objectives: text,
  topicConditions: text,
});

type Topic = z.output<typeof topic>;

const MODELS: Readonly<Record<string, DeadlineModel>> = {
  '': 'unknown',
  'single-stage': 'single-stage',
  'two-stage': 'two-stage',
  'multiple cut-off': 'multiple cut-off',
};

/**
 * Reads a file of EU topics: one JSON object a line, as the Funding & Tenders portal gives them. What is wrong with one
 * line is named with its field, and the others are read. Throws `Problem` for a file that is too long or has no line
 * that can be read.
 */
export function readTopics(file: string): ReadTopics {
  if (file.length > MOST_LENGTH)
    throw new Problem('too-long', 'This file is longer than 100 million characters.');
  const reading = new Reading();
  file.split('\n').forEach((line, at) => {
    if (line.trim() !== '') reading.line(line, at + 1);
  });
  if (reading.calls.size === 0) {
    const [first] = reading.issues;
    throw new Problem(
      'structure',
      `This is no file of EU topics: no line of it can be read.${first === undefined ? '' : ` Line ${first.line}: ${first.sentence}`}`,
    );
  }
  const { calls, issues, repaired, bare } = reading;
  return { calls: [...calls.values()].map(({ call }) => call), issues, repaired, bare };
}

class Reading {
  readonly calls = new Map<string, { readonly call: FundingCall; readonly line: number }>();
  readonly issues: TopicIssue[] = [];
  repaired = 0;
  bare = 0;

  line(source: string, line: number): void {
    const found = objectOf(source);
    if (typeof found === 'string') {
      this.issues.push({ line, sentence: found });
      return;
    }
    const read = topic.safeParse(this.#sound(found));
    const issues = read.success ? issuesOf(read.data, line) : read.error.issues.map(asIssue(line));
    if (read.success && issues.length === 0) this.#take(read.data, line);
    this.issues.push(...issues);
  }

  #sound(fields: object): object {
    return Object.fromEntries(
      Object.entries(fields).map(([name, value]: [string, unknown]) => {
        if (typeof value !== 'string') return [name, value];
        const sound = repairText(value).normalize('NFC');
        if (sound !== value.normalize('NFC')) this.repaired += 1;
        return [name, sound];
      }),
    );
  }

  #take(read: Topic, line: number): void {
    const before = this.calls.get(read.topicId);
    if (before !== undefined) {
      this.issues.push({ line, field: 'topicId', sentence: `The same topic stands on line ${before.line}.` });
      return;
    }
    if (read.description.trim() === '' && read.objectives.trim() === '') this.bare += 1;
    this.calls.set(read.topicId, { call: callOf(read), line });
  }
}

function objectOf(source: string): object | string {
  try {
    const found: unknown = JSON.parse(source);
    return typeof found === 'object' && found !== null && !Array.isArray(found)
      ? found
      : 'This line is no JSON object.';
  } catch {
    return 'This line is no JSON: it breaks off, or a quote or comma is missing.';
  }
}

const asIssue =
  (line: number) =>
  ({ path, message }: z.core.$ZodIssue): TopicIssue => {
    const field = path.join('.');
    return { line, field, sentence: `${field} ${message}.` };
  };

const READ_TEXTS = [
  'topicId',
  'title',
  'programme',
  'callTitle',
  'cluster',
  'actionType',
  'keywords',
  'description',
  'objectives',
  'topicConditions',
] as const;

function issuesOf(read: Topic, line: number): TopicIssue[] {
  const broken = READ_TEXTS.filter((field) => hasBrokenCharacters(read[field])).map((field) => ({
    line,
    field,
    sentence: `${field} holds characters that cannot be read any more; ask for the file again.`,
  }));
  const days = daysOf(read.deadline);
  const deadline = days.length === 0 || !days.every(isDay);
  const model = MODELS[read.deadlineModel.trim().toLowerCase()] === undefined;
  const budget = (read.budgetMin ?? 0) > (read.budgetMax ?? Number.POSITIVE_INFINITY);
  return [
    ...broken,
    ...(deadline ? [{ line, field: 'deadline', sentence: 'deadline has to be days as 2026-09-15.' }] : []),
    ...(model ? [{ line, field: 'deadlineModel', sentence: 'deadlineModel is none that is known.' }] : []),
    ...(budget ? [{ line, field: 'budgetMin', sentence: 'budgetMin is more than budgetMax.' }] : []),
  ];
}

/** Days of the field: one, several with a comma or semicolon between, or a list; an instant counts by its day. */
function daysOf(deadline: Topic['deadline']): string[] {
  return [deadline]
    .flat()
    .flatMap((each) => each.split(/[;,]/))
    .map((each) => each.trim().replace(/T\d\d:\d\d.*$/, ''))
    .filter((each) => each !== '');
}

function callOf(read: Topic): FundingCall {
  const model = MODELS[read.deadlineModel.trim().toLowerCase()] ?? 'unknown';
  return {
    code: read.topicId,
    source: 'eu-topics',
    title: read.title,
    programme: read.programme,
    callTitle: read.callTitle,
    cluster: read.cluster,
    actionType: read.actionType,
    model,
    deadlines: deadlinesOf(model, daysOf(read.deadline)),
    announced: read.callStatus,
    budgetMin: read.budgetMin ?? null,
    budgetMax: read.budgetMax ?? null,
    currency: 'EUR',
    expectedGrants: read.expectedGrants ?? null,
    keywords: read.keywords
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== ''),
    description: [read.description, read.objectives].filter((each) => each.trim() !== '').join('\n\n'),
    conditions: read.topicConditions,
    url: read.portalUrl,
  };
}
