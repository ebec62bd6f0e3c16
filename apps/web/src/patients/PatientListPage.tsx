import { carePlanWords, type ListedPatient, type PatientList } from '@caecilia/careplan/ui';
import { birthDateWords } from '@caecilia/ui';
import { Empty, Failure, Loading, Refused, useDraft } from '@caecilia/workspace';
import { Button, TextInput } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import { type PatientQuestion, patientsQuery } from '../server/queries.ts';
import { useKeys } from '../shell/keys.ts';
import { moveOver } from '../shell/moveOver.ts';
import { PageTitle } from '../shell/PageTitle.tsx';
import { useSpeaking } from '../words/useSpeaking.ts';
import { ListedSigns } from './ListedSigns.tsx';

const NOTHING: PatientQuestion = {};

function isQuestion(value: unknown): value is PatientQuestion {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((each) => each === undefined || typeof each === 'string')
  );
}

/** Everybody whose record the signed-in person may see, found by name and birth date. */
export function PatientListPage(): ReactNode {
  const { t } = useSpeaking();
  const draft = useDraft('patients/find', NOTHING, isQuestion, 'tab');
  const [asked, ask] = useState<PatientQuestion>(draft.value);
  const found = useInfiniteQuery({ ...patientsQuery(asked), placeholderData: keepPreviousData });
  const patients = found.data?.pages.flatMap((page) => page.patients) ?? [];
  const isAsked = Boolean(asked.name ?? asked.born);
  const badDate =
    found.error instanceof Refused && found.error.expression === 'born' ? found.error : undefined;
  return (
    <div className="page-width work">
      <div className="work__head">
        <PageTitle title={t('list.title')} />
        <p className="work__about" role="status">
          {found.data ? countWords(patients.length, found.hasNextPage, t) : ''}
        </p>
      </div>
      <p className="work__intro">{t('list.intro')}</p>
      <Question
        value={draft.value}
        badDate={badDate !== undefined}
        change={draft.change}
        ask={ask}
        clear={() => {
          draft.drop();
          ask(NOTHING);
        }}
        isAsked={isAsked}
      />
      {found.isPending ? <Loading lines={8} /> : null}
      {found.error && !badDate ? <Failure error={found.error} again={() => void found.refetch()} /> : null}
      {found.data && patients.length === 0 && !found.isError ? (
        <Empty>{t(isAsked ? 'list.nobody' : 'list.empty')}</Empty>
      ) : null}
      <Rows pages={found.data?.pages ?? []} isAsked={isAsked} />
      {found.hasNextPage ? (
        <Button
          variant="default"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {t('list.more')}
        </Button>
      ) : null}
    </div>
  );
}

function countWords(count: number, more: boolean, t: ReturnType<typeof useSpeaking>['t']): string {
  if (more) return t('list.count.shown', { count });
  return count === 1 ? t('list.count.one') : t('list.count.more', { count });
}

interface QuestionProps {
  readonly value: PatientQuestion;
  readonly badDate: boolean;
  readonly isAsked: boolean;
  change(value: PatientQuestion): void;
  ask(question: PatientQuestion): void;
  clear(): void;
}

function Question({ value, badDate, isAsked, change, ask, clear }: QuestionProps): ReactNode {
  const { t } = useSpeaking();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask({ name: value.name?.trim() || undefined, born: value.born?.trim() || undefined });
  };
  return (
    <search>
      <form className="find" onSubmit={submit}>
        <TextInput
          label={t('list.name')}
          value={value.name ?? ''}
          autoComplete="off"
          onChange={(event) => change({ ...value, name: event.currentTarget.value })}
        />
        <TextInput
          label={t('list.born')}
          description={t('list.bornHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={value.born ?? ''}
          autoComplete="off"
          inputMode="numeric"
          error={badDate ? `! ${t('list.bornHint')}` : undefined}
          onChange={(event) => change({ ...value, born: event.currentTarget.value })}
        />
        <Button type="submit">{t('list.find')}</Button>
        {isAsked ? (
          <Button variant="default" onClick={clear}>
            {t('list.clear')}
          </Button>
        ) : null}
      </form>
    </search>
  );
}

function Rows({
  pages,
  isAsked,
}: {
  readonly pages: readonly PatientList[];
  readonly isAsked: boolean;
}): ReactNode {
  const { t } = useSpeaking();
  const list = useRef<HTMLUListElement>(null);
  useKeys(useMemo(() => ({ j: () => moveOver(list.current, 1), k: () => moveOver(list.current, -1) }), []));
  if (pages.every(({ patients }) => patients.length === 0)) return null;
  return (
    <ul ref={list} className="rows" aria-label={t('list.results')}>
      {pages.flatMap(({ patients }) => {
        const among = patients.map(({ id }) => id);
        // Of whom nobody looks for, nothing more is asked than the name.
        return patients.map((patient) => (
          <li key={patient.id}>
            <Row patient={patient} among={isAsked ? among : undefined} />
          </li>
        ));
      })}
    </ul>
  );
}

function Row({
  patient,
  among,
}: {
  readonly patient: ListedPatient;
  readonly among: readonly string[] | undefined;
}): ReactNode {
  const { t, language } = useSpeaking();
  const { id, name, birthDate, deceased } = patient;
  return (
    <Link to="/patients/$id" params={{ id }} className="row">
      <span className="row__name voice">{name ?? carePlanWords(language)('patient.unnamed')}</span>
      <span className="row__born">
        {birthDate
          ? birthDateWords(birthDate.from, birthDate.precision)
          : carePlanWords(language)('patient.birthUnknown')}
      </span>
      {deceased ? <span className="row__note">{t('list.deceased')}</span> : null}
      {among === undefined ? null : <ListedSigns id={id} among={among} />}
    </Link>
  );
}
