/** Examples of the OpenAPI document are real answers: what the apps say in a small world, on a clock that stands still. */
import { anchor } from '../../../../functions/anchor/anchor.ts'
import { feedUnlogged } from '../../../../functions/merkle-log/feed.ts'
import { endpoints } from '../../../../functions/query/endpoints.ts'
import { smallest } from '../../../../functions/query/openapi/posting.ts'
import { openDoor } from '../../../support/intake.ts'
import { memoryLog } from '../../../support/merkle-log.ts'
import { amber, claimed, idOf, type Post, route, seizure, subjectOf } from '../../../support/posts.ts'
import { newIssuer } from '../../../support/tokens.ts'
import { newWorld, startMs } from '../../../support/world.ts'
import { type Reading, reading } from '../reading.ts'
import { sampleEvents, tell } from '../sample.ts'
import { askings, submissionId } from './asked.ts'

/** By operation, then by media type. `asked` is the request line. */
export type Examples = Record<string, { asked: string; answers: Record<string, unknown> }>

const batken = { subject: 'routes/batken' }
const seized = seizure({ reportRef: 'KZ-2024-0117' }, { id: 'case-2024-0117' })
const more: readonly Post[] = [
  route('batken', { id: 'batken' }, { names: { en: 'Batken road' }, substances: ['opium'] }),
  claimed(
    'RouteLegAdded',
    { legId: 'tj-kg', from: { country: 'TJ' }, to: { country: 'KG' }, role: 'trunk' },
    { id: 'batken-leg', ...batken },
  ),
  seized,
  claimed(
    'SeizureAttributedToRoute',
    { routeId: 'batken', legId: 'tj-kg' },
    { id: 'case-2024-0117-route', subject: subjectOf(seized) },
  ),
  route('amber', { id: 'amber', marking: amber }),
  claimed(
    'AggregateFigureReported',
    {
      series: { names: { en: 'Opiates seized, all agencies' }, unit: 'kg', metric: 'seized' },
      period: '2023',
      value: '1204.5',
    },
    { id: 'figure', subject: 'figures/series' },
  ),
]

async function told(): Promise<{ world: Reading; of: (kind: string) => string }> {
  const log = memoryLog()
  const world = await reading(await newWorld(), {
    log: log.table,
    cursors: { seal: () => 'b3BhcXVlIGFuZCB5b3VycyBhbG9uZQ', open: () => ({}) as never },
    newId: () => '018f2f6e-0000-7000-8000-000000000001',
  })
  const events = [...sampleEvents, ...more]
  await tell(world, events)
  await world.project()
  await feedUnlogged((await world.ledger.scan({ index: 0, of: 1 })).commits, log.table, world.ledger)
  await anchor(log, startMs + 1)
  const { submissions } = world.querying
  await submissions.store(
    {
      submissionId,
      agencyId: 'kz-moi',
      scopes: [],
      receivedAt: '2024-03-20T06:05:00.000Z',
      parts: 1,
      events: 1,
    },
    [[{ value: seized }]],
  )
  const detail = 'The event does not follow its schema.'
  await submissions.settle(submissionId, 0, [
    { index: 0, id: seized.id, outcome: { outcome: 'refused', problem: { slug: 'invalid-event', detail } } },
  ])
  // Somebody reads what is AMBER, so that there is something to audit.
  await world.ask('/v1/routes/amber', { by: 'ru-authority', headers: { purpose: 'case 12/7' } })
  const of = (kind: string) => {
    const found = events.map(subjectOf).findLast((subject) => subject.startsWith(`${kind}/`))
    return found?.slice(kind.length + 1) ?? ''
  }
  return { world, of }
}

/** Also the two operations that are posted to. */
export async function answered(): Promise<Examples> {
  return { ...(await read()), ...(await posted()) }
}

async function posted(): Promise<Examples> {
  const { post } = openDoor(await newWorld(), await newIssuer())
  const batch = { type: 'application/cloudevents-batch+json' }
  const answers = {
    201: (await post(smallest)).body,
    200: (await post(smallest)).body,
    202: { submissionId, status: 'pending', location: `/v1/submissions/${submissionId}` },
    207: (
      await post(
        [
          { ...smallest, id: 'case-2024-0118' },
          { ...smallest, data: {} },
        ],
        batch,
      )
    ).body,
  }
  const expires_in = 3600
  const scope = 'routewatch/events.write routewatch/views.read'
  const issued = { access_token: 'eyJraWQiOi…', token_type: 'Bearer', expires_in, scope }
  return {
    postEvents: { asked: 'POST /v1/events', answers },
    requestToken: {
      asked: 'POST /oauth2/token',
      answers: { 200: issued, 400: { error: 'invalid_client' } },
    },
  }
}

async function read(): Promise<Examples> {
  const { world, of } = await told()
  const examples: Examples = {}
  for (const { operationId, produces } of endpoints) {
    const asking = askings(of, idOf(seized))[operationId]
    if (!asking) throw new Error(`No example is asked for ${operationId}: add it to asked.ts`)
    const { path, by } = asking
    const answers: Record<string, unknown> = {}
    for (const accept of produces) {
      const { status, text } = await world.ask(path, { headers: { accept }, ...(by && { by }) })
      if (status !== 200) throw new Error(`${path} as ${accept}: ${status} ${text}`)
      answers[accept] = shown(operationId, accept, text)
    }
    examples[operationId] = { asked: `GET ${path}`, answers }
  }
  return examples
}

/** Documents that are long and stand elsewhere show their beginning. */
function shown(operationId: string, accept: string, text: string): unknown {
  if (accept === 'text/html') return text.slice(0, text.indexOf('\n'))
  if (!/[/+]json/.test(accept)) return text
  const body = JSON.parse(text)
  if (operationId === 'readOpenapi') return { openapi: body.openapi, info: { title: body.info.title } }
  if (operationId === 'readAsyncapi') return { asyncapi: body.asyncapi, info: { title: body.info.title } }
  return operationId === 'listSchemas' ? { items: body.items.slice(0, 2) } : body
}
