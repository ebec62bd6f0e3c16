import { type Caller, civilDay, Problem } from '@caecilia/kernel';
import type { ReviewDetail, ReviewItem, ReviewList, ReviewVerdict } from '../review.ports.ts';
import type { AccessTrail, Period, Trail, TrailLine } from '../trail.ports.ts';

const TIME_ZONE = 'Europe/Amsterdam';

/** Invented people of the log. */
const fictief = {
  id: 'PractitionerRole/demo-fictief',
  name: 'dr. F. Fictief',
  role: 'consult-physician',
  organization: 'Ziekenhuis Het Verzonnen Gasthuis',
};
const student = {
  id: 'Practitioner/demo-leerling',
  name: 'L. Leerling',
  role: 'ward-nurse',
  organization: 'Ziekenhuis Het Verzonnen Gasthuis',
  responsible: 'M. Verzinsel',
};
const night = {
  id: 'Practitioner/demo-nacht',
  name: 'N. Nachtdienst',
  role: 'ward-nurse',
  organization: 'Ziekenhuis Het Verzonnen Gasthuis',
};
const self = { id: 'Patient/demo-wilhelmina', name: 'W. Voorbeeld-de Proef', role: 'patient' };
const patient = { id: 'demo-wilhelmina', name: 'W. Voorbeeld-de Proef' };

const line = (id: string, at: string, more: Partial<TrailLine>): TrailLine => ({
  id,
  at,
  event: 'access',
  action: 'R',
  outcome: 0,
  actor: fictief,
  types: ['Consent', 'Goal'],
  ground: 'treatingTeam',
  patient,
  ...more,
});

/** A log of a few days. */
export const INVENTED_LINES: readonly TrailLine[] = [
  line('9', '2026-11-23T07:12:00Z', {}),
  line('8', '2026-11-23T07:13:00Z', { types: ['Observation'] }),
  line('7', '2026-11-23T07:40:00Z', { types: ['Patient', 'RelatedPerson'] }),
  line('6', '2026-11-22T18:02:00Z', { actor: self, types: ['Consent'], ground: 'self', action: 'E' }),
  line('5', '2026-11-22T01:44:00Z', {
    actor: night,
    ground: 'emergency',
    emergency: { reason: 'Spoed: de patiënt heeft nu zorg nodig. Benauwd op de afdeling.' },
    types: ['Consent', 'MedicationStatement'],
  }),
  line('4', '2026-11-20T10:00:00Z', { actor: student, action: 'U', types: ['QuestionnaireResponse'] }),
  line('3', '2026-11-20T09:30:00Z', { actor: student, outcome: 4, types: [], ground: 'treatingTeam' }),
  line('2', '2026-11-19T14:00:00Z', { event: 'print', action: 'E', types: ['Consent'] }),
  line('1', '2026-05-01T08:00:00Z', { types: ['Condition'] }),
];

/** A log in memory by the rules of the port: each look leaves a line of its own. */
export class HandmadeTrail implements AccessTrail {
  /** Looks at the log itself. */
  readonly looks: string[] = [];

  async ofPatient(caller: Caller, patientId: string, period: Period, limit: number): Promise<Trail> {
    if (caller.role !== 'privacy-officer' && caller.id !== `Patient/${patientId}`)
      throw new Problem('forbidden', 'This log is of somebody else.');
    return this.#look(
      caller,
      `patient ${patientId}`,
      period,
      limit,
      (each) => each.patient?.id === patientId,
    );
  }

  async ofActor(caller: Caller, actorId: string, period: Period, limit: number): Promise<Trail> {
    if (caller.role !== 'privacy-officer') throw new Problem('forbidden', 'This is for the privacy officer.');
    return this.#look(caller, `actor ${actorId}`, period, limit, (each) => each.actor.id === actorId);
  }

  async findActors(_caller: Caller, words: string) {
    return [fictief, student, night].filter(({ name }) => name.toLowerCase().includes(words.toLowerCase()));
  }

  async findPatient(_caller: Caller, question: { readonly familyName: string; readonly birthDate: string }) {
    return question.familyName === 'Voorbeeld' && question.birthDate === '1948-02-14' ? patient : undefined;
  }

  #look(
    caller: Caller,
    what: string,
    period: Period,
    limit: number,
    keep: (each: TrailLine) => boolean,
  ): Trail {
    this.looks.push(`${caller.id} looked at ${what}`);
    const found = INVENTED_LINES.filter((each) => {
      const day = civilDay(new Date(each.at), TIME_ZONE);
      return keep(each) && day >= period.from && day <= period.until;
    });
    return { lines: found.slice(0, limit), more: found.length > limit };
  }
}

