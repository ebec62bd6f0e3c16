import {
  type ActField,
  type ConsultationKey,
  DISCIPLINES,
  DOMAINS,
  URGENCIES,
} from '@caecilia/consultation/ui';
import { Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Handled } from './Act.tsx';
import type { Filled } from './ActForm.tsx';
import type { ActDraft } from './actDraft.ts';
import { OneOf, SomeOf, wrongWords } from './choices.tsx';
import { type SaidIn, whenWords } from './times.ts';
import { useConsultation } from './words.ts';

interface ActFieldsProps {
  readonly kind: Filled;
  readonly request: Handled;
  readonly saidIn: SaidIn;
  readonly draft: ActDraft;
  readonly wrong: Readonly<Partial<Record<ActField, ConsultationKey>>>;
  change(field: ActField, values: readonly string[]): void;
}

/** The fields of one act. */
export function ActFields(props: ActFieldsProps): ReactNode {
  switch (props.kind) {
    case 'triage':
      return <TriageFields {...props} />;
    case 'redirect':
    case 'decline':
      return (
        <>
          <Words {...props} field="reason" label="answer.reason" hint="do.answer.hint" rows={2} />
          <Words {...props} field="advice" label="answer.advice" hint="do.answer.hint" rows={3} />
          <Line {...props} field="recipient" label="answer.recipient" />
        </>
      );
    case 'agree':
      return <AgreementFields {...props} />;
    case 'withdraw':
      return <Words {...props} field="reason" label="answer.reason" rows={2} />;
    case 'start':
      return <Line {...props} field="firstContact" label="do.start.when" example="24-11-2026 14:30" />;
  }
}

function TriageFields(props: ActFieldsProps): ReactNode {
  const t = useConsultation();
  const { request, saidIn, draft, wrong, change } = props;
  const { asked, readyForCare } = request;
  const words = (field: ActField) => (wrong[field] === undefined ? undefined : t(wrong[field]));
  return (
    <>
      <OneOf
        name="urgency"
        label={t('do.triage.urgency')}
        hint={t('queue.asked', { urgency: t(`urgency.${asked.urgency}`) })}
        choices={URGENCIES.map((each) => ({ value: each, label: t(`urgency.${each}`) }))}
        value={draft.urgency?.[0] ?? ''}
        wrong={words('urgency')}
        change={(urgency) => change('urgency', [urgency])}
      />
      <SomeOf
        name="domains"
        label={t('do.triage.domains')}
        hint={t('queue.asked', { urgency: asked.domains.map((each) => t(`domain.${each}`)).join(', ') })}
        choices={DOMAINS.map((each) => ({ value: each, label: t(`domain.${each}`) }))}
        value={draft.domains ?? []}
        wrong={words('domains')}
        change={(domains) => change('domains', domains)}
      />
      <SomeOf
        name="goes"
        label={t('do.triage.goes')}
        choices={DISCIPLINES.map((each) => ({ value: each, label: t(`discipline.${each}`) }))}
        value={draft.goes ?? []}
        wrong={words('goes')}
        change={(goes) => change('goes', goes)}
      />
      <TextInput
        label={t('do.triage.ready')}
        description={t('do.triage.ready.hint', {
          ready: readyForCare === undefined ? '' : whenWords(readyForCare, saidIn),
        })}
        value={draft.readyForCare?.[0] ?? ''}
        autoComplete="off"
        error={wrongWords(words('readyForCare'))}
        data-field="readyForCare"
        onChange={(event) => change('readyForCare', [event.currentTarget.value])}
      />
    </>
  );
}

function AgreementFields(props: ActFieldsProps): ReactNode {
  const t = useConsultation();
  const { draft, wrong, change } = props;
  return (
    <>
      <OneOf
        name="agrees"
        label={t('do.agree.ask')}
        choices={(['yes', 'no'] as const).map((each) => ({ value: each, label: t(`do.agree.${each}`) }))}
        value={draft.agrees?.[0] ?? ''}
        wrong={wrong.agrees === undefined ? undefined : t(wrong.agrees)}
        change={(agrees) => change('agrees', [agrees])}
      />
      <Words {...props} field="reason" label="do.agree.reason" hint="do.agree.reason.hint" rows={2} />
    </>
  );
}

type TextProps = Pick<ActFieldsProps, 'draft' | 'wrong' | 'change'> & {
  readonly field: ActField;
  readonly label: ConsultationKey;
};

function Words(props: TextProps & { readonly rows: number; readonly hint?: ConsultationKey }): ReactNode {
  const t = useConsultation();
  const { field, label, hint, rows, draft, wrong, change } = props;
  const said = wrong[field];
  return (
    <Textarea
      rows={rows}
      label={t(label)}
      description={hint === undefined ? undefined : t(hint)}
      value={draft[field]?.[0] ?? ''}
      error={wrongWords(said === undefined ? undefined : t(said))}
      data-field={field}
      onChange={(event) => change(field, [event.currentTarget.value])}
    />
  );
}

function Line(props: TextProps & { readonly example?: string }): ReactNode {
  const t = useConsultation();
  const { field, label, example, draft, wrong, change } = props;
  const said = wrong[field];
  return (
    <TextInput
      label={t(label)}
      description={example}
      value={draft[field]?.[0] ?? ''}
      autoComplete="off"
      error={wrongWords(said === undefined ? undefined : t(said))}
      data-field={field}
      onChange={(event) => change(field, [event.currentTarget.value])}
    />
  );
}
