import { beforeAll, describe, expect, it } from 'vitest'
import { type AnchorNeeds, anchor } from '../../../functions/anchor/anchor.ts'
import { feedUnlogged } from '../../../functions/merkle-log/feed.ts'
import { tellQueues } from '../../../functions/sweeper/queues.ts'
import { onlyGeneration } from '../../support/generations.ts'
import { memoryLog } from '../../support/merkle-log.ts'
import { claimed, post, red, seizure } from '../../support/posts.ts'
import { registration, startMs } from '../../support/world.ts'
import { type ConsoleWorld, consoleOver } from './console.ts'

const on = (from: string, precision = 'day') => ({ occurred: { from, precision } })

let world: ConsoleWorld
beforeAll(async () => {
  world = await consoleOver()
  for (const event of [
    registration('tj-authority'),
    registration('uz-authority'),
    registration('kg-authority'),
    registration('io-one', 'international-organisation'),
    claimed(
      'SessionScheduled',
      { body: 'CND', segment: 'regular', dates: { from: '2024-03-01' }, place: { country: 'AT' } },
      { by: 'centre', id: 'session', subject: 'sessions/cnd' },
    ),
    claimed(
      'StatementDelivered',
      {
        sessionId: 'cnd',
        delegation: 'io-one',
        speakerOffice: 'Office',
        themes: [],
        text: 'Words.',
        ...on('2024-03-02'),
      },
      { by: 'io-one', id: 'statement' },
    ),
    seizure(on('2024-03-14'), { id: 'now' }),
    seizure(on('2023-11-01'), { id: 'before', by: 'tj-authority' }),
    seizure(on('2024-03-19'), { id: 'hidden', by: 'tj-authority', marking: red() }),
    // A year that is not over yet: it may have been today.
    seizure(on('2024', 'year'), { id: 'year', by: 'ru-authority' }),
    post(
      'AgencySuspended',
      { reason: 'An audit.' },
      { by: 'centre', subject: 'agencies/uz-authority', ifmatch: '*' },
    ),
  ])
    await world.recorded(event)
  await world.project()
})

const nobody = ''
const read = async (by = 'observer-one', lang: 'en' | 'ru' = 'en', from: ConsoleWorld = world) =>
  (await from.visit('/console/status', { lang, ...(by !== nobody && { by }) })).html
const rowOf = (html: string, agencyId: string) =>
  new RegExp(`<tr><th scope="row">[^<]*<small class="quiet">${agencyId}.*?</tr>`).exec(html)?.[0] ?? 'no row'

describe('agencies', () => {
  it('are shown with what was last heard of them', async () => {
    const html = await read()
    expect(rowOf(html, 'kz-moi')).toMatch(/heard of.*Mar 14, 2024<\/a> <span class="quiet">\(6 days ago\)/)
    expect(rowOf(html, 'io-one')).toMatch(/reports no seizures.*Mar 2, 2024/)
    expect(rowOf(html, 'ru-authority')).toMatch(/heard of.*2024<\/a> <span class="quiet">\(today\)/)
  })

  it('are silent without a seizure in 90 days, and stand first then', async () => {
    const html = await read()
    expect(rowOf(html, 'tj-authority')).toMatch(/silent.*Nov 1, 2023.*140 days ago/)
    expect(rowOf(html, 'kg-authority')).toMatch(/silent.*none/)
    expect(rowOf(html, 'uz-authority')).toContain('suspended')
    expect(html.indexOf('kg-authority')).toBeLessThan(html.indexOf('tj-authority'))
    expect(html.indexOf('tj-authority')).toBeLessThan(html.indexOf('>kz-moi'))
  })

  it('are judged by what the reader may see', async () => {
    for (const by of ['observer-one', 'kz-moi', 'centre'])
      expect(rowOf(await read(by), 'tj-authority'), by).toContain('silent')
    expect(rowOf(await read('tj-authority'), 'tj-authority')).toMatch(/heard of.*Mar 19, 2024/)
  })

  it('are each looked for, however much another reports', async () => {
    const busy = await consoleOver()
    await busy.recorded(registration('tj-authority'))
    await busy.recorded(seizure(on('2024-02-20'), { by: 'ru-authority' }))
    await busy.recorded(seizure(on('2023-02-20'), { by: 'tj-authority' }))
    for (let n = 0; n < 30; n++) await busy.recorded(seizure(on('2024-03-10'), { id: `n${n}` }))
    await busy.project()
    const html = await read(undefined, 'en', busy)
    expect(rowOf(html, 'ru-authority')).toMatch(/heard of.*Feb 20, 2024/)
    expect(rowOf(html, 'tj-authority')).toMatch(/silent.*Feb 20, 2023/)
  })

  it("are nobody else's to know", async () => {
    const html = await read(nobody)
    expect(html).toContain('Most of the register is not public: sign in to see the other agencies.')
    expect(html).not.toContain('kz-moi')
    expect(await read()).not.toContain('Most of the register is not public')
  })

  it('are told in Russian, too', async () => {
    const html = await read(undefined, 'ru')
    expect(rowOf(html, 'kz-moi')).toContain('6 дней назад')
    expect(rowOf(html, 'tj-authority')).toContain('молчит')
  })
})

