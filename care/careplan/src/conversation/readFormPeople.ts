import type { PlanStandard } from '../standard/standard.ts';
import { answersTo, answerTo, boxesOf, type FormAnswers } from './formAnswers.ts';
import type { MappingNote } from './mapping.ts';
import type { NameNotes, PersonNotes, PhoneKind, PhoneUse } from './notes.ts';

/** Somebody who is told of by two questions of the form: who represents, who is called first. */
type Who = 'representative' | 'firstContact';

/** The name in a group of the form. */
export function readName(answers: FormAnswers, who: string): NameNotes | undefined {
  const [given, prefix, family] = ['given', 'prefix', 'family'].map((part) =>
    answerTo(answers, `${who}.${part}`),
  );
  if (given === undefined && prefix === undefined && family === undefined) return undefined;
  return {
    ...(given === undefined ? {} : { given }),
    ...(prefix === undefined ? {} : { prefix }),
    ...(family === undefined ? {} : { family }),
  };
}

const oneOf = <T extends string>(value: string | undefined, ...allowed: readonly T[]): T | undefined =>
  allowed.find((each) => each === value);

function readPhones(answers: FormAnswers, who: Who): PersonNotes['phones'] {
  return (answers.groups.get(`${who}.phone`) ?? []).map((group) => {
    const part = (name: string) => answerTo(group, `${who}.phone.${name}`);
    const [value, comment] = [part('value'), part('comment')];
    const kind = oneOf<PhoneKind>(part('kind'), 'landline', 'mobile', 'fax', 'pager');
    const use = oneOf<PhoneUse>(part('use'), 'home', 'work', 'temp');
    return {
      ...(value === undefined ? {} : { value }),
      ...(kind === undefined ? {} : { kind }),
      ...(use === undefined ? {} : { use }),
      ...(comment === undefined ? {} : { comment }),
    };
  });
}

function readEmails(answers: FormAnswers, who: Who): PersonNotes['emails'] {
  return (answers.groups.get(`${who}.email`) ?? []).map((group) => {
    const value = answerTo(group, `${who}.email.value`);
    const use = oneOf(answerTo(group, `${who}.email.use`), 'home', 'work');
    return { ...(value === undefined ? {} : { value }), ...(use === undefined ? {} : { use }) };
  });
}

/** A relation as the form lists it; `other` is one in words. */
function readRelation(
  relation: string | undefined,
  words: string | undefined,
): Pick<PersonNotes, 'relation' | 'otherRelation'> {
  if (relation === undefined) return {};
  return relation === 'other' ? { otherRelation: words ?? '' } : { relation };
}

function readPerson(answers: FormAnswers, who: Who): PersonNotes | undefined {
  const name = readName(answers, who);
  const roles = answersTo(answers, `${who}.roles`);
  const relation = answerTo(answers, `${who}.relation`);
  const [phones, emails] = [readPhones(answers, who), readEmails(answers, who)];
  const told = roles.length + phones.length + emails.length > 0 || relation !== undefined;
  // That somebody is called first, or somebody else, tells of them also without a name.
  const also = answerTo(answers, 'representative.isFirstContact');
  const somebody = also === (who === 'firstContact' ? 'no' : 'yes');
  if (!name && !told && !somebody) return undefined;
  return {
    key: who,
    ...(name ? { name } : {}),
    representative: who === 'representative',
    firstContact: who === 'firstContact',
    present: false,
    roles: roles.filter((role) => !['representative', 'firstContact', 'other'].includes(role)),
    ...(roles.includes('other') ? { otherRole: answerTo(answers, `${who}.otherRole`) ?? '' } : {}),
    ...readRelation(relation, answerTo(answers, `${who}.otherRelation`)),
    phones,
    emails,
  };
}

/**
 * The persons of a form. It names who represents and who is called first; of who was there it has roles and relations
 * only. Somebody named is taken to be there when the form ticks their relation and all their roles; every other tick
 * is a person without a name, because a brother who was there need not be the brother who represents.
 */
