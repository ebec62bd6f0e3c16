import { Problem } from '@caecilia/kernel';
import { common, contains, type Instant, meets, type Span, sameSpan } from '../instant.ts';
import type { MemberReference } from '../members.ts';
import type { TeamRole } from '../roles.ts';
import { type Duty, firstMeeting, LONGEST_DUTY_MS } from './coverage.ts';

/** What was done with a duty. */
export type ChangeKind = 'published' | 'handed-over' | 'swapped' | 'left-open';

/** A person: a reference where there is one, and a name. */
export interface Doer {
  readonly reference?: string;
  readonly name?: string;
}

/** One line of the history of a duty: who did what when, and from whom to whom which time went. */
export interface DutyChange extends Span {
  readonly kind: ChangeKind;
  readonly at: Instant;
  readonly by: Doer;
  /** Who asked for a swap that the other agreed to; absent where who planned decided. */
  readonly askedBy?: Doer;
  /** Why, in the words of who did or asked it; absent where nobody wrote it. */
  readonly why?: string;
  /** Absent: nobody had it. */
  readonly before?: MemberReference;
  /** Absent: nobody has it. */
  readonly after?: MemberReference;
}

/** What somebody does with the rota now; which time and from whom to whom is worked out. */
export type Deed = Pick<DutyChange, 'kind' | 'at' | 'by' | 'askedBy' | 'why'>;

/** A duty that is in the record, with what happened to it, oldest first. */
export interface KeptDuty extends Duty {
  readonly id: string;
  readonly versionId: number;
  readonly role: TeamRole;
  readonly history: readonly DutyChange[];
  /** The holder asks a colleague to swap, and they did not answer yet. It ends when the duty changes. */
  readonly asked?: SwapAsked;
}

/** A swap that somebody asks of a colleague: this duty for that one. Until the other agrees the rota stays as it is. */
export interface SwapAsked {
  readonly at: Instant;
  readonly by: Doer;
  /** Id of the duty that is asked for in return. */
  readonly for: string;
  readonly why?: string;
}

export type NewDuty = Pick<KeptDuty, keyof Duty | 'history'>;

/** What has to be written so that a span of a rota says something else. Nothing is deleted. */
export interface RotaEdit {
  readonly create: readonly NewDuty[];
  readonly update: readonly KeptDuty[];
  /** No longer in force; they keep their history. */
  readonly withdraw: readonly KeptDuty[];
}

/**
 * Replaces what a rota says in a span by other duties, and leaves alone what it says before and after. A duty that goes
 * on outside keeps that part. Throws `Problem` where the new duties meet, leave the span or last too long.
 */
export function replaced(
  kept: readonly KeptDuty[],
  span: Span,
  duties: readonly Duty[],
  deed: Deed,
): RotaEdit {
  requireDuties(duties, span);
  const old = kept.filter((duty) => meets(duty, span));
  const edit: OpenEdit = { create: [], update: [], withdraw: [] };
  const fresh = new Set(duties);
  const linesIn = (piece: Span) => linesOf(piece, old, duties, deed);
  for (const duty of old) {
    const same = [...fresh].find((each) => sameSpan(each, duty));
    if (same === undefined) takeOut(edit, duty, span, linesIn(common(duty, span)));
    else {
      fresh.delete(same);
      if (same.holder !== duty.holder) edit.update.push(given(duty, same.holder, deed));
    }
  }
  for (const duty of fresh) edit.create.push(made(old, duty, linesIn(duty)));
  requireDisjoint(kept, edit);
  return edit;
}

interface OpenEdit {
  readonly create: NewDuty[];
  readonly update: KeptDuty[];
  readonly withdraw: KeptDuty[];
}

function requireDuties(duties: readonly Duty[], span: Span): void {
  for (const { from, until } of duties) {
    if (from < span.from || until > span.until || until <= from)
      throw new Problem(
        'invalid',
        'Each duty lies within the time that is planned, and ends after it begins.',
      );
    if (until - from > LONGEST_DUTY_MS) throw new Problem('invalid', 'A duty lasts at most eight days.');
  }
  if (firstMeeting(duties) !== undefined)
    throw new Problem(
      'invalid',
      'Two duties of one role are at the same time; let one begin where the other ends.',
    );
}

