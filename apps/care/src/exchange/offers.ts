import { type Notification, readNotification } from '@caecilia/exchange';
import type { FhirResource } from '@caecilia/fhir';
import { openSealedText, sealText } from '@caecilia/identity';
import type { SchemaStep, SqlPort } from '@caecilia/kernel';

/** Table of what other systems offer, in the PostgreSQL schema `exchange`. It names nobody: the rest is sealed. */
export const OFFER_SCHEMA: readonly SchemaStep[] = [
  {
    number: 1,
    name: 'offers',
    text: `create table exchange.offer (
      id           text primary key,            -- number of the notification
      organization text not null,               -- of the system that sent it
      offered      text not null,               -- number of what it is about
      sent_at      timestamptz not null,
      until        timestamptz not null,
      sealed       bytea not null               -- the notification, with its secret
    );
    create index offer_until on exchange.offer (until);`,
  },
];

/** Something that another system offers. */
export interface Offer {
  readonly id: string;
  /** `Organization/…` of the system that sent it, as it proved by its key. */
  readonly organization: string;
  readonly notification: Notification;
}

const PURPOSE = 'offer';

/** Notifications of other systems, until what they offer is over. One that is sent again takes the place of the first. */
export class Offers {
  readonly #sql: SqlPort;
  readonly #key: Uint8Array;
  readonly #now: () => Date;

  constructor(sql: SqlPort, key: Uint8Array, now: () => Date) {
    this.#sql = sql;
    this.#key = key;
    this.#now = now;
  }

  /** Throws `Problem('value')` for what is no notification. */
  async keep(organization: string, task: FhirResource): Promise<string> {
    const notification = readNotification(task);
    const { id, group = id, sentAt, until } = notification;
    await this.#sql.transaction(async (sql) => {
      await sql.query({ text: 'delete from exchange.offer where organization = $1 and offered = $2' }, [
        organization,
        group,
      ]);
      await sql.query(
        { text: 'insert into exchange.offer values ($1, $2, $3, $4::timestamptz, $5::timestamptz, $6)' },
        [id, organization, group, sentAt, until, sealText(this.#key, JSON.stringify(task), PURPOSE)],
      );
    });
    return id;
  }

  /** Those that are not over, newest first. */
  async open(): Promise<readonly Offer[]> {
    const now = this.#now().toISOString();
    await this.#sql.query({ text: 'delete from exchange.offer where until < $1::timestamptz' }, [now]);
    const rows = await this.#sql.query(
      { text: 'select id, organization, sealed from exchange.offer order by sent_at desc limit 200' },
      [],
    );
    return rows.map(({ id, organization, sealed }) => {
      if (!(sealed instanceof Uint8Array)) throw new Error('an offer is no bytes');
      const task = JSON.parse(openSealedText(this.#key, sealed, PURPOSE)) as FhirResource;
      return { id: String(id), organization: String(organization), notification: readNotification(task) };
    });
  }
}
