import type { PlanDraft } from '@caecilia/careplan';
import type { Random } from '../random.ts';

type Name = PlanDraft['patient']['name'];
type Gender = 'female' | 'male';

/** Beginnings that say that a name is made up; no such families are known. */
const MADE_UP = [
  'Droom',
  'Nep',
  'Schijn',
  'Proef',
  'Fictie',
  'Verzin',
  'Bedenk',
  'Sprookjes',
  'Mythe',
  'Waan',
  'Fabel',
  'Toneel',
];
const ENDINGS = [
  'stra',
  'meijer',
  'huis',
  'dijk',
  'veld',
  'man',
  'berg',
  'sma',
  'ink',
  'broek',
  'horst',
  'laar',
];
const PREFIXES = [undefined, undefined, undefined, 'van', 'de', 'van der', 'ter'];

/** Families from elsewhere, made up as visibly. */
const ELSEWHERE: readonly {
  readonly families: readonly string[];
  readonly female: readonly string[];
  readonly male: readonly string[];
}[] = [
  { families: ['Fictioğlu', 'Hayalcı-Örnek'], female: ['Ayşe', 'Emine'], male: ['Mehmet', 'Hasan'] },
  { families: ['El Verzinni', 'Benfictie'], female: ['Fatima', 'Khadija'], male: ['Ahmed', 'Driss'] },
  { families: ['Inventado-Prueba', 'de la Fábula'], female: ['Rosa', 'Carmen'], male: ['Luis', 'Jorge'] },
  { families: ['Phantasiewicz', 'Zmyślona'], female: ['Zofia', 'Halina'], male: ['Stanisław', 'Marek'] },
  { families: ['Sampleton', 'Makebelieve'], female: ['Margaret', 'Joan'], male: ['Arthur', 'George'] },
  { families: ['Verzonsing', 'Fantasiepersad'], female: ['Soeshila', 'Radha'], male: ['Ramesh', 'Ravi'] },
  { families: ['Nguyễn Ví-Dụ', 'Tưởng Tượng'], female: ['Lan', 'Mai'], male: ['Minh', 'Tuấn'] },
];

const FEMALE = [
  'Aafke',
  'Berta',
  'Corrie',
  'Dina',
  'Elsje',
  'Froukje',
  'Geertje',
  'Hanneke',
  'Ineke',
  'Jannie',
  'Kea',
  'Lijsbeth',
  'Marijke',
  'Nel',
  'Olga',
  'Petronella',
  'Riet',
  'Stien',
  'Truus',
  'Willy',
];
const MALE = [
  'Adriaan',
  'Barend',
  'Chris',
  'Douwe',
  'Evert',
  'Frits',
  'Gerben',
  'Henk',
  'IJsbrand',
  'Jaap',
  'Klaas',
  'Louis',
  'Marinus',
  'Nico',
  'Otto',
  'Piet',
  'Roelof',
  'Sjoerd',
  'Theo',
  'Wouter',
];

/** How somebody is called. Whose family name comes from elsewhere is `elsewhere`. */
export interface Called {
  readonly name: Name;
  readonly elsewhere: boolean;
  readonly speaksEnglish: boolean;
}

/** A name for the n-th patient: no two of the first hundred share a family name. */
export function nameOf(n: number, gender: Gender, random: Random): Called {
  if (n % 8 === 5) {
    const group = ELSEWHERE[Math.floor(n / 8) % ELSEWHERE.length] ?? random.one(ELSEWHERE);
    const family = group.families[Math.floor(n / 56) % group.families.length] ?? random.one(group.families);
    return {
      name: { given: random.one(group[gender]), family },
      elsewhere: true,
      speaksEnglish: group.families.includes('Sampleton'),
    };
  }
  // 143 pairs: both lists are walked in step, so a pair comes again only after all others.
  const family = `${MADE_UP[n % MADE_UP.length] ?? ''}${ENDINGS[(n + Math.floor(n / MADE_UP.length)) % ENDINGS.length] ?? ''}`;
  const prefix = random.one(PREFIXES);
  const name: Name = {
    given: random.one(gender === 'female' ? FEMALE : MALE),
    ...(prefix === undefined ? {} : { prefix }),
    family,
  };
  return { name, elsewhere: false, speaksEnglish: false };
}

/** Somebody close, of the same family. */
export function relativeOf({ name, elsewhere }: Called, gender: Gender, random: Random): Name {
  const { prefix, family } = name;
  const group = ELSEWHERE.find(({ families }) => families.includes(family));
  const given = random.one(elsewhere && group ? group[gender] : gender === 'female' ? FEMALE : MALE);
  return { given, ...(prefix === undefined ? {} : { prefix }), family };
}
