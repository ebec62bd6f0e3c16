/**
 * How lines are written in SQL, by whatever statement learns what is to be told. A statement makes a common table
 * expression `lines` and puts `LOGGED` behind it; the lines then go to the end of the lane that its connection owns, as
 * one link: each line with its own hash, and the lane with the hash of what was before and of all of them.
 *
 * `lines` has the columns i (order), at, who, event, action, outcome, request, type, target, vid, patient, returned,
 * detail and head (see `line.ts`), and at most `LINES_IN_A_LINK` rows.
 */

/** Lines of one statement; `seq` counts statements in steps of it. */
export const LINES_IN_A_LINK = 1_000;

/** Both times as a value and not by a join: the database would read all lanes for it. */
const OWN_LANE = `current_setting('caecilia.lane')::smallint`;

const SEQ = `e.link * ${LINES_IN_A_LINK} + row_number() over w`;

/**
 * A connection without a lane is an error of the database, and so is a lane that is not there (its columns are null
 * then): what was read is not answered without its line.
 */
export const LOGGED = `
lane as materialized (
  select lane, n, hash, nextval('audit_seq') as link from audit_lane where lane = ${OWN_LANE}
), stamped as materialized (
  select l.*, e.lane, e.n + row_number() over w as n, substr(e.hash, 1, 8) as after, ${SEQ} as seq,
    sha256(convert_to(l.head || '|' || ${SEQ} || '|' || coalesce(l.vid::text, '-') || '|' || coalesce(l.patient::text, '-')
      || '|' || l.outcome, 'UTF8')) as hash
  from lines l left join lane e on true window w as (order by l.i)
), logged as (
  insert into audit (seq, at, lane, n, who, event, action, outcome, request, type, target, vid, patient, returned, detail, after, hash)
  select seq, at, lane, n, who, event, action, outcome, request, type, target, vid, patient, returned, detail, after, hash from stamped
), moved as (
  update audit_lane a set n = e.n, hash = sha256(a.hash || e.hashes)
  from (select max(n) as n, string_agg(hash, ''::bytea order by n) as hashes from stamped) as e
  where a.lane = ${OWN_LANE} and e.n is not null
)`;
