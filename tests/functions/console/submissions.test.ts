import { beforeAll, describe, expect, it } from 'vitest'
import { openDoor } from '../../support/intake.ts'
import { claimed, idOf, post, red, route, seizure, subjectOf } from '../../support/posts.ts'
import { newIssuer } from '../../support/tokens.ts'
import { canary } from '../query/canaries.ts'
import { type ConsoleWorld, consoleOver } from './console.ts'

let world: ConsoleWorld
let sheet: string
let lines: string

const own = seizure({}, { id: 'own' })
const about = { subject: subjectOf(own), by: 'ru-authority' }
const header = 'Our file;Seizure Date;ISO3;Drug/Substance;Quantity Seized;Measurement Unit;'

beforeAll(async () => {
  world = await consoleOver()
  const opinion = (type: 'ClaimEndorsed' | 'ClaimDisputed', reason: string, marking: object) =>
    post(type, { claimId: idOf(own), reason, marking }, about)
  for (const event of [
    own,
    seizure(
      { items: [{ substance: 'khat', quantity: { value: '7', unit: 'kg' } }] },
      { id: 'theirs', by: 'ru-authority' },
    ),
    route('north', { id: 'north' }),
    route('secret', { id: 'secret', by: 'ru-authority', marking: red() }, { names: { en: canary } }),
    opinion('ClaimEndorsed', 'Seen <likewise>.', { tlp: 'CLEAR' }),
    opinion('ClaimDisputed', canary, red()),
    claimed(
      'SeizureLabConfirmed',
      { items: [{ index: 0, substance: 'heroin', purityPercent: '61' }] },
      { ...about, id: 'lab' },
    ),
    claimed('SeizureAttributedToRoute', { routeId: 'north' }, { ...about, id: 'moved' }),
    claimed('SeizureAttributedToRoute', { routeId: 'secret' }, { ...about, id: 'unseen' }),
  ])
    await world.recorded(event)
  await world.project()
  const door = openDoor(world, await newIssuer(), undefined, world.querying.submissions)
  const send = async (text: string, type: string, more: object) => {
    const answer = await door.post(text, { type, ...more })
    const id = String(answer.body.submissionId)
    await door.receive(id)
    return id
  }
  const rows = [
    '1;2014-03-19;KAZ;Heroin;1,5;kg;',
    '2;2014-03-20;KAZ;<b>Heroine;1,5;kg;',
    '3;2014-03-19;KAZ;Heroin;900000;kg;',
  ]
  sheet = await send([header, ...rows].join('\n'), 'text/csv', { query: '?tlp=GREEN&admiralty=B2' })
  lines = await send('{}\n7\n', 'application/x-ndjson', { headers: { prefer: 'respond-async' } })
})

const read = async (path: string, by?: string, lang: 'en' | 'ru' = 'en') =>
  world.visit(path, { lang, ...(by !== undefined && { by }) })
const mine = (path = '', lang: 'en' | 'ru' = 'en') => read(`/console/submissions${path}`, 'kz-moi', lang)
const main = (html: string) => html.slice(html.indexOf('<main'))

describe('what became of the own reports', () => {
  it('is for agencies that have signed in', async () => {
    for (const path of ['/console/submissions', `/console/submissions/${sheet}`])
      expect((await read(path)).status).toBe(401)
  })

  it('tells what others made of them, and what a report counts for now', async () => {
    const { html } = await mine()
    expect(html).toContain('Seen &lt;likewise&gt;.')
    expect(html).toContain('item 1: Heroin, 61 %')
    expect(html).toMatch(
      /Your report now counts for <ul class="inline"><li><a href="\/console\/routes\/north">Route north/,
    )
    expect(html).toContain(`href="/console/${subjectOf(own)}#claim-${idOf(own)}">Kazakhstan, Mar 14, 2024<`)
  })

  it('lists submissions with their fate and the file of what was rejected', async () => {
    const { html } = await mine()
    const amounts = (...counts: number[]) =>
      counts.map((count) => `<td class="amount">${count}</td>`).join('')
    expect(html).toContain(`recorded</td>${amounts(3, 2, 0, 1)}`)
    expect(html).toContain(`refused</td>${amounts(2, 0, 0, 2)}`)
    const file = `/console/take/v1/submissions/${sheet}?format=csv`
    expect(html).toContain(`<a href="${file}" download="rejected-${sheet}.csv">`)
    const { html: csv, headers } = await read(file, 'kz-moi')
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(csv).toContain('2014-03-20')
    expect((await read(file, 'ru-authority')).status).toBe(404)
  })

  it('can be narrowed to a status', async () => {
    const { html } = await mine('?status=refused')
    expect(html).toContain(lines)
    expect(html).not.toContain(sheet)
    expect((await mine('?status=pending')).html).toContain('No submission is here.')
  })

  it('shows own seizures alone', async () => {
    expect(main((await mine()).html)).toContain('12.5 kg')
    expect(main((await mine()).html)).not.toContain('Khat')
    expect(main((await read('/console/submissions', 'ru-authority')).html)).toContain('Khat')
  })

  it('says so where there is nothing', async () => {
    const { html } = await read('/console/submissions', 'observer-one')
    for (const said of ['Nobody has responded', 'No submission is here.', 'No seizure of yours'])
      expect(html).toContain(said)
  })

  it('speaks Russian', async () => {
    const { html } = await mine('', 'ru')
    for (const said of ['Сведения поддержаны', 'предмет 1: Героин, 61 %', 'Отклонённые строки'])
      expect(html).toContain(said)
  })
})

describe('one submission', () => {
  it('gives each rejected row with its reasons, and warnings beside what was recorded', async () => {
    const { html } = await mine(`/${sheet}`)
    expect(main(html)).toMatch(/<th scope="row">2<\/th>.*is no substance of the register/s)
    expect(html).toContain('Recorded with a warning')
    expect(main(html)).toMatch(/<th scope="row">3<\/th>.*href="\/console\/seizures\//s)
    expect(main(html)).not.toContain('<b>Heroine')
    expect((await mine(`/${lines}`)).html).not.toContain('Recorded with a warning')
  })

  it('is found by its own agency alone', async () => {
    for (const by of ['ru-authority', 'observer-one', 'centre'])
      expect((await read(`/console/submissions/${sheet}`, by)).status).toBe(404)
    expect((await mine('/00000000-0000-4000-8000-000000009999')).status).toBe(404)
  })
})

it('shows nobody else what is hidden', async () => {
  for (const by of ['kz-moi', 'observer-one', 'centre'])
    expect((await read('/console/submissions', by)).html).not.toContain(canary)
})
