import { r4Definitions } from '@caecilia/definitions';
import { createModel } from '../src/model/model.ts';

/** The model of R4, made once for all tests of a file. */
export const model = createModel(r4Definitions());
