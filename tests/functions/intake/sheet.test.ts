import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { summaryOf } from '../../../functions/submissions/submissions.ts'
import { type Door, openDoor } from '../../support/intake.ts'
import { type Issuer, newIssuer } from '../../support/tokens.ts'
import { newWorld, registration, type World } from '../../support/world.ts'

let issuer: Issuer
let world: World
let door: Door
beforeAll(async () => {
  issuer = await newIssuer()
})
beforeEach(async () => {
  world = await newWorld()
  door = openDoor(world, issuer)
})

const header = 'Seizure Date,ISO3,Drug/Substance,Quantity Seized,Measurement Unit'
const sheet = (...rows: string[]) => [header, ...rows].join('\n')
const one = '2014-03-19,KAZ,Heroin,1.5,kg'
const query = '?tlp=GREEN&admiralty=B2'
const send = (text: string | Uint8Array, more = '', declared = query) =>
  door.post(text, { type: 'text/csv', query: `${declared}${more}` })
const count = async () => (await world.ledger.scan({ index: 0, of: 1 })).commits.length

async function results(text: string, more = '', declared = query) {
  const answer = await send(text, more, declared)
  expect([answer.status, Object.keys(answer.body)]).toStrictEqual([
    202,
    ['submissionId', 'status', 'location'],
  ])
  const submissionId = String(answer.body.submissionId)
  await door.receive(submissionId)
  const state = await door.submissions.load(submissionId)
  if (!state) throw new Error('no submission')
  return { state, outcomes: state.results.flatMap((part) => (part ?? []).map(({ outcome }) => outcome)) }
}

