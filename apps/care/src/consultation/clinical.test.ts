import {
  nl,
  noteIn,
  notesOverRecord,
  patzAgenda,
  promptsOverRecord,
  registerOverRecord,
  requestsOverRecord,
} from '@caecilia/consultation';
import { type Caller, type Problem, resourceOf } from '@caecilia/kernel';
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
  teamMember,
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
      expect(csv).toContain(
        "\r\n'=Verzonnen-anna, Proef;14-02-1948;23-11-2026;Verrassingsvraag: nee.;;;;;\r\n",
      );
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
    const wish = {
      patient: 'anna',
      note: 'Angst om te stikken.',
      sharedOutcome: 'Gesproken over angst.',
      clientId: `${CLIENT}a`,
    };
    const OTHERS = [consultNurse, consultPhysician, social, wardNurse, doctor];

    it('is for the own discipline only; the one shared line is for all who see the patient', async () => {
      const notes = notesOverRecord(house.house);
      const { kept } = await notes.write(spiritual, wish);
      const read = async (caller: Caller, id: string) => await session(caller).read('ClinicalImpression', id);
      const [note, outcome] = [await read(spiritual, kept.id), await read(spiritual, kept.outcome.id)];
      if (note === undefined || outcome === undefined) throw new Error('the author cannot read it');
      const { clientId: _form, ...said } = wish;
      expect(noteIn({ note: resourceOf(note), outcome: resourceOf(outcome) })).toMatchObject(said);
      for (const caller of OTHERS) {
        expect(await read(caller, kept.id)).toBeUndefined();
        expect(await read(caller, kept.outcome.id)).toBeDefined();
      }
      expect(await read(volunteer, kept.outcome.id)).toBeUndefined();
      const ofSocial = await notes.write(social, { ...wish, clientId: `${CLIENT}b` });
      expect(await read(spiritual, ofSocial.kept.id)).toBeUndefined();
      expect((await notes.ofPatient(spiritual, 'anna')).entries.map(({ id }) => id)).toEqual([kept.id]);
      expect((await notes.ofPatient(social, 'anna')).entries.map(({ id }) => id)).toEqual([ofSocial.kept.id]);
    });

    it('is found by no search, count, include, version or history of another discipline', async () => {
      const { readSearch } = house.house;
      const [mine] = (await notesOverRecord(house.house).ofPatient(spiritual, 'anna')).entries;
      if (mine === undefined) throw new Error('there is no note');
      const { id, outcome } = mine;
      const about = ['patient', 'Patient/anna'] as const;
      for (const caller of OTHERS.filter((each) => each !== social)) {
        const found = await session(caller).search(readSearch(['ClinicalImpression'], [about]));
        expect(found.matches.map((each) => each.id)).not.toContain(id);
        for (const pairs of [
          [['_id', id]],
          [['identifier', `urn:caecilia:client-request|${wish.clientId}`]],
          [['supporting-info', `ClinicalImpression/${outcome.id}`]],
          [about, ['_security', 'urn:caecilia:confidentiality|spiritual-care']],
        ] as const) {
          const counted = readSearch(['ClinicalImpression'], [...pairs, ['_total', 'accurate']]);
          expect(await session(caller).search(counted)).toMatchObject({ matches: [], total: 0 });
        }
        const behind = readSearch(
          ['ClinicalImpression'],
          [
            ['_id', outcome.id],
            ['_revinclude', 'ClinicalImpression:supporting-info'],
          ],
        );
        expect((await session(caller).search(behind)).includes).toEqual([]);
        expect(await session(caller).vread('ClinicalImpression', id, 1)).toBeUndefined();
        const ofType = await session(caller).history({ type: 'ClinicalImpression', count: 100 });
        expect(ofType.versions.map((each) => each.id)).not.toContain(id);
        await expect(
          session(caller)
            .history({ type: 'ClinicalImpression', id, count: 5 })
            .then(({ total }) => total)
            .catch(({ code }: Problem) => code),
        ).resolves.toSatisfy((answer) => answer === 0 || answer === 'not-found');
      }
    });

    it('is kept once however often its form is sent, and not with other words', async () => {
      const notes = notesOverRecord(house.house);
      expect(await notes.write(spiritual, wish)).toMatchObject({ again: true });
      await expect(notes.write(spiritual, { ...wish, note: 'Iets anders.' })).rejects.toMatchObject({
        code: 'duplicate',
      });
    });

    it('is corrected by who wrote it as a new version, and nothing of before is gone', async () => {
      const notes = notesOverRecord(house.house);
      const { kept } = await notes.write(spiritual, { ...wish, clientId: `${CLIENT}c` });
      house.setNow('2026-11-23T10:00:00Z');
      const place = { ...kept, patient: 'anna' };
      const better = {
        note: 'Angst om te stikken, sinds zondag.',
        sharedOutcome: 'Gesproken over angst; volgende week weer.',
      };
      expect(await notes.correct(spiritual, place, better)).toMatchObject({
        kind: 'changed',
        now: {
          value: {
            ...better,
            by: spiritual.id,
            at: '2026-11-23T09:00:00.000Z',
            correctedAt: '2026-11-23T10:00:00.000Z',
          },
        },
      });
      expect(await notes.correct(spiritual, place, { ...better, note: 'Te laat.' })).toMatchObject({
        kind: 'conflict',
        theirs: { value: better },
      });
      const { versions } = await session(spiritual).history({
        type: 'ClinicalImpression',
        id: kept.id,
        count: 5,
      });
      expect(versions.map((each) => resourceOf(each).note)).toEqual([
        [{ text: better.note }],
        [{ text: wish.note }],
      ]);
      const colleague = teamMember('spiritual-care-worker', 'colleague');
      const now = (await notes.ofPatient(colleague, 'anna')).entries.find(({ id }) => id === kept.id);
      if (now === undefined) throw new Error('a colleague of the discipline reads it');
      await forbidden(notes.correct(colleague, { ...now, patient: 'anna' }, better));
      for (const caller of OTHERS)
        await expect(
          notes.correct(caller, place, better).catch(({ code }: Problem) => code),
        ).resolves.toMatch(/forbidden|not-found/);
    });

    it('is marked as entered in error with its line, keeps both, and says why to the own discipline only', async () => {
      const notes = notesOverRecord(house.house);
      const { kept } = await notes.write(spiritual, { ...wish, clientId: `${CLIENT}d` });
      const place = { ...kept, patient: 'anna' };
      await expect(notes.retract(spiritual, place, ' ')).rejects.toMatchObject({ code: 'business-rule' });
      expect(await notes.retract(spiritual, place, 'Verkeerde patiënt.')).toMatchObject({
        kind: 'changed',
        now: { value: { inError: 'Verkeerde patiënt.' } },
      });
      const line = await session(consultNurse).read('ClinicalImpression', kept.outcome.id);
      expect(line?.content).toContain('entered-in-error');
      expect(line?.content).not.toContain('Verkeerde');
    });

    it('is refused to disciplines without notes of their own, and where the patient is not theirs', async () => {
      const notes = notesOverRecord(house.house);
      const next = { ...wish, clientId: `${CLIENT}e` };
      for (const caller of [consultNurse, doctor, anna, volunteer]) {
        await forbidden(notes.write(caller, next));
        await forbidden(notes.ofPatient(caller, 'anna'));
      }
      await forbidden(notes.write(spiritual, { ...next, patient: 'bram' }));
    });
  });

  it('is valid R4', async () => {
    expect(await house.invalid(['QuestionnaireResponse'])).toEqual([]);
    expect(await house.invalid(['Observation'])).toEqual([]);
    expect(await house.invalid(['ClinicalImpression'])).toEqual([]);
  });
});
