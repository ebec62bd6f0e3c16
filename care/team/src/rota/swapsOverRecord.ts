import { type Caller, Problem, type RecordReader, resourceOf } from '@caecilia/kernel';
import type { Member, TeamReference } from '../members.ts';
import type { TeamOverRecord } from '../settings.ts';
import { type Deed, type KeptDuty, type RotaEdit, swapAsked, swapDropped, swapped } from './edit.ts';
import { deedOf, planning, requireThere, stale } from './planning.ts';
import { isThemself, mayPlan } from './rota.access.ts';
import type { SeenDuty, Swap, TeamRota } from './rota.ports.ts';
import { type Agenda, readSlot } from './slots.ts';
import { agendasOf, membersOf, writeEdit } from './stored-rota.ts';

/** Swaps of two duties: decided by who plans, or asked by one colleague and agreed to by the other. */
export function swapsOverRecord(house: TeamOverRecord): Pick<TeamRota, 'swap' | 'askSwap' | 'answerSwap'> {
  const deed = (caller: Caller, why?: string) => deedOf(house, caller, 'swapped', why);
  return {
    async swap(caller, team, swap) {
      if (!mayPlan(caller))
        throw new Problem(
          'forbidden',
          'Duties of two people are swapped by the team lead or the secretary; ask your colleague to swap.',
        );
      await changing(house, caller, team, swap, ({ one, other }) =>
        swapped(one, other, deed(caller, swap.why)),
      );
    },
    askSwap: (caller, team, swap) =>
      changing(house, caller, team, swap, ({ one, other, holder }) => {
        if (!isThemself(caller, holder))
          throw new Problem('forbidden', 'You can ask to swap a duty of your own.');
        requireBoth([one, other], holder);
        return updating(swapAsked(one, other, deed(caller, swap.why)));
      }),
    answerSwap: (caller, team, swap, answer) =>
      changing(house, caller, team, swap, (both) =>
        answer === 'agree' ? agreed(caller, both, deed(caller)) : declined(caller, both),
      ),
  };
}

/** Two duties as they are in the record, and who has them. */
interface Both {
  readonly one: KeptDuty;
  readonly other: KeptDuty;
  readonly holder: Member | undefined;
  readonly otherHolder: Member | undefined;
}

async function changing(
  house: TeamOverRecord,
  caller: Caller,
  team: TeamReference,
  { role, both }: Swap,
  work: (both: Both) => RotaEdit,
): Promise<void> {
  await planning(house, caller, team, async (transaction) => {
    const members = await membersOf(house, transaction, team);
    const agendas = await agendasOf(house, transaction, team);
    const [one, other] = await asSeen(transaction, agendas, both);
    if (one.role !== role || other.role !== role) throw stale();
    const memberOf = ({ holder }: KeptDuty) => members.find(({ reference }) => reference === holder);
    const edit = work({ one, other, holder: memberOf(one), otherHolder: memberOf(other) });
    for (const duty of edit.update) requireUnlessSame(members, duty, [one, other]);
    await writeEdit(transaction, { agendas, role, team }, edit);
  });
}

/** Whoever gets a duty has the role, and is there; who only keeps theirs need not be. */
function requireUnlessSame(members: readonly Member[], duty: KeptDuty, before: readonly KeptDuty[]): void {
  if (before.find(({ id }) => id === duty.id)?.holder !== duty.holder) requireThere(members, duty, duty.role);
}

const updating = (duty: KeptDuty): RotaEdit => ({ create: [], update: [duty], withdraw: [] });

/** A swap is asked for what is still to come, by somebody who would be there. */
function requireBoth([, other]: readonly [KeptDuty, KeptDuty], holder: Member | undefined): void {
  requireThere(
    holder === undefined ? [] : [holder],
    { ...other, holder: holder?.reference ?? other.holder },
    other.role,
  );
}

function agreed(caller: Caller, { one, other, otherHolder }: Both, deed: Deed): RotaEdit {
  const { asked } = one;
  if (asked?.for !== other.id) throw stale();
  if (!isThemself(caller, otherHolder))
    throw new Problem('forbidden', 'Only the colleague who was asked agrees to a swap.');
  const why = asked.why === undefined ? {} : { why: asked.why };
  return swapped(one, other, { ...deed, askedBy: asked.by, ...why });
}

function declined(caller: Caller, { one, holder, otherHolder }: Both): RotaEdit {
  if (!mayPlan(caller) && !isThemself(caller, holder) && !isThemself(caller, otherHolder))
    throw new Problem('forbidden', 'A swap is declined by who was asked, or taken back by who asked it.');
  return updating(swapDropped(one));
}

/** Two duties by id. Throws a conflict where one is not in force, or not as it was shown. */
async function asSeen(
  reader: RecordReader,
  agendas: readonly Agenda[],
  both: readonly [SeenDuty, SeenDuty],
): Promise<readonly [KeptDuty, KeptDuty]> {
  const read = async ({ id, versionId }: SeenDuty) => {
    const version = await reader.read('Slot', id);
    if (version === undefined || version.deleted || version.versionId !== versionId) throw stale();
    const resource = resourceOf(version);
    if (resource.status !== 'busy') throw stale();
    return readSlot(resource, versionId, agendas);
  };
  return [await read(both[0]), await read(both[1])];
}
