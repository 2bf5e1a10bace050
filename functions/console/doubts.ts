/** What links of a chart rest on doubtful claims alone, as far as the cards of the focus and of the routes beside it tell. */

import { type SubjectKind, subjectKinds } from '../../events/ids.ts'
import type { Schemas } from '../../infra/client/api.generated.ts'
import type { Asked } from './page.ts'
import type { Doubts } from './pictures/graph-answer.ts'

/** Cards that are asked for besides the focus. */
const routesMax = 8

type Card = {
  claims?: readonly Pick<Schemas['Claim'], 'claimId' | 'status'>[]
  status?: unknown
  legs?: readonly Pick<Schemas['Leg'], 'status' | 'claimIds'>[]
  [block: string]: unknown
}

export async function doubtsAbout(
  { focus, nodes }: { focus: string; nodes: readonly { id: string; kind: string }[] },
  { ask }: Pick<Asked, 'ask'>,
): Promise<Doubts> {
  const routes = nodes.filter(({ id, kind }) => kind === 'routes' && id !== focus).slice(0, routesMax)
  const subjects = [focus, ...routes.map(({ id }) => id)]
  const cards = await Promise.all(subjects.map((subject) => cardOf(subject, ask)))
  const found = {
    disputedClaims: new Set<string>(),
    suspectedClaims: new Set<string>(),
    suspected: new Set<string>(),
  }
  for (const [index, card] of cards.entries()) {
    for (const claimId of disputedIn(card)) found.disputedClaims.add(claimId)
    for (const { status, claimIds } of card.legs ?? [])
      if (status === 'suspected') for (const claimId of claimIds) found.suspectedClaims.add(claimId)
    if (card.status === 'suspected') found.suspected.add(subjects[index] ?? '')
  }
  return found
}

async function cardOf(subject: string, ask: Asked['ask']): Promise<Card> {
  const [kind = '', id = ''] = subject.split('/')
  if (!isKind(kind)) return {}
  return ((await ask.find(`/v1/${kind}/{id}`, { path: { id } })) ?? {}) as Card
}

const isKind = (kind: string): kind is SubjectKind => subjectKinds.some((known) => known === kind)

/** Its own claims, and the links of others to it. */
function disputedIn(card: Card): string[] {
  const own = (card.claims ?? []).filter(({ status }) => status === 'disputed').map(({ claimId }) => claimId)
  const inbound = Object.values(card)
    .filter((block) => Array.isArray(block))
    .flat()
    .filter((link): link is { status: string; evidence: string[] } => {
      const { status, evidence } = (link ?? {}) as Record<string, unknown>
      return status === 'disputed' && Array.isArray(evidence)
    })
  return [...own, ...inbound.flatMap(({ evidence }) => evidence)]
}
