import { hash } from 'node:crypto';
import type { AccessLine, Finding } from '@caecilia/audit';
import type { EmergencyGrant } from '@caecilia/kernel';
import type { ReviewItem } from '@caecilia/privacy';
import { reasonInWords } from './emergency-reason.ts';
import { pseudonymOf } from './names.ts';

/** An item of the review list before its decisions are put to it, with where its lines are. */
export interface FoundItem {
  readonly item: Omit<ReviewItem, 'decisions'>;
  /** Lines of the log by number; for an emergency everything of the actor about the patient in its time. */
  readonly lines: {
    readonly numbers?: readonly string[];
    readonly user?: string;
    readonly patient?: string;
    /** Instants. */
    readonly from: string;
    readonly until: string;
  };
}

const A_MS = 1;

/** What the rules found, as an item: the same person and patient in the same month keep their id when lines are added. */
export function oddItem(finding: Finding, lines: ReadonlyMap<string, AccessLine>, month: string): FoundItem {
  const { actor, actorName, role, organization, patient, days, reasons } = finding;
  const own = finding.lines.flatMap((id) => lines.get(id) ?? []).toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const [first, last] = [own[0], own.at(-1)];
  if (first === undefined || last === undefined) throw new Error('a finding names lines that were not read');
  const about = patient ?? days.join(' ');
  return {
    item: {
      id: `odd-${hash('sha256', [month, actor, about].join('\n'), 'hex').slice(0, 24)}`,
      kind: 'odd-access',
      at: first.at,
      actor: { id: actor, name: actorName, role, ...(organization === '' ? {} : { organization }) },
      ...(patient === undefined ? {} : { patient: { id: patient, label: pseudonymOf(patient) } }),
      reasons: reasons.map(({ rule, figures, sentence }) => ({ rule, figures, sentence })),
    },
    lines: {
      numbers: finding.lines,
      user: actor,
      ...(patient === undefined ? {} : { patient }),
      from: first.at,
      until: after(last.at),
    },
  };
}

/** A line that was drawn by lot. */
export function sampleItem(line: AccessLine, month: string): FoundItem {
  const { id, at, actor, actorName, role, organization, patient } = line;
  return {
    item: {
      id: `sample-${month}-${id.replace(/[^A-Za-z0-9]/g, '-')}`,
      kind: 'sample',
      at,
      actor: { id: actor, name: actorName, role, ...(organization === '' ? {} : { organization }) },
      patient: { id: patient, label: pseudonymOf(patient) },
      reasons: [],
    },
    lines: { numbers: [id], user: actor, patient, from: at, until: after(at) },
  };
}

/** How an emergency is named on the review list. */
export function emergencyItemId(id: string): string {
  return `emergency-${id}`;
}

/** An emergency that was granted, or was blocked; one that was refused opened nothing and stands in the log. */
export function emergencyItem(grant: EmergencyGrant, name: string): FoundItem {
  const { id, patient, user, role, organization, reason, outcome, from, until } = grant;
  const blocked = outcome === 'blocked';
  return {
    item: {
      id: emergencyItemId(id),
      kind: 'emergency',
      at: from,
      actor: { id: user, name, role, organization },
      patient: { id: patient, label: pseudonymOf(patient) },
      ...(blocked ? { urgent: true as const } : {}),
      reasons: blocked ? [BLOCKED] : [],
      words: reasonInWords(reason),
      ...(blocked ? {} : { emergency: { from, until } }),
    },
    lines: { user, patient, from, until: after(until) },
  };
}

const BLOCKED = {
  rule: 'emergencies-blocked',
  figures: {},
  sentence: {
    nl: 'De tiende keer of vaker binnen een uur: geblokkeerd. Er ging niets open.',
    en: 'The tenth time or more within an hour: blocked. Nothing was opened.',
  },
};

/** A question of a patient about the log. */
export function questionItem(question: {
  readonly id: string;
  readonly askedAt: string;
  readonly patient: { readonly id: string; readonly label: string };
  readonly words?: string;
  readonly logLine?: string;
}): FoundItem {
  const { id, askedAt, patient, words, logLine } = question;
  return {
    item: {
      id: `question-${id}`,
      kind: 'patient',
      at: askedAt,
      patient,
      reasons: [],
      ...(words === undefined ? {} : { words }),
    },
    lines: {
      numbers: logLine === undefined ? [] : [logLine],
      patient: patient.id,
      from: '2000-01-01T00:00:00.000Z',
      until: askedAt,
    },
  };
}

/** The end of a period is not part of it. */
function after(instant: string): string {
  return new Date(Date.parse(instant) + A_MS).toISOString();
}
