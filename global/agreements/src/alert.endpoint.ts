import {
  keyOf,
  type OfficeEndpoint,
  officeEndpoint,
  PAGE_QUERY,
  Problem,
  pageFrom,
  pageOf,
} from '@caecilia/kernel';
import { z } from 'zod';
import { academicYear, promisedAndDelivered } from './activities.ts';
import { BY_ID, readAgreement } from './agreement.endpoint.ts';
import {
  type Agreement,
  demandMayChange,
  held,
  keepsAgreements,
  maySeeRecheck,
  officeDay,
  termOfRow,
} from './agreement-row.ts';
import { DAY, WORDS, worksHere } from './agreement-view.ts';
import { ALERT_WORDS, type AlertKind } from './alerts.ts';
import { monthsAfter } from './civil-day.ts';
import type { AgreementPorts } from './ports.ts';
import { promisedOf, readPractice } from './practice.endpoint.ts';
import { type PartnerStanding, RISK_CODES, type RiskFacts, riskOf } from './risk.ts';
import { maySeeAllChecks } from './security-check.ts';
import { currentEnd, lastNoticeDay } from './term.ts';
import type { Words } from './words.ts';

/** Alerts that wait for somebody, and the risk of an agreement. */
export function alertEndpoints(ports: AgreementPorts): readonly OfficeEndpoint[] {
  return [open(ports), done(ports), risk(ports)];
}

const REMINDER: Words = { nl: 'Wacht op goedkeuring: herinnering', en: 'Waits for approval: reminder' };

const ALERT_VIEW = z.object({
  agreement: z.string(),
  code: z.string().nullable(),
  title: z.object({ nl: z.string().optional(), en: z.string().optional() }),
  kind: z.string(),
  words: WORDS,
  dueDay: z.string(),
  saidOn: z.string(),
});

function open(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/agreement-alerts',
    summary: 'Alerts on agreements that nobody has dealt with, the longest due first',
    query: PAGE_QUERY.extend({ owner: z.string().optional() }),
    answer: pageOf(ALERT_VIEW),
    may: worksHere,
    handle: async ({ caller, query }) => {
      const rows = await ports.register.read((db) => {
        let asked = db
          .selectFrom('agreement_alert as alert')
          .innerJoin('agreement', 'agreement.id', 'alert.agreement_id')
          .select([
            'alert.agreement_id',
            'alert.kind',
            'alert.due_day',
            'alert.said_on',
            'agreement.code',
            'agreement.title',
          ])
          .where('alert.status', '=', 'open');
        if (!keepsAgreements(caller) && !maySeeAllChecks(caller))
          asked = asked.where((eb) =>
            eb.or([
              eb('alert.kind', 'not like', 'security-%'),
              eb('agreement.owner_id', '=', caller.id),
              eb('agreement.backup_owner_id', '=', caller.id),
            ]),
          );
        if (query.owner !== undefined) asked = asked.where('agreement.owner_id', '=', query.owner);
        if (query.after !== undefined) {
          const [day, id, kind] = keyOf(query.after, 3).map(String);
          asked = asked.where((eb) =>
            eb(
              eb.refTuple('alert.due_day', 'alert.agreement_id', 'alert.kind'),
              '>',
              eb.tuple(day ?? '', id ?? '', kind ?? ''),
            ),
          );
        }
        return asked
          .orderBy('alert.due_day')
          .orderBy('alert.agreement_id')
          .orderBy('alert.kind')
          .limit(query.limit + 1)
          .execute();
      });
      const page = pageFrom(rows, query.limit, (row) => [row.due_day, row.agreement_id, row.kind]);
      const items = page.items.map((row) => ({
        agreement: row.agreement_id,
        code: row.code,
        title: row.title,
        kind: row.kind,
        words: row.kind.startsWith('approval ') ? REMINDER : ALERT_WORDS[row.kind as AlertKind],
        dueDay: row.due_day,
        saidOn: row.said_on,
      }));
      return { body: { items, next: page.next } };
    },
  });
}

