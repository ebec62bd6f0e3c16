import { SUPPLY_ACTS, type SupplyAct, type SupplyAnswer, type SupplyView } from '@caecilia/letter/ui';
import { dateWords } from '@caecilia/ui';
import { useSend, useTyped } from '@caecilia/workspace';
import { Button, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { ofPatient, readyQuery } from './queries.ts';
import { ReadyForm } from './ReadyForm.tsx';
import type { ReadyParts } from './ReadyPage.tsx';
import { useLetterWords, whenWords } from './words.ts';

interface CardProps extends ReadyParts {
  readonly supply: SupplyView;
}

/** One thing of the anticipatory set: where it lies and until when first, and what became of it. */
export function SupplyCard(props: CardProps): ReactNode {
  const { shown, supply } = props;
  const { item, state, indication, givers, place, expires, placed, events } = supply;
  const [act, setAct] = useState<SupplyAct>();
  const { language } = useSpeaking();
  const t = useLetterWords();
  const when = (at: string) => whenWords(at, shown.timeZone, language);
  const title = `supply-${supply.id}`;
  const lies = state === 'present' || state === 'expired';
  return (
    <li className="card letter-card__head" aria-labelledby={title}>
      <h4 id={title}>{item}</h4>
      <p>
        <b className="letter-state">
          {state === 'expired' ? '! ' : ''}
          {t(`supply.state.${state}`)}
        </b>
      </p>
      <dl className="letter__facts">
        <div>
          <dt>{t('supply.place')}</dt>
          <dd>{place}</dd>
        </div>
        <div>
          <dt>{t('supply.expires')}</dt>
          <dd>{dateWords(expires, 'day', language)}</dd>
        </div>
        <div>
          <dt>{t('supply.indication')}</dt>
          <dd>{indication}</dd>
        </div>
        <div>
          <dt>{t('supply.givers')}</dt>
          <dd>{givers.map((each) => t(`giver.${each}`)).join(', ')}</dd>
        </div>
      </dl>
      <p className="letter-note">{t('supply.placed', { name: placed.name, when: when(placed.at) })}</p>
      {events.map(({ kind, name, at, words }) => (
        <p key={`${kind} ${at} ${name}`} className="letter-note">
          {t(`supply.event.${kind}`, { name, when: when(at) })}
          {words === undefined ? '' : `: ${words}`}
        </p>
      ))}
      {act === undefined ? null : <Act key={act} {...props} act={act} close={() => setAct(undefined)} />}
      {lies && shown.mayReport && act === undefined ? (
        <div className="letter-acts">
          {SUPPLY_ACTS.map((each) => (
            <Button key={each} variant="subtle" size="compact-md" onClick={() => setAct(each)}>
              {t(`supply.act.${each}`)}
              <span className="visually-hidden">: {item}</span>
            </Button>
          ))}
        </div>
      ) : null}
    </li>
  );
}

function Act(props: CardProps & { readonly act: SupplyAct; close(): void }): ReactNode {
  const { id, supply, act, say, close } = props;
  const t = useLetterWords();
  const { values, set, sent } = useTyped(`supply/${act}/${supply.id}`, { words: '' });
  const [isTried, setTried] = useState(false);
  const isMissing = act === 'moved' && values.words.trim() === '';
  const leave = sent(close);
  const { send, ...sending } = useSend<object, SupplyAnswer>(ofPatient(id, 'supplies', supply.id, 'act'), {
    changes: [readyQuery(id).queryKey],
    done: () => {
      leave();
      say(t('supply.act.saved'));
    },
  });
  return (
    <ReadyForm
      label={`${t(`supply.act.${act}`)}: ${supply.item}`}
      save={t('supply.save')}
      {...sending}
      submit={() => {
        setTried(true);
        if (!isMissing) send({ act, ...values });
      }}
      close={leave}
    >
      <Textarea
        label={t(`supply.act.${act}.words`)}
        rows={2}
        value={values.words}
        error={isTried && isMissing ? `! ${t('wrong.missing')}` : undefined}
        onChange={(event) => set('words', event.currentTarget.value)}
      />
    </ReadyForm>
  );
}