export function readPersons(
  answers: FormAnswers,
  standard: PlanStandard,
  note: (note: MappingNote) => void,
): readonly PersonNotes[] {
  const representative = readPerson(answers, 'representative');
  const first = readPerson(answers, 'firstContact');
  const alsoFirst = answerTo(answers, 'representative.isFirstContact') === 'yes';
  const ticked = answersTo(answers, 'representative.roles');
  if (ticked.includes('firstContact') && !alsoFirst)
    note({ means: 'representative.isFirstContact', note: 'firstContactByRole' });
  const named = [
    ...(representative
      ? [{ ...representative, firstContact: alsoFirst || ticked.includes('firstContact') }]
      : []),
    ...(first ? [first] : []),
  ];
  return [...presentAmong(named, answers, standard), ...strangers(named, answers, standard)];
}

interface Ticked {
  readonly roles: readonly string[];
  readonly relations: readonly string[];
}

function tickedPresent(answers: FormAnswers): Ticked {
  return {
    roles: [...new Set(answersTo(answers, 'present.roles'))],
    relations: [...new Set(answersTo(answers, 'present.relations'))],
  };
}

/** Whether the ticks for who was there cover all that the form could have ticked for this person. */
function isCovered(person: PersonNotes, { roles, relations }: Ticked, standard: PlanStandard): boolean {
  const shown = presentRoles(person, standard);
  const relation = presentRelation(person, standard);
  if (shown.length === 0 && relation === undefined) return false;
  // A role or relation in words is one box for several people: it covers nobody by itself.
  if (shown.includes('other') || relation === 'other') return false;
  return (
    shown.every((role) => roles.includes(role)) && (relation === undefined || relations.includes(relation))
  );
}

function presentAmong(named: readonly PersonNotes[], answers: FormAnswers, standard: PlanStandard) {
  const ticked = tickedPresent(answers);
  return named.map((person) => (isCovered(person, ticked, standard) ? { ...person, present: true } : person));
}

function strangers(named: readonly PersonNotes[], answers: FormAnswers, standard: PlanStandard) {
  const ticked = tickedPresent(answers);
  const covered = named.filter((person) => isCovered(person, ticked, standard));
  const roles = new Set(covered.flatMap((person) => presentRoles(person, standard)));
  const relations = new Set(covered.flatMap((person) => presentRelation(person, standard) ?? []));
  const nobody = { representative: false, firstContact: false, present: true, phones: [], emails: [] };
  const byRole = ticked.roles
    .filter((role) => !roles.has(role))
    .map((role): PersonNotes => {
      const other = role === 'other';
      return {
        key: `present-role-${role}`,
        ...nobody,
        roles: other ? [] : [role],
        ...(other ? { otherRole: answerTo(answers, 'present.otherRole') ?? '' } : {}),
      };
    });
  const byRelation = ticked.relations
    .filter((relation) => !relations.has(relation))
    .map(
      (relation): PersonNotes => ({
        key: `present-relation-${relation}`,
        ...nobody,
        roles: [],
        ...readRelation(relation, answerTo(answers, 'present.otherRelation')),
      }),
    );
  return [...byRole, ...byRelation];
}

/** The boxes for roles that the form has for somebody who was there. */
export function presentRoles(person: PersonNotes, { form }: PlanStandard): readonly string[] {
  const boxes = boxesOf(form, 'present.roles');
  return [
    ...person.roles.filter((role) => boxes.includes(role)),
    ...(person.otherRole === undefined ? [] : ['other']),
  ];
}

/** The box for the relation of somebody who was there. */
export function presentRelation(person: PersonNotes, { form }: PlanStandard): string | undefined {
  if (person.otherRelation !== undefined) return 'other';
  return person.relation !== undefined && boxesOf(form, 'present.relations').includes(person.relation)
    ? person.relation
    : undefined;
}
