import {
  askReview,
  MOST_OWN_LETTERS,
  OWN_WORDS,
  type PlanStandard,
  readOwnWords,
  toOwnWords,
} from '@caecilia/careplan';
import { type HandOver, stateOf } from '@caecilia/exchange';
import { elementOf, elementsOf, type FhirResource, formalName } from '@caecilia/fhir';
import {
  type Caller,
  CLIENT_REQUEST_SYSTEM,
  demandClientId,
  madeBefore,
  Problem,
  present,
  REPRESENTATIVE_ROLES,
  resourceOf,
} from '@caecilia/kernel';
import type { OwnAsk, OwnContacts, OwnRecord, PlanHolder, SharingPermissions } from '@caecilia/privacy';
import type { Store } from '@caecilia/store';
import { TEAM_ROLE_SYSTEM, toTask } from '@caecilia/team';
import { onDuty } from '../access/duty-scope.ts';
import { codesOfEach } from '../access/element.ts';
import { REVIEW_DUTY, reviewKeeping } from '../conversation/review-duty.ts';
import { everyResource, teamsTreating } from '../conversation/treating-team.ts';
import { handOversOf } from '../exchange/hand-overs.ts';
import type { ReadSearch } from '../read-search.ts';
import { kindsOfOrganizations } from './organization-kinds.ts';

/** What the first page stands on. */
export interface OwnFirstParts {
  readonly store: Store;
  readonly readSearch: ReadSearch;
  readonly now: () => Date;
  readonly timeZone: string;
  readonly standards: readonly PlanStandard[];
  readonly sharing: SharingPermissions;
}

/** What patients, and who represents them, see and do on the first page of their record. Pages judge who may. */
export function ownFirstPage(parts: OwnFirstParts): OwnRecord {
  const { store, readSearch } = parts;
  const session = (caller: Caller) => store.session(caller);
  return {
    async notes(caller, patient) {
      const found = await everyResource(session(caller), readSearch, 'Communication', [
        ['patient', `Patient/${patient}`],
        ['category', `${OWN_WORDS.system}|${OWN_WORDS.code}`],
      ]);
      const sees = await store.stillAllowed(caller, patient, { type: 'Consent', interaction: 'read' });
      return found
        .flatMap((resource) => readOwnWords(resource) ?? [])
        .filter(({ sender }) => sees || sender === caller.id)
        .toSorted((one, other) => (one.at < other.at ? 1 : -1))
        .map(({ id, sender, name, at, words }) => ({
          id,
          at,
          words,
          ...(sender === caller.id ? {} : { name: name ?? sender }),
        }));
    },
    addNote: async (caller, patient, ask) => await addNote(parts, caller, patient, ask),
    holders: async (caller, patient) => await holdersOf(parts, caller, patient),
    contacts: async (caller, patient) => await contactsOf(parts, caller, patient),
    changeContacts: async (caller, patient, change) => await changeContacts(parts, caller, patient, change),
    askCorrection: async (caller, patient, ask) => await askCorrection(parts, caller, patient, ask),
    async askConversation(caller, patient, { words, clientId }) {
      const by = {
        reference: caller.id,
        ...(caller.name === undefined ? {} : { name: caller.name }),
        words: words.slice(0, 1000),
      };
      const reviewing = session(onDuty(caller, { ...REVIEW_DUTY, patient }));
      return await askReview(reviewing, reviewKeeping(parts, patient), { patientId: patient, clientId, by });
    },
    async stopSharing(caller, patient) {
      const given = (await parts.sharing.list(caller, patient)).filter(({ state }) => state === 'given');
      for (const { organizationType } of given)
        await parts.sharing.set(caller, patient, organizationType, 'refused');
      return given.length;
    },
  };
}

async function addNote(
  { store, readSearch, now }: OwnFirstParts,
  caller: Caller,
  patient: string,
  { words, clientId }: OwnAsk,
): Promise<void> {
  demandClientId(clientId);
  const said = words.trim();
  if (said === '' || said.length > MOST_OWN_LETTERS)
    throw new Problem('value', 'Write something, in at most 2000 letters.', { expression: 'words' });
  const resource = toOwnWords({
    patientId: patient,
    sender: caller.id,
    name: caller.name,
    words: said,
    at: now().toISOString(),
    clientId,
  });
  await store.session(caller).transaction(async (transaction) => {
    const before = await madeBefore({ readSearch }, transaction, {
      type: 'Communication',
      clientId,
      only: ['patient', `Patient/${patient}`],
    });
    if (before === undefined) await transaction.write([{ kind: 'create', resource }]);
  });
}

async function holdersOf(
  parts: OwnFirstParts,
  caller: Caller,
  patient: string,
): Promise<readonly PlanHolder[]> {
  const { store, readSearch, now } = parts;
  const session = (each: Caller) => store.session(each);
  const all = await handOversOf({ session, readSearch, now }).ofPatient(caller, patient);
  const kinds = await kindsOfOrganizations(
    session(caller),
    all.map(({ to }) => to.reference),
  );
  return all.map((handOver) => {
    const kind = kinds.get(handOver.to.reference);
    return {
      id: handOver.id,
      name: handOver.to.name,
      ...(kind === undefined ? {} : { kind }),
      ...becameOf(handOver),
    };
  });
}

