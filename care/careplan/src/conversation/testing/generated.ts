import fc from 'fast-check';
import type { PlanStandard } from '../../standard/standard.ts';
import type { AnswerNotes, ConversationNotes, LimitNotes, PersonNotes, PhoneNotes } from '../notes.ts';

/** Words as people type them: any letters, never only white space, nothing that a FHIR string may not hold. */
const saying: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 3, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'niet slapend aan een machine',
        'Onbekend',
        'niet besproken.',
        'Wil er niet over praten',
        '  met spaties ',
        'regel één\nregel twee',
        '“aanhalingstekens” & <tekens>',
        'هل تريد',
        '看護',
        '0',
        'yes',
      ),
    },
  )
  .filter((words) => words.trim() !== '' && isWellFormed(words));

/** Characters that FHIR allows in a string. */
function isWellFormed(words: string): boolean {
  return (
    !/\p{Cs}/u.test(words) &&
    [...words].every((letter) => {
      const code = letter.codePointAt(0) ?? 0;
      return code > 31 ? code < 0xfffe || code > 0xffff : code === 9 || code === 10;
    })
  );
}

/** `undefined` members are left out: absent is absent. */
function record<T extends object>(
  shape: {
    readonly [K in keyof T]: fc.Arbitrary<T[K] | undefined>;
  },
): fc.Arbitrary<T> {
  const arbitraries: Record<string, fc.Arbitrary<unknown>> = { ...shape };
  return fc
    .record(arbitraries)
    .map((made) => Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined)) as T);
}

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

const name = record<NonNullable<PersonNotes['name']>>({
  given: maybe(saying),
  prefix: maybe(saying),
  family: maybe(saying),
});
const fullName = record<NonNullable<PersonNotes['name']>>({
  given: saying,
  prefix: maybe(saying),
  family: saying,
});

const phone = record<PhoneNotes>({
  value: saying,
  kind: maybe(fc.constantFrom('landline', 'mobile', 'fax', 'pager')),
  use: maybe(fc.constantFrom('home', 'work', 'temp')),
  comment: maybe(saying),
});

function person(standard: PlanStandard, key: string): fc.Arbitrary<PersonNotes> {
  const { roles, relations } = standard.contactPerson;
  // The roles that the notes keep as flags, and the one that says nothing, are not among the others.
  const others = roles.map(({ code }) => code).filter((code) => !['24', '01', '09'].includes(code));
  return fc
    .tuple(
      record<PersonNotes>({
        key: fc.constant(key),
        name: maybe(fullName),
        representative: fc.boolean(),
        firstContact: fc.boolean(),
        present: fc.boolean(),
        roles: fc.uniqueArray(fc.constantFrom(...others), { maxLength: 2 }),
        otherRole: maybe(saying),
        phones: fc.array(phone, { maxLength: 2 }),
        emails: fc.array(
          record<PersonNotes['emails'][number]>({
            value: saying,
            use: maybe(fc.constantFrom('home', 'work')),
          }),
          { maxLength: 2 },
        ),
      }),
      fc.oneof(
        fc.constant({}),
        fc.constantFrom(...relations).map(({ code }) => ({ relation: code })),
        saying.map((otherRelation) => ({ otherRelation })),
      ),
    )
    .map(([made, relation]) => ({ ...made, ...relation }));
}

function limit(parties: readonly string[]): fc.Arbitrary<LimitNotes> {
  const agree = fc.subarray([...parties], { minLength: Math.min(2, parties.length) });
  const plain = record<LimitNotes>({
    state: fc.constantFrom('do', 'doNot', 'unknown', 'notDiscussed', 'declined'),
    because: maybe(saying),
    parties: agree,
  });
  const onlyIf = record<LimitNotes>({
    state: fc.constant('onlyIf'),
    condition: saying,
    because: maybe(saying),
    parties: agree,
  });
  return fc.oneof({ weight: 3, arbitrary: plain }, { weight: 1, arbitrary: onlyIf });
}

function coded(codes: readonly { readonly code: string }[]): fc.Arbitrary<AnswerNotes> {
  const known = codes.map(({ code }) => code).filter((code) => code !== 'UNK');
  return fc.oneof(
    record<Extract<AnswerNotes, { state: 'known' }>>({
      state: fc.constant('known'),
      code: fc.constantFrom(...known),
      note: maybe(saying),
    }),
    record<Exclude<AnswerNotes, { state: 'known' }>>({
      state: fc.constantFrom('unknown', 'declined'),
      note: maybe(saying),
    }),
  );
}

const spoken: fc.Arbitrary<AnswerNotes> = fc.oneof(
  saying.map((words): AnswerNotes => ({ state: 'known', words })),
  fc.constantFrom<AnswerNotes>({ state: 'unknown' }, { state: 'declined' }),
);

const moment = fc
  .date({ min: new Date('2019-01-01'), max: new Date('2026-11-22'), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 19)}Z`);

const yesNoUnknown = fc.constantFrom('yes', 'no', 'unknown');

/** Conversations of every kind: silent and full, alone and with a family, in any letters. */
export function conversations(standard: PlanStandard): fc.Arbitrary<ConversationNotes> {
  const { observations, medicalPolicyGoal, icd } = standard;
  const people = fc.tuple(
    maybe(person(standard, 'a')),
    maybe(person(standard, 'b')),
    maybe(person(standard, 'c')),
  );
  return people.chain((given) => {
    const persons = given.filter((each) => each !== undefined);
    const parties = ['patient', 'professional', ...persons.map(({ key }) => key)];
    const limits = record<Record<string, LimitNotes>>(
      Object.fromEntries(standard.treatments.map(({ key }) => [key, maybe(limit(parties))])),
    );
    return record<ConversationNotes>({
      on: moment,
      at: fc.constantFrom('home', 'hospital', 'clinic'),
      patient: record<ConversationNotes['patient']>({ name: fullName, birthDate: fc.constant('1948-02-14') }),
      professional: record<ConversationNotes['professional']>({
        name,
        function: maybe(fc.constantFrom('01.000', '01.015', '30.000', '99.000')),
      }),
      patientPresent: fc.boolean(),
      persons: fc.constant(persons),
      understanding: maybe(saying),
      capacity: maybe(
        record<NonNullable<ConversationNotes['capacity']>>({ capable: fc.boolean(), comment: maybe(saying) }),
      ),
      wishes: maybe(spoken),
      purpose: maybe(spoken),
      goal: maybe(coded(medicalPolicyGoal.values)),
      limits,
      otherLimits: fc.array(
        fc.tuple(limit(parties), saying).map(([each, treatment]) => ({ ...each, treatment })),
        { maxLength: 2 },
      ),
      icd: maybe(
        fc.oneof(
          record<NonNullable<ConversationNotes['icd']>>({
            present: fc.constant('yes'),
            type: fc.constantFrom(...icd.types.map(({ code }) => code)),
            comment: maybe(saying),
          }),
          fc.constantFrom<NonNullable<ConversationNotes['icd']>>({ present: 'no' }, { present: 'unknown' }),
        ),
      ),
      place: maybe(coded(observations.preferredPlaceOfDeath.values)),
      euthanasia: maybe(coded(observations.positionRegardingEuthanasia.values)),
      donor: maybe(coded(observations.organDonationChoiceRegistration.values)),
      earlier: maybe(
        record<NonNullable<ConversationNotes['earlier']>>({
          recorded: yesNoUnknown,
          comment: maybe(saying),
          differ: maybe(yesNoUnknown),
        }),
      ),
      informRelatives: maybe(fc.boolean()),
      share: maybe(fc.constantFrom('yes', 'unknown')),
    });
  });
}
