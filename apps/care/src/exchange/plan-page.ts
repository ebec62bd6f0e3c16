import {
  carePlanMessages,
  type EmergencyPageProps,
  loadPlanRecord,
  type Notices,
  type PaperMarks,
  type PlanStandard,
  paperCheckPath,
  readCarePlan,
  renderEmergencyPage,
} from '@caecilia/careplan';
import { type Caller, civilTime } from '@caecilia/kernel';
import type { Language } from '@caecilia/ui';
import type { HandOverParts } from './hand-overs.ts';

/** What a plan is drawn with, by the one reader and the one page that plans have. */
export interface PlanDrawing extends HandOverParts {
  readonly standards: readonly PlanStandard[];
  readonly timeZone: string;
  readonly recordLanguage: string;
  readonly notices: Notices;
  readonly marks: PaperMarks;
  readonly origin: string;
}

/** The whole plan of one patient as this caller may see it, with something above it. Throws as the record does. */
export async function planPage(
  house: PlanDrawing,
  asked: {
    readonly caller: Caller;
    readonly patientId: string;
    readonly language: Language;
    readonly path: string;
    readonly above: NonNullable<EmergencyPageProps['above']>;
    readonly below?: NonNullable<EmergencyPageProps['below']>;
    readonly who?: EmergencyPageProps['view']['who'];
  },
): Promise<string> {
  const { session, readSearch, standards, timeZone, recordLanguage, notices, marks, origin } = house;
  const { caller, patientId, language, path, above, below, who } = asked;
  const now = house.now();
  const resources = await loadPlanRecord(session(caller), readSearch, standards, patientId);
  const plan = readCarePlan(resources, { standards, patientId, now, timeZone });
  const mark = { patientId, edition: plan.edition, at: now.toISOString() };
  return renderEmergencyPage({
    view: {
      t: carePlanMessages(language),
      language,
      recordLanguage,
      now: civilTime(now, timeZone),
      plan,
      ...(who === undefined ? {} : { who }),
    },
    notices,
    emergency: undefined,
    fetched: now.toISOString(),
    address: `${origin}${paperCheckPath(marks.seal(mark))}`,
    scanned: undefined,
    above,
    ...(below === undefined ? {} : { below }),
    path,
  });
}

/** An instant as a page writes it, in the time of the house. */
export function whenIn(language: Language, timeZone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone });
  return (at) => format.format(at);
}
