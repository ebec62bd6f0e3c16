/** What an answered request had to do with patients, judged by its route and its answer and by nothing the log says. */
export type Touch =
  /** It read, changed or showed something of a patient, or was refused where that could be had: the log has its line. */
  | 'touched'
  /** Nothing of a patient is at this address. */
  | 'about-nobody'
  /** The server did not take it up (429, 503): it looked at nothing. */
  | 'not-taken-up'
  /** A page showed nothing: it sent somebody to the sign-in or to their own place, or gave an empty form. */
  | 'nothing-shown'
  /** Nobody decided yet what is at this route. */
  | 'unknown';

/** A request that was answered. */
export interface Answered {
  readonly method: string;
  /** As the server declared it, for instance `/fhir/*`. */
  readonly route: string;
  readonly path: string;
  readonly status: number;
  /** Where the answer leads. */
  readonly location?: string;
}

/** Routes at which something of a patient can be had or changed. */
const OF_PATIENTS: readonly RegExp[] = [
  /^\/fhir(\/|$)/,
  // The list of patients; who has none is sent elsewhere.
  /^\/$/,
  /^\/care\/(patients\/|hand-overs\/|emergency-access$)/,
  // The log of a patient, mandates, permissions, requests, and the looks of the privacy officer at all logs.
  /^\/privacy\//,
  /^\/network\/relations(\/|$)/,
  /^\/admin\/patient-copy$/,
  // What the app of the daily work asks; its own page, who is signed in and their drafts are nobody's record.
  /^\/desk\/api\/(?!(me|drafts|offers|imports|imports\/:import\/drop)$)/,
  // Whether a printed plan is the newest; a code that is not ours has its line as well.
  /^\/paper\//,
  // A plan behind a link; asking for a code shows nothing.
  /^\/received\//,
  // Notifications of other systems: of whom there is something to fetch.
  /^\/exchange\//,
  // What patients and carers ask the team, and the agenda of marked patients.
  /^\/my-record(\/|$)/,
  /^\/register\//,
  // Numbers of every patient's requests.
  /^\/counts$/,
];

/** Pages that are an empty form when they are asked for; what is sent with it counts. */
const FORMS: readonly RegExp[] = [
  // What somebody can see, without a word of any record; or the way on to their own.
  /^\/privacy\/my-record$/,
  /^\/privacy\/my-record\/question$/,
  /^\/privacy\/my-record\/requests\/new\/:kind$/,
  /^\/privacy\/accesses$/,
  /^\/my-record\/consultation\/new$/,
  /^\/my-record\/(words|ask)$/,
  /^\/network\/relations$/,
  // The door of a closed record: it answers the same for a patient who is not there.
  /^\/care\/(patients\/:id\/)?emergency-access$/,
];

/** Routes at which nothing of a patient can be had. */
const OF_NOBODY: readonly RegExp[] = [
  /^\/fhir\/\.well-known\//,
  /^\/\.well-known\//,
  /^\/(health|metrics|assets|web|oauth|sign-in|session|signed-out|account)(\/|$)/,
  // What other systems offer is listed by who sent it, and not of whom it is.
  // What somebody typed and did not send, or a file that they chose, is in no record yet, and only they get it back.
  /^\/desk(\/\*|\/api\/(me|drafts|offers|imports(\/:import\/drop)?))?$/,
  // A stream that says no more than that something changed somewhere.
  /^\/desk\/api\/.+\/changes$/,
  // How often a meeting was changed: numbers, and ids that say nothing.
  /^\/desk\/api\/mdt\/:meeting\/pulse$/,
  // The members of the team, who is on call and who is away; tasks, caseloads and the sheet are of patients.
  /^\/desk\/api\/team(\/(rota|on-call|absences)(\/|$)|$)/,
  // Who of the team can take a request.
  /^\/desk\/api\/requests\/colleagues$/,
  // Organizations, professionals, accounts of staff.
  /^\/network(\/(professionals|organizations|roles|services|endpoints|end|users)(\/|$)|$)/,
  // What each instrument is, and on what terms.
  /^\/instruments$/,
  // Registered apps, packs, and the proof of the store, which answers numbers.
  /^\/admin\/(clients|packs|verify)(\/|$)/,
];

/** What it had to do with patients. */
export function touchOf(answered: Answered): Touch {
  const { method, route, path, status } = answered;
  if (method === 'OPTIONS' || /\.(css|js|svg|woff2|ico|png)$/.test(route)) return 'about-nobody';
  if (OF_NOBODY.some((each) => each.test(route))) return 'about-nobody';
  if (!OF_PATIENTS.some((each) => each.test(route))) return 'unknown';
  if (/^\/fhir\/metadata\/?$/.test(path)) return 'about-nobody';
  if (status === 429 || status === 503) return 'not-taken-up';
  return showsNothing(answered) ? 'nothing-shown' : 'touched';
}

function showsNothing({ method, route, status, location }: Answered): boolean {
  if (route.startsWith('/fhir')) return false;
  if (status === 303 && location?.startsWith('/web/start')) return true;
  if (method !== 'GET' && method !== 'HEAD') return false;
  return status === 303 || (status === 200 && FORMS.some((each) => each.test(route)));
}
