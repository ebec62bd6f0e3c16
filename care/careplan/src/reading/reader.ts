import type { Original } from '../plan.ts';
import type { PlanLexicon } from '../standard/lexicon.ts';
import type { PlanStandard } from '../standard/standard.ts';
import { type Element, elementOf, wordsOf } from './element.ts';
import type { People } from './people.ts';
import { type PlanDate, parsePlanDate } from './planDate.ts';
import { type LoadedRecord, targetOf } from './references.ts';

/** With what eyes to read: the installed versions of the standard, whose plan, when and where. */
export interface ReadingOptions {
  readonly standards: readonly PlanStandard[];
  readonly patientId: string;
  readonly now: Date;
  /** IANA time zone of the house, for instance `Europe/Amsterdam`. */
  readonly timeZone: string;
}

/** What every part of the reading needs: the record, the standard, the names, and now. */
export interface Reader {
  readonly record: LoadedRecord;
  readonly lexicon: PlanLexicon;
  readonly people: People;
  readonly patientId: string;
  readonly timeZone: string;
  /** Civil time now, see `planDate.ts`. */
  readonly now: string;
  date(value: unknown): PlanDate | undefined;
}

/** A resource with its id, as "open the original" needs it. */
export function originalOf(resource: Element): Original {
  const versionId = wordsOf(elementOf(resource.meta)?.versionId);
  const language = wordsOf(resource.language);
  return {
    type: String(resource.resourceType),
    id: String(resource.id),
    ...(versionId === undefined ? {} : { versionId }),
    ...(language === undefined ? {} : { language }),
  };
}

/** True when a subject or patient reference names the patient of this plan. A record about somebody else is never shown. */
export function isAbout(reader: Pick<Reader, 'patientId'>, subject: unknown): boolean {
  const target = targetOf(subject);
  return target?.type === 'Patient' && target.id === reader.patientId;
}

/** Date parser bound to a time zone. */
export function dateReader(timeZone: string): (value: unknown) => PlanDate | undefined {
  return (value) => parsePlanDate(value, timeZone);
}

/** True when a date lies wholly after now. */
export function isInFuture(date: PlanDate | undefined, now: string): boolean {
  return date !== undefined && date.from > now;
}
