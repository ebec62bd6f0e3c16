/** Run on each connection that writes before anybody uses it; where it throws, the connection is given up. */
export type OnConnect = (client: {
  query(text: string): Promise<{ readonly rows: readonly unknown[] }>;
}) => Promise<void>;

/**
 * How values are read, by number of their type, where it is another than `Value` says. A unit that sets it reads its rows
 * as what it set.
 */
export type Reading = Readonly<Record<number, (text: string) => unknown>>;

/** What a unit wants of its database, on either engine. */
export interface EngineUse {
  /** `clinical`, `global`: name of the embedded database in its folder, and of either in sentences. */
  readonly name: string;
  /** Settings of each connection beside UTC and ISO dates: `jit=off`. */
  readonly settings: readonly string[];
  readonly onConnect?: OnConnect;
  readonly reading?: Reading;
}

/** What both engines do whoever uses them. */
export const ALWAYS = ['timezone=UTC', 'datestyle=ISO'];
