import { describe, expect, it } from 'vitest'
import { memoryAudit } from '../../../functions/audit/memory.ts'
import { amber, leg, type Post, red, seizure, strict, subjectOf } from '../../support/posts.ts'
import { newWorld } from '../../support/world.ts'
import { addresses } from './addresses.ts'
import { hiddenEvents } from './hidden.ts'
import { plainCursors, type Reading, reading } from './reading.ts'
import { moreEvents, sampleEvents, tell } from './sample.ts'

const visible = [
  ...sampleEvents,
  ...moreEvents,
  leg('northern', 'amber-leg', { id: 'amber-leg', marking: amber }),
  seizure({}, { id: 'amber-seizure', marking: amber }),
]
const asked = addresses(visible).filter(
  (address) => !/audit|readers|hidden/.test(address) && /northern|khimprom|countries|s$|=/.test(address),
)

type World = { ask: Reading['ask']; rows: number }

/** A world in which two agencies have asked for everything, one of them for what is hidden from others, too. */
async function asking(hidden: readonly Post[]): Promise<World> {
  const audit = memoryAudit()
  let ids = 0
  const newId = () => String(++ids).padStart(6, '0')
  const world = await reading(await newWorld(), { cursors: plainCursors, audit, newId })
  await tell(world, [...visible, ...hidden])
  await world.project()
  for (const address of asked)
    for (const by of ['ru-authority', 'observer-one']) await world.ask(address, { by })
  return { ask: world.ask, rows: audit.rows().length }
}

describe('the audit of a world in which something is hidden', () => {
  it('is for who posted what it would be without, whoever reads what was not released to it', async () => {
    const [plain, other] = [await asking([]), await asking(hiddenEvents(strict('observer-one')))]
    expect(other.rows).toBeGreaterThan(plain.rows)
    for (const id of ['northern', 'hidden']) {
      const path = `/v1/subjects/routes/${id}/readers`
      const [expected, found] = [
        await plain.ask(path, { by: 'kz-moi' }),
        await other.ask(path, { by: 'kz-moi' }),
      ]
      expect([found.status, found.text]).toStrictEqual([expected.status, expected.text])
      expect(found.text).toMatch(id === 'northern' ? /"agencies":1,"reads":[1-9]/ : /not-found/)
    }
  })

  it('names nothing of it to the centre where that is RED', async () => {
    const hidden = hiddenEvents(red())
    const { ask, rows } = await asking(hidden)
    const { body, text } = await ask('/v1/audit?limit=500', { by: 'centre' })
    expect(body.items.length).toBeGreaterThan(20)
    expect(body.items.length).toBeLessThan(rows)
    const known = new Set(visible.map(subjectOf))
    const named = body.items.flatMap(({ subjects }) => subjects as unknown as { subject: string }[])
    expect(named.filter(({ subject }) => !known.has(subject))).toStrictEqual([])
    expect(text).not.toContain('hidden')
  })
})