function given({ asked: _, ...duty }: KeptDuty, holder: MemberReference, deed: Deed): KeptDuty {
  const line = { ...deed, from: duty.from, until: duty.until, before: duty.holder, after: holder };
  return { ...duty, holder, history: [...duty.history, line] };
}

/** What a duty keeps of itself outside the span: the first part under its own name, the second as a new one. */
function takeOut(
  edit: OpenEdit,
  { asked: _, ...duty }: KeptDuty,
  span: Span,
  lines: readonly DutyChange[],
): void {
  const { holder } = duty;
  const history = [...duty.history, ...lines];
  const [first, second] = [
    { from: duty.from, until: span.from },
    { from: span.until, until: duty.until },
  ].filter(({ from, until }) => from < until);
  if (first === undefined) edit.withdraw.push({ ...duty, history });
  else edit.update.push({ ...duty, ...first, history });
  if (second !== undefined) edit.create.push({ ...second, holder, history });
}

/** A new duty goes on with the history of the duties that it comes from; what two of them share is told once. */
function made(old: readonly KeptDuty[], duty: Duty, lines: readonly DutyChange[]): NewDuty {
  const before = old.filter((each) => meets(each, duty)).flatMap(({ history }) => history);
  const once = new Map(before.map((line) => [keyOf(line), line])).values();
  return { ...duty, history: [...[...once].toSorted((one, other) => one.at - other.at), ...lines] };
}

const keyOf = ({ kind, at, from, until, before, after, by, why }: DutyChange) =>
  [kind, at, from, until, before, after, by.reference, by.name, why].join(' ');

/** From whom to whom the time of a span went, piece by piece; what stays with the same person is no change. */
function linesOf(
  span: Span,
  old: readonly Duty[],
  fresh: readonly Duty[],
  deed: Deed,
): readonly DutyChange[] {
  const inside = [...old, ...fresh]
    .flatMap(({ from, until }) => [from, until])
    .filter((at) => span.from < at && at < span.until);
  const points = [...new Set([span.from, ...inside, span.until])].sort((one, other) => one - other);
  return points.slice(0, -1).flatMap((from, index) => {
    const before = old.find((each) => contains(each, from))?.holder;
    const after = fresh.find((each) => contains(each, from))?.holder;
    if (before === after) return [];
    const until = points[index + 1] ?? span.until;
    const who = { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
    return [{ ...deed, from, until, ...who }];
  });
}

/** The last line of defence: whatever was asked, no two people are written on one minute. */
function requireDisjoint(kept: readonly KeptDuty[], { create, update, withdraw }: RotaEdit): void {
  const gone = new Set([...update, ...withdraw].map(({ id }) => id));
  const left = kept.filter(({ id }) => !gone.has(id));
  const meeting = firstMeeting([...left, ...update, ...create]);
  if (meeting !== undefined)
    throw new Problem(
      'conflict',
      'This would put two people on call at once; read the rota again and repeat it.',
    );
}

/**
 * Two people take each other's duty, whole. Throws `Problem('business-rule')` where both are of one person, or of two roles.
 */
export function swapped(one: KeptDuty, other: KeptDuty, deed: Deed): RotaEdit {
  requireTwo(one, other);
  return {
    create: [],
    update: [given(one, other.holder, deed), given(other, one.holder, deed)],
    withdraw: [],
  };
}

/**
 * The holder of a duty asks a colleague to swap it for theirs. Throws `Problem('business-rule')` where both are of one
 * person, or of two roles.
 */
export function swapAsked(own: KeptDuty, other: KeptDuty, { at, by, why }: Deed): KeptDuty {
  requireTwo(own, other);
  return { ...own, asked: { at, by, for: other.id, ...(why === undefined ? {} : { why }) } };
}

/** The duty when a swap was declined, or is no longer asked. Throws `Problem('business-rule')` where none is asked. */
export function swapDropped({ asked, ...duty }: KeptDuty): KeptDuty {
  if (asked === undefined) throw new Problem('business-rule', 'No swap is asked for this duty any more.');
  return duty;
}

function requireTwo(one: KeptDuty, other: KeptDuty): void {
  if (one.id === other.id || one.holder === other.holder || one.role !== other.role)
    throw new Problem('business-rule', 'Two people swap duties of one role; these are not.');
}
