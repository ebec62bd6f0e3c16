import { CoverSheet } from '@caecilia/exchange';
import { Problem, resourceOf } from '@caecilia/kernel';
import { problemOf } from '@caecilia/rest';
import { chooseLanguage } from '@caecilia/ui';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pageRequest, send, type Visitor } from '../pages.ts';
import type { TellRefusal } from '../refusals.ts';
import { patientIdOf, requireSender } from './hand-over-house.ts';
import { viewOf } from './hand-over-view.ts';
import { type PlanDrawing, planPage, whenIn } from './plan-page.ts';
import type { RecipientParts } from './recipients.ts';
import { telecomOf } from './treating.ts';

/** What a plan on paper is made of. */
export interface PaperParts extends PlanDrawing {
  readonly handOvers: RecipientParts['handOvers'];
  readonly atPage: (request: FastifyRequest) => Promise<Visitor | undefined>;
  readonly askToSignIn: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;
  readonly tellRefusal: TellRefusal;
}

/** The cover sheet of a hand-over on paper, with the plan as it stands after it: for who sends it, by their own rights. */
export function registerHandOverPaper(app: FastifyInstance, parts: PaperParts): void {
  app.get<{ Params: { id: string } }>('/care/hand-overs/:id/paper', async (request, reply) => {
    const visitor = await parts.atPage(request);
    if (visitor === undefined) return await parts.askToSignIn(request, reply);
    try {
      return send(reply, { status: 200, html: await paperFor(parts, request, visitor) });
    } catch (error) {
      throw await parts.tellRefusal({ request, caller: visitor.caller, problem: problemOf(error) });
    }
  });
}

async function paperFor(
  parts: PaperParts,
  request: FastifyRequest<{ Params: { id: string } }>,
  visitor: Visitor,
): Promise<string> {
  const caller = { ...visitor.caller, requestId: request.id };
  const handOver = await parts.handOvers.seen(caller, request.params.id);
  requireSender(caller);
  if (handOver.channel !== 'print')
    throw new Problem('not-supported', 'Only what goes on paper is printed and handed over by a person.');
  const { query, headers } = pageRequest(request, parts.origin);
  const language = chooseLanguage(query.lang, headers['accept-language']);
  const path = `/care/hand-overs/${handOver.id}/paper`;
  const now = parts.now().getTime();
  const who = visitor.owner?.(new Set());
  const organization = await parts
    .session(caller)
    .read('Organization', handOver.to.reference.slice('Organization/'.length));
  const phone =
    organization === undefined || organization.deleted
      ? undefined
      : telecomOf(resourceOf(organization), 'phone');
  return await planPage(parts, {
    caller,
    patientId: patientIdOf(handOver),
    language,
    path,
    ...(who === undefined ? {} : { who }),
    above: CoverSheet({
      view: { language, path, formToken: '', demo: parts.notices.demo },
      handOver: viewOf(handOver, now),
      when: whenIn(language, parts.timeZone),
      printedBy: caller.name ?? caller.id,
      now,
      phone,
    }),
  });
}
