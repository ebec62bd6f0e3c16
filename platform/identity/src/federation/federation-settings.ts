import { Problem } from '@caecilia/kernel';
import { z } from 'zod';

/** A claim of a flat name, or a path into nested ones (`realm_access.roles`). */
const CLAIM = z.string().regex(/^[\w:/.-]{1,200}$/);
const ROLE = z.object({
  role: z.string().regex(/^\S{1,100}$/),
  organization: z
    .string()
    .regex(/^Organization\/[A-Za-z0-9.-]{1,64}$/)
    .optional(),
});

const SETTINGS = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  /** Name on the button. */
  name: z.string().min(1).max(100),
  issuer: z.url(),
  clientId: z.string().min(1),
  clientSecret: z.string().min(16),
  scopes: z.string().default('openid profile'),
  /** On whose behalf its people act. */
  organization: z.string().regex(/^Organization\/[A-Za-z0-9.-]{1,64}$/),
  claims: z.object({
    name: CLAIM.default('name'),
    /** What roles are read from: a text or a list of texts. */
    role: CLAIM,
    /** Value of that claim to roles of ours; other values give nothing. */
    roles: z.record(z.string(), z.array(ROLE).min(1)),
    /** Identifier of the practitioner, for instance a UZI number, and its system. */
    practitioner: z.object({ claim: CLAIM, system: z.url() }).optional(),
  }),
  /** What the provider must say of a second factor: one of these `acr`, or one of these `amr`. */
  secondFactor: z
    .object({ acr: z.array(z.string()).default([]), amr: z.array(z.string()).default([]) })
    .refine(({ acr, amr }) => acr.length + amr.length > 0, 'name at least one acr or amr'),
  /** Only for tests and development on this machine. */
  allowHttp: z.boolean().default(false),
});

/** An identity provider of an institution, checked and completed. */
export type FederationSettings = z.output<typeof SETTINGS>;

/** As an operator writes it. */
export type FederationInput = z.input<typeof SETTINGS>;

/** Throws `Problem('invalid')` naming what is wrong, without the secret. */
export function readFederation(given: unknown): FederationSettings {
  const read = SETTINGS.safeParse(given);
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new Problem('invalid', `The identity provider is not configured right: ${faults.join('; ')}.`);
  }
  if (!read.data.allowHttp && new URL(read.data.issuer).protocol !== 'https:')
    throw new Problem('invalid', 'The identity provider is not configured right: issuer: must be https.');
  return read.data;
}
