import type { Translate } from '@caecilia/ui';
import type { MessageKey } from '../messages.nl.ts';
import type { HandOverView, SaidBy } from '../view.ts';

/** What is said of a hand-over: what became of it, and what helps where something is in the way. */
export interface StateWords {
  readonly state: string;
  readonly helps?: string;
  /** `arrived`: somebody read it; `waits`: nobody did yet; `trouble`: a person has to do something; `over`: nothing comes any more. */
  readonly tone: 'arrived' | 'waits' | 'trouble' | 'over';
}

/**
 * A hand-over in words, for its sender. It never says that something was read that was only fetched, nor that a thing
 * arrived of which this house only knows that it left.
 */
export function stateWords(
  handOver: HandOverView,
  t: Translate<MessageKey>,
  when: (at: number) => string,
): StateWords {
  const { state, opened, withdrawn, isLocked, isOpen, isUnread, madeAt } = handOver;
  const read = opened === undefined ? undefined : openedWords(opened, t, when);
  if (state === 'withdrawn') {
    const words = t('state.withdrawn', byAt(withdrawn, t, when));
    return { state: read === undefined ? words : `${words} ${read}`, tone: 'over' };
  }
  if (read !== undefined)
    return isLocked
      ? { state: read, helps: t('help.locked'), tone: 'trouble' }
      : { state: read, tone: 'arrived' };
  if (isLocked) return { state: t('state.locked'), helps: t('help.locked'), tone: 'trouble' };
  if (!isOpen) return { state: t('state.over', { when: when(handOver.until) }), tone: 'over' };
  if (handOver.failure !== undefined)
    return {
      state: t('state.failed', { why: t(`failure.${handOver.failure}`) }),
      helps: t(`help.${handOver.failure}`),
      tone: 'trouble',
    };
  const words = underWay(handOver, t, when);
  return isUnread
    ? {
        state: `${words} ${t('state.unread', { when: when(madeAt) })}`,
        helps: t('help.unread'),
        tone: 'trouble',
      }
    : { state: words, tone: 'waits' };
}

function openedWords(
  opened: NonNullable<HandOverView['opened']>,
  t: Translate<MessageKey>,
  when: (at: number) => string,
): string {
  const { name = t('name.unknown'), practice, how, at } = opened;
  const who = practice === undefined || practice === name ? name : t('name.of', { name, practice });
  return t(how === 'told' ? 'state.told' : 'state.opened', { who, when: when(at) });
}

function underWay(
  { state, channel, notified, delivered, madeAt }: HandOverView,
  t: Translate<MessageKey>,
  when: (at: number) => string,
): string {
  const said = state === 'delivered' ? delivered : state === 'notified' ? notified : undefined;
  const values = said === undefined ? { when: when(madeAt), name: t('name.unknown') } : byAt(said, t, when);
  if (state === 'delivered') return t(`delivered.${channel}`, values);
  if (state === 'notified') return t(`notified.${channel}`, values);
  return t(channel === 'print' ? 'made.print' : 'made.other', values);
}

function byAt(
  said: SaidBy | undefined,
  t: Translate<MessageKey>,
  when: (at: number) => string,
): { readonly name: string; readonly when: string } {
  return { name: said?.name ?? t('name.unknown'), when: said === undefined ? '' : when(said.at) };
}
