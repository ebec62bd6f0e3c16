import type { OfficeCaller, OfficeRole } from '@caecilia/kernel';
import { describe, expect, it } from 'vitest';
import { checkClasses } from '../visible.ts';
import { checkMayChange, checkOwners, PARTNER_CLASSES, type Partner, partnerAsSeen } from './partner.ts';

const partner: Partner = {
  tier: 'active',
  owner: 'user-owner',
  backup_owner: 'user-backup',
  focus_country: true,
  note: { en: 'Slow to answer' },
  public_summary: { en: 'We teach together' },
  last_contact: '2026-08-01',
};

const caller = (id: string, ...roles: OfficeRole[]): OfficeCaller => ({ id, name: id, roles });
const visitor = caller('somebody');
const guest: OfficeCaller = { ...visitor, link: { subject: 'agreement', id: '1' } };

describe('what of a partner is seen', () => {
  it('is by everybody what is public, and never the owner or a note', () => {
    const { fields } = partnerAsSeen(visitor, partner, {});
    expect(Object.keys(fields).sort()).toEqual(['focus_country', 'public_summary']);
  });

  it('is by a partner who came by a link what is for partners as well', () => {
    const { fields } = partnerAsSeen(guest, partner, { owner: 'partner' });
    expect(fields.owner).toBe('user-owner');
    expect(fields).not.toHaveProperty('note');
    expect(partnerAsSeen(visitor, partner, { owner: 'partner' }).fields).not.toHaveProperty('owner');
  });

  it('is by anybody of the office what is internal, and not what is restricted', () => {
    const seen = partnerAsSeen(caller('reader', 'reader'), partner, { note: 'restricted' });
    expect(seen.fields.last_contact).toBe('2026-08-01');
    expect(seen.fields).not.toHaveProperty('note');
    expect(seen.restricted).toEqual([]);
  });

  it.each([
    ['a head', caller('h', 'head')],
    ['an adviser on knowledge security', caller('k', 'security-adviser')],
    ['the owner', caller('user-owner', 'reader')],
    ['the back-up owner', caller('user-backup', 'reader')],
  ])('is by %s what is restricted too, and it is told which fields that were', (_, who) => {
    const seen = partnerAsSeen(who, partner, { note: 'restricted' });
    expect(seen.fields.note).toEqual({ en: 'Slow to answer' });
    expect(seen.restricted).toEqual(['note']);
  });
});

describe('the class of a field of a partner', () => {
  it('cannot be made wider than the field may have', () => {
    expect(() => checkClasses(PARTNER_CLASSES, { note: 'public' })).toThrow('internal at the widest');
    expect(() => checkClasses(PARTNER_CLASSES, { tier: 'public', note: 'restricted' })).not.toThrow();
  });

  it('is of a field that is there', () => {
    expect(() => checkClasses(PARTNER_CLASSES, { ['toString' as string]: 'public' as const })).toThrow(
      'no field toString',
    );
  });

  it('counts as the usual one where something wider was kept', () => {
    expect(partnerAsSeen(visitor, partner, { note: 'public' }).fields).not.toHaveProperty('note');
  });
});

describe('the owners of a partner', () => {
  it('are two people', () => {
    expect(() => checkOwners({ owner: 'a', backup_owner: 'a' })).toThrow('somebody else');
    expect(() => checkOwners({ owner: null, backup_owner: null })).not.toThrow();
  });
});

describe('a field that somebody may not see', () => {
  const secret = { ...partner, classes: { note: 'restricted' as const } };
  const officer = caller('o', 'officer');

  it('is neither overwritten nor opened by them', () => {
    expect(() => checkMayChange(officer, secret, { note: { en: 'x' } })).toThrow('not yours to change');
    expect(() => checkMayChange(officer, secret, { classes: { note: 'internal' } })).toThrow('not yours');
    expect(() => checkMayChange(officer, secret, { classes: {} })).toThrow('not yours');
  });

  it('is changed by those who see it, and others change the rest', () => {
    expect(() => checkMayChange(caller('h', 'head'), secret, { note: {}, classes: {} })).not.toThrow();
    expect(() => checkMayChange(officer, secret, { tier: 'dormant', classes: secret.classes })).not.toThrow();
  });
});