const reason = (rule: string, nl: string, en: string) => ({ rule, figures: {}, sentence: { nl, en } });

const ITEMS: readonly ReviewItem[] = [
  {
    id: 'odd-1',
    kind: 'odd-access',
    at: '2026-11-20T22:40:00Z',
    actor: night,
    patient: { label: 'Patiënt 7F3K' },
    reasons: [
      reason(
        'no-relation',
        'Er was geen zorgrelatie met de patiënt, en binnen 72 uur kwam die er ook niet.',
        'There was no care relation with the patient, nor did one begin within 72 hours.',
      ),
      reason(
        'same-surname',
        'Medewerker en patiënt hebben dezelfde achternaam; ongeveer 1 op de 9000 mensen heet zo.',
        'Employee and patient bear the same surname; about 1 in 9000 people has this name.',
      ),
    ],
    decisions: [],
  },
  {
    id: 'emergency-1',
    kind: 'emergency',
    at: '2026-11-22T01:44:00Z',
    actor: night,
    patient: { id: 'demo-wilhelmina', label: 'W. Voorbeeld-de Proef' },
    reasons: [],
    words: 'Spoed: de patiënt heeft nu zorg nodig. Benauwd op de afdeling.',
    emergency: {
      from: '2026-11-22T01:44:00Z',
      until: '2026-11-22T05:44:00Z',
      endedAt: '2026-11-22T03:10:00Z',
    },
    decisions: [],
  },
];

/** The review list in memory. */
export class HandmadeReview implements ReviewList {
  readonly items = new Map<string, ReviewItem>(ITEMS.map((item) => [item.id, item]));
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  async list(
    _caller: Caller,
    filter: { readonly state: 'open' | 'decided'; readonly kind?: ReviewItem['kind'] },
  ) {
    const isDecided = ({ decisions }: ReviewItem) =>
      decisions[0] !== undefined && decisions[0].verdict !== 'ask';
    return [...this.items.values()].filter(
      (item) => isDecided(item) === (filter.state === 'decided') && (filter.kind ?? item.kind) === item.kind,
    );
  }

  async urgent(caller: Caller): Promise<number> {
    const open = await this.list(caller, { state: 'open' });
    return open.filter(({ urgent }) => urgent).length;
  }

  async find(_caller: Caller, id: string): Promise<ReviewDetail | undefined> {
    const item = this.items.get(id);
    return item && { item, lines: INVENTED_LINES.filter(({ actor }) => actor.id === item.actor?.id) };
  }

  async decide(
    caller: Caller,
    id: string,
    decision: { readonly verdict: ReviewVerdict; readonly note: string },
  ): Promise<void> {
    const item = this.items.get(id);
    if (!item) throw new Problem('not-found', 'There is no such finding.');
    const made = { ...decision, at: this.#now().toISOString(), byName: caller.name ?? caller.id };
    this.items.set(id, { ...item, decisions: [made, ...item.decisions] });
  }

  async sample(_caller: Caller, month: string): Promise<readonly ReviewItem[] | undefined> {
    if (month >= this.#now().toISOString().slice(0, 7)) return undefined;
    return [
      {
        id: 'sample-1',
        kind: 'sample',
        at: `${month}-12T09:00:00Z`,
        actor: fictief,
        patient: { label: 'Patiënt 2B9Q' },
        reasons: [],
        decisions: [],
      },
    ];
  }
}