describe('views', () => {
  it('and how far they are behind are told to the centre', async () => {
    const html = await read('centre')
    expect(html).toMatch(
      /agencies\/kz-moi<\/th><td class="amount">1<\/td><td class="amount">1<\/td><td class="amount">0/,
    )
    expect(html).toContain('up to date')
  })

  it('that are behind are told so, with by how much', async () => {
    const late = await consoleOver()
    await late.project()
    await late.post({ ...registration('kz-moi'), id: 'again' }, { project: async () => {} })
    const html = await read('centre', 'en', late)
    const cell = (n: number) => `<td class="amount">${n}</td>`
    expect(html).toContain('<dt>The register</dt><dd>behind</dd>')
    expect(html).toMatch(
      new RegExp(`<tbody><tr><th scope="row">agencies/kz-moi</th>${cell(2)}${cell(1)}${cell(1)}`),
    )
  })

  it('are not told of to others', async () => {
    for (const by of [nobody, 'observer-one', 'kz-moi']) {
      const html = await read(by)
      expect(html).toContain('is told to the centre')
      expect(html).not.toContain('agencies/kz-moi')
    }
  })
})

describe('queues', () => {
  it('are shown to the centre as the sweeper counted them, and when that was', async () => {
    const counted = await consoleOver()
    expect(await read('centre', 'en', counted)).toContain('Nothing has been counted yet.')
    const items = [
      { name: 'projector', waiting: 1_234, underWay: 2, deadLetters: 0 },
      { name: 'recorder', waiting: null, underWay: null, deadLetters: null },
      { name: 'unpublished', deadLetters: 3 },
    ]
    await tellQueues(items, onlyGeneration(counted.views), startMs)
    const html = await read('centre', 'en', counted)
    expect(html).toContain('How much waited at Mar 20, 2024, 6:00 AM UTC, in messages')
    const row = (name: string, ...cells: string[]) =>
      `<th scope="row"><code>${name}</code></th>${cells.map((cell) => `<td class="amount">${cell}</td>`).join('')}`
    expect(html).toContain(row('projector', '1,234', '2', '0'))
    expect(html).toContain(row('recorder', 'unknown', 'unknown', 'unknown'))
    expect(html).toContain(row('unpublished', '—', '—', '3'))
    expect(await read('centre', 'ru', counted)).toContain('неизвестно')
    expect(await read('kz-moi', 'en', counted)).not.toContain('projector')
  })
})

describe('the log', () => {
  it('has no checkpoint before the first', async () => {
    expect(await read()).toContain('The log has no checkpoint yet.')
  })

  it('is told of with size, time and root', async () => {
    const logged = await consoleOver()
    const log = { ...memoryLog(), table: logged.querying.log as AnchorNeeds['table'] }
    await feedUnlogged((await logged.ledger.scan({ index: 0, of: 1 })).commits, log.table, logged.ledger)
    await anchor(log, startMs + 1)
    const html = await read(nobody, 'en', logged)
    const { body } = await logged.ask('/v1/log/checkpoint')
    expect(html).toContain('<dt>Entries</dt><dd>64</dd>')
    expect(html).toContain('Mar 20, 2024, 6:00 AM UTC')
    expect(html).toContain(`<code>${String(body.rootHash)}</code>`)
  })
})

it('is asked for again while somebody looks', async () => {
  expect(await read()).toContain('data-live')
})
