import type { HandOver } from '@caecilia/exchange';
import { type Caller, type EndpointFile, Problem, resourceOf } from '@caecilia/kernel';
import { onDuty } from '../access/duty-scope.ts';
import type { LettersAlong } from './hand-over-house.ts';
import { patientIdOf } from './hand-over-house.ts';
import type { HandOverParts } from './hand-overs.ts';
import { recipientOf, sharingWith } from './sharing-state.ts';

const absent = () =>
  new Problem(
    'not-found',
    'There is no such letter with this message, or a newer one took its place. Ask who sent it.',
  );

/**
 * A letter that went along, for who may look at the hand-over now. On the ground of a permission that permission has to
 * stand; a letter that was replaced is not read on.
 */
export async function attachedLetter(
  house: HandOverParts & { readonly letters: LettersAlong },
  {
    handOver,
    looking,
    document,
  }: { readonly handOver: HandOver; readonly looking: Caller; readonly document: string },
): Promise<EndpointFile> {
  const reference = `DocumentReference/${document}`;
  if (handOver.attached?.some((each) => each.reference === reference) !== true) throw absent();
  if (handOver.ground === 'permission') {
    const { actors } = await recipientOf(house, looking, handOver.to.reference);
    if (!(await sharingWith(house, handOver.patient, actors)).permitted) throw absent();
  }
  const reader = house.session(
    onDuty(looking, {
      ground: handOver.ground === 'treatment' ? 'handOver' : 'handOverPermitted',
      patient: patientIdOf(handOver),
      rules: [{ types: ['DocumentReference'], may: ['read'] }],
    }),
  );
  const version = await reader.read('DocumentReference', document);
  const found = version === undefined || version.deleted ? undefined : resourceOf(version);
  if (found?.status !== 'current') throw absent();
  return { name: 'letter.pdf', contentType: 'application/pdf', content: house.letters.pdf(found) };
}
