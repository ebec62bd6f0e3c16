import {
  ALWAYS,
  isRecorded,
  type LetterFacts,
  LetterPartText,
  type LetterView,
  LONGEST_WORDS,
  REQUIRED,
  type Recorded,
  SECTIONS,
  type Typed,
  writtenLetter,
} from '@caecilia/letter/ui';
import { civilMinute, LANGUAGES } from '@caecilia/ui';
import { Failure, Loading } from '@caecilia/workspace';
import { Button, Checkbox, NativeSelect, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useRef } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { inLanguage } from './letterDraft.ts';
import { ChangedSince, TheirNext } from './Meanwhile.tsx';
import { useWriting, type Writing } from './useWriting.ts';
import { useLetterWords, whenWords } from './words.ts';

interface WriteProps {
  /** Logical id of the patient. */
  readonly id: string;
  readonly before?: LetterView | undefined;
  readonly timeZone: string;
  say(words: string): void;
  close(): void;
}

/** Writes a letter, or the next version of one: typed parts are fields, what the record says stands between them. */
export function WriteLetter({ id, before, timeZone, say, close }: WriteProps): ReactNode {
  const t = useLetterWords();
  const { language } = useSpeaking();
  const form = useRef<HTMLFormElement>(null);
  const writing = useWriting(id, before, ({ letter, again }) => {
    close();
    say(again ? t('signed.again') : t('signed', { name: letter.to.name }));
  });
  const { draft, facts, theirs, changed } = writing;
  const title = before === undefined ? t('new.title') : t('next.title', { name: before.to.name });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    writing.sign();
    // What is wrong is above, on a letter of two screens.
    window.requestAnimationFrame(() =>
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"], .letter-meanwhile button')?.focus(),
    );
  };
  const { restoredAt } = draft;
  return (
    <form
      ref={form}
      className="card letter-form letter-screen"
      aria-label={title}
      noValidate
      onSubmit={submit}
    >
      <h3>{title}</h3>
      {before === undefined ? null : <p className="letter-note">{t('next.hint')}</p>}
      {restoredAt === undefined ? null : (
        <p className="letter-note">
          {t('draft.found', { when: whenWords(new Date(restoredAt).toISOString(), timeZone, language) })}
        </p>
      )}
      {facts.isPending ? <Loading lines={6} /> : null}
      {facts.error ? <Failure error={facts.error} again={() => void facts.refetch()} /> : null}
      {facts.data === undefined ? null : (
        <>
          <Address writing={writing} />
          {SECTIONS.map((kind) =>
            isRecorded(kind) ? (
              <RecordedPart
                key={kind}
                kind={kind}
                facts={facts.data.facts}
                writing={writing}
                timeZone={timeZone}
              />
            ) : (
              <TypedPart key={kind} kind={kind} writing={writing} />
            ),
          )}
        </>
      )}
      {theirs === undefined ? null : <TheirNext writing={writing} theirs={theirs} timeZone={timeZone} />}
      {changed.length === 0 ? null : <ChangedSince changed={changed} take={writing.take} />}
      <p className="letter-note">{t('sign.hint')}</p>
      <div className="letter-acts">
        <Button type="submit" loading={writing.isSending} disabled={facts.data === undefined}>
          {t('sign')}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            writing.drop();
            close();
          }}
        >
          {t('cancel')}
        </Button>
      </div>
      {writing.failure === undefined ? null : <p role="alert">! {writing.failure}</p>}
    </form>
  );
}

/** To whom, and in which language. */
function Address({ writing }: { readonly writing: Writing }): ReactNode {
  const t = useLetterWords();
  const { value, faults, facts, change } = writing;
  const recipients = facts.data?.recipients ?? [];
  const wrong = faults.get('to');
  return (
    <div className="letter-address">
      <NativeSelect
        label={t('field.to')}
        description={recipients.length === 0 ? t('field.to.none') : t('field.to.hint')}
        value={value.to}
        error={wrong === undefined ? undefined : `! ${t(wrong)}`}
        data={[
          { value: '', label: t('choose') },
          ...recipients.map(({ reference, name }) => ({ value: reference, label: name })),
        ]}
        onChange={(event) => change({ to: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('field.language')}
        value={value.language}
        data={LANGUAGES.map((each) => ({ value: each, label: t(`language.${each}`) }))}
        onChange={(event) => {
          const next = LANGUAGES.find((each) => each === event.currentTarget.value);
          if (next !== undefined) change(inLanguage(value, next, facts.data?.facts.suggested ?? {}));
        }}
      />
    </div>
  );
}

function TypedPart({ kind, writing }: { readonly kind: Typed; readonly writing: Writing }): ReactNode {
  const t = useLetterWords();
  const label = t(`part.${kind}`);
  return (
    <Words
      kind={kind}
      writing={writing}
      label={REQUIRED.includes(kind) ? label : `${label} (${t('field.optional')})`}
    />
  );
}

/** What the record says, without a field; words can stand beside it. */
function RecordedPart(props: {
  readonly kind: Recorded;
  readonly facts: LetterFacts;
  readonly writing: Writing;
  readonly timeZone: string;
}): ReactNode {
  const { kind, facts, writing, timeZone } = props;
  const t = useLetterWords();
  const { value, change } = writing;
  const isOut = value.leftOut.includes(kind);
  const civil = (instant: string) => civilMinute(new Date(instant), timeZone);
  const { language, about, parts } = facts;
  const [section] = writtenLetter(
    { language, about, sections: [{ kind, items: parts[kind] }] },
    { civil, now: civil(new Date().toISOString()) },
  ).sections;
  const title = t(`part.${kind}`);
  return (
    <section className="letter-recorded" aria-labelledby={`letter-${kind}`}>
      <h4 id={`letter-${kind}`}>
        {title} <span className="letter-locked">{t('locked')}</span>
      </h4>
      {ALWAYS.includes(kind) ? null : (
        <Checkbox
          label={
            <>
              {t('field.leftOut')}
              <span className="visually-hidden">: {title}</span>
            </>
          }
          checked={isOut}
          onChange={(event) =>
            change({
              leftOut: event.currentTarget.checked
                ? [...value.leftOut, kind]
                : value.leftOut.filter((each) => each !== kind),
            })
          }
        />
      )}
      {isOut ? (
        <p className="letter-note">{t('leftOut')}</p>
      ) : (
        <>
          <div className="letter" lang={language}>
            {section === undefined ? null : <LetterPartText section={section} />}
          </div>
          <Words
            kind={kind}
            writing={writing}
            label={`${t('field.beside', { part: title })} (${t('field.optional')})`}
            {...(kind === 'limits' ? { hint: t('field.beside.hint') } : {})}
          />
        </>
      )}
    </section>
  );
}

function Words(props: {
  readonly kind: Typed | Recorded;
  readonly writing: Writing;
  readonly label: string;
  readonly hint?: string;
}): ReactNode {
  const { kind, writing, label, hint } = props;
  const t = useLetterWords();
  const { value, faults, change } = writing;
  const wrong = faults.get(kind);
  return (
    <Textarea
      label={label}
      description={hint}
      rows={isRecorded(kind) ? 2 : 4}
      lang={value.language}
      value={value.words[kind]}
      error={wrong === undefined ? undefined : `! ${t(wrong, { count: String(LONGEST_WORDS) })}`}
      onChange={(event) => change({ words: { ...value.words, [kind]: event.currentTarget.value } })}
    />
  );
}
