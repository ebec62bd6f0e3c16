import type { ImportShown, ImportTaken } from '@caecilia/exchange/ui';
import { Failure, Loading, useDraft, useSend } from '@caecilia/workspace';
import { Button, Checkbox, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { SectionTitle } from '../patients/SectionTitle.tsx';
import { Said } from '../register/Said.tsx';
import { goToWrong } from '../requests/choices.tsx';
import './importing.css';
import { ItemCard, useItemName } from './ItemCard.tsx';
import { choiceOf, faultsIn, type ImportDraft, isImportDraft, NOTHING } from './importDraft.ts';
import { MatchFacts } from './MatchFacts.tsx';
import { NeverTaken } from './NeverTaken.tsx';
import { begunQuery, compareQuery, importPath, importsQuery } from './queries.ts';
import { TakenResult } from './TakenResult.tsx';
import { useImport } from './words.ts';

/** A plan from elsewhere beside ours: whom it is about, each thing with what stands here, and what a person does with it. */
export function ComparePage(): ReactNode {
  const { id, import: file } = useParams({ from: '/patients/$id/import/$import' });
  const t = useImport();
  const [done, setDone] = useState<ImportTaken>();
  const { data, error, refetch, isPending } = useQuery({
    ...compareQuery(id, file),
    // After it was taken over there is nothing left to compare.
    enabled: done === undefined,
  });
  if (done) return <TakenResult id={id} done={done} />;
  return (
    <section className="import-page">
      <SectionTitle title={t('title')} />
      {isPending ? <Loading lines={6} label={t('reading.checking')} /> : null}
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data ? <Compare key={file} id={id} file={file} shown={data} done={setDone} /> : null}
    </section>
  );
}

interface CompareProps {
  readonly id: string;
  readonly file: string;
  readonly shown: ImportShown;
  done(taken: ImportTaken): void;
}

function Compare({ id, file, shown, done }: CompareProps): ReactNode {
  const t = useImport();
  const draft = useDraft(`import/${file}`, NOTHING, isImportDraft);
  const [faults, setFaults] = useState<ReadonlySet<string>>(new Set());
  const form = useRef<HTMLFormElement>(null);
  const queries = useQueryClient();
  const sending = useSend<object, ImportTaken>(`${importPath(id, file)}/take`, {
    changes: [],
    done: (taken) => {
      draft.drop();
      // What stands beneath this key is gone; the rest of the patient is asked again.
      done(taken);
      queries.removeQueries({ queryKey: compareQuery(id, file).queryKey });
      void queries.invalidateQueries({ queryKey: begunQuery.queryKey });
      void queries.invalidateQueries({ queryKey: ['patient', id] });
    },
    refused: ({ status }) => {
      if (status === 412) void queries.invalidateQueries({ queryKey: compareQuery(id, file).queryKey });
    },
  });
  const { value } = draft;
  const change = (more: Partial<ImportDraft>) => draft.change({ ...value, ...more });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = faultsIn(shown, value);
    setFaults(wrong);
    goToWrong(form.current, [...wrong]);
    if (wrong.size > 0) return;
    const choices = Object.fromEntries(shown.items.map((item) => [item.id, choiceOf(item, value)]));
    sending.send({ seen: shown.seen, choices, words: value.words });
  };
  const { patient, mayTake } = shown;
  const isOther = patient.verdict === 'other';
  return (
    <form ref={form} className="import-compare" noValidate onSubmit={submit} aria-label={t('title')}>
      <Who shown={shown} value={value} faults={faults} change={change} />
      {isOther ? null : (
        <>
          <Items shown={shown} value={value} faults={faults} change={change} />
          <NeverTaken shown={shown} />
        </>
      )}
      <p role="status" className="import-said">
        {faults.size > 0 ? `! ${t('take.fix', { count: faults.size })}` : ''}
      </p>
      <Said failure={sending.failure} />
      <div className="import-acts">
        {isOther || !mayTake ? null : (
          <Button type="submit" loading={sending.isSending}>
            {t(sending.isSending ? 'take.wait' : 'take')}
          </Button>
        )}
        <Drop id={id} file={file} />
        <Link to="/patients/$id/import" params={{ id }}>
          {t('later')}
        </Link>
        <span className="import-note">{t('later.hint')}</span>
      </div>
    </form>
  );
}

