import { expect, it } from 'vitest'
import { type ProblemSlug, problemKinds } from '../../../../functions/http/problems.ts'
import { answerShapes } from '../../../../functions/query/openapi/answer-shapes.ts'
import { problemExample } from '../../../../functions/query/openapi/problem-examples.ts'
import { problemGuide, problemsText } from '../../../../functions/query/openapi/problem-guide.ts'
import { problem } from '../../../../functions/query/openapi/problem-shapes.ts'
import { type About, openDoor } from '../../../support/intake.ts'
import { actor, claimed, leg, red, route, seizure, subjectOf } from '../../../support/posts.ts'
import { read } from '../../../support/sources.ts'
import { newIssuer } from '../../../support/tokens.ts'
import { newWorld, registration } from '../../../support/world.ts'
import { type Ask, reading } from '../reading.ts'

const slugs = Object.keys(problemKinds) as ProblemSlug[]

it('is kept as the code makes it: `npm run openapi` after a change', () => {
  expect(read('docs/problems.json')).toBe(problemsText())
})

it.each(slugs)('%s has a page that says what to do, and an example', async (slug) => {
  const { body } = await (await reading()).ask(`/problems/${slug}`)
  expect(answerShapes.readProblem?.safeParse(body).error).toBeUndefined()
  expect([body.remedy, body.sample]).toStrictEqual([problemGuide[slug].remedy, problemExample(slug)])
  expect(problem.safeParse(problemExample(slug)).error).toBeUndefined()
})

const told = ({ detail, errors, instance }: Record<string, unknown>) => ({ detail, errors, instance })
const expectExample = (slug: ProblemSlug, body: Record<string, unknown>) => {
  expect(body.type).toBe(`/problems/${slug}`)
  expect(told(body)).toStrictEqual(told(problemExample(slug)))
}

const asked: Partial<Record<ProblemSlug, [string, Ask?]>> = {
  malformed: ['/v1/seizures?country=kz'],
  'not-found': ['/v1/routes/southern'],
  'method-not-allowed': ['/v1/events', { by: 'kz-moi' }],
  'not-acceptable': ['/v1/schemas', { headers: { accept: 'text/csv' } }],
  'projection-behind': ['/v1/routes/northern?atLeast=9', { by: 'kz-moi' }],
  'url-too-long': [`/v1/actors?q=${'x'.repeat(2_100)}`],
}
it.each(Object.entries(asked))('%s is what a reader gets', async (slug, [path, ask]) => {
  const world = await reading()
  await world.recorded(route('northern'))
  await world.project()
  expectExample(slug as ProblemSlug, (await world.ask(path, ask)).body)
})

const hidden = registration('ge-authority')
const northern = { subject: 'routes/northern' }
const seized = seizure({}, { id: 'case-1' })
const retired = claimed('RouteLegRetired', { legId: 'kg-kz', reason: 'closed' }, northern)
const posted: Partial<Record<ProblemSlug, [string | object, About?]>> = {
  unauthenticated: [seized, { as: '' }],
  forbidden: [seizure({}, { by: 'ru-authority' })],
  'event-id-reused': [seizure({ reportRef: 'other' }, { id: 'case-1' })],
  'stale-version': [retired, { headers: { 'if-match': '"older"' } }],
  'too-large': ['x'.repeat(300 * 1024)],
  'unsupported-media-type': ['x', { type: 'text/plain' }],
  'invalid-event': [seizure({ plcae: {} } as never)],
  'personal-data': [seizure({ concealment: 'ask ivan@mail.example' })],
  'protected-attribute': [actor('some', {}, { names: { en: 'Albanian clan' } })],
  'unknown-reference': [
    claimed('SeizureAttributedToRoute', { routeId: 'southern' }, { subject: subjectOf(seized) }),
  ],
  'rule-violated': [{ ...hidden, data: { ...hidden.data, marking: red() } }, { as: 'centre' }],
  'state-conflict': [claimed('ActorReactivated', {}, { subject: 'actors/some' })],
  'precondition-required': [retired],
}
it.each(Object.entries(posted))('%s is what a poster gets', async (slug, [body, about]) => {
  const world = await newWorld()
  for (const event of [seized, route('northern'), leg('northern', 'kg-kz'), actor('some')])
    await world.recorded(event)
  const { body: answer } = await openDoor(world, await newIssuer()).post(body, about)
  expectExample(slug as ProblemSlug, answer)
})
