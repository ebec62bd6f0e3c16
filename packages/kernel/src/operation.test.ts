import { describe, expect, it } from 'vitest';
import type { Operation, OperationContext, OperationEnd } from './operation.ts';
import { OperationRegistry, operationPipeline } from './operation.ts';
import { Problem } from './problem.ts';
import type { RecordSession } from './record.ts';

function operation(code: string, types: readonly string[], run: Operation['run']): Operation {
  return {
    definition: {
      code,
      url: `http://example.org/OperationDefinition/${code}`,
      levels: types.length === 0 ? ['system'] : ['type', 'instance'],
      types,
      affectsState: false,
      in: [],
      out: [],
    },
    run,
  };
}

const answer = (status: number) => async () => ({
  kind: 'resource' as const,
  resource: { resourceType: 'Parameters' },
  status,
});

// No step of these tests reaches the record: a session whose every use fails proves it.
const untouched: RecordSession = new Proxy({} as RecordSession, {
  get: () => {
    throw new Error('the record was touched');
  },
});

const context: OperationContext = {
  caller: { id: 'Practitioner/made-up', role: 'nurse', scope: { kind: 'everything' } },
  session: untouched,
  level: 'type',
  type: 'Patient',
  base: 'http://example.org/fhir',
  now: () => new Date(0),
};

describe('the operations of a house', () => {
  const forAll = operation('validate', ['Resource'], answer(1));
  const forPatient = operation('validate', ['Patient'], answer(2));

  it('answer for every type, unless there is one for the type itself', () => {
    const registry = new OperationRegistry([forAll, forPatient]);
    expect(registry.find('type', 'validate', 'Goal')).toBe(forAll);
    expect(registry.find('instance', 'validate', 'Patient')).toBe(forPatient);
    expect(registry.find('system', 'validate')).toBeUndefined();
    expect(registry.find('type', 'other', 'Patient')).toBeUndefined();
  });

  it('may not claim the same place twice', () => {
    expect(() => new OperationRegistry([forAll, operation('validate', ['Resource'], answer(3))])).toThrow(
      'two operations answer to type Resource $validate',
    );
  });
});

describe('a call of an operation', () => {
  function recorded(allow: () => void = () => undefined) {
    const steps: string[] = [];
    const ends: OperationEnd[] = [];
    const perform = operationPipeline<string>({
      parse: (_definition, raw) => {
        steps.push(`parse ${raw}`);
        return new Map();
      },
      allow: () => {
        steps.push('allow');
        allow();
      },
      audit: (_context, _definition, end) => {
        ends.push(end);
      },
    });
    return { steps, ends, perform };
  }

  it('is parsed, allowed, run and audited, in this order', async () => {
    const { steps, ends, perform } = recorded();
    const run = operation('count', ['Patient'], async () => {
      steps.push('run');
      return answer(200)();
    });
    expect((await perform(run, context, 'raw')).status).toBe(200);
    expect(steps).toEqual(['parse raw', 'allow', 'run']);
    expect(ends).toEqual(['success']);
  });

  it('that is not allowed does not run, and is audited as refused', async () => {
    const { steps, ends, perform } = recorded(() => {
      throw new Problem('forbidden', 'this role may not count patients');
    });
    const run = operation('count', ['Patient'], () => {
      throw new Error('it ran');
    });
    await expect(perform(run, context, 'raw')).rejects.toThrow('may not count');
    expect(steps).toEqual(['parse raw', 'allow']);
    expect(ends).toEqual(['refused']);
  });

  it('that breaks is audited as failed', async () => {
    const { ends, perform } = recorded();
    const broken = operation('count', ['Patient'], () => {
      throw new TypeError('a defect');
    });
    await expect(perform(broken, context, 'raw')).rejects.toThrow(TypeError);
    expect(ends).toEqual(['failed']);
  });

  it('has no answer when its audit line cannot be written', async () => {
    const perform = operationPipeline<string>({
      parse: () => new Map(),
      allow: () => undefined,
      audit: () => {
        throw new Problem('transient', 'the log cannot be written');
      },
    });
    await expect(perform(operation('count', ['Patient'], answer(200)), context, '')).rejects.toThrow('log');
  });
});