describe('a sheet', () => {
  it('is a submission: a seizure for each row, equal rows too; sent again all are repeats', async () => {
    const text = sheet(one, one, '2014-04,UZB,Opium,"2,5",kg')
    const before = await count()
    const first = await results(text)
    expect(first.outcomes.map(({ outcome }) => outcome)).toStrictEqual(Array(3).fill('recorded'))
    expect(summaryOf(first.state).status).toBe('recorded')
    expect(first.state.columns).toStrictEqual(header.split(','))
    expect(await count()).toBe(before + 3)
    const again = await results(text.replaceAll('\n', '\r\n'))
    expect(again.outcomes.map(({ outcome }) => outcome)).toStrictEqual(Array(3).fill('duplicate'))
    expect(await count()).toBe(before + 3)
  })
  it('is the same seizures with a byte-order mark, semicolons and its columns in another order', async () => {
    await results(sheet(one))
    const other =
      '\uFEFFMeasurement Unit;Quantity Seized;ISO3;Seizure Date;Drug/Substance;\r\nkg;1.5;KAZ;2014-03-19;Heroin;\r\n'
    expect((await results(other)).outcomes.map(({ outcome }) => outcome)).toStrictEqual(['duplicate'])
  })
  it('tells of each refused row what is wrong with which column, and records the others', async () => {
    const rows = ['03/04/2014,KAZ,Heroin,1,kg', one, '2014-03-20,KAZ,Heroin,0,kg', '2014-03-21,KAZ']
    const { outcomes } = await results(sheet(...rows))
    const told = outcomes.map((outcome) =>
      outcome.outcome === 'refused'
        ? outcome.problem.errors?.map(({ pointer, code }) => [pointer, code])
        : [],
    )
    expect(told).toStrictEqual([
      [['/Seizure Date', 'ambiguous-date']],
      [],
      [['/Quantity Seized', expect.any(String)]],
      [['', 'column-count']],
    ])
  })
  it('under another marking is no repeat, and not recorded twice either', async () => {
    await results(sheet(one))
    const answer = await door.post(sheet(one), { type: 'text/csv', query: '?tlp=RED&admiralty=B2' })
    await door.receive(String(answer.body.submissionId))
    const state = await door.submissions.load(String(answer.body.submissionId))
    expect(state?.results[0]?.[0]?.outcome).toMatchObject({ problem: { slug: 'event-id-reused' } })
  })
  it('only validated is answered at once, and stores nothing: what it tells is what would be', async () => {
    await results(sheet(one))
    const before = await count()
    const opium = '2014-04,UZB,Opium,2,kg'
    const text = sheet(one, one, opium, '2014,XXX,Opium,2,kg')
    const answer = await send(text, '&validateOnly=true')
    expect([answer.status, answer.body]).toMatchObject([207, { accepted: 2, duplicates: 1, rejected: 1 }])
    expect(await count()).toBe(before)
    const { outcomes } = await results(text)
    const told = (answer.body.items as unknown as { status: number }[]).map(({ status }) => status)
    expect(told).toStrictEqual([200, 200, 200, 422])
    expect(outcomes.map(({ outcome }) => outcome)).toStrictEqual([
      'duplicate',
      'recorded',
      'recorded',
      'refused',
    ])
  })
  it('is released to the agencies that it names, and to nobody where a row marks itself', async () => {
    const text = `${header},TLP\n${one},\n${one},RED\n`
    const declared = '?tlp=AMBER%2BSTRICT&releasableTo=ru-authority&admiralty=B2'
    const { outcomes } = await results(text, '', declared)
    const audiences = outcomes.map((outcome) => outcome.outcome === 'recorded' && outcome.receipt.audience)
    expect(audiences).toStrictEqual([
      ['participants/centre', 'participants/kz-moi', 'participants/ru-authority'],
      ['participants/kz-moi'],
    ])
  })
  it('may name in a column of its own to whom a row is released; what is wrong there is told of it', async () => {
    const text = (label: string, to: string) => `${header},TLP,Releasable To\n${one},${label},${to}\n`
    const told = async (label: string, to: string) => {
      const [outcome] = (await results(text(label, to))).outcomes
      return outcome?.outcome === 'refused'
        ? outcome.problem.errors?.map(({ pointer, code }) => [pointer, code])
        : outcome?.outcome
    }
    expect(await told('RED', 'ru-authority')).toBe('recorded')
    expect(await told('AMBER', 'ru-authority')).toStrictEqual([['/Releasable To', 'not-allowed-here']])
    expect(await told('RED', 'nobody')).toStrictEqual([['/Releasable To', 'unknown-reference']])
    expect(await told('RED', 'RU')).toStrictEqual([['/Releasable To', 'pattern']])
  })
  it.each<[string, string, number, string[][]]>([
    ['with a marking that is released to all', 'tlp=AMBER', 400, [['/releasableTo', 'not-allowed-here']]],
    ['without a marking', '', 400, [['/tlp', 'required']]],
    ['twice to the same', 'tlp=RED&releasableTo=a,a', 400, [['/releasableTo', 'duplicate']]],
    ['to what is no id', 'tlp=RED&releasableTo=a,B', 400, [['/releasableTo/1', 'pattern']]],
    ['to nobody', 'tlp=RED&releasableTo=,', 400, []],
    [
      'to who is not registered',
      'tlp=RED&releasableTo=ru-authority,nobody',
      422,
      [['/releasableTo/1', 'unknown-reference']],
    ],
  ])('released %s is refused as a whole', async (_, query, status, told) => {
    const before = await count()
    const named = query.includes('releasableTo') ? '' : '&releasableTo=ru-authority'
    const answer = await send(sheet(one), `&${query}${named}`, '?admiralty=B2')
    const { errors = [] } = answer.body as unknown as { errors?: { pointer: string; code: string }[] }
    expect([answer.status, errors.map(({ pointer, code }) => [pointer, code])]).toStrictEqual([status, told])
    expect(await count()).toBe(before)
  })
  it('that nobody marked or graded is refused as a whole, unless it has columns for it', async () => {
    const before = await count()
    const { status, body } = await send(sheet(one), '', '?dates=DMY')
    const told = (body as unknown as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)
    expect([status, told]).toStrictEqual([422, ['/TLP', '/Admiralty']])
    expect(await count()).toBe(before)
    const { outcomes } = await results(`${header},TLP,Admiralty\n${one},RED,B2\n`, '', '')
    expect(outcomes).toMatchObject([{ outcome: 'recorded' }])
  })
  it('of an agency that may not post seizures is refused as a whole', async () => {
    const registered = registration('observer-two', 'observer')
    await world.recorded({ ...registered, data: { ...registered.data, postingScopes: ['statements'] } })
    const before = await count()
    const answer = await door.post(sheet(one), { type: 'text/csv', query, as: 'observer-two' })
    expect([answer.status, answer.body.detail]).toStrictEqual([
      403,
      'Your agency may not post about subjects of this kind.',
    ])
    expect(await count()).toBe(before)
  })
  it('is told what a parameter may say', async () => {
    const { body } = await send(sheet(one), '', '?tlp=AMBER+STRICT&admiralty=B2')
    expect(body.detail).toBe(
      '`tlp` may be CLEAR, GREEN, AMBER, AMBER+STRICT (in a URL AMBER%2BSTRICT) or RED.',
    )
  })
  it.each<[string, string | Uint8Array, string, number]>([
    ['nothing', '', '', 422],
    ['a header alone', header, '', 400],
    ['no such columns', 'a,b\n1,2', '', 422],
    ['a quote that never ends', `${header}\n"2014`, '', 400],
    ['no UTF-8', new Uint8Array([...Buffer.from(`${header}\n`), 0xff]), '', 400],
    ['1,001 rows', sheet(...Array(1_001).fill(one)), '', 413],
    ['an unknown parameter', sheet(one), '&colour=red', 400],
    ['a parameter twice', sheet(one), '&tlp=RED', 400],
    ['a parameter out of its list', sheet(one), '&dates=YMD', 400],
    ['an id column that is not there', sheet(one), '&idColumn=Case', 422],
  ])('of %s is refused as a whole', async (_, body, more, status) => {
    const before = await count()
    expect((await send(body, more)).status).toBe(status)
    expect(await count()).toBe(before)
  })
  it('has parameters that no other body has', async () =>
    expect((await door.post({}, { query })).status).toBe(400))
})
