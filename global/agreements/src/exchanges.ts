import type { InForce } from './in-force.ts';
import {
  cannotExchange,
  type Exchange,
  needsPatientDataClause,
  type OfKind,
  PATIENT_DATA_CLAUSE,
} from './kinds.ts';
import type { AgreementState } from './lifecycle.ts';
import type { Refusal, Words } from './words.ts';

/** One exchange of an agreement, as its page shows it. */
export interface ExchangeSwitch {
  readonly exchange: Exchange;
  readonly on: boolean;
  /** Why it is off. */
  readonly because?: Refusal | undefined;
}

/** What decides over a switch. */
export interface SwitchFacts extends OfKind {
  readonly state: AgreementState;
  /** Exchanges that the agreement names. */
  readonly named: readonly Exchange[];
  /** What counts today; undefined where nothing does. */
  readonly inForce: Pick<InForce, 'version'> | undefined;
}

/** What was renewed goes on until the agreement that follows begins. */
const BINDING: readonly AgreementState[] = ['active', 'evaluation', 'renewed'];

const no = (code: string, words: Words): Refusal => ({ code, words });

/** Why an exchange is off, or undefined where it is on: it follows the signed text, and nobody sets it by hand. */
export function whyOff(exchange: Exchange, facts: SwitchFacts): Refusal | undefined {
  if (!facts.named.includes(exchange))
    return no('exchange.not-named', {
      nl: 'De overeenkomst noemt dit niet.',
      en: 'The agreement does not name it.',
    });
  const kind = cannotExchange(facts, exchange);
  if (kind !== undefined) return kind;
  if (!BINDING.includes(facts.state) || facts.inForce === undefined)
    return no('exchange.not-in-force', {
      nl: 'Er is vandaag geen getekende tekst van kracht.',
      en: 'No signed text is in force today.',
    });
  const clauses = facts.inForce.version.clauses.map(({ key }) => key);
  if (needsPatientDataClause(exchange) && !clauses.includes(PATIENT_DATA_CLAUSE))
    return no('exchange.clause', {
      nl: 'In de tekst die van kracht is, staat geen artikel over gegevens van patiënten.',
      en: 'The text in force has no clause on patient data.',
    });
  return undefined;
}

/** The switches of an agreement for a list of exchanges. */
export function switches(all: readonly Exchange[], facts: SwitchFacts): readonly ExchangeSwitch[] {
  return all.map((exchange) => {
    const because = whyOff(exchange, facts);
    return because === undefined ? { exchange, on: true } : { exchange, on: false, because };
  });
}