/** What became of it, as somebody at home reads it. */
function becameOf(handOver: HandOver): Pick<PlanHolder, 'state' | 'at'> {
  const state = stateOf(handOver);
  const when = (kind: string) => handOver.events.find((event) => event.kind === kind)?.at ?? handOver.madeAt;
  const at = (moment: number) => new Date(moment).toISOString();
  if (state === 'opened' || state === 'withdrawn' || state === 'failed')
    return { state, at: at(when(state)) };
  return { state: 'sent', at: at(handOver.madeAt) };
}

async function contactsOf(
  { store, readSearch }: OwnFirstParts,
  caller: Caller,
  patient: string,
): Promise<OwnContacts> {
  const session = store.session(caller);
  const version = await present(session, 'Patient', patient, 'patient');
  const { telecom, address } = resourceOf(version);
  const people = await everyResource(session, readSearch, 'RelatedPerson', [
    ['patient', `Patient/${patient}`],
  ]);
  const [phone, email, lives] = [
    contactIn(telecom, 'phone'),
    contactIn(telecom, 'email'),
    addressIn(address),
  ];
  return {
    versionId: version.versionId,
    ...(phone === undefined ? {} : { phone }),
    ...(email === undefined ? {} : { email }),
    ...(lives === undefined ? {} : { address: lives }),
    people: people
      .filter(({ active }) => active !== false)
      .map((person) => {
        const number = contactIn(person.telecom, 'phone');
        return {
          id: String(person.id),
          name: formalName(person.name) ?? String(person.id),
          ...(number === undefined ? {} : { phone: number }),
          represents: codesOfEach(person.relationship).some((code) => REPRESENTATIVE_ROLES.includes(code)),
        };
      }),
  };
}

function contactIn(telecom: unknown, system: 'phone' | 'email'): string | undefined {
  const value = elementsOf(telecom).find((each) => each.system === system)?.value;
  return typeof value === 'string' ? value : undefined;
}

function addressIn(address: unknown): string | undefined {
  const { text, line, postalCode, city } = elementOf(elementsOf(address)[0]);
  const parts = [...[line].flat(), [postalCode, city].filter((part) => typeof part === 'string').join(' ')];
  const words = parts.filter((part) => typeof part === 'string' && part !== '').join(', ');
  return words !== '' ? words : typeof text === 'string' ? text : undefined;
}

/** The patient's own number and address for e-mail, and no other word of the Patient. */
async function changeContacts(
  { store }: OwnFirstParts,
  caller: Caller,
  patient: string,
  { phone, email, versionId }: Parameters<OwnRecord['changeContacts']>[2],
): Promise<void> {
  const session = store.session(
    onDuty(caller, { ground: 'self', patient, rules: [{ types: ['Patient'], may: ['read', 'update'] }] }),
  );
  const resource = resourceOf(await present(session, 'Patient', patient, 'patient'));
  const telecom = withContact(withContact(elementsOf(resource.telecom), 'phone', phone), 'email', email);
  const { telecom: _telecom, ...kept } = resource;
  await session.change({
    kind: 'update',
    id: patient,
    ifMatch: versionId,
    resource: { ...kept, ...(telecom.length === 0 ? {} : { telecom }) },
  });
}

type Contacts = ReturnType<typeof elementsOf>;

/** The first of its kind gets the value; a kind that is left empty loses its first. */
function withContact(telecom: Contacts, system: 'phone' | 'email', value: string): Contacts {
  const standing = telecom.find((each) => each.system === system);
  if (value === '') return telecom.filter((each) => each !== standing);
  if (standing === undefined) return [...telecom, { system, value, use: 'home' }];
  return telecom.map((each) => (each === standing ? { ...each, value } : each));
}

/** What asking the team to correct something takes: who treats the patient, and one task for its nurses. */
async function askCorrection(
  { store, readSearch, now }: OwnFirstParts,
  caller: Caller,
  patient: string,
  { words, clientId }: OwnAsk,
): Promise<boolean> {
  demandClientId(clientId);
  const session = store.session(
    onDuty(caller, {
      ground: 'self',
      patient,
      rules: [
        {
          types: ['HealthcareService', 'PractitionerRole', 'CareTeam', 'EpisodeOfCare', 'ServiceRequest'],
          may: ['read', 'search-type'],
        },
        {
          types: ['Task'],
          may: ['read', 'search-type', 'create'],
          where: `performer=${TEAM_ROLE_SYSTEM}|consult-nurse`,
        },
      ],
    }),
  );
  return await session.transaction(async (transaction) => {
    const team = (await teamsTreating(transaction, readSearch, [patient])).get(patient);
    if (team === undefined) return false;
    const before = await madeBefore({ readSearch }, transaction, {
      type: 'Task',
      clientId,
      only: ['patient', `Patient/${patient}`],
    });
    if (before !== undefined) return true;
    const base: FhirResource = {
      resourceType: 'Task',
      identifier: [{ system: CLIENT_REQUEST_SYSTEM, value: clientId }],
      intent: 'order',
      authoredOn: now().toISOString(),
      requester: { reference: caller.id, display: caller.name ?? caller.id },
    };
    const asked = `Verzoek van thuis: verbeter gegevens of contactpersonen. “${words.slice(0, 800)}”`;
    const task = {
      patient: `Patient/${patient}` as const,
      team,
      role: 'consult-nurse' as const,
      words: asked,
    };
    await transaction.write([{ kind: 'create', resource: toTask(task, base) }]);
    return true;
  });
}
