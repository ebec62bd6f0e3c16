import { elementsOf, type FhirResource } from '@caecilia/fhir';
import type { AccountFacts, SignIn, StoredAccount } from '@caecilia/identity';
import { type Caller, callerOf, type PlaceLink, Problem, type StoredVersion } from '@caecilia/kernel';
import type { InvitationHindrance, InvitationLetter, Invitee, RecordInvitations } from '@caecilia/privacy';
import type { Store } from '@caecilia/store';
import { POLICY } from '../access/policy.ts';
import type { ReadSearch } from '../read-search.ts';
import { contentOf, type Names, nameIn } from './names.ts';

/** What invitations stand on. */
export interface InvitationParts {
  readonly store: Store;
  readonly readSearch: ReadSearch;
  readonly signIn: Pick<SignIn, 'accounts' | 'administration'>;
  readonly names: Names;
  readonly now: () => Date;
}

/** Whoever keeps the people around a patient in the record: who treats, and the office of the team. */
const KEEPS = { type: 'RelatedPerson', interaction: 'update' } as const;
const INVITING_ROLES = new Set(
  POLICY.rows
    .filter(({ types, may }) => types.includes(KEEPS.type) && may.includes(KEEPS.interaction))
    .flatMap(({ roles }) => roles),
);
const WHOLE_DATE = /^\d{4}-\d\d-\d\d$/;

/** Whether this role ever invites patients and who is close to them. */
export function invites({ role }: Pick<Caller, 'role'>): boolean {
  return INVITING_ROLES.has(role);
}

/** Whether this caller may invite for this patient now: by role, and through a relation that holds. */
export async function mayInvite(store: Store, caller: Caller, patientId: string): Promise<boolean> {
  return invites(caller) && (await store.stillAllowed(caller, patientId, KEEPS));
}

/** The way to the invitations of a patient, for who may invite. */
export function invitationLinks(store: Store) {
  return async (caller: Caller, patientId: string): Promise<readonly PlaceLink[]> =>
    (await mayInvite(store, caller, patientId))
      ? [{ href: `/care/patients/${patientId}/invitations`, label: LABEL }]
      : [];
}

const LABEL = {
  nl: 'Patiënt of naaste uitnodigen voor het eigen dossier',
  en: 'Invite the patient or a carer to their own record',
};

/** Letters for patients and carers, over the accounts of the identity unit and the relations of the record. */
export class KeptInvitations implements RecordInvitations {
  readonly #parts: InvitationParts;

  constructor(parts: InvitationParts) {
    this.#parts = parts;
  }

  async mayInvite(caller: Caller, patientId: string): Promise<boolean> {
    return await mayInvite(this.#parts.store, caller, patientId);
  }

  async list(caller: Caller, patientId: string): Promise<readonly Invitee[]> {
    if (!(await this.mayInvite(caller, patientId))) throw nobody();
    const session = this.#parts.store.session(caller);
    const patient = await session.read('Patient', patientId);
    if (patient === undefined || patient.deleted) throw nobody();
    const query = this.#parts.readSearch(
      ['RelatedPerson'],
      [
        ['patient', `Patient/${patientId}`],
        ['_count', '200'],
      ],
    );
    const close = (await session.search(query)).matches.filter(
      (version) => contentOf(version).active !== false,
    );
    return await Promise.all(
      [patient, ...close].map((version) => this.#invitee(patientId, version, patient === version)),
    );
  }

  async invite(
    caller: Caller,
    patientId: string,
    { person, birthDate: typed }: { readonly person: string; readonly birthDate?: string },
  ): Promise<InvitationLetter> {
    const invitee = await this.#find(caller, patientId, person);
    if (invitee.hindrance !== undefined)
      throw new Problem('business-rule', 'This person cannot be invited now; the page says why.');
    const birthDate = invitee.birthDate ?? typed;
    if (birthDate === undefined || !WHOLE_DATE.test(birthDate))
      throw new Problem('required', 'The letter asks for a birth date, so one has to be known.');
    const again = invitee.state === 'in-use';
    await this.#line(caller, patientId, person, again ? 'sign-in made again' : 'invited to sign in');
    const { code, expiresAt } = await this.#issue(caller, invitee, birthDate);
    const organization = (await this.#parts.names.organizations([caller.organization])).get(
      caller.organization ?? '',
    );
    return {
      code,
      until: new Date(expiresAt).toISOString(),
      name: invitee.name,
      ...(organization === undefined ? {} : { organization }),
    };
  }

  async withdraw(caller: Caller, patientId: string, person: string): Promise<void> {
    await this.#find(caller, patientId, person);
    const account = await this.#parts.signIn.accounts.findByFhirUser(person);
    if (account === undefined) throw nobody();
    await this.#line(caller, patientId, person, 'invitation withdrawn');
    await this.#parts.signIn.administration.withdraw(caller, account.accountId);
  }

  async #issue(caller: Caller, { reference, kind, name, state }: Invitee, birthDate: string) {
    const { accounts, administration } = this.#parts.signIn;
    const account = await accounts.findByFhirUser(reference);
    if (account === undefined) {
      const roles = [{ role: kind }];
      const made = await administration.create(caller, { kind, name, fhirUser: reference, roles }, birthDate);
      return made.invitation;
    }
    return state === 'in-use'
      ? await administration.resetFactors(caller, account.accountId, birthDate)
      : await administration.invite(caller, account.accountId, birthDate);
  }