function done(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/agreements/:id/alerts/done',
    summary: 'Notes that an alert was dealt with',
    params: BY_ID,
    body: z.object({ kind: z.string().max(60), dueDay: DAY }),
    answer: z.object({ status: z.literal('done') }),
    may: worksHere,
    handle: async ({ caller, params, body }) => {
      await ports.register.change(caller, 'alert dealt with', async (change) => {
        demandMayChange(caller, await held(change, params.id));
        const { numUpdatedRows } = await change.db
          .updateTable('agreement_alert')
          .set({ status: 'done', handled_by: caller.id, handled_at: change.now })
          .where('agreement_id', '=', params.id)
          .where('kind', '=', body.kind)
          .where('due_day', '=', body.dueDay)
          .where('status', '=', 'open')
          .executeTakeFirst();
        if (numUpdatedRows === 0n) throw new Problem('not-found', 'this alert does not wait for anybody');
      });
      return { body: { status: 'done' as const } };
    },
  });
}

const WORSE: readonly PartnerStanding[] = ['active', 'inactive', 'withdrawn'];

/** Everything that the risk of an agreement is reckoned from, as it is today. */
export async function riskFacts(ports: AgreementPorts, row: Agreement, today: string): Promise<RiskFacts> {
  const { promises, deliveries } = await readPractice(ports, row.id);
  const happened = deliveries.map((each) => ({
    activity: each.activity_id,
    year: each.year,
    count: each.count,
  }));
  // A quota is judged by the last academic year that is over, where the agreement was there all of it.
  const year = academicYear(today) - 1;
  const whole = row.effective !== null && row.effective <= `${year}-09-01`;
  const kept = whole ? promisedAndDelivered(promises.map(promisedOf), happened, year) : [];
  const sum = (ids: readonly string[]) =>
    deliveries.filter((each) => ids.includes(each.activity_id)).reduce((all, { count }) => all + count, 0);
  const of = (direction: 'out' | 'in') =>
    promises.filter((each) => each.direction === direction).map(({ id }) => id);
  const orgs = await ports.organisations(
    row.parties.flatMap(({ role, org }) => (role === 'own' || org === undefined ? [] : [org])),
  );
  const standings = [...orgs.values()].map(({ standing }) => standing);
  const owner = await ports.person(row.owner_id);
  const end = currentEnd(termOfRow(row), today);
  const due = end === undefined ? undefined : monthsAfter(end, -row.evaluation_months);
  const last = [
    ...deliveries.map((each) => officeDay(each.created_at)),
    ...(row.effective === null ? [] : [row.effective]),
  ];
  return {
    today,
    deadline:
      end !== undefined && row.term_type === 'auto-renew' ? lastNoticeDay(end, row.notice_days ?? 0) : end,
    lastActivity: row.state === 'active' || row.state === 'evaluation' ? last.toSorted().at(-1) : undefined,
    promised: kept.reduce((all, { promised }) => all + promised.count, 0),
    delivered: kept.reduce((all, { delivered }) => all + delivered, 0),
    outgoing: sum(of('out')),
    incoming: sum(of('in')),
    backupOwner: row.backup_owner_id !== null,
    // An owner whom the house does not know any more counts as gone.
    ownerLeftOn: owner === undefined ? today : owner.leftOn,
    recheckOn: row.recheck_on ?? undefined,
    evaluationDueOn: row.state === 'active' ? due : undefined,
    partner: WORSE.findLast((each) => standings.includes(each)) ?? 'active',
    signingSince: row.signing_since ?? undefined,
  };
}

function risk(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/agreements/:id/risk',
    summary: 'The risk of an agreement today: every reason with its points, zeros too',
    params: BY_ID,
    answer: z.object({
      points: z.number(),
      reasons: z.array(z.object({ code: z.enum(RISK_CODES), points: z.number(), why: WORDS })),
      withheld: z
        .array(z.enum(RISK_CODES))
        .describe('Reasons that are not for who asks; the sum is without them'),
    }),
    may: worksHere,
    handle: async ({ caller, params, now }) => {
      const row = await readAgreement(ports, params.id);
      const { points, reasons } = riskOf(await riskFacts(ports, row, officeDay(now)));
      if (maySeeRecheck(caller, row)) {
        await ports.register.noteRead(caller, { subject: 'agreement', id: row.id, fields: ['security'] });
        return { body: { points, reasons: [...reasons], withheld: [] } };
      }
      const told = reasons.filter(({ code }) => code !== 'security');
      const sum = told.reduce((all, each) => all + each.points, 0);
      return { body: { points: sum, reasons: told, withheld: ['security' as const] } };
    },
  });
}
