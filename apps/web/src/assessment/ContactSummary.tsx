import { type AssessmentKey, type DeskContact, DIMENSIONS, momentWords } from '@caecilia/assessment/ui';
import { LineIcon, type Translate } from '@caecilia/ui';
import type { ReactNode } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { useWords } from './sending.tsx';

const ICONS = {
  phone: 'phone',
  bedside: 'bed',
  outpatient: 'building',
  home: 'person',
  video: 'eye',
  written: 'mail',
  mdt: 'people',
  followUp: 'clock',
} as const;

/** A finding in words; what was not touched is said. */
export function findingWords(
  finding: DeskContact['findings'][keyof DeskContact['findings']],
  w: Translate<AssessmentKey>,
): string {
  if (!finding) return w('finding.untouched');
  return finding.kind === 'described' ? finding.words : w(`finding.${finding.kind}`);
}

/** One contact: what it was, who had it, what was found. `whole` says also what was not touched. */
export function ContactSummary(props: {
  readonly contact: DeskContact;
  readonly timeZone: string;
  readonly whole?: boolean;
}): ReactNode {
  const w = useWords();
  const { language } = useSpeaking();
  const { contact, timeZone, whole = false } = props;
  const { kind, start, end, first, professionals, present, findings, nextStep } = contact;
  const around = [
    ...(first ? [w('contact.isFirst')] : []),
    ...(present ? [w(present.patient ? 'contact.present' : 'contact.absent')] : []),
    ...(present && (present.close.length > 0 || present.others)
      ? [w('contact.with', { names: [...present.close, present.others ?? ''].filter(Boolean).join(', ') })]
      : []),
    ...(end ? [] : [w('contact.isOpen')]),
    ...(end?.kind === 'partial' ? [w('end.partial', { reason: end.reason ?? '' })] : []),
  ];
  const parts = DIMENSIONS.filter((dimension) => whole || findings[dimension]);
  return (
    <>
      <p className="contact-head">
        <LineIcon name={ICONS[kind]} /> <b>{w(`contact.${kind}`)}</b>{' '}
        <time dateTime={start}>{momentWords(start, timeZone, language)}</time>
        <span className="contact-by">{professionals.join(', ')}</span>
      </p>
      {around.length === 0 ? null : <p className="contact-around">{around.join(' · ')}</p>}
      {parts.length === 0 ? null : (
        <dl className="contact-findings">
          {parts.map((dimension) => (
            <div key={dimension}>
              <dt>{w(`dimension.${dimension}`)}</dt>
              <dd>{findingWords(findings[dimension], w)}</dd>
            </div>
          ))}
        </dl>
      )}
      {nextStep === undefined ? null : (
        <p className="contact-next">
          <b>{w('contact.next')}:</b> {nextStep}
        </p>
      )}
    </>
  );
}
