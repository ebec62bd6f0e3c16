import { Button } from '@mantine/core';
import { type FormEvent, type ReactNode, useRef } from 'react';
import { useLetterWords } from './words.ts';

/** The frame of the forms of this page. The first field that is wrong gets the focus. */
export function ReadyForm(props: {
  readonly label: string;
  readonly save: string;
  readonly isSending: boolean;
  readonly failure: string | undefined;
  submit(): void;
  close(): void;
  readonly children: ReactNode;
}): ReactNode {
  const { label, save, isSending, failure, submit, close, children } = props;
  const t = useLetterWords();
  const form = useRef<HTMLFormElement>(null);
  return (
    <form
      ref={form}
      className="card letter-form"
      aria-label={label}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        submit();
        window.requestAnimationFrame(() =>
          form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
        );
      }}
    >
      <h4>{label}</h4>
      {children}
      <div className="letter-acts">
        <Button type="submit" loading={isSending}>
          {save}
        </Button>
        <Button variant="default" onClick={close}>
          {t('ready.cancel')}
        </Button>
      </div>
      {failure === undefined ? null : <p role="alert">! {failure}</p>}
    </form>
  );
}
