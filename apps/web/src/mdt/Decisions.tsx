import type { ItemView, OwnerChoices } from '@caecilia/mdt/ui';
import { Failure, isTypedOf, Loading, useDraft, useSend } from '@caecilia/workspace';
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useConsultation } from '../requests/words.ts';
import { typedDayWords } from './days.ts';
import { itemQuery, ofItem, ownersQuery } from './mdtQueries.ts';
import { useMdt } from './words.ts';

interface DecisionsProps {
  readonly meeting: string;
  readonly item: ItemView;
  readonly canDecide: boolean;
}

/** What was decided: each with who does it and by when. It becomes advice, or a task of the team, at once. */
export function Decisions({ meeting, item, canDecide }: DecisionsProps): ReactNode {
  const t = useMdt();
  const ownerOf = useOwnerWords();
  const decisions = item.parts.filter(({ kind }) => kind === 'decision');
  return (
    <section aria-labelledby="decisions-title" className="card mdt-card">
      <h2 id="decisions-title">{t('decision.title')}</h2>
      {decisions.length === 0 ? <p className="mdt-note">{t('decision.none')}</p> : null}
      <ul className="mdt-parts">
        {decisions.map(({ id, words, decision }) => (
          <li key={id}>
            <p className="mdt-words">{words}</p>
            {decision ? (
              <p className="mdt-note">
                {ownerOf(decision)} · {t('decision.due')} {typedDayWords(decision.dueOn)}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
      {canDecide ? <DecisionForm meeting={meeting} item={item} /> : null}
    </section>
  );
}

/** A role of the team is kept by its code. */
function useOwnerWords() {
  const t = useMdt();
  return ({ for: side, owner }: NonNullable<ItemView['parts'][number]['decision']>): string => {
    const name = owner.name ?? owner.reference ?? '';
    return side === 'team' ? t(`team.${name}` as 'team.consult-nurse') : name;
  };
}

const NOTHING = { id: '', words: '', owner: '', dueOn: '', domain: '' };
const DOMAINS = ['physical', 'psychological', 'social', 'spiritual'] as const;

/** What is decided for who treats becomes advice, and advice is about one of the four dimensions. */
const becomesAdvice = ({ owner }: Pick<Wish, 'owner'>): boolean => owner.startsWith('treating ');
type Wish = typeof NOTHING;
const isWish = isTypedOf(NOTHING);

function DecisionForm({ meeting, item }: Omit<DecisionsProps, 'canDecide'>): ReactNode {
  const t = useMdt();
  const consultation = useConsultation();
  const owners = useQuery(ownersQuery(meeting, item.id));
  const draft = useDraft(`mdt-decision/${item.id}`, NOTHING, isWish);
  const [wrong, setWrong] = useState<keyof Wish | undefined>();
  const { value } = draft;
  const send = useSend<object, object>(ofItem(meeting, item.id, 'decisions'), {
    changes: [itemQuery(meeting, item.id).queryKey],
    done: () => draft.drop(),
  });
  const change = (more: Partial<Wish>) =>
    draft.change({ ...value, ...more, id: value.id === '' ? crypto.randomUUID() : value.id });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const fault = faultIn(value);
    setWrong(fault);
    if (fault === undefined) send.send(bodyOf(value, owners.data));
  };
  if (owners.error) return <Failure error={owners.error} again={() => void owners.refetch()} />;
  if (!owners.data) return <Loading lines={2} />;
  return (
    <form onSubmit={submit} className="mdt-inline" noValidate aria-label={t('decision.title')}>
      <Textarea
        label={t('decision.what')}
        rows={2}
        value={value.words}
        error={wrong === 'words' ? `! ${t('wrong.what')}` : undefined}
        onChange={(event) => change({ words: event.currentTarget.value })}
      />
      <OwnerField
        owners={owners.data}
        value={value.owner}
        wrong={wrong === 'owner'}
        change={(owner) => change({ owner })}
      />
      {becomesAdvice(value) ? (
        <NativeSelect
          label={consultation('advice.domain')}
          value={value.domain}
          error={wrong === 'domain' ? `! ${t('wrong.domain')}` : undefined}
          data={[
            { value: '', label: t('decision.domain.choose') },
            ...DOMAINS.map((each) => ({ value: each, label: consultation(`domain.${each}`) })),
          ]}
          onChange={(event) => change({ domain: event.currentTarget.value })}
        />
      ) : null}
      <TextInput
        type="date"
        label={t('decision.due')}
        value={value.dueOn}
        error={wrong === 'dueOn' ? `! ${t('wrong.due')}` : undefined}
        onChange={(event) => change({ dueOn: event.currentTarget.value })}
      />
      <Button type="submit" loading={send.isSending}>
        {t('decision.add')}
      </Button>
      {send.failure === undefined ? null : <p role="alert">! {send.failure}</p>}
    </form>
  );
}

function OwnerField(props: {
  readonly owners: OwnerChoices;
  readonly value: string;
  readonly wrong: boolean;
  change(owner: string): void;
}): ReactNode {
  const { owners, value, wrong, change } = props;
  const t = useMdt();
  return (
    <>
      <NativeSelect
        label={t('decision.who')}
        value={value}
        error={wrong ? `! ${t('wrong.who')}` : undefined}
        onChange={(event) => change(event.currentTarget.value)}
      >
        <option value="">{t('decision.nobody')}</option>
        {owners.treating.length === 0 ? null : (
          <optgroup label={t('decision.treating')}>
            {owners.treating.map(({ reference, name }) => (
              <option key={reference} value={`treating ${reference}`}>
                {name}
              </option>
            ))}
          </optgroup>
        )}
        {owners.team.length === 0 ? null : (
          <optgroup label={t('decision.team')}>
            {owners.team.map((role) => (
              <option key={role} value={`team ${role}`}>
                {t(`team.${role}` as 'team.consult-nurse')}
              </option>
            ))}
          </optgroup>
        )}
      </NativeSelect>
      {owners.hasConsultation ? null : <p className="mdt-note">{t('decision.noConsultation')}</p>}
      {owners.team.length > 0 ? null : <p className="mdt-note">{t('decision.noTeam')}</p>}
    </>
  );
}

function faultIn({ words, owner, dueOn, domain }: Wish): keyof Wish | undefined {
  if (words.trim() === '') return 'words';
  if (owner === '') return 'owner';
  if (becomesAdvice({ owner }) && domain === '') return 'domain';
  const today = new Date();
  const day = `${today.getFullYear()}-${String(today.getMonth() + 1).padStart(2, '0')}-${String(today.getDate()).padStart(2, '0')}`;
  return dueOn === '' || dueOn < day ? 'dueOn' : undefined;
}

function bodyOf({ id, words, owner, dueOn, domain }: Wish, owners: OwnerChoices | undefined): object {
  const [side = '', whom = ''] = owner.split(' ');
  const name = owners?.treating.find(({ reference }) => reference === whom)?.name;
  const about = becomesAdvice({ owner }) ? { domain } : {};
  return {
    id,
    words,
    dueOn,
    for: side,
    owner: whom,
    ...about,
    ...(name === undefined ? {} : { ownerName: name }),
  };
}
