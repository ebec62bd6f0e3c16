import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Figure } from './figures.ts';
import { median } from './figures.ts';
import { type Asked, type Loads, loadsFor } from './loads.ts';
import { achieved } from './pairs.ts';
import type { Variant } from './variant-server.ts';

const VARIANTS = {
  neither: { isLogged: false, isRuled: false },
  access: { isLogged: false, isRuled: true },
  log: { isLogged: true, isRuled: false },
  both: { isLogged: true, isRuled: true },
} as const satisfies Record<string, Omit<Variant, 'address'>>;
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
      const { child, server } = await startVariant({ address, ...VARIANTS[name] });
      children.push(child);
      loads.set(name, await loadsFor(server));
    }
    return [
      ...(await figuresOf('read by id', 'read', loads, { rounds, seconds })),
      ...(await figuresOf('search of one patient', 'search', loads, { rounds, seconds })),
    ];
  } finally {
    for (const child of children) child.kill();
  }
}

/** Starts a variant in a process of its own; whoever started it ends it. */
export async function startVariant(variant: Variant): Promise<{ child: ChildProcess; server: Asked }> {
  const child = fork(new URL('./variant-server.ts', import.meta.url), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  child.send(variant);
  const ended = once(child, 'exit').then(() => {
    throw new Error('a variant of the server ended before it served');
  });
  const [url] = (await Promise.race([once(child, 'message'), ended])) as [string];
  const headers = {
    accept: 'application/fhir+json',
    'content-type': 'application/fhir+json',
    authorization: 'Bearer none',
  };
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
