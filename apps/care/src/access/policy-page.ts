import type {
  AccessInteraction,
  ConfidentialityLabel,
  Ground,
  PolicyRow,
  PolicyTable,
} from '@caecilia/kernel';
import {
  CARE_RELATIONS,
  CLINICAL,
  DEFINITIONS,
  DIRECTORY,
  FOLLOW,
  KEEP,
  LOOK,
  MEDICATION,
  MESSAGES,
  PERSON,
  PLANNING,
  ROTA,
  VIEW,
  WISHES,
  WRITE,
} from './policy-types.ts';

/** The policy table as a page for people: `docs/access-policy.md`. A test keeps the two equal. */
export function policyPage(policy: PolicyTable): string {
  return `${[INTRODUCTION, versionOf(policy), GROUNDS_TITLE, grounds(), TYPES_TITLE, groups(), ROLES_TITLE].join('\n\n')}

${policy.roles.map(({ code, name, kind, ...role }) => roleSection({ code, title: `${name.en} (${name.nl})`, kind, ...role }, policy)).join('\n\n')}
`;
}

const INTRODUCTION = `# Who may see what

This page is made from the policy table, \`apps/care/src/access/policy.ts\`; a test keeps them equal (write it again with \`node tools/access-matrix/write-page.ts\`). What is not here is refused. How the table is enforced is told in [ADR 0014](adr/0014-access-as-live-relations.md).

- A record opens through a **relation that holds at the moment of asking**. When it ends, so does the access, with the next request.
- A token narrows this further: it allows what the policy, its scopes and its launch patient all allow.
- **Confidential notes** are seen, counted and included only by the discipline named beside them.
- After death the relations of the patient, the representative and the carer end. Staff go on.
- Somebody's own words about who may see them count in one kind of Consent only, the permission to share. Treatment directives and advance directives open nothing.`;

const versionOf = ({ version }: PolicyTable) => `Version of the table: ${version}.`;

const GROUNDS_TITLE = '## Relations, and what they come from';

const GROUNDS: Readonly<Record<Ground, string>> = {
  shared: 'belongs to no patient',
  everyone: 'any patient',
  self: 'the patient themself, while they live',
  treatingTeam:
    'member of a CareTeam in force, or of an organisation that is; an EpisodeOfCare without a type',
  consultation:
    'performer of an active request for consultation that is no proposal, or an EpisodeOfCare of that type',
  generalPractitioner: '`Patient.generalPractitioner`',
  homeCare: 'a CareTeam of home care, or an EpisodeOfCare of that type',
  hospiceStay: 'the hospice of a current stay (EpisodeOfCare, Encounter)',
  representative: 'a RelatedPerson who represents the patient by law or in writing, while the patient lives',
  carer: 'a RelatedPerson whom the patient gave a mandate (Consent to share), while the patient lives',
  researchConsent: 'a Consent to research that names the organisation',
  permission: 'a Consent to share that names the organisation or its kind, and no objection',
  emergency:
    'break-glass: the own organisation, or one it is a part of, holds the record, with a reason, one patient, at most 24 hours',
};

function grounds(): string {
  const rows = Object.entries(GROUNDS).map(([ground, words]) => `| ${ground} | ${words} |`);
  return ['| Relation | Comes from |', '|---|---|', ...rows].join('\n');
}

const TYPES_TITLE = '## Groups of types';

const GROUPS: readonly (readonly [string, readonly string[]])[] = [
  ['the directory', DIRECTORY],
  ['the rota', ROTA],
  ['definitions', DEFINITIONS],
  ['the person', PERSON],
  ['care relations', CARE_RELATIONS],
  ['wishes and goals', WISHES],
  ['clinical records', CLINICAL],
  ['medication', MEDICATION],
  ['planning', PLANNING],
  ['messages and forms', MESSAGES],
];

function groups(): string {
  const rows = GROUPS.map(([name, types]) => `| ${name} | ${types.join(', ')} |`);
  return ['| Group | Types |', '|---|---|', ...rows].join('\n');
}

const ROLES_TITLE = `## Roles

To *look* is to read, search, count, and get it included with something else; to *view* is that with versions and whole records too. To *follow histories* is to see the changes of a type or of everything. To change something one must be able to see it.`;

interface RoleTitle {
  readonly code: string;
  readonly title: string;
  readonly kind: string;
  readonly marks?: true;
  readonly emergency?: true;
}

function roleSection({ code, title, kind, marks, emergency }: RoleTitle, { rows }: PolicyTable): string {
  const own = rows.filter(({ roles }) => roles.includes(code));
  const facts = [
    `\`${code}\`, ${kind}`,
    ...(marks ? ['may set security labels and tags'] : []),
    ...(emergency ? ['may break the glass'] : []),
  ];
  const table =
    own.length === 0
      ? 'Nothing.'
      : ['| What | May | Through | Only |', '|---|---|---|---|', ...own.map(rowLine)].join('\n');
  return `### ${title}\n\n${facts.join('; ')}.\n\n${table}`;
}

function rowLine(row: PolicyRow): string {
  const only = [
    ...(row.needsPermission ? ['with the patient’s permission to share'] : []),
    ...(row.where === undefined
      ? []
      : [`where ${row.where.replaceAll(/[^=,&|]+\|/g, '').replaceAll('&', ' and ')}`]),
    ...(row.labels === undefined ? [] : row.labels.map(labelWords)),
  ];
  return `| ${typesIn(row.types)} | ${interactionsIn(row.may)} | ${row.through.join(', ')} | ${only.join('; ')} |`;
}

function labelWords(label: ConfidentialityLabel): string {
  return label === 'unreleased'
    ? 'what the patient was not told yet as well'
    : `confidential notes of ${label} as well`;
}

function typesIn(types: readonly string[]): string {
  const whole = GROUPS.filter(([, group]) => group.every((type) => types.includes(type)));
  const grouped = new Set(whole.flatMap(([, group]) => group));
  return [...whole.map(([name]) => name), ...types.filter((type) => !grouped.has(type))].join(', ');
}

const SETS: readonly (readonly [string, readonly AccessInteraction[]])[] = [
  ['everything, deleting too', KEEP],
  ['view', VIEW],
  ['look', LOOK],
  ['follow histories', FOLLOW],
  ['create and change', WRITE],
];

function interactionsIn(may: readonly AccessInteraction[]): string {
  const names: string[] = [];
  let left = [...may];
  for (const [name, set] of SETS) {
    if (!set.every((each) => left.includes(each))) continue;
    names.push(name);
    left = left.filter((each) => !set.includes(each));
  }
  return [...names, ...left].join(', ');
}
