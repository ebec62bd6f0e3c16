import { readFileSync } from 'node:fs';
import { policyFaults } from '@caecilia/kernel';
import { describe, expect, it } from 'vitest';
import { POLICY } from './policy.ts';
import { policyPage } from './policy-page.ts';
import { FOR_NOBODY } from './policy-types.ts';

/** A proposal gives nobody anything: that relations do not come from it is tested beside them. */
const isOfProposals = ({ where = '' }: { readonly where?: string }) =>
  where.startsWith('intent=proposal&code=');

/** What a role may do at all, as `Type interaction ground`. */
function cellsOf(role: string, rows = POLICY.rows): string[] {
  return rows
    .filter(({ roles }) => roles.includes(role))
    .flatMap(({ types, may, through }) =>
      types.flatMap((type) => may.flatMap((each) => through.map((ground) => `${type} ${each} ${ground}`))),
    );
}

const WRITES = /^\S+ (create|update|patch|delete) /;

describe('the policy table', () => {
  it('is told to people as it is', () => {
    const page = readFileSync(new URL('../../../../docs/access-policy.md', import.meta.url), 'utf8');
    expect(page).toBe(policyPage(POLICY));
  });

  it('has no faults', () => {
    expect(policyFaults(POLICY)).toEqual([]);
  });

  it.each(['international-officer', 'editor'])('gives %s nothing', (role) => {
    expect(POLICY.roles.map(({ code }) => code)).toContain(role);
    expect(cellsOf(role)).toEqual([]);
  });

  it('gives a functional administrator the directory and care relations, and a privacy officer nothing of patients', () => {
    const ofPatients = cellsOf('functional-administrator').filter((cell) => !cell.endsWith(' shared'));
    expect(new Set(ofPatients.map((cell) => cell.split(' ')[0]))).toEqual(new Set(['CareTeam']));
    expect(cellsOf('privacy-officer').filter((cell) => !cell.endsWith(' shared'))).toEqual([]);
  });

  it('shows the rota to who calls, and lets no role change it past the rules of the rota', () => {
    const ofRota = (role: string) => cellsOf(role).filter((cell) => /^(Schedule|Slot) /.test(cell));
    for (const role of ['ward-nurse', 'gp', 'home-care-nurse', 'team-lead'])
      expect(ofRota(role)).toContain('Slot search-type shared');
    for (const role of ['patient', 'carer', 'hospice-volunteer', 'researcher', 'privacy-officer'])
      expect(ofRota(role)).toEqual([]);
    const changing = POLICY.roles.flatMap(({ code }) => ofRota(code)).filter((cell) => WRITES.test(cell));
    expect(changing).toEqual([]);
  });

  it('gives a volunteer a small set of the guests who are there now, to look at', () => {
    const ofGuests = cellsOf('hospice-volunteer').filter((cell) => !cell.endsWith(' shared'));
    expect(new Set(ofGuests.map((cell) => cell.split(' ')[0]))).toEqual(new Set(['Patient', 'Flag', 'Task']));
    expect(ofGuests.filter((cell) => WRITES.test(cell) || !cell.endsWith(' hospiceStay'))).toEqual([]);
  });

  it('lets patients and carers fill in forms, write and propose, and nothing that decides who may see what', () => {
    const deciding = POLICY.rows.filter((row) => !isOfProposals(row));
    for (const role of ['patient', 'carer']) {
      const written = cellsOf(role, deciding).filter((cell) => WRITES.test(cell));
      expect(new Set(written.map((cell) => cell.split(' ')[0]))).toEqual(
        new Set(['QuestionnaireResponse', 'Communication']),
      );
    }
  });

  it('shows who is no professional only the tasks that are meant for them', () => {
    const rows = POLICY.rows.filter(
      ({ roles, types, through }) =>
        types.includes('Task') &&
        (roles.includes('hospice-volunteer') || (roles.includes('carer') && through.includes('carer'))),
    );
    expect(rows.map(({ where }) => where ?? 'any')).not.toContain('any');
    expect(rows.length).toBeGreaterThan(2);
  });

  it('lets nobody who treats make themselves the treating team of any patient', () => {
    const deciding = ['CareTeam', 'EpisodeOfCare', 'ServiceRequest', 'RelatedPerson', 'Consent'];
    const opening = POLICY.rows.filter((row) => !isOfProposals(row));
    const makers = POLICY.roles.filter(({ code }) =>
      cellsOf(code, opening).some((cell) => deciding.some((type) => cell === `${type} create everyone`)),
    );
    expect(makers.map(({ code }) => code).toSorted()).toEqual([
      'functional-administrator',
      'hospice-coordinator',
      'team-lead',
      'team-secretary',
    ]);
  });

  it('gives a researcher no resource of a patient, only what an operation makes of them', () => {
    const ofPatients = cellsOf('researcher').filter((cell) => !cell.endsWith(' shared'));
    expect(ofPatients.filter((cell) => !cell.endsWith(' operation researchConsent'))).toEqual([]);
  });

  it('shows confidential notes to their discipline only', () => {
    const seeing = (label: 'spiritual-care' | 'psychosocial') =>
      POLICY.rows.filter(({ labels }) => labels?.includes(label)).flatMap(({ roles }) => roles);
    expect(seeing('spiritual-care')).toEqual(['spiritual-care-worker']);
    expect(seeing('psychosocial')).toEqual(['social-worker']);
  });

  it('shows what the patient was not told yet to professionals who treat, and not to patients, carers and others', () => {
    const seeing = POLICY.rows.filter(({ labels }) => labels?.includes('unreleased'));
    expect(new Set(seeing.flatMap(({ types }) => types))).toEqual(
      new Set(['QuestionnaireResponse', 'Observation', 'Composition']),
    );
    const roles = new Set(seeing.flatMap((row) => row.roles));
    for (const role of ['patient', 'carer', 'hospice-volunteer', 'team-secretary', 'gp', 'connected-system'])
      expect(roles.has(role)).toBe(false);
  });

  it('opens records to other organisations only with a permission, beyond who, by whom and what they asked themselves', () => {
    const rows = POLICY.rows.filter(({ through }) =>
      through.some((ground) => ground === 'generalPractitioner' || ground === 'homeCare'),
    );
    const reading = rows.filter(({ may, needsPermission }) => may.includes('read') && !needsPermission);
    const beyondAsked = reading.filter(({ where }) => where !== 'code=urn:caecilia:consultation-source|gp');
    expect(reading.length - beyondAsked.length).toBe(1);
    expect(new Set(beyondAsked.flatMap(({ types }) => types))).toEqual(new Set(['Patient', 'CareTeam']));
  });

  it('opens to nobody what is of several patients or of none that can be told', () => {
    const opened = new Set(POLICY.rows.flatMap(({ types }) => types));
    expect(FOR_NOBODY.filter((type) => opened.has(type))).toEqual([]);
  });

  it('deletes nothing of patients', () => {
    const deleting = POLICY.roles
      .flatMap(({ code }) => cellsOf(code))
      .filter((cell) => cell.includes(' delete '));
    expect(deleting.filter((cell) => !cell.endsWith(' shared'))).toEqual([]);
  });
});