function Drop({ id, file }: { readonly id: string; readonly file: string }): ReactNode {
  const t = useImport();
  const navigate = useNavigate();
  const dropping = useSend<object, object>(`/imports/${encodeURIComponent(file)}/drop`, {
    changes: [begunQuery.queryKey, importsQuery(id).queryKey],
    done: () => void navigate({ to: '/patients/$id/import', params: { id } }),
  });
  return (
    <Button variant="default" loading={dropping.isSending} onClick={() => dropping.send({})}>
      {t('drop')}
    </Button>
  );
}

interface PartProps {
  readonly shown: ImportShown;
  readonly value: ImportDraft;
  readonly faults: ReadonlySet<string>;
  change(more: Partial<ImportDraft>): void;
}

function Who({ shown, value, faults, change }: PartProps): ReactNode {
  const t = useImport();
  const { patient, begun, mayTake } = shown;
  return (
    <section aria-labelledby="import-match" className="card import-match">
      <h3 id="import-match">{t('match.title')}</h3>
      <p className="import-note">{t(`from.${begun.from.kind}`, { name: begun.from.name })}</p>
      <MatchFacts match={patient} />
      <p className={patient.verdict === 'same' ? undefined : 'banner-line'}>
        {patient.verdict === 'same' ? '' : '! '}
        {t(`match.${patient.verdict}`)}
      </p>
      {patient.verdict === 'ask' && mayTake ? (
        <Textarea
          label={t('match.words')}
          description={t('match.words.hint')}
          value={value.words}
          rows={2}
          maxLength={500}
          data-field="words"
          error={faults.has('words') ? `! ${t('match.words.wrong')}` : undefined}
          onChange={(event) => change({ words: event.currentTarget.value })}
        />
      ) : null}
      {patient.verdict === 'other' || !mayTake ? null : (
        <Checkbox
          label={t('match.confirm', { name: begun.about ?? t('who.nameless') })}
          checked={value.confirmed}
          data-field="confirm"
          error={faults.has('confirm') ? `! ${t('match.confirm.wrong')}` : undefined}
          onChange={(event) => change({ confirmed: event.currentTarget.checked })}
        />
      )}
    </section>
  );
}

/** What a person has to look at comes first. */
const ORDER = ['contradicts', 'newer', 'differs', 'older', 'new', 'same', 'equal'] as const;

function Items({ shown, value, faults, change }: PartProps): ReactNode {
  const t = useImport();
  const nameOf = useItemName();
  const { items, mayTake } = shown;
  const open = items
    .filter(({ status }) => status !== 'equal')
    .toSorted((one, other) => ORDER.indexOf(one.status) - ORDER.indexOf(other.status));
  const equal = items.filter(({ status }) => status === 'equal');
  return (
    <section aria-labelledby="import-items">
      <h3 id="import-items">{t('items.title')}</h3>
      <p className="import-note">{t(open.length === 0 ? 'items.nothing' : 'items.intro')}</p>
      <ul className="import-items">
        {open.map((item) => (
          <ItemCard
            key={item.id}
            item={item}
            value={choiceOf(item, value)}
            wrong={faults.has(item.id)}
            mayTake={mayTake}
            choose={(choice) => change({ choices: { ...value.choices, [item.id]: choice } })}
          />
        ))}
      </ul>
      {equal.length === 0 ? null : (
        <details>
          <summary>{t('items.equal', { count: equal.length })}</summary>
          <ul>
            {equal.map((item) => (
              <li key={item.id}>{nameOf(item)}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
