import { PROMPT_LISTS, type PromptKept, type PromptList, type PromptTicks } from '@caecilia/consultation/ui';
import { type Drafted, Failure, Loading, useDraft, useSend } from '@caecilia/workspace';
import { Button, Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useConsultation } from '../requests/words.ts';
import { ofPatient, promptsQuery } from './registerQueries.ts';
import { Said } from './Said.tsx';
import { isTicked, NOTHING_TICKED, type Ticked, ticksOf, withTicks } from './ticked.ts';

/** The lists that a clinician may think of. Nothing ticks, counts or sums; each list is kept for itself. */
export function PromptLists({ id }: { readonly id: string }): ReactNode {
  const t = useConsultation();
  const { data, error, refetch } = useQuery(promptsQuery(id));
  const draft = useDraft(`prompts/${id}`, NOTHING_TICKED, isTicked);
  return (
    <section aria-labelledby="prompts-title">
      <h2 id="prompts-title">{t('prompts.title')}</h2>
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data === undefined && error === null ? <Loading /> : null}
      {data?.mayTick === true ? (
        <>
          <p className="early__intro">
            {t('prompts.intro')} {t('early.unticked')} {t('early.list.none')}
          </p>
          {PROMPT_LISTS.map((list) => (
            <OneList key={list.id} id={id} list={list} draft={draft} />
          ))}
        </>
      ) : null}
      {data?.mayTick === false ? (
        <>
          <p className="early__intro">{t('early.list.closed')}</p>
          {PROMPT_LISTS.map((list) => (
            <ToRead key={list.id} list={list} />
          ))}
        </>
      ) : null}
    </section>
  );
}

/** For who ticks no lists: what a clinician thinks of, to read. */
function ToRead({ list }: { readonly list: PromptList }): ReactNode {
  const t = useConsultation();
  return (
    <div className="card prompt">
      <h3>{t(list.title)}</h3>
      <ul className="answers__ticked">
        {list.items.map(({ id, words }) => (
          <li key={id}>{t(words)}</li>
        ))}
      </ul>
      <Source list={list} />
    </div>
  );
}

function Source({ list }: { readonly list: PromptList }): ReactNode {
  const t = useConsultation();
  return (
    <p className="prompt__source">
      {t(list.source)} {t('early.list.version', { version: list.version })}.
    </p>
  );
}

interface ListProps {
  readonly id: string;
  readonly list: PromptList;
  readonly draft: Drafted<Ticked>;
}

function OneList({ id, list, draft }: ListProps): ReactNode {
  const t = useConsultation();
  const [said, setSaid] = useState<string>();
  const { ticked, clientId } = ticksOf(draft.value, list);
  const sending = useSend<PromptTicks, PromptKept>(ofPatient(id, 'prompts'), {
    changes: [promptsQuery(id).queryKey],
    done: () => {
      draft.change(withTicks(draft.value, list, undefined));
      setSaid(t('early.list.saved', { list: t(list.title) }));
    },
    refused: ({ status }) => {
      if (status !== 409) return;
      // It was kept with other ticks, and who ticked never heard: the next press is another form.
      draft.change(withTicks(draft.value, list, { ticked, clientId: crypto.randomUUID() }));
    },
  });
  const tick = (item: string, on: boolean) => {
    setSaid(undefined);
    const items = on ? [...ticked, item] : ticked.filter((each) => each !== item);
    draft.change(withTicks(draft.value, list, { ticked: items, clientId: clientId ?? crypto.randomUUID() }));
  };
  const keep = () => {
    setSaid(undefined);
    // Kept before it is sent: should the answer be lost, the same form is sent again.
    const form = { ticked, clientId: clientId ?? crypto.randomUUID() };
    draft.change(withTicks(draft.value, list, form));
    sending.send({ list: list.id, version: list.version, ...form });
  };
  return (
    <form
      className="card prompt"
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <fieldset>
        <legend>{t(list.title)}</legend>
        {list.path === 'any' ? <p className="prompt__path">{t('early.path.any')}</p> : null}
        <div className="prompt__items">
          {list.items.map(({ id: item, words }) => (
            <Checkbox
              key={item}
              label={t(words)}
              checked={ticked.includes(item)}
              onChange={(event) => tick(item, event.currentTarget.checked)}
            />
          ))}
        </div>
      </fieldset>
      <Source list={list} />
      <p>
        <Button
          type="submit"
          variant="default"
          loading={sending.isSending}
          aria-label={`${t('early.list.save')}: ${t(list.title)}`}
        >
          {t('early.list.save')}
        </Button>
      </p>
      <Said done={said} failure={sending.failure} />
    </form>
  );
}
