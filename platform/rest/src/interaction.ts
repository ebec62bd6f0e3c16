import type { OperationLevel } from '@caecilia/kernel';
import { Problem } from '@caecilia/kernel';
import type { CompartmentOwner, Target } from './target.ts';

/** What is asked for: an R4 RESTful interaction (http://hl7.org/fhir/restful-interaction) and what it is about. */
export type Interaction =
  | { readonly name: 'capabilities' }
  /** A Bundle sent to the base: batch or transaction. */
  | { readonly name: 'bundle' }
  | { readonly name: 'read'; readonly type: string; readonly id: string }
  | { readonly name: 'vread'; readonly type: string; readonly id: string; readonly version: number }
  | { readonly name: 'create'; readonly type: string }
  /** Without an id: conditional, by the query. The same for patch and delete. */
  | { readonly name: 'update'; readonly type: string; readonly id?: string }
  | { readonly name: 'patch'; readonly type: string; readonly id?: string }
  | { readonly name: 'delete'; readonly type: string; readonly id?: string }
  | { readonly name: 'history'; readonly type?: string; readonly id?: string }
  | { readonly name: 'search'; readonly type?: string; readonly within?: CompartmentOwner }
  | {
      readonly name: 'operation';
      readonly level: OperationLevel;
      readonly code: string;
      readonly type?: string;
      readonly id?: string;
      /** GET is allowed only for operations that change nothing. */
      readonly method: 'GET' | 'POST';
    };

/** The methods this floor answers to at all. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

const METHODS: { readonly [kind in Target['kind']]: readonly Method[] } = {
  system: ['GET', 'POST'],
  metadata: ['GET'],
  type: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  instance: ['GET', 'PUT', 'PATCH', 'DELETE'],
  version: ['GET'],
  history: ['GET'],
  search: ['POST'],
  compartment: ['GET'],
  operation: ['GET', 'POST'],
};

/** The methods that an address takes, for the `Allow` header. */
export function methodsOf(target: Target): readonly Method[] {
  return METHODS[target.kind];
}

/** The interaction that a method on an address stands for; 405 where there is none. */
export function interactionOf(method: Method, target: Target): Interaction {
  if (!methodsOf(target).includes(method)) {
    throw new Problem(
      'not-supported',
      `${method} means nothing at this address; it takes ${methodsOf(target).join(', ')}`,
      {
        status: 405,
      },
    );
  }
  switch (target.kind) {
    case 'metadata':
      return { name: 'capabilities' };
    case 'system':
      return method === 'POST' ? { name: 'bundle' } : { name: 'search' };
    case 'type':
      return onType(method, target.type);
    case 'instance':
      return onInstance(method, target.type, target.id);
    case 'version':
      return { name: 'vread', type: target.type, id: target.id, version: target.version };
    case 'history':
      return { ...target, name: 'history' };
    case 'search':
    case 'compartment':
      return { ...target, name: 'search' };
    case 'operation':
      return { ...target, name: 'operation', method: method === 'GET' ? 'GET' : 'POST' };
  }
}

function onType(method: Method, type: string): Interaction {
  switch (method) {
    case 'GET':
      return { name: 'search', type };
    case 'POST':
      return { name: 'create', type };
    case 'PUT':
      return { name: 'update', type };
    case 'PATCH':
      return { name: 'patch', type };
    case 'DELETE':
      return { name: 'delete', type };
  }
}

function onInstance(method: Method, type: string, id: string): Interaction {
  switch (method) {
    case 'PUT':
      return { name: 'update', type, id };
    case 'PATCH':
      return { name: 'patch', type, id };
    case 'DELETE':
      return { name: 'delete', type, id };
    case 'GET':
    case 'POST':
      return { name: 'read', type, id };
  }
}
