import { parse } from 'csv-parse/sync'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { type Door, openDoor } from '../../support/intake.ts'
import { type Issuer, newIssuer } from '../../support/tokens.ts'
import { type Reading, reading } from './reading.ts'

let issuer: Issuer
let world: Reading
let door: Door
beforeAll(async () => {
  issuer = await newIssuer()
})
beforeEach(async () => {
  world = await reading()
  door = openDoor(world, issuer, undefined, world.querying.submissions)
})

const header = 'Our file;Seizure Date;ISO3;Drug/Substance;Quantity Seized;Measurement Unit;'
const good = '1;2014-03-19;KAZ;Heroin;1,5;kg;'
const send = async (text: string) => {
  const answer = await door.post(text, { type: 'text/csv', query: '?tlp=GREEN&admiralty=B2' })
  const id = String(answer.body.submissionId)
  return { id, receive: () => door.receive(id), path: `/v1/submissions/${id}` }
}
const rejected = async (path: string) => {
  const { status, headers, text } = await world.ask(`${path}?format=csv`, { by: 'kz-moi' })
  expect([status, headers.get('content-type')]).toStrictEqual([200, 'text/csv; charset=utf-8'])
  return { text, rows: parse(text) as string[][] }
}

it('gives the refused rows back in their own columns; mended, these alone are sent again', async () => {
  const bad = ['=2+3;2014-03-20;KAZ;Heroine;1,5;kg;', '3;2014-03-20;KAZ;Opium;0;kg;']
  const sheet = await send([header, good, ...bad].join('\n'))
  await sheet.receive()
  const { text, rows } = await rejected(sheet.path)
  const names = header.split(';')
  expect(rows[0]).toStrictEqual([...names, 'Event id', 'Reasons'])
  expect(rows.slice(1).map((row) => row.slice(0, names.length))).toStrictEqual([
    // What a spreadsheet would run is defused.
    ["'=2+3", ...(bad[0] ?? '').split(';').slice(1)],
    (bad[1] ?? '').split(';'),
  ])
  expect(rows[1]?.at(-1)).toBe('Drug/Substance is no substance of the register (heroin)')
  expect(rows[2]?.at(-1)).toMatch(/^Quantity Seized /)
  // The mended row now says what a recorded one says, and is another seizure all the same.
  const mended = text
    .replace("'=2+3,2014-03-20,KAZ,Heroine", '1,2014-03-19,KAZ,Heroin')
    .replace(',0,kg', ',4,kg')
  const again = await send(mended)
  await again.receive()
  const { body } = await world.ask(again.path, { by: 'kz-moi' })
  expect(body).toMatchObject({ status: 'recorded', accepted: 2, duplicates: 0, rejected: 0 })
  expect((await rejected(again.path)).rows).toHaveLength(1)
  const third = await send(mended)
  await third.receive()
  expect((await world.ask(third.path, { by: 'kz-moi' })).body).toMatchObject({ duplicates: 2, accepted: 0 })
})

it('gives none while some are being recorded, none to others, and knows no other form', async () => {
  const sheet = await send([header, good].join('\n'))
  const status = async (query: string, by = 'kz-moi') =>
    (await world.ask(`${sheet.path}?${query}`, { by })).status
  expect(await status('format=csv')).toBe(503)
  await sheet.receive()
  expect(await status('format=csv')).toBe(200)
  expect(await status('format=csv', 'ru-authority')).toBe(404)
  expect(await status('format=xlsx')).toBe(400)
})

it('tells of NDJSON the lines', async () => {
  const answer = await door.post('{}\n7\n', {
    type: 'application/x-ndjson',
    headers: { prefer: 'respond-async' },
  })
  const id = String(answer.body.submissionId)
  await door.receive(id)
  const { rows } = await rejected(`/v1/submissions/${id}`)
  expect(rows[0]).toStrictEqual(['Line', 'Event id', 'Reasons'])
  expect(rows.slice(1).map(([line]) => line)).toStrictEqual(['1', '2'])
})

it('can be read a page at a time', async () => {
  const rows = Array.from({ length: 230 }, (_, n) => `${n};2014-03-19;KAZ;Heroin;1,5;kg;`)
  const sheet = await send([header, ...rows].join('\n'))
  await sheet.receive()
  const indexes: number[] = []
  for (let query = 'limit=100'; query !== ''; ) {
    const { body } = await world.ask(`${sheet.path}?${query}`, { by: 'kz-moi' })
    expect(body).toMatchObject({ events: 230, accepted: 230 })
    indexes.push(...body.items.map(({ index }) => Number(index)))
    query = body.next === undefined ? '' : `limit=100&cursor=${body.next}`
  }
  expect(indexes).toStrictEqual(Array.from({ length: 230 }, (_, n) => n))
  const { body } = await world.ask(sheet.path, { by: 'kz-moi' })
  expect([body.items.length, body.next]).toStrictEqual([230, undefined])
})
