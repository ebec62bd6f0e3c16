import { describe, expect, it } from 'vitest';
import { elementOf, elementsOf } from '../reading/element.ts';
import { PATIENT_ID } from '../testing/record.ts';
import { carriedStandards } from '../testing/standards.ts';
import { readResources } from './readResources.ts';
import { limit } from './testing/notes.ts';
import { ofType, personNamed, planRead, saidIn } from './testing/said.ts';

// Each test is a row of docs/care-plan-traps.md: where the standard leads astray whoever follows it to the letter.
const [rc2, beta3] = carriedStandards();
if (!rc2 || !beta3) throw new Error('the project carries two versions of the standard');
const SCT = 'http://snomed.info/sct';
describe.each([
  ['rc2', rc2],
  ['beta3', beta3],
] as const)('a trap in who and with whom in %s', (version, standard) => {
  const { written, only } = saidIn(standard);

  it('curator and mentor, brother and sister share a box on paper and are codes of their own', () => {
    const pairs = { curator: ['03', 'BRO'], mentor: ['15', 'SIS'] } as const;
    const persons = Object.entries(pairs).map(([key, [role, relation]]) =>
      personNamed(key, { roles: [role], relation }),
    );
    const codes = ofType(written({ persons }), 'RelatedPerson').map(({ relationship }) =>
      elementsOf(relationship).flatMap(({ coding }) => elementsOf(coding).map(({ code }) => code)),
    );
    expect(codes).toEqual(Object.values(pairs));
  });

  it('an e-mail address keeps the use that was said: home stays home', () => {
    const emails = [{ value: 'broer@example.org', use: 'home' }] as const;
    const { telecom } = only({ persons: [personNamed('a', { emails })] }, 'RelatedPerson');
    expect(telecom).toEqual([{ system: 'email', value: 'broer@example.org', use: 'home' }]);
    const { telecom: unsaid } = only(
      { persons: [personNamed('a', { emails: [{ value: 'broer@example.org' }] })] },
      'RelatedPerson',
    );
    expect(unsaid).toEqual([{ system: 'email', value: 'broer@example.org' }]);
  });

  it('role 24 is also of whoever will represent a patient who still decides', () => {
    const related = only(
      { capacity: { capable: true }, persons: [personNamed('a', { representative: true })] },
      'RelatedPerson',
    );
    expect(JSON.stringify(related.relationship)).toContain('"24"');
  });

  it('a contact person without a role has one in beta3, which wants one, and none in rc2', () => {
    const { relationship } = only({ persons: [personNamed('a', { relation: 'BRO' })] }, 'RelatedPerson');
    expect(elementsOf(relationship)).toHaveLength(version === 'rc2' ? 1 : 2);
  });

  it('capacity that nobody recorded is not written, and never read as capable', () => {
    const said = { limits: { cpr: limit('do') } };
    expect(only(said, 'Patient').extension).toBeUndefined();
    expect(planRead(written(said)).patient.legalCapacity.capable).toBeUndefined();
  });

  it('who agrees is the PractitionerRole: somebody without one is named in an unknown role, never pointed at as a person', () => {
    const limits = { cpr: limit('doNot') };
    const actorsBy = (reference: string) => {
      const professional = { name: { given: 'Frits', family: 'Fictief' }, reference };
      const { provision } = only({ limits, professional }, 'Consent');
      return elementsOf(elementOf(provision)?.actor).map((actor) => elementOf(actor.reference));
    };
    expect(actorsBy('PractitionerRole/frits')[1]).toEqual({ reference: 'PractitionerRole/frits' });
    expect(actorsBy('Practitioner/frits')[1]).toEqual({
      type: 'PractitionerRole',
      display: 'Frits Fictief',
    });
    const professional = { name: { given: 'Frits', family: 'Fictief' }, reference: 'Practitioner/frits' };
    const resources = written({ limits, professional });
    const [row] = planRead(resources).limits;
    expect(row?.current[0]?.parties).toMatchObject([
      { kind: 'patient' },
      { kind: 'professional', name: 'Frits Fictief' },
    ]);
    const frits = {
      resourceType: 'Practitioner',
      id: 'frits',
      name: [{ family: 'Fictief', given: ['Frits'] }],
    };
    const { participants } = planRead([...resources, frits]).conversations[0] ?? {};
    expect(participants?.map(({ name }) => name).filter((name) => name?.includes('Fictief'))).toHaveLength(1);
    expect(readResources(resources, standard, PATIENT_ID).limits.cpr?.parties).toEqual([
      'patient',
      'professional',
    ]);
  });

  it('informing the relatives is told to the patient, who is recipient in beta3 and sender in rc2', () => {
    const [told] = written({ informRelatives: true }).filter(({ resourceType }) =>
      resourceType.startsWith('Communication'),
    );
    const subject = { reference: `Patient/${PATIENT_ID}` };
    const reasonCode = [{ coding: [{ system: SCT, code: '713603004' }] }];
    const topic = { coding: [{ system: SCT, code: '223449006' }] };
    expect(told).toMatchObject(
      version === 'rc2'
        ? {
            resourceType: 'CommunicationRequest',
            category: [topic],
            reasonCode,
            sender: subject,
            requester: { reference: 'PractitionerRole/test' },
            authoredOn: '2026-11-20T14:00:00+01:00',
          }
        : {
            resourceType: 'Communication',
            topic,
            reasonCode,
            recipient: [subject],
            sender: { reference: 'PractitionerRole/test' },
          },
    );
    expect(
      written({ informRelatives: false }).some(({ resourceType }) =>
        resourceType.startsWith('Communication'),
      ),
    ).toBe(false);
  });

  it('a Goal has its category and the donor register its method in rc2, where the queries and the profile ask for them', () => {
    const said = {
      goal: { state: 'known', code: '385987000' },
      donor: { state: 'known', code: '373066001' },
    } as const;
    const category = [{ coding: [{ system: SCT, code: '713603004' }] }];
    const method = { coding: [{ system: SCT, code: '1156040003' }] };
    expect(only(said, 'Goal').category).toEqual(version === 'rc2' ? category : undefined);
    expect(only(said, 'Observation').method).toEqual(version === 'rc2' ? method : undefined);
  });

  it('conversation and procedure name each other, and a patient who was not there is not among who took part', () => {
    const resources = written({ patientPresent: false, persons: [personNamed('a', {})] });
    const [procedure] = ofType(resources, 'Procedure');
    const [encounter] = ofType(resources, 'Encounter');
    expect(procedure?.encounter).toEqual({ reference: `Encounter/${String(encounter?.id)}` });
    expect(encounter?.reasonReference).toEqual([{ reference: `Procedure/${String(procedure?.id)}` }]);
    expect(JSON.stringify(procedure?.performer)).not.toContain(`Patient/${PATIENT_ID}`);
    expect(planRead(resources).conversations[0]?.participants.map(({ kind }) => kind)).not.toContain(
      'patient',
    );
  });
});
