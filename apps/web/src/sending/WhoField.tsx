import type { ExchangeKey, OthersFound, RecipientView } from '@caecilia/exchange/ui';
import { Button, Radio, TextInput } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useExchange } from './words.ts';

interface WhoProps {
  readonly recipients: readonly RecipientView[];
  readonly others: OthersFound | undefined;
  /** What was looked for. */
  readonly looked: string;
  look(name: string): void;
  readonly value: string;
  readonly wrong: string | undefined;
  choose(recipient: RecipientView): void;
}

/** To whom: those who treat the patient, and behind a search everybody else, with what would help where they may not. */
export function WhoField(props: WhoProps): ReactNode {
  const { recipients, others, value, wrong, choose, looked, look } = props;
  const t = useExchange();
  const [name, setName] = useState('');
  const all = [...recipients, ...(others?.recipients ?? [])];
  const search = () => look(name.trim());
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    // The form around it would be sent.
    event.preventDefault();
    search();
  };
  return (
    <section className="sending-who" aria-labelledby="sending-to">
      <h3 id="sending-to">{t('form.title')}</h3>
      <Radio.Group
        name="to"
        label={t('to.label')}
        value={value}
        error={wrong}
        data-field="to"
        onChange={(reference) => {
          const found = all.find((each) => each.reference === reference);
          if (found) choose(found);
        }}
      >
        <div className="sending-choices">
          {recipients.length === 0 ? <p>{t('to.none')}</p> : null}
          {recipients.map((each) => (
            <One key={each.reference} recipient={each} />
          ))}
          {looked === '' || others === undefined ? null : <Found others={others} />}
        </div>
      </Radio.Group>
      <details className="sending-find" open={looked !== ''}>
        <summary>{t('to.find')}</summary>
        <div className="sending-find__field">
          <TextInput
            label={t('to.find')}
            value={name}
            autoComplete="off"
            onKeyDown={onKey}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button variant="default" disabled={name.trim().length < 2} onClick={search}>
            {t('to.find.go')}
          </Button>
        </div>
      </details>
    </section>
  );
}

function Found({ others }: { readonly others: OthersFound }): ReactNode {
  const t = useExchange();
  if (others.recipients.length === 0) return <p role="status">{t('to.found.none')}</p>;
  return (
    <>
      <p role="status" className="sending-found">
        {t('to.found.title')}
        {others.more ? `. ${t('to.found.more')}` : ''}
      </p>
      {others.recipients.map((each) => (
        <One key={each.reference} recipient={each} />
      ))}
    </>
  );
}

/** One organisation; where nothing may go there, why not and what would help. */
function One({ recipient }: { readonly recipient: RecipientView }): ReactNode {
  const t = useExchange();
  const { reference, name, as, people, phone, ground, channels } = recipient;
  const relation = as.map((each) => t(`as.${each}` as ExchangeKey));
  const who = people.map((each) => each.name);
  const isObjected = channels.some(({ whyNot }) => whyNot === 'objected');
  const description = [...relation, ...who, ...(phone === undefined ? [] : [phone])].join(' · ');
  const closed = isObjected ? t('to.objected') : t('to.notInTeam');
  const about =
    ground === undefined
      ? `! ${closed}`
      : ground === 'permission'
        ? [description, t('to.permitted')].filter((each) => each !== '').join(' · ')
        : description;
  return <Radio value={reference} label={name} description={about} disabled={ground === undefined} />;
}
