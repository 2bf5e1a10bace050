/** Acts around a session: what is said there, what that is about, and what is promised. */
import { subjectOf } from '../support/posts.ts'
import type { Draw } from './story.ts'
import type { Acts } from './story-claims.ts'

const sessionId = 'nx-session'

export const sessionActs: Acts = [
  { weight: 1, post: session },
  { weight: 1, post: statement },
  { weight: 1, post: assertion },
  { weight: 1, post: commitment },
]

function session(draw: Draw) {
  const data = {
    body: 'CND',
    segment: 'regular',
    names: { en: draw.text('Session') },
    dates: { from: '2024-03-14', to: '2024-03-15' },
    place: { country: 'AT' },
  }
  return draw.claim('SessionScheduled', data, { subject: `sessions/${sessionId}` })
}

function statement(draw: Draw) {
  return draw.claim('StatementDelivered', {
    sessionId,
    delegation: 'KZ',
    speakerOffice: 'Deputy Minister of the Interior',
    occurred: { from: '2024-03-14', precision: 'day' },
    themes: ['cooperation'],
    text: draw.text('We said'),
  })
}

function assertion(draw: Draw) {
  const said = draw.of('StatementDelivered')
  const about = [`routes/${draw.routeId()}`, 'countries/kz']
  const data = { text: draw.text('The route'), about }
  return said && draw.claim('StatementAssertionExtracted', data, { subject: subjectOf(said) })
}

function commitment(draw: Draw) {
  const said = draw.of('StatementDelivered')
  return draw.claim('CommitmentMade', {
    by: 'KZ',
    text: draw.text('We will'),
    type: 'other',
    measurable: false,
    ...(said && draw.random.chance(0.8) && { statementId: subjectOf(said).slice('statements/'.length) }),
  })
}
