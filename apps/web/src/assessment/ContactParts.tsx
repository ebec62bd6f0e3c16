import {
  CONTACT_KINDS,
  civilOf,
  type DeskPerson,
  type DeskStart,
  DIMENSIONS,
  type Dimension,
  PLACES,
} from '@caecilia/assessment/ui';
import { Checkbox, Radio, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { type ContactDraft, type DraftFinding, NOTHING_FOUND } from './contactDraft.ts';
import { Plates } from './Plates.tsx';
import { personWords } from './ReporterFields.tsx';
import { useWords } from './sending.tsx';

/** What each part of the form gets. Errors are words, by field. */
export interface PartProps {
  readonly draft: ContactDraft;
  readonly change: (more: Partial<ContactDraft>) => void;
  readonly errors: Readonly<Record<string, string>>;
}

/** An error as the kit shows it: with a sign before the words. */
export const shown = (error: string | undefined) => (error === undefined ? undefined : `! ${error}`);

/** How, where and when. */
export function HowAndWhen(props: PartProps & Pick<DeskStart, 'now' | 'timeZone' | 'waiting'>): ReactNode {
  const w = useWords();
  const { draft, change, errors, now, timeZone } = props;
  return (
    <section className="form-part">
      <Plates
        label={w('contact.how')}
        name="kind"
        plates={CONTACT_KINDS.map((kind) => ({ value: kind, label: w(`contact.${kind}`) }))}
        value={draft.kind}
        choose={(kind) => change({ kind })}
        error={errors.kind}
      />
      {draft.kind === 'followUp' ? (
        <Plates
          label={w('contact.where')}
          name="place"
          plates={PLACES.map((place) => ({ value: place, label: w(`place.${place}`) }))}
          value={draft.place}
          choose={(place) => change({ place })}
          error={errors.place}
        />
      ) : null}
      <div className="form-row">
        <TextInput
          type="datetime-local"
          label={w('contact.when')}
          description={w('contact.whenHint')}
          value={draft.start}
          max={civilOf(now, timeZone)}
          error={shown(errors.start)}
          onChange={(event) => change({ start: event.currentTarget.value })}
        />
        <Checkbox
          label={w('contact.first')}
          checked={draft.first}
          onChange={(event) => change({ first: event.currentTarget.checked })}
        />
      </div>
      <AnsweredQuestion {...props} />
    </section>
  );
}

/** Which accepted question a first contact answers: the only one, or the one that is chosen. Its clock stops with it. */
function AnsweredQuestion(props: PartProps & Pick<DeskStart, 'waiting'>): ReactNode {
  const w = useWords();
  const { draft, change, errors, waiting = [] } = props;
  const [only, ...others] = waiting;
  if (only === undefined) return null;
  if (!draft.first) return <p className="form-hint">{w('contact.waits', { count: waiting.length })}</p>;
  if (others.length === 0)
    return <p className="form-hint">{w('contact.answers', { question: only.question })}</p>;
  return (
    <Radio.Group
      name="request"
      label={w('contact.which')}
      value={draft.request}
      error={shown(errors.request)}
      onChange={(request) => change({ request })}
    >
      <div className="plates__all">
        {waiting.map(({ id, question }) => (
          <Radio key={id} value={id} label={question} />
        ))}
      </div>
    </Radio.Group>
  );
}

/** Who was there beside the professional. */
export function WhoWasThere(props: PartProps & { readonly people: readonly DeskPerson[] }): ReactNode {
  const w = useWords();
  const { draft, change, people } = props;
  const isSaid = draft.patient !== '';
  return (
    <section className="form-part" aria-labelledby="who-title">
      <h2 id="who-title">{w('contact.who')}</h2>
      <Plates
        label={w('contact.patient')}
        name="patient"
        plates={[
          { value: 'yes', label: w('contact.patientYes') },
          { value: 'no', label: w('contact.patientNo') },
        ]}
        value={draft.patient}
        choose={(patient) => change({ patient: patient === 'yes' ? 'yes' : 'no' })}
      >
        {isSaid ? null : <span className="plates__open">{w('contact.patientUnsaid')}</span>}
      </Plates>
      {isSaid ? (
        <div className="form-row">
          {people.length === 0 ? null : (
            <Checkbox.Group
              label={w('contact.close')}
              value={[...draft.close]}
              onChange={(close) => change({ close })}
            >
              <div className="plates__all">
                {people.map((person) => (
                  <Checkbox key={person.reference} value={person.reference} label={personWords(person)} />
                ))}
              </div>
            </Checkbox.Group>
          )}
          <TextInput
            label={w('contact.others')}
            description={w('contact.othersHint')}
            value={draft.others}
            maxLength={200}
            onChange={(event) => change({ others: event.currentTarget.value })}
          />
        </div>
      ) : null}
    </section>
  );
}

const ANSWERS = ['described', 'noConcerns', 'declined', 'couldNotAnswer'] as const;

/** Four dimensions and the carer: words, or which of the ways of having none. */
export function Dimensions(
  props: Pick<PartProps, 'errors'> & {
    readonly findings: ContactDraft['findings'];
    readonly change: (findings: ContactDraft['findings']) => void;
  },
): ReactNode {
  const w = useWords();
  const { findings, change, errors } = props;
  return (
    <section className="form-part" aria-labelledby="dimensions-title">
      <h2 id="dimensions-title">{w('contact.dimensions')}</h2>
      {DIMENSIONS.map((dimension) => (
        <DimensionField
          key={dimension}
          dimension={dimension}
          finding={findings[dimension] ?? NOTHING_FOUND}
          change={(finding) => change({ ...findings, [dimension]: finding })}
          error={errors[dimension]}
        />
      ))}
    </section>
  );
}

function DimensionField(props: {
  readonly dimension: Dimension;
  readonly finding: DraftFinding;
  readonly change: (finding: DraftFinding) => void;
  readonly error: string | undefined;
}): ReactNode {
  const w = useWords();
  const { dimension, finding, change, error } = props;
  const ways = dimension === 'carer' ? ([...ANSWERS, 'noCarer'] as const) : ANSWERS;
  const { is, words } = finding;
  return (
    <fieldset className="dimension">
      <legend>{w(`dimension.${dimension}`)}</legend>
      <Textarea
        aria-label={`${w(`dimension.${dimension}`)}: ${w('contact.found')}`}
        placeholder={w('contact.found')}
        autosize
        minRows={1}
        maxLength={4000}
        value={words}
        error={shown(error)}
        attributes={{ root: { 'data-field': dimension } }}
        onChange={(event) => change(typed(finding, event.currentTarget.value))}
      />
      <Plates
        label={<span className="visually-hidden">{w(`dimension.${dimension}`)}</span>}
        name={`${dimension}-is`}
        plates={ways.map((way) => ({ value: way, label: w(`finding.${way}`) }))}
        value={is}
        choose={(chosen) => change({ is: ways.find((way) => way === chosen) ?? '', words })}
      >
        {is === '' ? <span className="plates__open">{w('finding.untouched')}</span> : null}
      </Plates>
    </fieldset>
  );
}

/** Who types describes; who takes all the words away has not. What was chosen beside it stays. */
function typed({ is }: DraftFinding, words: string): DraftFinding {
  const has = words.trim() !== '';
  if (has && is === '') return { is: 'described', words };
  return { is: !has && is === 'described' ? '' : is, words };
}
