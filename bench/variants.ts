import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { ACCESS_INTERACTIONS, type Scope } from '@caecilia/kernel';
import type { Figure } from './figures.ts';
import { median } from './figures.ts';
import { patientId } from './invented-records.ts';
import { type Asked, type Loads, loadsFor } from './loads.ts';
import { achieved } from './pairs.ts';
import type { Variant } from './variant-server.ts';

/** Patients whom the caller with a limit may see; only they are asked for. */
const PATIENTS = 40;

const EVERYTHING: Scope = { kind: 'everything' };
/** Somebody who treats these patients, as the policy table has it. */
const SOME: Scope = {
  kind: 'rules',
  policyVersion: 'bench',
  actors: ['Practitioner/bench', 'Organization/bench'],
  marks: false,
  rules: [
    {
      types: ['Patient', 'Observation', 'Consent', 'Procedure', 'Encounter'],
      interactions: ACCESS_INTERACTIONS,
      through: ['treatingTeam', 'consultation'],
      needsPermission: false,
      endsAtDeath: false,
      labels: 0,
      where: [],
    },
  ],
};
const TREATED = Array.from({ length: PATIENTS }, (_, n) => patientId(n));

const VARIANTS = {
  neither: { isLogged: false, scope: EVERYTHING },
  access: { isLogged: false, scope: SOME },
  log: { isLogged: true, scope: EVERYTHING },
  both: { isLogged: true, scope: SOME },
} as const satisfies Record<string, Omit<Variant, 'address' | 'treated'>>;
type Name = keyof typeof VARIANTS;
const NAMES: readonly Name[] = ['neither', 'access', 'log', 'both'];

/** The part of the throughput without both that must be left (the issue on access and log; the log alone: the design). */
const LEFT: Readonly<Record<Exclude<Name, 'neither'>, { readonly words: string; readonly share: number }>> = {
  access: { words: 'access alone', share: 0.85 },
  log: { words: 'log alone', share: 0.7 },
  both: { words: 'access and log', share: 0.65 },
};

/** What access rule and log cost a read by id and a search of one patient: each variant in turns, and the medians. */
export async function variantFigures(
  address: string,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<Figure[]> {
  const children: ChildProcess[] = [];
  try {
    const loads = new Map<Name, Loads>();
    for (const name of NAMES) {
      const { child, server } = await start({ address, treated: TREATED, ...VARIANTS[name] });
      children.push(child);
      loads.set(name, await loadsFor(server, PATIENTS));
    }
    return [
      ...(await figuresOf('read by id', 'read', loads, { rounds, seconds })),
      ...(await figuresOf('search of one patient', 'search', loads, { rounds, seconds })),
    ];
  } finally {
    for (const child of children) child.kill();
  }
}

async function start(variant: Variant): Promise<{ child: ChildProcess; server: Asked }> {
  const child = fork(new URL('./variant-server.ts', import.meta.url), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  child.send(variant);
  const ended = once(child, 'exit').then(() => {
    throw new Error('a variant of the server ended before it served');
  });
  const [url] = (await Promise.race([once(child, 'message'), ended])) as [string];
  const headers = { accept: 'application/fhir+json', authorization: 'Bearer none' };
  return { child, server: { url, headers } };
}

async function figuresOf(
  what: string,
  load: 'read' | 'search',
  loads: ReadonlyMap<Name, Loads>,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<Figure[]> {
  const rates: Record<Name, number[]> = { neither: [], access: [], log: [], both: [] };
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, each] of loads) {
      const { perSecond } = await achieved(each[load], seconds);
      // In the first round everything is compiled.
      if (round > 0) rates[name].push(perSecond);
    }
  }
  return (['access', 'log', 'both'] as const).map((name) => ({
    name: `${what}, ${LEFT[name].words}`,
    unit: '/s',
    goal: { kind: 'share', value: LEFT[name].share },
    ours: median(rates[name]),
    bare: median(rates.neither),
  }));
}
