import { OFFICE_ROLES, VISIBILITIES } from '@caecilia/kernel';
import { describe, expect, it } from 'vitest';
import { AGREEMENT_FIELDS, classOf, refusedClass, seenFields, sightOf } from './fields.ts';
import {
  agreementCode,
  expectedDecisions,
  missingFromProposal,
  PROPOSAL_FIELDS,
  type Proposal,
} from './proposal.ts';
import { FIRST_ROUTE } from './route.ts';

const empty: Proposal = { partners: [], strands: [], countries: [] };
const whole: Proposal = {
  title: { en: 'Virtual palliative consults' },
  why: 'Nurses there ask for it.',
  partners: [{ name: 'Rumah Lentera' }],
  strands: ['education'],
  countries: ['ID'],
  contact: 'Sari Contoh',
  unit: 'Palliative care',
};

describe('a proposal', () => {
  it('may be saved with nothing in it, and says what it still needs', () => {
    expect(missingFromProposal(empty)).toEqual(PROPOSAL_FIELDS);
    expect(missingFromProposal(whole)).toEqual([]);
    expect(missingFromProposal({ ...whole, why: ' ', partners: [{}] })).toEqual(['why', 'partners']);
  });

  it('gets a number of its year', () => {
    expect([agreementCode(2026, 7), agreementCode(2026, 1234)]).toEqual(['AG-2026-007', 'AG-2026-1234']);
  });

  it('is told who decides when', () => {
    const plan = expectedDecisions('adviser', FIRST_ROUTE, '2026-08-24', new Set(['2026-08-31']));
    expect(plan.map(({ who, by }) => [who.en, by])).toEqual([
      ['the adviser on knowledge security', '2026-09-08'],
      ['the international office', '2026-09-22'],
      ['Head of the unit', '2026-09-29'],
      ['Legal affairs', '2026-10-06'],
      ['Privacy', '2026-10-06'],
      ['Board', '2026-10-20'],
    ]);
  });
});

describe('fields of an agreement', () => {
  const values = Object.fromEntries(AGREEMENT_FIELDS.map((field) => [field, field]));
  const all = (chosen: 'public' | 'partner') =>
    Object.fromEntries(AGREEMENT_FIELDS.map((field) => [field, chosen]));

  it('are shown to nobody outside until somebody chooses so', () => {
    expect(seenFields(values, 'public', {})).toEqual({});
    expect(seenFields(values, 'partner', {})).toEqual({});
    expect(seenFields(values, 'public', { title: 'public', parties: 'public' })).toEqual({
      title: 'title',
      parties: 'parties',
    });
  });

  it('on knowledge security, risk, reasons and contacts are not shown to the public whatever was chosen', () => {
    const seen = Object.keys(seenFields(values, 'public', all('public')));
    for (const field of ['security', 'risk', 'why', 'contacts', 'owner', 'evaluation'])
      expect(seen).not.toContain(field);
    expect(Object.keys(seenFields(values, 'partner', all('partner')))).not.toContain('security');
    expect(Object.keys(seenFields(values, 'internal', all('public')))).not.toContain('security');
  });

  it('cannot be given a wider class than they may have', () => {
    expect(refusedClass('security', 'internal')?.code).toBe('class.security');
    expect(refusedClass('contacts', 'public')?.code).toBe('class.contacts');
    expect(refusedClass('title', 'public')).toBeUndefined();
    for (const field of AGREEMENT_FIELDS)
      for (const wanted of VISIBILITIES)
        expect(classOf(field, { [field]: wanted }) === wanted).toBe(
          refusedClass(field, wanted) === undefined,
        );
  });

  it('are restricted to those whose work it is', () => {
    const restricted = OFFICE_ROLES.filter((role) => sightOf({ roles: [role] }) === 'restricted');
    expect(restricted).toEqual(['head', 'security-adviser', 'legal']);
    expect(sightOf({ roles: [] })).toBe('public');
    expect(sightOf({ roles: ['head'], link: { subject: 'agreement', id: 'a' } })).toBe('partner');
  });
});
