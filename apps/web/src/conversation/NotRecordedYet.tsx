import type { DeskOpening } from '@caecilia/careplan/ui';
import type { Language } from '@caecilia/ui';
import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { useTalkWords } from './conversationQuery.ts';
import { choiceWords, dayWords, decisionLine, inLanguage, limitWords, rowName } from './said.ts';
import type { Talk } from './talk.ts';
import type { NotRecorded } from './useConcluding.ts';

interface Props {
  readonly not: NotRecorded | undefined;
  readonly talk: Talk;
  readonly opening: DeskOpening;
  /** Records what was chosen here, now that the other was read. */
  readonly mine: (seen: Talk['seen']) => void;
  /** Leaves what the colleague recorded. */
  readonly theirs: (keys: readonly string[], seen: Talk['seen']) => void;
}

/** Why nothing was recorded, and the way on. It takes the focus: who does not see it hears it. */
export function NotRecordedYet(props: Props): ReactNode {
  const { not } = props;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (not) place.current?.focus();
  }, [not]);
  if (!not) return null;
  return (
    <div ref={place} tabIndex={-1} className="state state--failure send-failure" role="alert">
      <Why {...props} not={not} />
    </div>
  );
}

function Why(props: Props & { readonly not: NotRecorded }): ReactNode {
  const w = useTalkWords();
  const { language } = useSpeaking();
  const { not, opening } = props;
  if (not.kind === 'conflict') return <Conflict {...props} not={not} />;
  if (not.kind === 'refused')
    return (
      <p>
        <b>{w('failed')}</b> {not.error.message}
      </p>
    );
  const places = not.problems.filter(({ mustFix }) => mustFix).map(({ at }) => at);
  const names = places.map((at) => {
    const [part, key = ''] = at.split('.');
    if (part === 'limits') return rowName(opening, key, language);
    if (part === 'otherLimits') return w('others');
    return part === 'persons' ? w('step.1') : w('title');
  });
  return (
    <p>
      <b>{w('failed')}</b> {w('fix', { names: [...new Set(names)].join(', ') })}
    </p>
  );
}

/** Both beside each other. Nothing was written; a person decides. */
function Conflict(
  props: Props & { readonly not: Extract<NotRecorded, { readonly kind: 'conflict' }> },
): ReactNode {
  const w = useTalkWords();
  const { language } = useSpeaking();
  const { not, talk, mine, theirs } = props;
  const keys = not.conflicts.map(({ key }) => key);
  const own = (key: string) => {
    const limit = talk.notes.limits[key];
    if (limit) return limitWords(limit, w);
    const { goal } = talk.notes;
    return key === 'goal' && goal?.state === 'known'
      ? (choiceWords(not.opening, 'goal', goal.code, language) ?? '')
      : '';
  };
  return (
    <>
      <p>{w('conflict')}</p>
      <dl className="conflict">
        {keys.map((key) => (
          <div key={key}>
            <dt>{key === 'goal' ? w('goal') : rowName(not.opening, key, language)}</dt>
            <dd>
              <b>{w('conflict.theirs')}</b> {theirWords(not.opening, key, w, language)}
            </dd>
            <dd>
              <b>{w('conflict.own')}</b> {own(key)}
            </dd>
          </div>
        ))}
      </dl>
      <div className="form-acts">
        <Button onClick={() => mine(not.opening.seen)}>{w('conflict.mine')}</Button>
        <Button variant="default" onClick={() => theirs(keys, not.opening.seen)}>
          {w('conflict.keep')}
        </Button>
      </div>
    </>
  );
}

/** What stands now for a row or for the goal: every source, with its date and who agreed. */
function theirWords(
  { rows, answers }: DeskOpening,
  key: string,
  w: ReturnType<typeof useTalkWords>,
  language: Language,
): string {
  if (key !== 'goal')
    return (rows.find((row) => row.key === key)?.current ?? [])
      .map((decision) => decisionLine(decision, w, language))
      .join('; ');
  return (answers.goal ?? [])
    .map(({ value, recorded, by }) =>
      [
        value === undefined ? w('answer.unknown') : inLanguage(value, language),
        dayWords(recorded, language),
        ...by,
      ]
        .filter((part) => part !== '')
        .join(' · '),
    )
    .join('; ');
}
