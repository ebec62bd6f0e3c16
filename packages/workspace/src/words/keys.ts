/** What a failure is called; each app has the words for it. */
export type FailureKey =
  | 'failure.offline'
  | 'failure.notFound'
  | 'failure.forbidden'
  | 'failure.busy'
  | 'failure.throttled'
  | 'failure.defect'
  | 'failure.refused';

/** What the common parts say. The words are of the app, which knows what it is for: a record, a register. */
export type CommonKey =
  | FailureKey
  | 'state.loading'
  | 'state.again'
  | 'failure.title'
  | 'failure.kept'
  | 'connection.lost'
  | 'sending.now'
  | 'sending.waiting'
  | 'sending.stayOpen'
  | 'broken.title'
  | 'broken.body'
  | 'broken.reload';
