import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Body, Event, Receipt } from './api.ts'
import { event, seizure } from './events.ts'
import { type Journey, startAmongPartners } from './journey.ts'

/** What operators find in `<data>/logs/` of what happened. */

let journey: Journey
const said: string[] = []
beforeAll(async () => {
  journey = await startAmongPartners({ log: (line) => said.push(line) })
})
afterAll(() => journey.end())

const canary = 'hidden under the spare wheel of lorry 4711'
const hiding = { concealment: canary }
type Line = { in: string; level?: string; message?: string } & Record<string, unknown>

/** Every line of every function's log; metrics, too. */
function lines(): Line[] {
  const folder = join(journey.dataDir, 'logs')
  return readdirSync(folder).flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => ({ in: file.replace('.log', ''), ...(JSON.parse(line) as object) })),
  )
}

/** Waits for a log's way through thread and pipe. @returns the lines that `which` picks. */
async function told(which: (line: Line) => boolean, least: number): Promise<Line[]> {
  await journey.quiet()
  await expect.poll(() => lines().filter(which).length, { timeout: 10_000 }).toBeGreaterThanOrEqual(least)
  return lines().filter(which)
}

const aws = async (operation: string, body: object): Promise<Body> => {
  const headers = {
    'x-amz-target': `DynamoDB_20120810.${operation}`,
    'content-type': 'application/x-amz-json-1.0',
  }
  const request = { TableName: journey.host.tableName('Ledger'), ...body }
  const response = await fetch(journey.host.awsUrl, {
    method: 'POST',
    headers,
    body: JSON.stringify(request),
  })
  expect(response.status).toBe(200)
  return (await response.json()) as Body
}
const keyOf = (subject: string, sequence: number) => ({
  subject: { S: subject },
  sequence: { N: String(sequence) },
})

describe('one eventId', () => {
  it('finds the journey from the request to the view, over all logs', async () => {
    const answer = await journey.post(seizure('kz-moi', hiding))
    const { eventId, subject } = answer.body as Receipt
    const found = await told((line) => line.eventId === eventId, 3)
    const about = { eventId, subject }
    expect(found.sort((a, b) => a.in.localeCompare(b.in))).toMatchObject([
      {
        ...{ in: 'intake', level: 'INFO', message: 'Event', service: 'intake', agency: 'kz-moi', ...about },
        ...{ type: 'SeizureReported', outcome: 'recorded', requestId: answer.headers.get('apigw-requestid') },
      },
      { in: 'projector', message: 'Projected', lagMs: expect.any(Number), ...about },
      { in: 'publisher', message: 'Published', sequence: 1, ...about },
    ])
  })

  it('leads from a submission, too', async () => {
    const post: Event = seizure('kz-moi')
    const answer = await journey.post(post, { headers: { prefer: 'respond-async' } })
    const { submissionId } = answer.body
    const found = await told((line) => line.submissionId === submissionId, 2)
    expect(found.sort((a, b) => a.in.localeCompare(b.in))).toMatchObject([
      { in: 'intake', message: 'Submission', events: 1, requestId: answer.headers.get('apigw-requestid') },
      { in: 'recorder', message: 'Event', outcome: 'recorded', type: 'SeizureReported', agency: 'kz-moi' },
    ])
    const { eventId } = found.at(-1) as { eventId?: string }
    expect((await told((line) => line.eventId === eventId, 3)).map((line) => line.in).sort()).toEqual([
      'projector',
      'publisher',
      'recorder',
    ])
  })
})

it('a refusal is told with its slug, and counted for its type and agency', async () => {
  const answer = await journey.post({ ...seizure('kz-moi'), colour: canary })
  const requestId = answer.headers.get('apigw-requestid')
  const [line] = await told((one) => one.requestId === requestId, 1)
  expect(line).toMatchObject({ outcome: 'refused', slug: 'invalid-event', type: 'SeizureReported' })
  const counted = await told(({ Refused }) => Refused !== undefined, 1)
  expect(counted[0]).toMatchObject({
    ...{
      in: 'intake',
      service: 'intake',
      stage: 'local',
      type: 'SeizureReported',
      agency: 'kz-moi',
      Refused: 1,
    },
    _aws: { CloudWatchMetrics: [{ Namespace: 'Routewatch' }] },
  })
})

describe('the guard', () => {
  const alarms = (subject: string) => (line: Line) =>
    line.in === 'guard' && line.message === 'The ledger was changed' && line.subject === subject

  it('tells of a commit that was changed, and of one that was removed, by key alone', async () => {
    const [one, other] = [await journey.record(seizure('kz-moi')), await journey.record(seizure('kz-moi'))]
    await journey.quiet()
    // No less readable than before, so that nothing else fails.
    const { Item } = (await aws('GetItem', { Key: keyOf(one.subject, 1) })) as {
      Item: { payload: { S: string } }
    }
    await aws('UpdateItem', {
      Key: keyOf(one.subject, 1),
      UpdateExpression: 'SET payload = :other',
      ExpressionAttributeValues: { ':other': { S: Item.payload.S.replace('"2.5"', '"0.1"') } },
    })
    await aws('DeleteItem', { Key: keyOf(other.subject, 1) })
    const about = { level: 'CRITICAL', sequence: 1 }
    expect(await told(alarms(one.subject), 1)).toMatchObject([{ ...about, offence: 'content-changed' }])
    expect(await told(alarms(other.subject), 1)).toMatchObject([{ ...about, offence: 'removed' }])
    const counted = await told(({ LedgerChanged }) => LedgerChanged !== undefined, 1)
    expect(counted.reduce((sum, { LedgerChanged }) => sum + Number(LedgerChanged), 0)).toBe(2)
  })

  it('lets a redaction pass that was recorded', async () => {
    const { subject, etag, eventId } = await journey.record(seizure('kz-moi', hiding))
    const redaction = event('centre', 'PayloadRedacted', subject, { eventId, reason: 'a court order' })
    await journey.record(redaction, { 'if-match': etag })
    const seen = await told((line) => line.in === 'guard' && line.subject === subject, 1)
    expect(seen).toMatchObject([
      { level: 'INFO', message: 'Redaction seen', sequence: 1, eventName: 'MODIFY' },
    ])
    const { Item } = (await aws('GetItem', { Key: keyOf(subject, 1) })) as { Item: Body }
    expect(Object.keys(Item).sort()).toEqual(['commitment', 'hash', 'header', 'sequence', 'subject'])
  })
})

it('no log holds what an event says', async () => {
  await journey.quiet()
  expect(lines().filter((line) => JSON.stringify(line).includes(canary))).toEqual([])
  expect(lines().filter(({ level }) => level === 'ERROR')).toEqual([])
})

it('the host says that it raises no alarms and draws no dashboards', () => {
  expect(said.filter((line) => /AWS::(CloudWatch|SNS)::/.test(line)).sort()).toEqual([
    expect.stringMatching(/^not emulated: AWS::CloudWatch::Alarm \(\d+\)$/),
    'not emulated: AWS::CloudWatch::Dashboard (2)',
    'not emulated: AWS::SNS::Topic (1)',
    'not emulated: AWS::SNS::TopicPolicy (1)',
  ])
})
