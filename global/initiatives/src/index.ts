export type {
  InitiativeContent,
  InitiativeGoal,
  InitiativePartner,
  NextStep,
  Strand,
  Words,
} from './initiative/initiative.ts';
export { INITIATIVE_CLASSES, STRANDS } from './initiative/initiative.ts';
export type { NextStepState, Stage } from './initiative/stage.ts';
export { asksReason, BOARD_STAGES, daysFrom, movesFrom, nextStepState, STAGES } from './initiative/stage.ts';
export type { JoinState } from './join/join.ts';
export { JOIN_STATES } from './join/join.ts';
export type { Candidate, Match, MatchReason, Wanted } from './match/matchmaker.ts';
export { CANDIDATE_KINDS, Matchmaker, MOST_OF_INSTITUTION } from './match/matchmaker.ts';
export type { OwnHouse } from './overlap/overlap-index.ts';
export { MOST_OVERLAPS, OverlapIndex } from './overlap/overlap-index.ts';
export type { Overlap, OverlapKind, OverlapProfile, OverlapReason } from './overlap/overlap-profile.ts';
export { OVERLAP_KINDS } from './overlap/overlap-profile.ts';
export type { Equity, PortfolioEntry, Share, Standing } from './portfolio/portfolio.ts';
export { equityOf, STANDINGS, standingsOf } from './portfolio/portfolio.ts';
export type { Decision, LetterData, Outcome, Ranked, Review } from './seedfund/ranking.ts';
export {
  demandReview,
  demandRoundMove,
  lettersOf,
  proposeAwards,
  rank,
} from './seedfund/ranking.ts';
export type {
  Application,
  Assignment,
  Conflict,
  Criterion,
  Reviewer,
  Round,
  RoundState,
} from './seedfund/round.ts';
export { assignReviewers, conflictsOf, demandNoConflict, ROUND_STATES } from './seedfund/round.ts';
