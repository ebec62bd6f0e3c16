import { VISIBILITIES } from '@caecilia/kernel';
import { ORGANISATION_TYPES } from '@caecilia/matching';
import { z } from 'zod';
import { TIERS } from './partner/partner.ts';

/** Words in both languages, at least one of them where something is to be said. */
export const WORDS = z.object({ nl: z.string().max(5000).optional(), en: z.string().max(5000).optional() });
export const NAMED = WORDS.refine(
  ({ nl, en }) => Boolean(nl?.trim() || en?.trim()),
  'give it in one language',
);
export const DAY = z.iso.date();
export const ID = z.object({ id: z.uuid() });
export const SEEN = z.object({ id: z.uuid(), rev: z.int().min(1) });
export const VISIBILITY = z.enum(VISIBILITIES);
export const CLASSES = z.record(z.string(), VISIBILITY);
export const TIER = z.enum(TIERS);
export const TYPE = z.enum(ORGANISATION_TYPES);
/** ISO 3166-1 alpha-2. */
export const COUNTRY = z.string().regex(/^[A-Z]{2}$/);
export const PERIOD = z.object({ from: DAY.nullable().default(null), until: DAY.nullable().default(null) });
export const NAME = z.object({
  value: z.string().trim().min(1).max(300),
  kinds: z.array(z.enum(['ror_display', 'label', 'alias', 'acronym'])),
  lang: z.string().max(3).optional(),
});
export const FOREIGN_ID = z.object({
  scheme: z.string().regex(/^[a-z][a-z-]{1,20}$/),
  value: z.string().trim().min(1).max(200),
  preferred: z.boolean().optional(),
});
/** A state that something was in, for a list of what happened. */
export const STATE = z.object({
  rev: z.int(),
  at: z.string(),
  by: z.string(),
  byName: z.string(),
  why: z.string(),
});
