import { beforeEach, describe, expect, it, vi } from 'vitest'
import { scanAll } from '../../../functions/ledger/ledger.ts'
import { newActivity, silentAgencies, tellSilence } from '../../../functions/sweeper/activity.ts'
import { count } from '../../../functions/telemetry.ts'
import { listen } from '../../support/lines.ts'
import { post, route } from '../../support/posts.ts'
import { newWorld, startMs, type World } from '../../support/world.ts'

vi.mock(import('../../../functions/telemetry.ts'), async (original) => ({
  ...(await original()),
  count: vi.fn(),
}))

const dayMs = 24 * 3_600_000
const at = (day: number) => startMs + day * dayMs

describe('an agency gone silent', () => {
  let world: World
  beforeEach(async () => {
    world = await newWorld()
  })

  const walk = async (day: number) => {
    const seen = newActivity()
    for await (const commits of scanAll(world.ledger, { index: 0, of: 1 })) seen.see(commits)
    await seen.keep(world.views, at(day))
  }
  /** Who was last heard of more than ten days before `day`, when a walk takes a day. */
  const silent = (day: number) =>
    silentAgencies(world.views, world.register, { heardOf: at(day - 10), walk: at(day - 1) })
  const onDay = async (day: number, event: Parameters<World['recorded']>[0]) => {
    world.clock.nowMs = at(day)
    await world.recorded(event)
  }

  it('is named once it has said nothing for longer than it may, and no more once it speaks', async () => {
    await onDay(5, route('north'))
    await walk(6)
    expect(await silent(10)).toStrictEqual([])
    expect(await silent(11)).toStrictEqual(['observer-one', 'ru-authority'])
    expect(await silent(16)).toStrictEqual(['kz-moi', 'observer-one', 'ru-authority'])
    await onDay(17, route('south'))
    await walk(17)
    expect(await silent(17)).toStrictEqual(['observer-one', 'ru-authority'])
  })

  it('is not called so when it is suspended, and has its time again once it is reinstated', async () => {
    const about = { by: 'centre', subject: 'agencies/ru-authority', ifmatch: '*' }
    await onDay(1, post('AgencySuspended', { reason: 'x' }, about))
    await walk(1)
    world.clock.nowMs = at(20)
    expect(await silent(20)).toStrictEqual(['kz-moi', 'observer-one'])
    await onDay(20, post('AgencyReinstated', { reason: 'x' }, about))
    await walk(20)
    expect(await silent(20)).toStrictEqual(['kz-moi', 'observer-one'])
    world.clock.nowMs = at(31)
    expect(await silent(31)).toContain('ru-authority')
  })

  it('is not called so before one whole walk has been made', async () => {
    expect(await silent(30)).toBeUndefined()
    await walk(30)
    expect(await silent(30)).toBeUndefined()
    await walk(31)
    expect(await silent(31)).toStrictEqual(['kz-moi', 'observer-one', 'ru-authority'])
  })

  it('is never forgotten by an older walk that comes late', async () => {
    const late = newActivity()
    late.see(await world.ledger.load('agencies/kz-moi'))
    await onDay(12, route('north'))
    await walk(12)
    await late.keep(world.views, at(13))
    expect(await silent(15)).toStrictEqual(['observer-one', 'ru-authority'])
  })

  it('is counted for the alarm and named in one line; what is not known yet is told nowhere', () => {
    const heard = listen()
    vi.mocked(count).mockClear()
    for (const silent of [undefined, [], ['kz-moi', 'observer-one']]) tellSilence(silent)
    expect(vi.mocked(count).mock.calls).toStrictEqual([
      ['SilentAgencies', 0],
      ['SilentAgencies', 2],
    ])
    expect(heard.lines).toStrictEqual([['warn', 'Silent', { agencies: ['kz-moi', 'observer-one'] }]])
  })
})
