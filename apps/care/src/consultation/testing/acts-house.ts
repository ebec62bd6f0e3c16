import { requestsOverRecord } from '@caecilia/consultation';
import type { Caller, Endpoint } from '@caecilia/kernel';
import { assessmentArea } from '../../assessment/desk-area.ts';
import { adviceEndpoints } from '../../mdt/advice-endpoints.ts';
import { requestsArea } from '../desk-area.ts';
import { type ConsultationRecord, openConsultationRecord } from './consultation-record.ts';
import { TEAM } from './people.ts';

/** A record with the addresses of requests, advice and assessment, and two nurses of the team, one of them away. */
export interface ActsHouse {
  readonly record: ConsultationRecord;
  read<T>(caller: Caller, path: string, params?: Record<string, string>): Promise<T>;
  write<T>(
    caller: Caller,
    path: string,
    sent: { readonly params: Record<string, string>; readonly body: object },
  ): Promise<T>;
}

export async function openActsHouse(): Promise<ActsHouse> {
  const record = await openConsultationRecord();
  const house = { ...record.house, store: record.record.store };
  const endpoints: readonly Endpoint[] = [
    ...requestsArea(house).endpoints,
    ...assessmentArea(house).endpoints,
    ...adviceEndpoints(house, requestsOverRecord(house)),
  ];
  await record.put('HealthcareService', 'consultation', {
    active: true,
    providedBy: { reference: TEAM },
    type: [{ coding: [{ system: 'urn:caecilia:service-type', code: 'consultation-team' }] }],
  });
  for (const [id, name] of [
    ['iris', 'Iris Verzonnen'],
    ['ziek', 'Afwezig Verzonnen'],
  ] as const) {
    await record.put('Practitioner', id, { name: [{ text: name }] });
    await record.put('PractitionerRole', id, {
      active: true,
      practitioner: { reference: `Practitioner/${id}`, display: name },
      period: { start: '2026-01-01' },
      code: [{ coding: [{ system: 'urn:caecilia:team-role', code: 'consult-nurse' }] }],
      healthcareService: [{ reference: 'HealthcareService/consultation' }],
      ...(id === 'ziek'
        ? {
            notAvailable: [
              {
                description: 'afwezig',
                during: { start: '2026-11-01T00:00:00Z', end: '2026-12-01T00:00:00Z' },
              },
            ],
          }
        : {}),
    });
  }
  const endpoint = (path: string): Endpoint => {
    const found = endpoints.find((each) => each.path === path);
    if (found === undefined) throw new Error(`nothing is served at ${path}`);
    return found;
  };
  return {
    record,
    async read<T>(caller: Caller, path: string, params: Record<string, string> = {}) {
      return (await endpoint(path).read?.(record.house.session(caller), visit(caller, params))) as T;
    },
    async write<T>(caller: Caller, path: string, { params, body }: Parameters<ActsHouse['write']>[2]) {
      const post = { ...visit(caller, params), body };
      return (await endpoint(path).write?.(record.house.session(caller), post)) as T;
    },
  };
}

const visit = (caller: Caller, params: Record<string, string>) => ({
  caller,
  params,
  query: {},
  headers: {},
  origin: '',
  formToken: '',
});
