import { buildDefinitions } from './build-definitions.ts';
import { buildWeb } from './build-web.ts';

/** Everything `npm run build` makes. Each step knows by itself whether there is something to do. */
const steps: readonly {
  readonly name: string;
  readonly run: () => 'built' | 'unchanged' | Promise<'built' | 'unchanged'>;
}[] = [
  { name: 'R4 definitions', run: buildDefinitions },
  { name: 'App of the daily work', run: buildWeb },
];

for (const step of steps) {
  const began = performance.now();
  const result = await step.run();
  if (result === 'built' || !process.argv.includes('--quiet'))
    console.log(`${step.name}: ${result} (${Math.round(performance.now() - began)} ms)`);
}
