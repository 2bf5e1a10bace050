import { beforeAll, describe, expect, it } from 'vitest'
import { cursors } from '../../../functions/query/cursor.ts'
import { type Reading, reading } from './reading.ts'
import { sampleEvents, tell } from './sample.ts'

let world: Reading
beforeAll(async () => {
  world = await reading()
  await tell(world, sampleEvents)
  await world.project()
})

describe('a cursor', () => {
  const first = async (by?: string) =>
    (await world.ask('/v1/agencies?limit=2', by === undefined ? {} : { by })).body.next ?? ''

  it('is opaque, fresh each time, and of one length', async () => {
    const [one, other] = [await first('kz-moi'), await first('kz-moi')]
    expect(one).not.toBe(other)
    expect(one).toHaveLength(other.length)
    expect(Buffer.from(one, 'base64url').toString('latin1')).not.toMatch(/authority|agencies/)
  })

  it('belongs to one caller and one query', async () => {
    const next = await first('kz-moi')
    const status = async (path: string, by: string) => (await world.ask(path, { by })).status
    expect(await status(`/v1/agencies?limit=2&cursor=${next}`, 'kz-moi')).toBe(200)
    expect(await status(`/v1/agencies?cursor=${next}&limit=2`, 'kz-moi')).toBe(200)
    expect(await status(`/v1/agencies?limit=2&cursor=${next}`, 'ru-authority')).toBe(400)
    expect(await status(`/v1/agencies?limit=3&cursor=${next}`, 'kz-moi')).toBe(400)
    expect(await status(`/v1/sources?limit=2&cursor=${next}`, 'kz-moi')).toBe(400)
  })

  it('is refused when a bit of it was changed, or all of it made up', async () => {
    const next = await first('kz-moi')
    const bytes = Buffer.from(next, 'base64url')
    for (const at of [0, 11, 12, 40, bytes.length - 1]) {
      const tampered = Buffer.from(bytes)
      tampered[at] = (tampered[at] ?? 0) ^ 1
      const cursor = tampered.toString('base64url')
      expect((await world.ask(`/v1/agencies?limit=2&cursor=${cursor}`, { by: 'kz-moi' })).status).toBe(400)
    }
    const foreign = cursors('another secret').seal('kz-moi', 'x')
    for (const cursor of ['', 'x', '====', `${next}A`, next.slice(1), foreign, 'A'.repeat(700)])
      expect((await world.ask(`/v1/agencies?limit=2&cursor=${cursor}`, { by: 'kz-moi' })).status).toBe(400)
  })
})