  async #find(caller: Caller, patientId: string, person: string): Promise<Invitee> {
    const found = (await this.list(caller, patientId)).find(({ reference }) => reference === person);
    if (found === undefined) throw nobody();
    return found;
  }

  async #invitee(patientId: string, version: StoredVersion, isPatient: boolean): Promise<Invitee> {
    const { accounts, administration } = this.#parts.signIn;
    const content = contentOf(version);
    const kind = isPatient ? 'patient' : 'carer';
    const reference = `${isPatient ? 'Patient' : 'RelatedPerson'}/${version.id}`;
    const account = await accounts.findByFhirUser(reference);
    const facts = account && (await administration.facts(account.accountId)).get(account.accountId);
    const name = nameIn(version) ?? version.id;
    const relation = isPatient ? undefined : relationIn(content);
    const birthDate = WHOLE_DATE.exec(String(content.birthDate ?? ''))?.[0];
    const opens = await this.#opens(patientId, { kind, name, fhirUser: reference });
    const hindrance = hindranceOf({ kind, account, birthDate, opens });
    const until = facts?.invitedUntil;
    return {
      reference,
      kind,
      name,
      state: stateOf(facts, this.#parts.now().getTime()),
      ...(relation === undefined ? {} : { relation }),
      ...(birthDate === undefined ? {} : { birthDate }),
      ...(hindrance === undefined ? {} : { hindrance }),
      ...(until === undefined || facts?.inUse ? {} : { until: new Date(until).toISOString() }),
    };
  }

  /** Whether the record would open to them: asked of the rule itself, so that no letter promises what does not hold. */
  async #opens(
    patientId: string,
    person: { readonly kind: 'patient' | 'carer'; readonly name: string; readonly fhirUser: string },
  ): Promise<boolean> {
    const asThem = callerOf(
      {
        ...person,
        accountId: person.fhirUser,
        role: person.kind,
        secondFactor: true,
        clientId: 'invitation',
        scopes: ['user/*.rs'],
      },
      POLICY,
      {},
    );
    return await this.#parts.store.stillAllowed(asThem, patientId, { type: 'Patient', interaction: 'read' });
  }

  /** With the patient, who sees it among who looked; the identity unit writes its own line with the account. */
  async #line(caller: Caller, patient: string, person: string, detail: string): Promise<void> {
    const [type = '', id = ''] = person.split('/');
    await this.#parts.store.log.write({
      event: 'rights-change',
      action: 'U',
      outcome: 0,
      caller,
      patient,
      object: { type, id },
      detail,
    });
  }
}

function stateOf(facts: AccountFacts | undefined, atMs: number): Invitee['state'] {
  if (facts?.inUse) return 'in-use';
  if (facts?.invitedUntil === undefined) return 'none';
  return facts.invitedUntil > atMs ? 'invited' : 'expired';
}

function hindranceOf(about: {
  readonly kind: Invitee['kind'];
  readonly account: StoredAccount | undefined;
  readonly birthDate: string | undefined;
  readonly opens: boolean;
}): InvitationHindrance | undefined {
  const { kind, account, birthDate, opens } = about;
  if (account?.demo) return 'demo';
  if (account?.active === false) return 'closed';
  if (!opens) return kind === 'patient' ? 'ended' : 'no-mandate';
  return kind === 'patient' && birthDate === undefined ? 'no-birth-date' : undefined;
}

/** Who somebody is to the patient; codes of HL7 say it, with words. */
function relationIn({ relationship }: Partial<FhirResource>): string | undefined {
  const codings = elementsOf(relationship).flatMap(({ coding }) => elementsOf(coding));
  const display = codings.find(({ system }) => String(system).endsWith('v3-RoleCode'))?.display;
  return typeof display === 'string' && display !== '' ? display : undefined;
}

function nobody(): Problem {
  return new Problem('not-found', 'There is no such patient.');
}
