import {
  type ActField,
  type ConsultationKey,
  type Doable,
  instantOfCivil,
  parseAct,
} from '@caecilia/consultation/ui';
import { useDraft } from '@caecilia/workspace';
import { Button, Kbd } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { Handled } from './Act.tsx';
import { ActFields } from './ActFields.tsx';
import { type ActDraft, type AskedOnce, actFieldsOf, beginOf, isActDraft } from './actDraft.ts';
import { goToWrong } from './choices.tsx';
import { Outcome } from './Outcome.tsx';
import type { SaidIn } from './times.ts';
import { useAct } from './useAct.ts';
import { useConsultation } from './words.ts';

/** Acts with something to fill in. */
export type Filled = Exclude<Doable, AskedOnce>;

interface ActFormProps {
  readonly kind: Filled;
  readonly request: Handled;
  readonly saidIn: SaidIn;
  close(): void;
}

/** One act on a request. What was typed stays until it was taken, also where a colleague was first. */
export function ActForm({ kind, request, saidIn, close }: ActFormProps): ReactNode {
  const t = useConsultation();
  const [begin] = useState(() => beginOf(kind, request));
  const draft = useDraft(`requests/${request.id}/${kind}`, begin, isActDraft);
  const [wrong, setWrong] = useState<Readonly<Partial<Record<ActField, ConsultationKey>>>>({});
  const form = useRef<HTMLFormElement>(null);
  const handling = useAct(request.id, () => {
    draft.drop();
    close();
  });
  useEffect(() => focusFirst(form.current), []);
  const fields = actFieldsOf(draft.value);
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    const wrongNow = wrongIn(kind, draft.value, saidIn.timeZone);
    setWrong(wrongNow);
    goToWrong(form.current, Object.keys(wrongNow));
    if (Object.keys(wrongNow).length === 0) handling.act({ kind, fields, seen: request.seen });
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
    if (event.key === 'Escape') close();
  };
  const isOvertaken = handling.theirs !== undefined || handling.isGone;
  return (
    <form
      ref={form}
      className="doing"
      noValidate
      aria-label={t(`act.${kind}`)}
      onSubmit={submit}
      onKeyDown={onKey}
    >
      <Outcome
        kind={kind}
        handling={handling}
        saidIn={saidIn}
        yours={<Yours draft={draft.value} />}
        again={(seen) => handling.act({ kind, fields, seen })}
        close={close}
      />
      <ActFields
        kind={kind}
        request={request}
        saidIn={saidIn}
        draft={draft.value}
        wrong={wrong}
        change={(field, values) => {
          draft.change({ ...draft.value, [field]: values });
          setWrong(({ [field]: _gone, ...rest }) => rest);
        }}
      />
      {isOvertaken ? null : (
        <div className="acts">
          <Button type="submit" loading={handling.isSaving}>
            {t(handling.isSaving ? 'do.saving' : `do.${kind}.save`)}
          </Button>
          <Kbd className="ask__key">Ctrl Enter</Kbd>
          <Button variant="default" onClick={close}>
            {t('do.no')}
          </Button>
        </div>
      )}
    </form>
  );
}

/** What is wrong, by field; the same rules as on the server, which reads it again. */
function wrongIn(
  kind: Filled,
  draft: ActDraft,
  timeZone: string,
): Readonly<Partial<Record<ActField, ConsultationKey>>> {
  const parsed = parseAct(kind, actFieldsOf(draft), {
    self: {},
    takes: true,
    colleague: () => undefined,
    now: new Date(),
    instantOf: (civil) => instantOfCivil(civil, timeZone),
  });
  return 'wrong' in parsed ? parsed.wrong : {};
}

function focusFirst(form: HTMLElement | null): void {
  form?.querySelector<HTMLElement>('input, textarea')?.focus();
}

/** What was filled in, as words; choices by their words, texts as they were typed. */
function Yours({ draft }: { readonly draft: ActDraft }): ReactNode {
  const t = useConsultation();
  const { urgency = [], domains = [], goes = [], agrees = [], ...texts } = draft;
  const chosen = [
    ...urgency.map((each) => t(`urgency.${each}` as ConsultationKey)),
    ...domains.map((each) => t(`domain.${each}` as ConsultationKey)),
    ...goes.map((each) => t(`discipline.${each}` as ConsultationKey)),
    ...agrees.map((each) => t(`agreement.${each}` as ConsultationKey)),
  ];
  const typed = Object.entries(texts).filter(([, [words = '']]) => words !== '');
  return (
    <ul className="plain">
      {chosen.length === 0 ? null : <li>{chosen.join(', ')}</li>}
      {typed.map(([field, words]) => (
        <li key={field}>{words}</li>
      ))}
    </ul>
  );
}
