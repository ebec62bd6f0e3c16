import {
  nl,
  noteIn,
  notesOverRecord,
  patzAgenda,
  promptsOverRecord,
  registerOverRecord,
  requestsOverRecord,
} from '@caecilia/consultation';
import { type Caller, resourceOf } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { person } from '../testing/people.ts';
import { asking, type ConsultationRecord, openConsultationRecord } from './testing/consultation-record.ts';
import {
  anna,
  consultNurse,
  consultPhysician,
  doctor,
  gp,
  husband,
  secretary,
  social,
  spiritual,
  volunteer,
  wardNurse,
} from './testing/people.ts';

const CLIENT = '0b1f6d3e-0000-4000-8002-000000000001';

describe('what a clinician writes down', () => {
  let house: ConsultationRecord;
  const session = (caller: Caller) => house.house.session(caller);
  beforeAll(async () => {
    house = await openConsultationRecord();
    // Opens the record to the team.
    await requestsOverRecord(house.house).ask(wardNurse, asking());
  });
  afterAll(async () => await house.close());

  const forbidden = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ code: 'forbidden' });

  describe('on a prompt list', () => {
    const wish = {
      patient: 'anna',
      list: 'referral-non-cancer',
      version: '1',
      ticked: ['lung'],
      clientId: CLIENT,
    };

    it('is kept once with the version, and read by who treats', async () => {
      const prompts = promptsOverRecord(house.house);
      const first = await prompts.tick(wardNurse, wish);
      expect(await prompts.tick(wardNurse, wish)).toEqual({ ...first, again: true });
      await expect(prompts.tick(wardNurse, { ...wish, ticked: [] })).rejects.toMatchObject({
        code: 'duplicate',
      });
      const { entries } = await prompts.ofPatient(consultNurse, 'anna');
      expect(entries).toMatchObject([
        { value: { version: '1', ticked: ['lung'], by: 'Practitioner/ward-nurse' } },
      ]);
    });

    it('is not shown to the patient and those close to her before somebody has told it', async () => {
      const prompts = promptsOverRecord(house.house);
      const { kept } = await prompts.tick(doctor, { ...wish, clientId: `${CLIENT}1` });
      for (const caller of [anna, husband, volunteer, secretary]) {
        expect(await session(caller).read('QuestionnaireResponse', kept.id)).toBeUndefined();
        expect((await prompts.ofPatient(caller, 'anna')).entries).toEqual([]);
      }
      const version = await session(doctor).read('QuestionnaireResponse', kept.id);
      if (version === undefined) throw new Error('the author cannot read it');
      const { meta: _label, ...told } = resourceOf(version);
      await session(doctor).change({ kind: 'update', id: kept.id, resource: told });
      expect(await session(anna).read('QuestionnaireResponse', kept.id)).toBeDefined();
      expect((await prompts.ofPatient(anna, 'anna')).entries).toMatchObject([
        { value: { ticked: ['lung'] } },
      ]);
    });

    it('is refused of a version that is gone, and to who is no clinician', async () => {
      const prompts = promptsOverRecord(house.house);
      const next = { ...wish, clientId: `${CLIENT}2` };
      await expect(prompts.tick(wardNurse, { ...next, version: '2' })).rejects.toMatchObject({
        code: 'business-rule',
      });
      for (const caller of [anna, husband, volunteer, secretary]) await forbidden(prompts.tick(caller, next));
      await forbidden(prompts.tick(person('ward-nurse', 'Practitioner/far', 'Organization/far'), next));
      expect((await prompts.ofPatient(volunteer, 'anna')).entries).toEqual([]);
    });
  });

  describe('on the register of marked patients', () => {
    it('is one mark for each who marks, ends with a reason, and makes an agenda', async () => {
      const register = registerOverRecord(house.house);
      const mark = await register.mark(doctor, 'anna', 'Verrassingsvraag: nee.');
      expect(await register.mark(doctor, 'anna', 'Nog eens.')).toEqual(mark);
      const { entries } = await register.mine(doctor);
      expect(entries).toMatchObject([{ id: mark.id, value: { name: '=Verzonnen-anna, Proef' } }]);
      const csv = patzAgenda(
        entries.map(({ value }) => value),
        (key) => nl[key],
      );
      expect(csv).toContain("\r\n'=Verzonnen-anna, Proef;14-02-1948;23-11-2026;Verrassingsvraag: nee.;\r\n");
      expect((await register.mine(wardNurse)).entries).toEqual([]);
      await expect(register.unmark(doctor, mark, ' ')).rejects.toMatchObject({ code: 'business-rule' });
      const ended = await register.unmark(wardNurse, mark, 'Hersteld.');
      expect(ended).toMatchObject({ kind: 'changed', now: { value: { ended: { reason: 'Hersteld.' } } } });
      expect(await register.unmark(doctor, mark, 'Ook.')).toMatchObject({ kind: 'conflict' });
      expect((await register.mine(doctor)).entries).toEqual([]);
    });

    it('is refused to who does not treat, and to a GP without the patient’s permission', async () => {
      const register = registerOverRecord(house.house);
      for (const caller of [anna, husband, volunteer, secretary])
        await forbidden(register.mark(caller, 'anna', 'x'));
      await forbidden(register.mark(gp, 'anna', 'x'));
      await forbidden(
        register.mark(person('ward-nurse', 'Practitioner/far', 'Organization/far'), 'anna', 'x'),
      );
    });

    it('is open to a GP with permission, for marks and for no other Observation', async () => {
      await house.put('Consent', 'sharing', {
        status: 'active',
        scope: {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }],
        },
        category: [{ text: 'toestemming' }],
        patient: { reference: 'Patient/bram' },
        policyRule: { text: 'Toestemming van de patiënt' },
        provision: {
          type: 'permit',
          actor: [{ role: { text: 'IRCP' }, reference: { reference: 'Organization/practice' } }],
        },
      });
      const register = registerOverRecord(house.house);
      const mark = await register.mark(gp, 'bram', 'PaTz.');
      expect((await register.unmark(gp, mark, 'Verhuisd.')).kind).toBe('changed');
      await forbidden(
        session(gp).change({
          kind: 'create',
          resource: {
            resourceType: 'Observation',
            status: 'final',
            code: { text: 'pijn' },
            subject: { reference: 'Patient/bram' },
          },
        }),
      );
    });
  });

  describe('in a confidential note', () => {
    it('is for the own discipline only; the one shared line is for all who see the patient', async () => {
      const notes = notesOverRecord(house.house);
      const wish = { patient: 'anna', note: 'Angst om te stikken.', sharedOutcome: 'Gesproken over angst.' };
      const ids = await notes.write(spiritual, wish);
      const read = async (caller: Caller, id: string) => await session(caller).read('ClinicalImpression', id);
      const [note, outcome] = [await read(spiritual, ids.note), await read(spiritual, ids.outcome)];
      if (note === undefined || outcome === undefined) throw new Error('the author cannot read it');
      expect(noteIn({ note: resourceOf(note), outcome: resourceOf(outcome) })).toMatchObject(wish);
      for (const caller of [consultNurse, consultPhysician, social, wardNurse, doctor]) {
        expect(await read(caller, ids.note)).toBeUndefined();
        expect(await read(caller, ids.outcome)).toBeDefined();
        const all = await session(caller).search(
          house.house.readSearch(['ClinicalImpression'], [['patient', 'Patient/anna']]),
        );
        expect(all.matches.map(({ id }) => id)).toEqual([ids.outcome]);
      }
      expect(await read(volunteer, ids.outcome)).toBeUndefined();
      const ofSocial = await notes.write(social, wish);
      expect(await read(spiritual, ofSocial.note)).toBeUndefined();
    });

    it('is refused to disciplines without notes of their own, and where the patient is not theirs', async () => {
      const notes = notesOverRecord(house.house);
      const wish = { patient: 'anna', note: 'x', sharedOutcome: 'y' };
      for (const caller of [consultNurse, doctor, anna, volunteer])
        await forbidden(notes.write(caller, wish));
      await forbidden(notes.write(spiritual, { ...wish, patient: 'bram' }));
    });
  });

  it('is valid R4', async () => {
    expect(await house.invalid(['QuestionnaireResponse'])).toEqual([]);
    expect(await house.invalid(['Observation'])).toEqual([]);
    expect(await house.invalid(['ClinicalImpression'])).toEqual([]);
  });
});
