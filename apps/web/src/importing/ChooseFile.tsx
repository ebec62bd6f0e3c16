import type { BegunImport, ImportRead } from '@caecilia/exchange/ui';
import { useSend } from '@caecilia/workspace';
import { Button, Loader } from '@mantine/core';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { Said } from '../register/Said.tsx';
import { type FileBody, type FileFault, fileBody } from './fileRead.ts';
import { begunQuery, importsQuery } from './queries.ts';
import { RefusedFile } from './RefusedFile.tsx';
import { useImport } from './words.ts';

/** Choosing a file. What is wrong with it is said here, with the places; what is right is gone on with. */
export function ChooseFile({
  patient,
  title,
  ready,
}: {
  readonly patient?: string;
  readonly title: 'h2' | 'h3';
  ready(begun: BegunImport): void;
}): ReactNode {
  const t = useImport();
  const input = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<FileFault>();
  const [opening, setOpening] = useState(false);
  const [name, setName] = useState<string>();
  const [refused, setRefused] = useState<Extract<ImportRead, { kind: 'refused' }>>();
  const sending = useSend<FileBody & { readonly patient?: string }, ImportRead>('/imports/read', {
    changes: [begunQuery.queryKey, ...(patient === undefined ? [] : [importsQuery(patient).queryKey])],
    done: (answer) => (answer.kind === 'ready' ? ready(answer.begun) : setRefused(answer)),
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setRefused(undefined);
    setFault(undefined);
    setOpening(true);
    const body = await fileBody(input.current?.files?.[0]);
    setOpening(false);
    if (typeof body === 'string') {
      setFault(body);
      input.current?.focus();
    } else sending.send({ ...body, ...(patient === undefined ? {} : { patient }) });
  };
  const busy = opening ? 'reading.opening' : sending.isSending ? 'reading.checking' : undefined;
  const described = [
    'import-file-hint',
    'import-file-name',
    ...(fault === undefined ? [] : ['import-file-wrong']),
  ].join(' ');
  return (
    <form className="card import-choose" onSubmit={(event) => void submit(event)} aria-label={t('file.read')}>
      <p id="import-file-title" className="import-choose__title">
        {t('file')}
      </p>
      <p id="import-file-hint" className="import-note">
        {t('file.hint')}
      </p>
      <input
        ref={input}
        id="import-file"
        type="file"
        className="visually-hidden"
        aria-labelledby="import-file-title import-file-pick"
        onChange={(event) => setName(event.currentTarget.files?.[0]?.name)}
        accept=".json,.xml,.pdf,application/json,application/fhir+json,application/fhir+xml,text/xml,application/pdf"
        aria-describedby={described}
        aria-invalid={fault !== undefined}
      />
      {/* The browser's own button speaks the language of the browser. */}
      <div className="import-pick">
        <label id="import-file-pick" htmlFor="import-file" className="button">
          {t('file.pick')}
        </label>
        <span id="import-file-name">
          {name === undefined ? t('file.unchosen') : t('file.chosen', { name })}
        </span>
      </div>
      {fault === undefined ? null : (
        <p id="import-file-wrong" className="import-wrong" role="alert">
          ! {t(fault)}
        </p>
      )}
      <Button type="submit" loading={busy !== undefined}>
        {t('file.read')}
      </Button>
      <p role="status" className="import-busy">
        {busy === undefined ? null : (
          <>
            <Loader size="xs" aria-hidden /> {t(busy)}
          </>
        )}
      </p>
      <Said failure={sending.failure} />
      {refused === undefined ? null : <RefusedFile refused={refused} title={title} />}
    </form>
  );
}
