import { requestsOverRecord } from '@caecilia/consultation';
import type { Endpoint } from '@caecilia/kernel';
import { assessmentArea } from '../../assessment/desk-area.ts';
import { adviceEndpoints } from '../../mdt/advice-endpoints.ts';
import { type AskedEndpoints, askedEndpoints } from '../../testing/asked-endpoints.ts';
import { requestsArea } from '../desk-area.ts';
import { type ConsultationRecord, openConsultationRecord } from './consultation-record.ts';
import { TEAM } from './people.ts';

/** A record with the addresses of requests, advice and assessment, and two nurses of the team, one of them away. */
export interface ActsHouse extends AskedEndpoints {
  readonly record: ConsultationRecord;
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
  return { record, ...askedEndpoints(record.house.session, endpoints) };
}
