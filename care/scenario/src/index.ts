export { type ScenarioDesk, scenarioEndpoints } from './endpoints.ts';
export { scenarioWords } from './messages.ts';
export { fromCarePlan, isScenario, SCENARIO_TOKEN, toCarePlan } from './resource.ts';
export * from './scenario.ts';
export {
  type ScenarioHouse,
  type Scenarios,
  type SeenScenario,
  scenariosOverRecord,
} from './scenariosOverRecord.ts';
export type * from './view.ts';
