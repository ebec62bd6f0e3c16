export { carePlanAssets } from './assets.ts';
export { demoBundles, type TransactionBundle } from './demo/demoBundles.ts';
export { carePlanEndpoints, listedPatient, type PlanNow, planNow } from './endpoints.ts';
export type * from './glance/glance.ts';
export type { PlacesOfCare } from './glance/whereabouts.ts';
export { type CarePlanSettings, carePlanPages, problemPage } from './pages.ts';
export type * from './plan.ts';
export {
  type FoundPatients,
  findPatients,
  loadPlanRecord,
  type PatientQuestion,
  type ReadSearch,
  type SearchPair,
} from './planSearches.ts';
export { type ReadingOptions, readCarePlan } from './readCarePlan.ts';
export { type DirectiveVersion, isDirective, readDirective, readWish } from './readDirective.ts';
export { type PlanDate, parsePlanDate } from './reading/planDate.ts';
export type {
  Code,
  Label,
  NamedPlace,
  ObservationTopic,
  PlanStandard,
  Treatment,
} from './standard/standard.ts';
export { parsePlanStandard } from './standard/standard.ts';
export type { Notices } from './ui/pageFrame.ts';
export { writeInstitution } from './writing/people.ts';
export type * from './writing/planDraft.ts';
export { toResources } from './writing/toResources.ts';
