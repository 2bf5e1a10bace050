import { beforeAll, describe, expect, it } from 'vitest'
import { claimed, red, subjectOf } from '../../support/posts.ts'
import { canary } from '../query/canaries.ts'
import { type ConsoleWorld, consoleOver } from './console.ts'
import { hiddenPromise, promise, spokenWorld } from './spoken.ts'

const commit = (id: string, data: object, about: object = {}) =>
  claimed(
    'CommitmentMade',
    { by: 'UZ', text: `Promise ${id}.`, type: 'programme', measurable: true, ...data },
    { id, ...about },
  )
const late = commit('late', { due: '2024-02', by: 'TJ' })
const done = commit('done', { due: '2024-01' })
const declaratory = commit('declaratory', { measurable: false, due: '2020', by: 'unodc' })
const long = commit('long', { text: 'я'.repeat(2_000), due: '2099' })

let world: ConsoleWorld
beforeAll(async () => {
  world = await spokenWorld([
    late,
    done,
    claimed('CommitmentFulfilled', { text: 'It is built.' }, { subject: subjectOf(done) }),
    declaratory,
    long,
    claimed(
      'CommitmentWithdrawn',
      { reason: canary },
      { subject: subjectOf(late), by: 'ru-authority', marking: red() },
    ),
  ])
})

const read = async (path: string, by?: string, lang: 'en' | 'ru' = 'en') =>
  world.visit(path, { lang, ...(by !== undefined && { by }) })
/** What is under each heading of a track. */
const tracksIn = (html: string) =>
  Object.fromEntries(
    [...html.matchAll(/<h2 id="(\w+)">(.*?)(?=<h2|<nav)/gs)].map(([, id, rest]) => [id, rest]),
  )
const card = `/console/${subjectOf(promise)}`

describe('the tracker', () => {
  it('puts each commitment where it stands against its date', async () => {
    const under = tracksIn((await read('/console/commitments')).html)
    expect(Object.keys(under)).toStrictEqual(['overdue', 'later', 'undated', 'done'])
    expect(under.overdue).toContain('Promise late.')
    expect(under.overdue).toContain('February 2024 (20 days ago)')
    expect(under.later).toContain('A regional laboratory &lt;for all&gt;.')
    expect(under.undated).toContain('Promise declaratory.')
    expect(under.done).toContain('Promise done.')
  })

  it('counts by who promised, under the name of a State', async () => {
    const { html } = await read('/console/commitments')
    expect(html).toMatch(/by=UZ">Uzbekistan<\/a>(<\/th>)(<td class="amount">[01]<\/td>){6}/)
    expect(html).toContain('<progress value="50" max="100" aria-label="Fulfilled by Uzbekistan">')
    expect(html).toContain('by=unodc">unodc</a>')
  })

  it('shows progress as a bar and in figures, as far as the reader knows of it', async () => {
    expect((await read('/console/commitments')).html).toMatch(/<progress value="40"[^>]*><\/progress> 40%/)
    expect((await read('/console/commitments', 'observer-one')).html).toMatch(/<progress value="55"/)
  })

  it('is narrowed by who, status and session, and keeps the filters', async () => {
    const { html } = await read('/console/commitments?by=UZ&status=fulfilled&country=KZ')
    expect(Object.keys(tracksIn(html))).toStrictEqual(['done'])
    expect(html).toContain('<option value="UZ" selected="">Uzbekistan</option>')
    expect(html).toMatch(/own-choices.*name="country" value="KZ"/s)
    const atSession = (await read('/console/commitments?session=cnd-67')).html
    expect(Object.keys(tracksIn(atSession))).toStrictEqual(['later'])
    expect((await read('/console/commitments?by=Kazakhstan')).html).toContain(
      'Not understood, and left out: by.',
    )
  })

  it('says what to do where there is none', async () => {
    expect((await read('/console/commitments?status=lapsed')).html).toContain('No commitment matches.')
  })

  it('speaks Russian: plurals and dates', async () => {
    const { html } = await read('/console/commitments', undefined, 'ru')
    expect(html).toContain('5 обязательств')
    expect(html).toContain('февраль 2024 г. (20 дней назад)')
    expect(html).toContain('Узбекистан')
  })

  it('stays small with 500 long ones, and says what it leaves out', async () => {
    const many = await consoleOver()
    for (let n = 0; n < 501; n++)
      await many.recorded(commit(`n${n}`, { text: 'ы'.repeat(2_000), due: `20${30 + (n % 60)}` }))
    await many.project()
    const { html } = await many.visit('/console/commitments', { lang: 'ru' })
    expect(Buffer.byteLength(html)).toBeLessThan(300_000)
    expect(html).toContain('Показано 30 из 500')
    expect(html).toContain('Обязательств больше, чем помещается на странице')
  })
})

describe('a commitment', () => {
  it('shows its words, date, progress and where it was made', async () => {
    const { html } = await read(card)
    expect(html).toContain('lang="en" dir="auto">A regional laboratory &lt;for all&gt;.</blockquote>')
    for (const said of ['Commitment of Kazakhstan: capacity', 'The walls stand.', 'June 2024', 'in progress'])
      expect(html).toContain(said)
    expect(html).toMatch(/<a href="\/console\/statements\/[0-9a-f-]{36}">KZ, Deputy Minister<\/a>/)
  })

  it('says how it ended, and that what is declaratory never lapses', async () => {
    expect((await read(`/console/${subjectOf(done)}`)).html).toContain('fulfilled: It is built.')
    expect((await read(`/console/${subjectOf(declaratory)}`)).html).toContain('No: declaratory.')
  })

  it('tells how it came to say so', async () => {
    const { html } = await read(card, 'observer-one')
    expect(html).toContain(`action="${card}#comparison"`)
    expect(html.match(/type="radio" name="one"/g)).toHaveLength(3)
    expect((await read(card)).html.match(/type="radio" name="one"/g)).toHaveLength(2)
  })

  it('as of an earlier moment counts the days from then', async () => {
    const before = new Date(world.clock.nowMs - 3_600_000).toISOString()
    expect((await read(`${card}?knownAt=${before}`)).status).toBe(404)
    const { html } = await read(`/console/${subjectOf(late)}?knownAt=2024-03-21T06:00:00Z`)
    expect(html).toContain('February 2024 (21 days ago)')
  })
})

describe('what is hidden', () => {
  const readers = [undefined, 'observer-one', 'kz-moi', 'centre']
  it.each(readers)('is on no page of %s, and reads like what is missing', async (by) => {
    for (const path of ['/console/commitments', card, `/console/${subjectOf(late)}`])
      expect((await read(path, by)).html, path).not.toContain(canary)
    const bare = (html: string) => html.replaceAll(/commitments(\/|%2F)[0-9a-f-]{36}/g, '')
    const hidden = await read(`/console/${subjectOf(hiddenPromise)}`, by)
    const missing = await read('/console/commitments/00000000-0000-5000-8000-000000000000', by)
    expect(hidden.status).toBe(404)
    expect(bare(hidden.html)).toBe(bare(missing.html))
  })

  it('ends the commitment for its own agency alone', async () => {
    expect(tracksIn((await read('/console/commitments', 'ru-authority')).html).ended).toContain(
      'Promise late.',
    )
    expect((await read(`/console/${subjectOf(late)}`, 'ru-authority')).html).toContain(canary)
  })
})
