import type { OfficeRole } from '@caecilia/kernel';
import type { AgreementKind, Provision } from './kinds.ts';
import type { Refusal, Words } from './words.ts';

/**
 * One signature of approval on a route. It is for a person, who may have a deputy while away, or for a role, of which
 * anybody may give it.
 */
export interface RouteStep {
  readonly code: string;
  readonly name: Words;
  readonly role: OfficeRole;
  /** UUID of the one who is asked; absent: anybody of the role. */
  readonly assignee?: string | undefined;
  /** Clauses that this step is about, by key: a change in others does not ask it again. Absent: all. */
  readonly concerns?: readonly string[] | undefined;
  /** Working days after which it is reminded, and again each time so many days later. */
  readonly remindAfter: number;
}

/** Steps that are asked at the same time; the next stage begins when all of them have approved. */
export interface RouteStage {
  readonly steps: readonly RouteStep[];
}

/** A route of approval, as an administrator writes it. */
export interface Route {
  readonly name: Words;
  /** Which agreements take it: kinds, and what they carry. Absent: all. The first route that fits is taken. */
  readonly kinds?: readonly AgreementKind[] | undefined;
  readonly carries?: readonly Provision[] | undefined;
  readonly stages: readonly RouteStage[];
}

/** The route of a house that has changed none: head of the unit, then law and privacy side by side, then the board. */
export const FIRST_ROUTE: Route = {
  name: { nl: 'Gewone route', en: 'Usual route' },
  stages: [
    {
      steps: [
        {
          code: 'unit-head',
          name: { nl: 'Afdelingshoofd', en: 'Head of the unit' },
          role: 'head',
          remindAfter: 5,
        },
      ],
    },
    {
      steps: [
        {
          code: 'legal',
          name: { nl: 'Juridische zaken', en: 'Legal affairs' },
          role: 'legal',
          remindAfter: 5,
        },
        {
          code: 'privacy',
          name: { nl: 'Privacy', en: 'Privacy' },
          role: 'privacy-officer',
          concerns: ['patient-data', 'personal-data', 'confidentiality'],
          remindAfter: 5,
        },
      ],
    },
    {
      steps: [
        { code: 'board', name: { nl: 'Raad van bestuur', en: 'Board' }, role: 'head', remindAfter: 10 },
      ],
    },
  ],
};

const bad = (code: string, nl: string, en: string): Refusal => ({ code, words: { nl, en } });

/** Why this is no route, or undefined where it is. */
export function badRoute({ stages }: Route): Refusal | undefined {
  if (stages.length === 0 || stages.some(({ steps }) => steps.length === 0))
    return bad(
      'route.empty',
      'Een route heeft ten minste één fase, en elke fase ten minste één stap.',
      'A route has at least one stage, and each stage at least one step.',
    );
  const steps = stages.flatMap((stage) => stage.steps);
  if (new Set(steps.map(({ code }) => code)).size !== steps.length)
    return bad('route.codes', 'Elke stap heeft een eigen code.', 'Each step has a code of its own.');
  if (
    steps.some(({ remindAfter }) => !Number.isSafeInteger(remindAfter) || remindAfter < 1 || remindAfter > 60)
  )
    return bad(
      'route.remind',
      'Herinneren kan na 1 tot 60 werkdagen.',
      'A reminder comes after 1 to 60 working days.',
    );
  return undefined;
}

/** The route that an agreement takes: the first that fits; none means that an administrator has left a gap. */
export function routeFor<R extends Route>(
  routes: readonly R[],
  agreement: { readonly kind: AgreementKind; readonly carries: readonly Provision[] },
): R | undefined {
  return routes.find(
    ({ kinds, carries }) =>
      (kinds === undefined || kinds.length === 0 || kinds.includes(agreement.kind)) &&
      (carries === undefined ||
        carries.length === 0 ||
        carries.some((what) => agreement.carries.includes(what))),
  );
}
